"""Cases: asked once, booked once, taken by one, answered in time, rated by whoever asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from db.engine import reading
from db.tables import LegalCase, ServiceRecord
from domain.clock import utc_now
from domain.legal import MOST_OPEN, CaseEvent, CaseKind, CaseState
from domain.legal_views import CaseDraft, Slot
from domain.refusals import Refusal
from domain.tasks import TaskKind
from services import legal_cases
from services.case_reading import get_case, get_my_cases
from services.duty import list_slots
from services.service_records import count_cases, count_services
from services.tasks import list_tasks
from tests.cast import Cast
from tests.services.law import SECRET, Law, build_law


@pytest.fixture
def law(cast: Cast) -> Law:
    return build_law(cast)


def state_of(case_id: int) -> str:
    with reading() as db:
        case = db.get(LegalCase, case_id)
        assert case is not None
        return case.state


def booked(law: Law, slot: Slot, who: str, key: str) -> int:
    home = law.cast.communities["Riverside"]
    draft = CaseDraft(CaseKind.ADVICE, home, "A loan", SECRET, slot)
    return legal_cases.ask_law(law.cast[who], draft, key)


def test_the_same_form_sent_twice_asks_once(law: Law) -> None:
    assert law.ask() == law.ask()
    assert len(get_my_cases(law.cast["ann"]).open) == 1


def test_a_form_of_somebody_else_does_not_lead_into_their_case(law: Law) -> None:
    law.ask(key="form")
    with pytest.raises(Refusal) as refused:
        law.ask(who="bo", key="form")
    assert refused.value.code == "case.unknown"


def test_nobody_fills_a_lawyers_week_alone(law: Law) -> None:
    for number in range(MOST_OPEN):
        law.ask(key=f"form {number}")
    with pytest.raises(Refusal) as refused:
        law.ask(key="one more")
    assert refused.value.code == "case.too_many"


def test_a_half_hour_is_booked_by_whoever_comes_first_even_at_the_same_instant(law: Law) -> None:
    slot = list_slots(law.station_id)[0]

    def book(who: str) -> str:
        try:
            booked(law, slot, who, who)
        except Refusal as refusal:
            return refusal.code
        return "booked"

    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(book, ["ann", "bo", "mei", "qiang"]))
    assert sorted(said) == ["booked", *["case.slot_taken"] * 3]
    assert slot not in list_slots(law.station_id)


def test_whoever_is_booked_is_named_and_a_withdrawn_booking_is_free_again(law: Law) -> None:
    slot = list_slots(law.station_id)[0]
    case_id = booked(law, slot, "ann", "form")
    assert get_case(law.cast["lawyer"], case_id).content == SECRET
    assert state_of(case_id) == "booked"
    legal_cases.withdraw_case(law.cast["ann"], case_id)
    legal_cases.withdraw_case(law.cast["ann"], case_id)
    assert slot in list_slots(law.station_id)
    booked(law, slot, "bo", "another")


def test_a_time_in_nobodys_duty_cannot_be_booked(law: Law) -> None:
    slot = list_slots(law.station_id)[0]
    late = Slot(slot.account_id, slot.name, slot.at + timedelta(hours=5))
    with pytest.raises(Refusal) as refused:
        booked(law, late, "ann", "form")
    assert refused.value.code == "case.slot_taken"
    assert get_my_cases(law.cast["ann"]).open == ()


def test_a_specialist_sees_of_an_open_case_only_what_kind_it_is_and_where(law: Law) -> None:
    case_id = law.ask()
    [waiting] = get_my_cases(law.cast["lawyer"]).waiting
    assert (waiting.id, waiting.kind, waiting.community) == (case_id, CaseKind.ADVICE, "Riverside")
    assert "loan" not in str(waiting)
    assert SECRET not in str(waiting)
    with pytest.raises(Refusal):
        get_case(law.cast["lawyer"], case_id)


def test_the_case_of_another_station_is_neither_listed_nor_taken(law: Law) -> None:
    case_id = law.ask()
    stranger = law.cast["far_lawyer"]
    assert get_my_cases(stranger).waiting == ()
    with pytest.raises(Refusal) as refused:
        legal_cases.take_case(stranger, case_id)
    assert refused.value.code == "right.assigned"


def test_a_case_is_taken_once_and_then_read_and_answered_in_time(law: Law) -> None:
    case_id = law.taken()
    legal_cases.take_case(law.cast["lawyer"], case_id)
    assert get_case(law.cast["lawyer"], case_id).content == SECRET
    due = get_case(law.cast["ann"], case_id).card.due_at
    assert due is not None
    assert due > utc_now()
    assert get_case(law.cast["ann"], case_id, due + timedelta(seconds=1)).card.is_late
    legal_cases.answer_case(law.cast["lawyer"], case_id, "Do not sign.", 20)
    legal_cases.answer_case(law.cast["lawyer"], case_id, "Do not sign.", 20)
    sheet = get_case(law.cast["ann"], case_id, due + timedelta(days=1))
    assert (sheet.answer, sheet.card.is_late) == ("Do not sign.", False)
    with reading() as db:
        [record] = db.exec(select(ServiceRecord)).all()
    assert (record.minutes, record.kind, record.note) == (20, "advice", "")


def test_asking_further_brings_the_case_back_with_the_answer_so_far(law: Law) -> None:
    case_id = law.taken()
    legal_cases.answer_case(law.cast["lawyer"], case_id, "Do not sign.")
    legal_cases.ask_further(law.cast["ann"], case_id, "And if I already did?")
    sheet = get_case(law.cast["lawyer"], case_id)
    assert sheet.card.state is CaseState.TAKEN
    assert all(one in sheet.content for one in (SECRET, "Do not sign.", "already did"))


def test_a_colleague_who_gets_a_case_reads_it_and_whoever_gave_it_no_longer_does(law: Law) -> None:
    case_id = law.taken()
    legal_cases.reassign_case(law.cast["lawyer"], case_id, law.cast["far_lawyer"].account_id)
    assert get_case(law.cast["far_lawyer"], case_id).content == SECRET
    with pytest.raises(Refusal) as refused:
        get_case(law.cast["lawyer"], case_id)
    assert refused.value.code == "case.unknown"


def test_the_asker_rates_and_nobody_else(law: Law) -> None:
    case_id = law.taken()
    with pytest.raises(Refusal):
        legal_cases.rate_case(law.cast["ann"], case_id, 5)
    legal_cases.answer_case(law.cast["lawyer"], case_id, "Do not sign.")
    with pytest.raises(Refusal):
        legal_cases.rate_case(law.cast["lawyer"], case_id, 5)
    with pytest.raises(Refusal):
        legal_cases.rate_case(law.cast["ann"], case_id, 6)
    legal_cases.rate_case(law.cast["ann"], case_id, 2)
    legal_cases.rate_case(law.cast["ann"], case_id, 5)
    assert state_of(case_id) == "closed"
    assert get_case(law.cast["ann"], case_id).satisfaction == 5


def test_a_case_handed_over_ends_with_where_it_belongs(law: Law) -> None:
    case_id = law.taken()
    legal_cases.hand_over_case(law.cast["lawyer"], case_id, "The labour arbitration.")
    sheet = get_case(law.cast["ann"], case_id)
    assert (sheet.card.state, sheet.answer) == (CaseState.HANDED_OVER, "The labour arbitration.")
    assert sheet.events == frozenset()


def test_an_asker_cannot_answer_and_a_specialist_cannot_withdraw(law: Law) -> None:
    case_id = law.taken()
    assert CaseEvent.GIVE_ANSWER not in get_case(law.cast["ann"], case_id).events
    with pytest.raises(Refusal):
        legal_cases.answer_case(law.cast["ann"], case_id, "Yes.")
    with pytest.raises(Refusal):
        legal_cases.withdraw_case(law.cast["lawyer"], case_id)


def test_figures_count_cases_and_hide_satisfaction_while_few_rated(law: Law) -> None:
    for number in range(5):
        case_id = law.taken(key=f"form {number}")
        legal_cases.answer_case(law.cast["lawyer"], case_id, "Do not sign.")
        counts = count_cases()
        assert counts.satisfied is None
        legal_cases.rate_case(law.cast["ann"], case_id, 2 if number == 0 else 5)
    law.ask(key="open")
    counts = count_cases(community_id=law.cast.communities["Riverside"])
    assert (counts.asked, counts.answered, counts.solved, counts.rated) == (6, 5, 4, 5)
    assert counts.satisfied == 0.8
    assert count_cases(community_id=law.cast.communities["Faraway"]).asked == 0
    assert count_services().by_kind[CaseKind.ADVICE] == 5


def test_the_home_page_counts_what_waits_and_says_nothing_of_it(law: Law) -> None:
    case_id = law.ask()
    waiting = {one.kind: one for one in list_tasks(law.cast["lawyer"])}
    assert waiting[TaskKind.TAKE_CASE].n == 1
    assert "loan" not in str(waiting)
    legal_cases.take_case(law.cast["lawyer"], case_id)
    assert TaskKind.WORK_ON_CASE in {one.kind for one in list_tasks(law.cast["lawyer"])}
    legal_cases.answer_case(law.cast["lawyer"], case_id, "Do not sign.")
    assert TaskKind.RATE_CASE in {one.kind for one in list_tasks(law.cast["ann"])}
