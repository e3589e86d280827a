"""Carrying out: plan, reports, money, appraisal."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from db.engine import reading, transaction
from db.tables import Appraisal, Project, Proposal, Round, Spending
from domain.clock import local, utc_now
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from services import appraisals, attachments, delivery, milestones, progress, spending
from tests.cast import PEOPLE, Cast

SOON = date(2030, 1, 31)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n0\n%%EOF\n"


def photo(colour: str = "red") -> tuple[str, bytes]:
    kept = BytesIO()
    Image.new("RGB", (40, 30), colour).save(kept, "PNG")
    return ("site.png", kept.getvalue())


class Site:
    """A funded project of ¥10,000 in a round that is carried out."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.round_id = cast.round(Phase.IMPLEMENT)
        self.project_id = cast.project(self.round_id, 1)
        with transaction() as db:
            project = db.get(Project, self.project_id)
            assert project is not None
            assert project.proposal_id is not None
            self.proposal_id = project.proposal_id
        self.put_state(ProposalState.FUNDED)

    def put_state(self, state: ProposalState) -> None:
        with transaction() as db:
            proposal = db.get(Proposal, self.proposal_id)
            assert proposal is not None
            proposal.state = state.value

    def put_phase(self, phase: Phase) -> None:
        with transaction() as db:
            round_ = db.get(Round, self.round_id)
            assert round_ is not None
            round_.phase = phase.value

    def plan(self, title: str = "Dig", due_on: date = SOON, by: str = "officer") -> int:
        return milestones.plan_milestone(self.cast[by], self.project_id, title, due_on)

    def pay(self, yuan: str = "4000", by: str = "clerk", **more: object) -> int:
        facts = {
            "payee": "Li's workshop",
            "what": "wood",
            "spent_on": local(utc_now()).date(),
            "receipts": [("receipt.pdf", PDF)],
            **more,
        }
        return spending.record_spending(self.cast[by], self.project_id, yuan, **facts)  # type: ignore[arg-type]

    @property
    def work(self) -> delivery.Work:
        return delivery.get_work(self.proposal_id)


@pytest.fixture
def site(cast: Cast) -> Site:
    return Site(cast)


@pytest.fixture
def begun(site: Site) -> Site:
    site.plan()
    return site


def refused(act: Callable[..., object], *args: object, **kwargs: object) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


# --- milestones


def test_the_first_step_of_the_plan_starts_the_work(site: Site) -> None:
    assert site.work.state is ProposalState.FUNDED
    site.plan()
    assert site.work.state is ProposalState.UNDER_WAY
    site.plan("Plant", SOON + timedelta(days=1))
    assert [one.title for one in site.work.milestones] == ["Dig", "Plant"]


def test_the_same_step_pressed_twice_is_planned_once(site: Site) -> None:
    assert site.plan() == site.plan()
    assert len(site.work.milestones) == 1


@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "officer"])
def test_only_the_office_plans(site: Site, who: str) -> None:
    assert refused(site.plan, by=who) == "right.role"
    assert site.work.state is ProposalState.FUNDED


def test_a_postponed_step_shows_its_first_day_and_the_reason(begun: Site) -> None:
    officer, step = begun.cast["officer"], begun.work.milestones[0]
    later = SOON + timedelta(days=9)
    postpone = milestones.postpone_milestone
    assert refused(postpone, officer, step.id, later, " ") == "delivery.reason"
    postpone(officer, step.id, later, "Rain")
    postpone(officer, step.id, later + timedelta(days=1), "More rain")
    work = begun.work
    assert work.milestones[0].first_due_on == SOON
    assert [note.text for note in work.notes] == ["More rain", "Rain"]


def test_a_tick_can_be_taken_back(begun: Site) -> None:
    step, clerk = begun.work.milestones[0].id, begun.cast["clerk"]
    milestones.tick_milestone(clerk, step, is_done=True)
    assert begun.work.is_plan_done
    milestones.tick_milestone(clerk, step, is_done=False)
    assert not begun.work.is_plan_done


def test_a_step_that_was_worked_on_and_the_last_step_stay_on_the_plan(begun: Site) -> None:
    officer = begun.cast["officer"]
    remove = milestones.remove_milestone
    assert refused(remove, officer, begun.work.milestones[0].id) == "delivery.last_milestone"
    second = begun.plan("Plant", SOON + timedelta(days=1))
    progress.report_progress(officer, begun.project_id, "Roses came", milestone_id=second)
    assert refused(remove, officer, second) == "delivery.milestone_begun"
    remove(officer, begun.work.milestones[0].id)
    assert [one.title for one in begun.work.milestones] == ["Plant"]


