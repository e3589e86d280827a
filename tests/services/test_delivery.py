"""Carrying out: plan, reports, appraisal."""

from datetime import timedelta

import pytest

from db.engine import reading
from db.tables import Appraisal
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from services import appraisals, attachments, delivery, milestones, progress
from tests.cast import PEOPLE, Cast
from tests.work_site import PDF, SOON, WorkSite, photo, refused


@pytest.fixture
def site(cast: Cast) -> WorkSite:
    return WorkSite(cast)


@pytest.fixture
def begun(site: WorkSite) -> WorkSite:
    site.plan()
    return site


# --- milestones


def test_the_first_step_of_the_plan_starts_the_work(site: WorkSite) -> None:
    assert site.work.state is ProposalState.FUNDED
    site.plan()
    assert site.work.state is ProposalState.UNDER_WAY
    site.plan("Plant", SOON + timedelta(days=1))
    assert [one.title for one in site.work.milestones] == ["Dig", "Plant"]


def test_the_same_step_pressed_twice_is_planned_once(site: WorkSite) -> None:
    assert site.plan() == site.plan()
    assert len(site.work.milestones) == 1


@pytest.mark.parametrize("who", [name for name in PEOPLE if name != "officer"])
def test_only_the_office_plans(site: WorkSite, who: str) -> None:
    assert refused(site.plan, by=who) == "right.role"
    assert site.work.state is ProposalState.FUNDED


def test_a_postponed_step_shows_its_first_day_and_the_reason(begun: WorkSite) -> None:
    officer, step = begun.cast["officer"], begun.work.milestones[0]
    later = SOON + timedelta(days=9)
    postpone = milestones.postpone_milestone
    assert refused(postpone, officer, step.id, later, " ") == "delivery.reason"
    postpone(officer, step.id, later, "Rain")
    postpone(officer, step.id, later + timedelta(days=1), "More rain")
    work = begun.work
    assert work.milestones[0].first_due_on == SOON
    assert [note.text for note in work.notes] == ["More rain", "Rain"]


def test_a_tick_can_be_taken_back(begun: WorkSite) -> None:
    step, clerk = begun.work.milestones[0].id, begun.cast["clerk"]
    milestones.tick_milestone(clerk, step, is_done=True)
    assert begun.work.is_plan_done
    milestones.tick_milestone(clerk, step, is_done=False)
    assert not begun.work.is_plan_done


def test_a_step_that_was_worked_on_and_the_last_step_stay_on_the_plan(begun: WorkSite) -> None:
    officer = begun.cast["officer"]
    remove = milestones.remove_milestone
    assert refused(remove, officer, begun.work.milestones[0].id) == "delivery.last_milestone"
    second = begun.plan("Plant", SOON + timedelta(days=1))
    progress.report_progress(officer, begun.project_id, "Roses came", milestone_id=second)
    assert refused(remove, officer, second) == "delivery.milestone_begun"
    remove(officer, begun.work.milestones[0].id)
    assert [one.title for one in begun.work.milestones] == ["Plant"]


def test_a_project_is_finished_only_when_every_step_is(begun: WorkSite) -> None:
    clerk = begun.cast["clerk"]
    assert refused(milestones.complete_project, clerk, begun.project_id) == "delivery.steps_open"
    milestones.tick_milestone(clerk, begun.work.milestones[0].id, is_done=True)
    milestones.complete_project(clerk, begun.project_id)
    assert begun.work.state is ProposalState.COMPLETED
    assert refused(milestones.complete_project, clerk, begun.project_id) == "delivery.wrong_state"


@pytest.mark.parametrize("phase", [Phase.VOTE, Phase.COUNT, Phase.APPRAISE, Phase.CLOSED])
def test_nothing_is_carried_out_outside_its_phase(begun: WorkSite, phase: Phase) -> None:
    begun.put_phase(phase)
    assert refused(begun.plan, "Late") == "right.phase"
    assert refused(begun.pay) == "right.phase"
    clerk = begun.cast["clerk"]
    assert refused(progress.report_progress, clerk, begun.project_id, "Hi") == "right.phase"


# --- reports


def test_a_report_shows_its_photos_to_everyone(begun: WorkSite) -> None:
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


def test_a_report_sent_twice_is_one(begun: WorkSite) -> None:
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
    begun: WorkSite, upload: tuple[str, bytes], code: str
) -> None:
    args = (begun.cast["clerk"], begun.project_id, "Dug today", [photo(), upload])
    assert refused(progress.report_progress, *args) == code
    assert begun.work.notes == ()


def test_a_report_names_no_step_of_another_project(begun: WorkSite) -> None:
    clerk = begun.cast["clerk"]
    act = progress.report_progress
    assert refused(act, clerk, begun.project_id, "Hi", (), 999) == "delivery.unknown_milestone"


@pytest.mark.parametrize("who", ["mei", "ann", "expert", "lawyer", "host"])
def test_only_the_office_and_the_clerk_report_and_spend(begun: WorkSite, who: str) -> None:
    actor = begun.cast[who]
    assert refused(progress.report_progress, actor, begun.project_id, "Hi") == "right.role"
    assert refused(begun.pay, by=who) == "right.role"
    step = begun.work.milestones[0].id
    assert refused(milestones.tick_milestone, actor, step, is_done=True) == "right.role"
    assert refused(milestones.complete_project, actor, begun.project_id) == "right.role"


# --- appraisal


def test_one_appraisal_a_person_and_the_last_tap_counts(begun: WorkSite) -> None:
    for stars in (1, 5, 4):
        appraisals.save_stars(begun.cast["ann"], begun.project_id, stars)
    appraisals.save_stars(begun.cast["mei"], begun.project_id, 2)
    assert begun.work.satisfaction.counts == (0, 1, 0, 1, 0)
    with reading() as db:
        key = (begun.project_id, begun.cast["ann"].account_id)
        assert db.get(Appraisal, key) is not None


def test_words_come_after_stars_and_show_no_name(begun: WorkSite) -> None:
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
def test_only_residents_of_the_place_appraise(begun: WorkSite, who: str, code: str) -> None:
    assert refused(appraisals.save_stars, begun.cast[who], begun.project_id, 5) == code
    assert not appraisals.may_appraise(begun.cast[who], begun.project_id)


def test_the_appraisal_lasts_through_its_phase_and_no_longer(begun: WorkSite) -> None:
    begun.put_state(ProposalState.COMPLETED)
    begun.put_phase(Phase.APPRAISE)
    assert appraisals.may_appraise(begun.cast["ann"], begun.project_id)
    appraisals.save_stars(begun.cast["ann"], begun.project_id, 3)
    begun.put_phase(Phase.CLOSED)
    act = appraisals.save_stars
    assert refused(act, begun.cast["ann"], begun.project_id, 5) == "right.phase"
    assert begun.work.satisfaction.counts == (0, 0, 1, 0, 0)


@pytest.mark.parametrize("stars", [0, 6])
def test_stars_go_from_one_to_five(begun: WorkSite, stars: int) -> None:
    act = appraisals.save_stars
    assert refused(act, begun.cast["ann"], begun.project_id, stars) == "delivery.stars_range"


def test_what_was_not_funded_is_not_carried_out(site: WorkSite) -> None:
    site.put_state(ProposalState.NOT_FUNDED)
    assert delivery.find_work(site.proposal_id) is None
    assert refused(delivery.get_work, site.proposal_id) == "delivery.not_funded"
    assert delivery.list_works(site.round_id) == []
    assert refused(site.plan) == "delivery.wrong_state"
