"""Mediation: a lawyer and a member together, everybody's signature, and a look back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from db.engine import reading, transaction
from db.matters import get_matter
from db.tables import Account, FieldOfWork, LegalCase, Matter, ServiceRecord
from domain.clock import utc_now
from domain.legal import CaseKind, CaseState
from domain.refusals import Refusal
from domain.tasks import TaskKind
from services import legal_cases, mediation
from services.case_reading import get_case, list_case_tasks, list_mediators
from tests.cast import Cast
from tests.days import in_days, today
from tests.services.law import SECRET, Law, build_law, say


@pytest.fixture
def law(cast: Cast) -> Law:
    return build_law(cast)


def state_of(law: Law, case_id: int) -> CaseState:
    return get_case(law.cast["lawyer"], case_id).card.state


def a_dispute(law: Law, **more: object) -> int:
    """A matter that tells of a quarrel, raised by Ann in public; its id."""
    with transaction() as db:
        row = Matter(
            title="Noise above me",
            text="He hammers at night.",
            source="request",
            community_id=law.cast.communities["Riverside"],
            subdistrict_id=law.cast.subdistricts["Lakeside"],
            raiser_id=law.cast["ann"].account_id,
            due_at=utc_now(),
            created_at=utc_now(),
        )
        row.sqlmodel_update(more)
        db.add(row)
        db.flush()
        return row.id


@pytest.mark.parametrize("last", ["lawyer", "mei", "ann", "bo"])
def test_nobody_can_be_left_out_of_an_agreement(law: Law, last: str) -> None:
    case_id = law.written()
    for who in {"lawyer", "mei", "ann", "bo"} - {last}:
        law.sign(case_id, who)
        law.sign(case_id, who)
    assert state_of(law, case_id) is CaseState.MEDIATING
    law.sign(case_id, last)
    assert state_of(law, case_id) is CaseState.AGREED


def test_a_lawyer_alone_cannot_begin_and_a_resident_cannot_mediate(law: Law) -> None:
    case_id = law.taken(CaseKind.MEDIATION)
    with pytest.raises(Refusal) as refused:
        mediation.begin_mediation(law.cast["lawyer"], case_id, law.cast["bo"].account_id)
    assert refused.value.code == "case.person_unknown"
    with pytest.raises(Refusal):
        mediation.save_agreement(law.cast["lawyer"], case_id, "Peace.", in_days(30), 0)


def test_an_agreement_needs_two_sides(law: Law) -> None:
    case_id = law.taken(CaseKind.MEDIATION)
    mediation.begin_mediation(law.cast["lawyer"], case_id, law.cast["mei"].account_id)
    mediation.save_agreement(law.cast["mei"], case_id, "Peace.", in_days(30), 0)
    with pytest.raises(Refusal) as refused:
        law.sign(case_id, "ann")
    assert refused.value.code == "mediation.needs_sides"
    assert get_case(law.cast["ann"], case_id).parties[0].signed_at is None


def test_whoever_signs_signs_the_text_that_they_read(law: Law) -> None:
    case_id = law.written()
    read = law.version(case_id)
    law.sign(case_id, "ann")
    mediation.save_agreement(law.cast["lawyer"], case_id, "Quiet after nine.", in_days(30), read)
    with pytest.raises(Refusal) as refused:
        mediation.sign_agreement(law.cast["bo"], case_id, read, say)
    assert refused.value.code == "mediation.text_changed"
    assert not any(one.signed_at for one in get_case(law.cast["ann"], case_id).parties)


def test_two_mediators_do_not_overwrite_each_others_text(law: Law) -> None:
    case_id = law.mediating()
    version = law.version(case_id)
    mediation.save_agreement(law.cast["mei"], case_id, "Quiet after ten.", in_days(30), version)
    with pytest.raises(Refusal) as refused:
        mediation.save_agreement(law.cast["lawyer"], case_id, "Other.", in_days(30), version)
    assert refused.value.code == "mediation.text_changed"


def test_a_side_without_an_account_signs_on_paper_before_a_mediator(law: Law) -> None:
    case_id = law.taken(CaseKind.MEDIATION)
    mediation.begin_mediation(law.cast["lawyer"], case_id, law.cast["mei"].account_id)
    mediation.name_party(law.cast["lawyer"], case_id, "Old Wang", is_username=False)
    mediation.name_party(law.cast["lawyer"], case_id, "Old Wang", is_username=False)
    version = law.version(case_id)
    mediation.save_agreement(law.cast["mei"], case_id, "Peace.", in_days(30), version)
    for who in ("lawyer", "mei", "ann"):
        law.sign(case_id, who)
    [paper] = [one for one in get_case(law.cast["mei"], case_id).parties if one.paper_id]
    assert paper.paper_id is not None
    version = law.version(case_id)
    with pytest.raises(Refusal):
        mediation.record_paper_signature(law.cast["ann"], case_id, paper.paper_id, version, say)
    mediation.record_paper_signature(law.cast["mei"], case_id, paper.paper_id, version, say)
    assert state_of(law, case_id) is CaseState.AGREED


def test_the_other_side_reads_the_agreement_and_not_what_the_asker_told(law: Law) -> None:
    case_id = law.written()
    sheet = get_case(law.cast["bo"], case_id)
    assert sheet.agreement == "Quiet after ten."
    assert SECRET not in str(sheet)


def test_the_one_case_that_waits_is_opened_from_the_home_page(law: Law) -> None:
    def waits_for(who: str) -> list[tuple[TaskKind, str, int | None]]:
        with reading() as db:
            waiting = list_case_tasks(db, law.cast[who])
        return [(one.kind, one.page, one.only_id) for one in waiting]

    asked = law.ask(key="another form")
    assert waits_for("lawyer") == [(TaskKind.TAKE_CASE, "my_cases", asked)]
    case_id = law.written()
    assert waits_for("ann") == [(TaskKind.SIGN_AGREEMENT, "legal_case", case_id)]
    legal_cases.take_case(law.cast["lawyer"], asked)
    assert waits_for("lawyer") == [
        (TaskKind.WORK_ON_CASE, "my_cases", None),
        (TaskKind.SIGN_AGREEMENT, "legal_case", case_id),
    ]


def test_an_agreement_is_looked_at_again_on_its_day(law: Law) -> None:
    case_id = law.agreed()
    day = utc_now() + timedelta(days=30)
    for at, is_due in ((utc_now(), False), (day, True)):
        with reading() as db:
            tasks = {one.kind for one in list_case_tasks(db, law.cast["mei"], at)}
        assert (TaskKind.FOLLOW_UP_CASE in tasks) is is_due
    mediation.follow_up(law.cast["mei"], case_id, "Quiet.", is_kept=True)
    mediation.follow_up(law.cast["mei"], case_id, "Quiet.", is_kept=True)
    legal_cases.rate_case(law.cast["ann"], case_id, 5)
    assert state_of(law, case_id) is CaseState.CLOSED


def test_a_broken_agreement_is_mediated_again_and_signed_anew(law: Law) -> None:
    case_id = law.agreed()
    mediation.report_broken(law.cast["bo"], case_id)
    sheet = get_case(law.cast["lawyer"], case_id)
    assert sheet.card.state is CaseState.MEDIATING
    assert not any(one.signed_at for one in sheet.parties)
    for who in ("lawyer", "mei", "ann", "bo"):
        law.sign(case_id, who)
    assert state_of(law, case_id) is CaseState.AGREED


def test_an_agreement_is_looked_at_on_a_day_to_come(law: Law) -> None:
    case_id, day = law.mediating(), today()
    with pytest.raises(Refusal) as refused:
        mediation.save_agreement(law.cast["mei"], case_id, "Peace.", day, law.version(case_id))
    assert refused.value.code == "mediation.day_past"


def test_members_of_the_place_who_mediate_are_suggested_first(law: Law) -> None:
    with transaction() as db:
        db.add(FieldOfWork(code="mediation", name="调解", name_en="Mediation", position=2))
        db.flush()
        qiang = db.get(Account, law.cast["qiang"].account_id)
        assert qiang is not None
        qiang.field_code = "mediation"
        db.add(qiang)
    case_id = law.taken(CaseKind.MEDIATION)
    found = list_mediators(law.cast["lawyer"], case_id)
    assert [(one.name, one.is_of_field) for one in found] == [("Qiang", True), ("Mei", False)]


def test_a_dispute_becomes_one_case_that_whoever_started_it_does_not_read(law: Law) -> None:
    matter_id = a_dispute(law)
    case_id = mediation.start_mediation_from_matter(law.cast["clerk"], matter_id, "private")
    assert mediation.start_mediation_from_matter(law.cast["officer"], matter_id, "x") == case_id
    for who in ("clerk", "officer", "lawyer"):
        with pytest.raises(Refusal):
            get_case(law.cast[who], case_id)
    assert get_case(law.cast["ann"], case_id).content == "He hammers at night."
    with reading() as db:
        assert not get_matter(db, matter_id).is_public


def test_a_matter_hears_only_that_it_was_mediated_and_from_the_lawyer(law: Law) -> None:
    matter_id = a_dispute(law, taken_up_by=law.cast["mei"].account_id)
    case_id = mediation.start_mediation_from_matter(law.cast["mei"], matter_id, "private")
    legal_cases.take_case(law.cast["lawyer"], case_id)
    mediation.begin_mediation(law.cast["lawyer"], case_id, law.cast["mei"].account_id)
    mediation.name_party(law.cast["lawyer"], case_id, "bo", is_username=True)
    version = law.version(case_id)
    mediation.save_agreement(law.cast["mei"], case_id, "Quiet after ten.", in_days(30), version)
    for who in ("lawyer", "mei", "ann", "bo"):
        law.sign(case_id, who)
    with reading() as db:
        matter = get_matter(db, matter_id)
        [record] = db.exec(select(ServiceRecord)).all()
    assert (matter.state, matter.answer, matter.is_solved) == ("answered", "Mediated.", True)
    assert matter.answered_by == law.cast["lawyer"].account_id
    assert (record.kind, record.people_count, record.case_id) == ("mediation", 2, case_id)


def test_a_stranger_cannot_send_a_matter_to_mediation(law: Law) -> None:
    matter_id = a_dispute(law)
    for who in ("ann", "mei", "far_clerk", "lawyer", "expert"):
        with pytest.raises(Refusal):
            mediation.start_mediation_from_matter(law.cast[who], matter_id, "private")
    with reading() as db:
        assert not db.exec(select(LegalCase)).all()


def test_without_an_agreement_the_matter_is_answered_as_not_solved(law: Law) -> None:
    matter_id = a_dispute(law)
    case_id = mediation.start_mediation_from_matter(law.cast["clerk"], matter_id, "private")
    legal_cases.take_case(law.cast["lawyer"], case_id)
    mediation.begin_mediation(law.cast["lawyer"], case_id, law.cast["mei"].account_id)
    mediation.end_without_agreement(law.cast["mei"], case_id, say)
    with reading() as db:
        matter = get_matter(db, matter_id)
    assert (matter.answer, matter.is_solved) == ("Mediated without an agreement.", False)
    legal_cases.close_case(law.cast["lawyer"], case_id)
    assert state_of(law, case_id) is CaseState.CLOSED