def test_a_project_is_finished_only_when_every_step_is(begun: Site) -> None:
    clerk = begun.cast["clerk"]
    assert refused(milestones.complete_project, clerk, begun.project_id) == "delivery.steps_open"
    milestones.tick_milestone(clerk, begun.work.milestones[0].id, is_done=True)
    milestones.complete_project(clerk, begun.project_id)
    assert begun.work.state is ProposalState.COMPLETED
    assert refused(milestones.complete_project, clerk, begun.project_id) == "delivery.wrong_state"


@pytest.mark.parametrize("phase", [Phase.VOTE, Phase.COUNT, Phase.APPRAISE, Phase.CLOSED])
def test_nothing_is_carried_out_outside_its_phase(begun: Site, phase: Phase) -> None:
    begun.put_phase(phase)
    assert refused(begun.plan, "Late") == "right.phase"
    assert refused(begun.pay) == "right.phase"
    clerk = begun.cast["clerk"]
    assert refused(progress.report_progress, clerk, begun.project_id, "Hi") == "right.phase"


# --- reports


def test_a_report_shows_its_photos_to_everyone(begun: Site) -> None:
    clerk, step = begun.cast["clerk"], begun.work.milestones[0]
    photos = [photo("red"), photo("blue")]
    progress.report_progress(clerk, begun.project_id, "Dug today", photos, step.id)
    note = begun.work.notes[0]
    assert (note.text, note.by, note.milestone, len(note.photos)) == (
        "Dug today",
        "Clerk",
        "Dig",
        2,
    )
    assert attachments.get_file(None, note.photos[0].id).data.startswith(b"\x89PNG")


def test_a_report_sent_twice_is_one(begun: Site) -> None:
    args = (begun.cast["clerk"], begun.project_id, "Dug today", [photo()])
    assert progress.report_progress(*args) == progress.report_progress(*args)
    assert len(begun.work.notes) == 1


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (("x.png", b"<script>alert(1)</script>"), "file.kind"),
        (("x.jpg", PDF), "delivery.photos_only"),
        (("x.png", b""), "file.empty"),
    ],
)
def test_a_report_takes_only_real_photos_and_writes_nothing_else(
    begun: Site, upload: tuple[str, bytes], code: str
) -> None:
    args = (begun.cast["clerk"], begun.project_id, "Dug today", [photo(), upload])
    assert refused(progress.report_progress, *args) == code
    assert begun.work.notes == ()


def test_a_report_names_no_step_of_another_project(begun: Site) -> None:
    clerk = begun.cast["clerk"]
    act = progress.report_progress
    assert refused(act, clerk, begun.project_id, "Hi", (), 999) == "delivery.unknown_milestone"


@pytest.mark.parametrize("who", ["mei", "ann", "expert", "lawyer", "host"])
def test_only_the_office_and_the_clerk_report_and_spend(begun: Site, who: str) -> None:
    actor = begun.cast[who]
    assert refused(progress.report_progress, actor, begun.project_id, "Hi") == "right.role"
    assert refused(begun.pay, by=who) == "right.role"
    step = begun.work.milestones[0].id
    assert refused(milestones.tick_milestone, actor, step, is_done=True) == "right.role"
    assert refused(milestones.complete_project, actor, begun.project_id) == "right.role"


# --- money


def test_payments_add_up_and_never_exceed_the_cost(begun: Site) -> None:
    begun.pay("4000")
    begun.pay("6000", what="paint")
    assert (begun.work.spent_cents, begun.work.left_cents) == (10_000_00, 0)
    with pytest.raises(Refusal) as refusal:
        begun.pay("0.01", what="a nail")
    assert (refusal.value.code, refusal.value.facts) == ("delivery.overspent", {"left_cents": 0})


def test_a_payment_pressed_twice_is_recorded_once(begun: Site) -> None:
    assert begun.pay() == begun.pay()
    assert begun.work.spent_cents == 4_000_00


