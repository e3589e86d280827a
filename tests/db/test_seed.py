"""The demonstration is a district whose every record could have come about by the rules."""

from __future__ import annotations

from collections import Counter

from sqlmodel import Session

from db.seed.content import content
from db.tables import (
    Account,
    Assignment,
    Comment,
    Community,
    LegalOpinion,
    MergeRequest,
    PhaseMove,
    Project,
    Proposal,
    ProposalMove,
    ProposalVersion,
    Review,
    Round,
    Seconding,
    Subdistrict,
    SupporterQuestion,
)
from domain.clock import utc_now
from domain.phases import Phase, move
from domain.proposal_flow import ProposalState, step
from domain.roles import Role
from tests.db.seeded import by_id, lives_in, named, proposals_in, round_in, rows

S = ProposalState


def test_the_district_has_10_subdistricts_69_communities_and_120_proposals(db: Session) -> None:
    sizes = [len(rows(db, table)) for table in (Subdistrict, Community, Proposal)]
    assert sizes == [10, 69, 120]


def test_there_is_a_round_in_every_phase_numbered_in_their_order(db: Session) -> None:
    rounds = sorted(rows(db, Round), key=lambda one: one.id)
    assert [(one.id, one.phase) for one in rounds] == list(enumerate(map(str, Phase), start=1))
    assert all(one.is_demo for one in rounds)


def test_every_round_came_to_its_phase_by_legal_moves_at_times_in_order(db: Session) -> None:
    for round_ in rows(db, Round):
        moves = [one for one in rows(db, PhaseMove) if one.round_id == round_.id]
        moves.sort(key=lambda one: one.id)
        phase = Phase.PREPARE
        for one in moves:
            assert Phase(one.from_phase) is phase
            move(phase, Phase(one.to_phase))
            phase = Phase(one.to_phase)
        assert phase == round_.phase
        times = [round_.created_at, *(one.at for one in moves)]
        assert times == sorted(times)
        assert times[-1] <= utc_now()


def test_every_proposal_went_a_legal_way_to_where_it_stands(db: Session) -> None:
    ways: dict[int, list[ProposalMove]] = {}
    for one in sorted(rows(db, ProposalMove), key=lambda one: one.id):
        ways.setdefault(one.proposal_id, []).append(one)
    for proposal in rows(db, Proposal):
        state, at = S.DRAFT, proposal.created_at
        for one in ways.get(proposal.id, []):
            assert S(one.from_state) is state, proposal.title
            state = step(state, one.event)
            assert S(one.to_state) is state, proposal.title
            assert at <= one.at <= utc_now(), (proposal.title, one.event)
            at = one.at
        assert state == proposal.state, proposal.title


def test_every_proposal_was_submitted_while_its_round_collected(db: Session) -> None:
    began = {(one.round_id, one.to_phase): one.at for one in rows(db, PhaseMove)}
    for proposal in rows(db, Proposal):
        if proposal.state == S.DRAFT:
            assert proposal.submitted_at is None
            continue
        opened = began[proposal.round_id, Phase.COLLECT.value]
        closed = began.get((proposal.round_id, Phase.REVIEW.value), utc_now())
        assert proposal.submitted_at is not None
        assert opened <= proposal.created_at <= proposal.submitted_at <= closed, proposal.title


def test_what_a_proposal_says_is_its_newest_version(db: Session) -> None:
    versions = {(one.proposal_id, one.number): one for one in rows(db, ProposalVersion)}
    for proposal in rows(db, Proposal):
        if proposal.state == S.DRAFT:
            assert proposal.version == 0
            continue
        newest = versions[proposal.id, proposal.version].content
        assert newest["title"] == proposal.title
        assert newest["plan"] == proposal.plan
        assert newest["cost_items"] == proposal.cost_items
    assert any(number > 1 for _, number in versions), "one was changed after it was submitted"


def test_everyone_writes_seconds_and_speaks_at_home_and_nobody_seconds_their_own(
    db: Session,
) -> None:
    people, rounds, proposals = by_id(db, Account), by_id(db, Round), by_id(db, Proposal)
    for proposal in proposals.values():
        author = people[proposal.author_id]
        assert author.role == Role.MEMBER
        assert author.community_id == proposal.community_id
        assert lives_in(db, author, rounds[proposal.round_id])
    for one in [*rows(db, Seconding), *rows(db, Comment)]:
        proposal = proposals[one.proposal_id]
        assert lives_in(db, people[one.account_id], rounds[proposal.round_id])
        assert proposal.submitted_at is not None
        assert proposal.submitted_at <= one.at <= utc_now()
    assert all(
        one.account_id != proposals[one.proposal_id].author_id for one in rows(db, Seconding)
    )


