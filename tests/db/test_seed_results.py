"""What the demonstration voted for, and what came of it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from sqlmodel import Session, func, select

from db import tables
from db.attachments import read_bytes
from db.engine import reading, transaction
from db.seed import seed_demonstration
from db.tables import (
    Account,
    Appraisal,
    Attachment,
    Ballot,
    Comment,
    Milestone,
    Participation,
    Project,
    Proposal,
    Round,
    Screen,
    Spending,
)
from domain.clock import utc_now
from domain.phases import Phase
from domain.proposal_flow import ENDED, ProposalState
from services.deployment import prepare
from tests.days import today
from tests.db.seeded import by_id, lives_in, named, proposals_in, round_in, rows

S = ProposalState


def test_voters_are_entitled_and_who_is_offered_by_one_tap_can_still_vote(db: Session) -> None:
    people, rounds = by_id(db, Account), by_id(db, Round)
    begun = rows(db, Participation)
    for one in begun:
        round_ = rounds[one.round_id]
        assert people[one.account_id].role in round_.voter_roles
        assert lives_in(db, people[one.account_id], round_)
        is_over = round_.phase in (Phase.IMPLEMENT, Phase.APPRAISE, Phase.CLOSED)
        assert is_over or not people[one.account_id].is_demo
    assert any(people[one.account_id].is_demo for one in begun), "a receipt can be read"
    ballots = Counter(one.round_id for one in rows(db, Ballot))
    assert ballots == Counter(one.round_id for one in begun)
    voting = round_in(db, Phase.VOTE)
    assert 150 <= ballots[voting.id] <= 250
    for username in ("member1", "resident1"):
        assert lives_in(db, named(db, username), voting)


def test_the_dearest_ballot_asks_for_a_choice(db: Session) -> None:
    voting = round_in(db, Phase.VOTE)
    costs = [one.cost_cents for one in rows(db, Project) if one.round_id == voting.id]
    assert len(costs) == 30
    assert sum(costs) > 2 * voting.budget_cents
    assert max(costs) < voting.budget_cents


def test_no_project_has_spent_more_than_it_was_given_and_every_receipt_is_there(
    db: Session,
) -> None:
    spent: Counter[int] = Counter()
    for one in rows(db, Spending):
        spent[one.project_id] += one.amount_cents
    for project in rows(db, Project):
        assert spent[project.id] < project.cost_cents
    receipts = {one.spending_id: one for one in rows(db, Attachment) if one.spending_id}
    assert {one.id for one in rows(db, Spending)} == set(receipts)
    for file in rows(db, Attachment):
        assert len(read_bytes(file.sha256)) == file.size_bytes


def test_funded_projects_are_under_way_with_one_late_and_one_completed(db: Session) -> None:
    states = Counter(one.state for one in proposals_in(db, Phase.IMPLEMENT))
    assert {S.UNDER_WAY, S.COMPLETED} <= set(states)
    assert not {S.FUNDED, S.ON_BALLOT} & set(states)
    day = today()
    late = [one for one in rows(db, Milestone) if one.done_at is None and one.due_on < day]
    assert late
    for milestones in _milestones(db).values():
        done = [one.done_at for one in milestones if one.done_at is not None]
        assert done == sorted(done)
        assert all(at <= utc_now() for at in done)
        assert [one.done_at is None for one in milestones] == sorted(
            one.done_at is None for one in milestones
        )


def _milestones(db: Session) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = {}
    for one in sorted(rows(db, Milestone), key=lambda one: (one.project_id, one.position)):
        found.setdefault(one.project_id, []).append(one)
    return found


def test_residents_appraise_what_is_finished_where_they_live(db: Session) -> None:
    people, rounds = by_id(db, Account), by_id(db, Round)
    projects, proposals = by_id(db, Project), by_id(db, Proposal)
    appraised = Counter()
    for one in rows(db, Appraisal):
        project = projects[one.project_id]
        assert proposals[project.proposal_id].state in (S.COMPLETED, S.APPRAISED)
        assert lives_in(db, people[one.account_id], rounds[project.round_id])
        assert one.at <= utc_now()
        appraised[project.round_id] += 1
    assert appraised[round_in(db, Phase.APPRAISE).id] > 30
    resident = named(db, "resident2")
    assert lives_in(db, resident, round_in(db, Phase.APPRAISE))
    assert resident.id not in {one.account_id for one in rows(db, Appraisal)}


def test_a_closed_round_has_come_to_its_end_in_every_proposal(db: Session) -> None:
    assert {S(one.state) for one in proposals_in(db, Phase.CLOSED)} <= ENDED
    finished = {S(one.state) for one in proposals_in(db, Phase.APPRAISE)}
    assert finished <= ENDED | {S.COMPLETED}


def test_the_projector_shows_the_turnout_of_the_round_that_votes(db: Session) -> None:
    [screen] = rows(db, Screen)
    assert (screen.round_id, screen.slide) == (round_in(db, Phase.VOTE).id, "turnout")


def test_a_second_start_changes_nothing(db: Session) -> None:
    def sizes() -> dict[str, int]:
        with reading() as now:
            return {
                name: now.exec(select(func.count()).select_from(getattr(tables, name))).one()
                for name in tables.__all__
            }

    before = sizes()
    prepare()
    assert sizes() == before


def test_the_story_is_the_same_whenever_it_is_told(db: Session, database: object) -> None:
    tonight = utc_now().replace(hour=19) - timedelta(days=1)
    with transaction() as other:
        seed_demonstration(other, tonight)

    def story(told: Session) -> list[list[str]]:
        return [
            [one.name for one in rows(told, Account)],
            sorted(f"{one.title} {one.state}" for one in rows(told, Proposal)),
            sorted(one.text for one in rows(told, Comment)),
            sorted(str(one.marks) for one in rows(told, Ballot)),
            sorted(f"{one.title} {one.position}" for one in rows(told, Milestone)),
        ]

    with reading() as other:
        assert story(other) == story(db)


def test_what_is_late_says_to_when_the_rest_was_moved(db: Session) -> None:
    moved = [one for one in rows(db, Milestone) if one.first_due_on is not None]
    assert moved
    assert all(one.first_due_on < one.due_on and one.done_at is None for one in moved)