def test_a_mistake_is_voided_with_a_reason_and_stays_to_be_seen(begun: Site) -> None:
    payment, clerk = begun.pay("9000"), begun.cast["clerk"]
    assert refused(spending.void_spending, clerk, payment, " ") == "delivery.reason"
    spending.void_spending(clerk, payment, "One zero too many")
    spending.void_spending(clerk, payment, "Again")
    begun.pay("9000", what="wood again")
    assert [one.void_reason for one in begun.work.payments] == [None, "One zero too many"]
    assert begun.work.left_cents == 1_000_00


@pytest.mark.parametrize(
    ("yuan", "more", "code"),
    [
        ("0", {}, "delivery.amount_zero"),
        ("-1", {}, "money.negative"),
        ("1e99", {}, "money.too_much"),
        ("ten", {}, "money.not_a_number"),
        ("10001", {}, "delivery.overspent"),
        ("10", {"receipts": []}, "delivery.no_receipt"),
        ("10", {"receipts": [("a.pdf", b"MZ\x90")]}, "file.kind"),
        ("10", {"payee": " "}, "delivery.payee_and_what"),
        ("10", {"what": "x" * 101}, "delivery.payee_and_what"),
        ("10", {"spent_on": SOON}, "delivery.paid_in_future"),
    ],
)
def test_a_bad_payment_is_refused_and_nothing_is_written(
    begun: Site, yuan: str, more: dict[str, object], code: str
) -> None:
    assert refused(begun.pay, yuan, **more) == code
    with reading() as db:
        assert db.get(Spending, 1) is None


def test_nothing_is_paid_before_the_work_has_begun(site: Site) -> None:
    assert refused(site.pay) == "delivery.wrong_state"


# --- appraisal


def test_one_appraisal_a_person_and_the_last_tap_counts(begun: Site) -> None:
    for stars in (1, 5, 4):
        appraisals.save_stars(begun.cast["ann"], begun.project_id, stars)
    appraisals.save_stars(begun.cast["mei"], begun.project_id, 2)
    assert begun.work.satisfaction.counts == (0, 1, 0, 1, 0)
    with reading() as db:
        key = (begun.project_id, begun.cast["ann"].account_id)
        assert db.get(Appraisal, key) is not None


def test_words_come_after_stars_and_show_no_name(begun: Site) -> None:
    ann = begun.cast["ann"]
    args = (ann, begun.project_id, "I can walk down by myself.")
    assert refused(appraisals.save_remark, *args) == "delivery.stars_first"
    appraisals.save_stars(ann, begun.project_id, 5)
    appraisals.save_remark(*args)
    (remark,) = begun.work.satisfaction.remarks
    assert (remark.stars, remark.text) == (5, "I can walk down by myself.")
    assert not hasattr(remark, "name")


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("zhou", "right.in_place"),
        ("expert", "right.role"),
        ("lawyer", "right.role"),
        ("host", "right.role"),
        ("clerk", "right.role"),
        ("officer", "right.role"),
    ],
)
def test_only_residents_of_the_place_appraise(begun: Site, who: str, code: str) -> None:
    assert refused(appraisals.save_stars, begun.cast[who], begun.project_id, 5) == code
    assert not appraisals.may_appraise(begun.cast[who], begun.project_id)


def test_the_appraisal_lasts_through_its_phase_and_no_longer(begun: Site) -> None:
    begun.put_state(ProposalState.COMPLETED)
    begun.put_phase(Phase.APPRAISE)
    assert appraisals.may_appraise(begun.cast["ann"], begun.project_id)
    appraisals.save_stars(begun.cast["ann"], begun.project_id, 3)
    begun.put_phase(Phase.CLOSED)
    act = appraisals.save_stars
    assert refused(act, begun.cast["ann"], begun.project_id, 5) == "right.phase"
    assert begun.work.satisfaction.counts == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("stars", [0, 6])
def test_stars_go_from_one_to_five(begun: Site, stars: int) -> None:
    act = appraisals.save_stars
    assert refused(act, begun.cast["ann"], begun.project_id, stars) == "delivery.stars_range"


def test_what_was_not_funded_is_not_carried_out(site: Site) -> None:
    site.put_state(ProposalState.NOT_FUNDED)
    assert delivery.find_work(site.proposal_id) is None
    assert refused(delivery.get_work, site.proposal_id) == "delivery.not_funded"
    assert delivery.list_works(site.round_id) == []
    assert refused(site.plan) == "delivery.wrong_state"
