"""Everyone sees what waits for them, and nothing that waits for somebody else."""

from datetime import timedelta

import pytest

from db import proposals
from db.engine import transaction
from db.tables import Appraisal, Assignment, OutcomeRecord, PhaseDate, Seconding
from domain.clock import utc_now
from domain.phases import Phase
from domain.tasks import PAGES, Task, TaskKind
from services.tasks import list_tasks
from tests.cast import Cast


def kinds(cast: Cast, who: str) -> list[tuple[str, int]]:
    return [(task.kind.value, task.n) for task in list_tasks(cast[who])]


def test_a_member_is_asked_to_second_the_neighbours_and_to_finish_a_draft(cast: Cast) -> None:
    round_id = cast.round(Phase.COLLECT)
    mine = cast.proposal(round_id, "mei")
    seconded = cast.proposal(round_id, "qiang")
    cast.proposal(round_id, "qiang")
    cast.proposal(round_id, "mei", state="draft")
    with transaction() as db:
        mei = cast["mei"].account_id
        db.add(Seconding(proposal_id=seconded, account_id=mei, at=utc_now()))
    assert mine
    assert kinds(cast, "mei") == [("draft", 1), ("second", 1), ("propose", 1)]
    assert kinds(cast, "ann") == [("second", 3)]


def test_who_lives_elsewhere_is_asked_for_nothing(cast: Cast) -> None:
    for phase in (Phase.COLLECT, Phase.VOTE, Phase.APPRAISE):
        cast.proposal(cast.round(phase), "mei")
    assert list_tasks(cast["zhou"]) == []


def test_an_open_ballot_comes_before_everything_else(cast: Cast) -> None:
    cast.round(Phase.COLLECT)
    round_id = cast.round(Phase.VOTE)
    first = list_tasks(cast["mei"])[0]
    assert (first.kind, first.round_id, first.page) == (TaskKind.VOTE, round_id, "ballot")


def test_a_finished_project_waits_for_the_appraisal_of_those_who_live_there(cast: Cast) -> None:
    round_id = cast.round(Phase.APPRAISE)
    projects = [cast.project(round_id, number) for number in (1, 2)]
    with transaction() as db:
        for proposal in proposals.list_proposals(db, round_id):
            proposal.state = "completed"
        ann = cast["ann"].account_id
        db.add(Appraisal(project_id=projects[0], account_id=ann, stars=4, at=utc_now()))
    assert kinds(cast, "ann") == [("appraise", 1)]
    assert kinds(cast, "bo") == [("appraise", 2)]


def test_an_expert_sees_how_many_reviews_wait_and_the_earliest_day(cast: Cast) -> None:
    round_id = cast.round(Phase.REVIEW)
    soon = utc_now() + timedelta(days=1)
    waiting = [cast.proposal(round_id, state="in_review") for _ in range(2)]
    with transaction() as db:
        for days, proposal_id in zip((0, 3), waiting, strict=True):
            db.add(
                Assignment(
                    proposal_id=proposal_id,
                    reviewer_id=cast["expert"].account_id,
                    kind="expert",
                    assigned_at=utc_now(),
                    due_at=soon + timedelta(days=days),
                )
            )
    (task,) = list_tasks(cast["expert"])
    assert (task.kind, task.n, task.due_at) == (TaskKind.REVIEW, 2, soon)
    assert list_tasks(cast["expert2"]) == []


def test_an_officer_sees_what_is_late_undecided_or_unpublished(cast: Cast) -> None:
    deliberating, counting = cast.round(Phase.DELIBERATE), cast.round(Phase.COUNT)
    cast.proposal(deliberating, state="reviewed")
    with transaction() as db:
        yesterday = utc_now() - timedelta(days=1)
        db.add(PhaseDate(round_id=deliberating, phase="vote", starts_at=yesterday))
    found = [(task.kind, task.round_id) for task in list_tasks(cast["officer"])]
    assert found == [
        (TaskKind.OVERDUE, deliberating),
        (TaskKind.PUBLISH, counting),
        (TaskKind.DECIDE, deliberating),
    ]
    with transaction() as db:
        db.add(
            OutcomeRecord(
                round_id=counting, ballots_digest="-", counted_at=utc_now(), published_at=utc_now()
            )
        )
    assert TaskKind.PUBLISH not in [task.kind for task in list_tasks(cast["officer"])]


def test_a_clerk_reports_on_what_is_being_built_and_the_host_shows_the_vote(cast: Cast) -> None:
    building = cast.round(Phase.IMPLEMENT)
    cast.proposal(building, state="under_way")
    voting = cast.round(Phase.VOTE)
    assert [(task.kind, task.round_id) for task in list_tasks(cast["clerk"])] == [
        (TaskKind.REPORT, building),
        (TaskKind.PAPER, voting),
    ]
    assert [task.round_id for task in list_tasks(cast["host"])] == [voting]


@pytest.mark.parametrize("kind", list(TaskKind))
def test_everything_that_waits_has_a_page_where_it_is_done(kind: TaskKind) -> None:
    assert Task(kind).page == PAGES[kind]
