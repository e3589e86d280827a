"""The citizens' committee is asked, answers unseen until the day, and hears what changed."""

from __future__ import annotations

import pytest

from domain.refusals import Refusal
from domain.research import ConsultationState
from domain.research_views import ConsultationSheet
from domain.tasks import TaskKind
from services import consultation_reading, consultations, tasks
from services.consultations import ConsultationDraft
from tests.cast import Cast
from tests.days import from_now, in_days


def drafted(cast: Cast, key: str = "k") -> int:
    draft = ConsultationDraft("Bathing at home", "Is thirty yuan fair?", "Two helpers.")
    return consultations.draft_consultation(cast["expert"], draft, key)


def opened(cast: Cast, key: str = "form") -> int:
    number = drafted(cast, key)
    consultations.open_consultation(cast["expert"], number, in_days(5))
    return number


def sheet_of(cast: Cast, number: int, who: str = "officer") -> ConsultationSheet:
    return consultation_reading.get_consultation_sheet(cast[who], number)


def kinds(cast: Cast, who: str) -> set[TaskKind]:
    return {one.kind for one in tasks.list_tasks(cast[who])}


def test_a_double_tap_drafts_one(cast: Cast) -> None:
    assert drafted(cast) == drafted(cast)


def test_a_draft_is_for_those_who_ask_alone(cast: Cast) -> None:
    number = drafted(cast)
    for stranger in ("mei", "expert2"):
        with pytest.raises(Refusal):
            sheet_of(cast, number, stranger)
    assert sheet_of(cast, number, "expert").card.state is ConsultationState.DRAFT


def test_every_member_has_one_answer_and_may_change_it(cast: Cast) -> None:
    number = opened(cast)
    assert TaskKind.ANSWER_CONSULTATION in kinds(cast, "mei")
    consultations.save_answer(cast["mei"], number, 2, "Too dear")
    consultations.save_answer(cast["mei"], number, 4, "With help, yes")
    sheet = sheet_of(cast, number, "mei")
    assert (sheet.card.answers, sheet.card.own, sheet.own_text) == (1, 4, "With help, yes")
    assert TaskKind.ANSWER_CONSULTATION not in kinds(cast, "mei")


def test_the_one_question_that_waits_is_opened_from_the_home_page(cast: Cast) -> None:
    def asked() -> tuple[str, int, int | None]:
        waiting = tasks.list_tasks(cast["mei"])
        [task] = [one for one in waiting if one.kind is TaskKind.ANSWER_CONSULTATION]
        return task.page, task.n, task.only_id

    first = opened(cast)
    assert asked() == ("consultation", 1, first)
    opened(cast, "another")
    assert asked() == ("consultation", 2, None)


@pytest.mark.parametrize("who", ["ann", "expert", "officer", "host", "lawyer", "clerk"])
def test_nobody_but_members_answers(cast: Cast, who: str) -> None:
    number = opened(cast)
    with pytest.raises(Refusal):
        consultations.save_answer(cast[who], number, 5)
    assert sheet_of(cast, number).card.answers == 0


def test_answers_are_shown_to_nobody_while_others_can_follow_them(cast: Cast) -> None:
    number = opened(cast)
    consultations.save_answer(cast["mei"], number, 1, "No")
    for who in ("expert", "officer", "qiang"):
        assert sheet_of(cast, number, who).summary is None
    consultations.close_consultation(cast["expert"], number)
    summary = sheet_of(cast, number, "qiang").summary
    assert summary is not None
    assert summary.whole.counts == (1, 0, 0, 0, 0)


def test_after_the_last_day_nothing_is_taken_though_the_clock_has_not_come_by(cast: Cast) -> None:
    number = opened(cast)
    with pytest.raises(Refusal) as refused:
        consultations.save_answer(cast["mei"], number, 5, now=from_now(days=7))
    assert refused.value.code == "consultation.closed"
    read = consultation_reading.get_consultation_sheet(None, number, from_now(days=7))
    assert read.card.state is ConsultationState.CLOSED


def test_the_clock_closes_it_once_and_its_experts_are_reminded(cast: Cast) -> None:
    number = opened(cast)
    assert consultations.close_due_consultations() == []
    assert consultations.close_due_consultations(from_now(days=7)) == [number]
    assert consultations.close_due_consultations(from_now(days=7)) == []
    assert TaskKind.SAY_CHANGED in kinds(cast, "expert")


def test_it_ends_only_when_what_changed_was_said(cast: Cast) -> None:
    number = opened(cast)
    with pytest.raises(Refusal):
        consultations.give_back(cast["expert"], number, "Free for the poor")
    consultations.close_consultation(cast["expert"], number)
    with pytest.raises(Refusal) as refused:
        consultations.give_back(cast["expert"], number, "  ")
    assert refused.value.code == "consultation.no_change"
    consultations.give_back(cast["expert"], number, "Free for the poor")
    sheet = consultation_reading.get_consultation_sheet(None, number)
    assert (sheet.card.state, sheet.changed) == (ConsultationState.RETURNED, "Free for the poor")
    assert TaskKind.SAY_CHANGED not in kinds(cast, "expert")


def test_a_last_day_in_the_past_or_far_away_is_refused(cast: Cast) -> None:
    number = drafted(cast)
    for day in (in_days(-1), in_days(90)):
        with pytest.raises(Refusal) as refused:
            consultations.open_consultation(cast["expert"], number, day)
        assert refused.value.code == "consultation.day"