def test_what_was_seconded_had_enough_and_what_is_open_has_not(db: Session) -> None:
    seconds = Counter(one.proposal_id for one in rows(db, Seconding))
    needed = {one.id: one.seconds_needed for one in rows(db, Round)}
    for proposal in rows(db, Proposal):
        enough = seconds[proposal.id] >= needed[proposal.round_id]
        if proposal.state in (S.DRAFT, S.OPEN, S.LAPSED):
            assert not enough, proposal.title
        elif proposal.state not in (S.WITHDRAWN, S.MERGED):
            assert enough, proposal.title


def test_nothing_that_ended_is_without_an_answer(db: Session) -> None:
    for proposal in rows(db, Proposal):
        if proposal.state in (S.DECLINED, S.LAPSED, S.NOT_FUNDED):
            assert proposal.answer, proposal.title


def test_what_breaks_the_negative_list_never_comes_to_a_ballot(db: Session) -> None:
    breaking = {row["title"] for row in content("proposals") if "breaks_clause" in row}
    states = {one.state for one in rows(db, Proposal) if one.title in breaking}
    assert states == {S.OPEN, S.DECLINED}
    assert not breaking & {one.name for one in rows(db, Project)}


def test_proposals_alike_stand_in_the_same_round(db: Session) -> None:
    rounds = {one.title: one.round_id for one in rows(db, Proposal)}
    groups: dict[int, set[int]] = {}
    for row in content("proposals"):
        if "similar_group" in row:
            groups.setdefault(row["similar_group"], set()).add(rounds[row["title"]])
    assert all(len(found) == 1 for found in groups.values())


def test_one_merge_is_asked_and_one_was_made_and_its_supporters_are_asked(db: Session) -> None:
    requests = {one.state: one for one in rows(db, MergeRequest)}
    assert set(requests) == {"asked", "accepted"}
    merged = db.get(Proposal, requests["accepted"].from_proposal_id)
    assert merged is not None
    assert merged.state == S.MERGED
    assert merged.merged_into_id == requests["accepted"].into_proposal_id
    answers = Counter(one.moves for one in rows(db, SupporterQuestion))
    assert set(answers) == {True, False, None}
    moved = [one for one in rows(db, Seconding) if one.came_from_id == merged.id]
    assert len(moved) == answers[True]


def test_everything_said_in_a_review_is_complete_and_in_time(db: Session) -> None:
    seats, reviewers = by_id(db, Assignment), by_id(db, Account)
    reviews = {one.assignment_id: one for one in rows(db, Review)}
    opinions = {one.assignment_id: one for one in rows(db, LegalOpinion)}
    for seat in seats.values():
        said = opinions.get(seat.id) if seat.kind == "legal" else reviews.get(seat.id)
        assert (said is not None) == (seat.done_at is not None)
        role = Role.SPECIALIST if seat.kind == "legal" else Role.EXPERT
        assert reviewers[seat.reviewer_id].role == role
        if seat.done_at is not None:
            assert seat.assigned_at < seat.done_at <= min(seat.due_at, utc_now())
    proposals = by_id(db, Proposal)
    ended = [one for one in seats.values() if proposals[one.proposal_id].reviews_released_at]
    assert all(one.done_at for one in ended)


def test_the_review_that_goes_on_has_done_pending_late_and_recused_seats(db: Session) -> None:
    proposals = {one.id for one in proposals_in(db, Phase.REVIEW)}
    seats = [one for one in rows(db, Assignment) if one.proposal_id in proposals]
    undone = [one for one in seats if one.done_at is None and one.recused_at is None]
    assert sum(one.done_at is not None for one in seats) > len(undone)
    assert {one.due_at < utc_now() for one in undone} == {True, False}
    assert sum(one.recused_at is not None for one in seats) == 1
    for username in ("expert1", "expert2", "specialist1"):
        mine = [one for one in seats if one.reviewer_id == named(db, username).id]
        assert {one.done_at is None for one in mine} == {True, False}, username


def test_hidden_comments_say_why_and_who_hid_them(db: Session) -> None:
    hidden = [one for one in rows(db, Comment) if one.hidden_at]
    assert len(hidden) == 3
    assert all(one.hidden_reason and one.hidden_by for one in hidden)


def test_the_sign_in_page_offers_every_role_at_the_right_place(db: Session) -> None:
    offered = Counter(one.role for one in rows(db, Account) if one.is_demo)
    assert offered == {
        Role.OFFICER: 1,
        Role.FACILITATOR: 1,
        Role.CLERK: 2,
        Role.MEMBER: 2,
        Role.RESIDENT: 2,
        Role.EXPERT: 2,
        Role.SPECIALIST: 1,
    }
    assert lives_in(db, named(db, "clerk2"), round_in(db, Phase.IMPLEMENT))
    member = named(db, "member2")
    assert lives_in(db, member, round_in(db, Phase.COLLECT))
    written = {
        S(one.state) for one in proposals_in(db, Phase.COLLECT) if one.author_id == member.id
    }
    assert {S.DRAFT, S.SECONDED} <= written
