"""Assignments: who reviews which proposal, by hand or by speciality, and stepping aside (回避)."""

import logging
from collections import Counter
from datetime import datetime

from db import accounts, proposals, reviews, rounds
from db.engine import Session, reading, transaction
from db.tables import Account, Assignment, Proposal, Round
from domain import assigning
from domain.assigning import Candidate, Pairing, Vacancy
from domain.clock import utc_now
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.review_views import AssignmentPlan, PlannedSeat
from domain.reviews import ReviewerKind
from domain.rights import Action
from domain.roles import Actor
from services.permission import permit, subject_of

log = logging.getLogger(__name__)

MOST_EXPERTS = 7
_IN_REVIEW = frozenset({ProposalState.IN_REVIEW})


def assign_reviewer(actor: Actor, proposal_id: int, reviewer_id: int, due_at: datetime) -> int:
    """Give a proposal in review to an expert or a legal specialist; the assignment's id."""
    with transaction() as db:
        proposal = proposals.get_proposal(db, proposal_id, for_update=True)
        round_ = rounds.get_round(db, proposal.round_id)
        permit(db, actor, Action.ASSIGN_REVIEWER, round_)
        return _seat(db, actor, proposal, reviewer_id, due_at).id


def replace_reviewer(
    actor: Actor, assignment_id: int, reviewer_id: int, due_at: datetime, reason: str
) -> int:
    """Give an unfinished seat to someone else; the old row stays, with the reason."""
    with transaction() as db:
        seat = reviews.get_seat(db, assignment_id)
        proposal = proposals.get_proposal(db, seat.proposal.id, for_update=True)
        round_ = rounds.get_round(db, proposal.round_id)
        permit(db, actor, Action.ASSIGN_REVIEWER, round_)
        if seat.assignment.done_at is not None:
            raise Refusal("review.replace_done")
        if seat.assignment.recused_at is None:
            _free(seat.assignment, actor, reason)
            db.flush()
        return _seat(db, actor, proposal, reviewer_id, due_at).id


def recuse(actor: Actor, assignment_id: int, reason: str) -> None:
    """Step aside (回避): the row stays with its reason, the seat is free for someone else."""
    with transaction() as db:
        seat = reviews.get_seat(db, assignment_id)
        round_ = rounds.get_round(db, seat.proposal.round_id)
        subject = subject_of(round_, assignee_ids=assignees(seat))
        permit(db, actor, Action.RECUSE, round_, subject)
        if seat.assignment.done_at is not None:
            raise Refusal("review.recuse_done")
        _require_in_review(seat.proposal)
        _free(seat.assignment, actor, reason)


def preview_assignment(
    actor: Actor, round_id: int, experts: int = assigning.EXPERTS_A_PROPOSAL
) -> AssignmentPlan:
    """What automatic assignment would do now; nothing is written."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.ASSIGN_REVIEWER, round_)
        return _plan(db, round_, experts)


def assign_automatically(
    actor: Actor, round_id: int, experts: int, due_at: datetime, previewed: tuple[Pairing, ...]
) -> int:
    """Write what was previewed; how many seats. Refuses if the plan would differ by now."""
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit(db, actor, Action.ASSIGN_REVIEWER, round_)
        plan = _plan(db, round_, experts)
        if plan.pairings != previewed:
            raise Refusal("review.plan_is_stale")
        if not plan.pairings:
            raise Refusal("review.nothing_to_assign")
        for pairing in plan.pairings:
            proposal = proposals.get_proposal(db, pairing.proposal_id)
            _seat(db, actor, proposal, pairing.reviewer_id, due_at)
        log.info("round %d: %d seats assigned automatically", round_id, len(plan.pairings))
        return len(plan.pairings)


def assignees(seat: reviews.Seat) -> frozenset[int]:
    """Whose seat it is, as rights see it: nobody's after a recusal."""
    return frozenset({seat.reviewer.id}) if seat.is_taken else frozenset()


def _plan(db: Session, round_: Round, experts: int) -> AssignmentPlan:
    in_review = proposals.list_proposals(db, round_.id, _IN_REVIEW)
    seats = reviews.list_seats_of_round(db, round_.id)
    titles = {proposal.id: proposal.title for proposal in in_review}
    planned: list[PlannedSeat] = []
    pairings: list[Pairing] = []
    loads = Counter(reviews.count_loads(db, round_.id))
    names: dict[int, str] = {}
    wanted = 0
    for kind, each in (
        (ReviewerKind.EXPERT, max(1, min(experts, MOST_EXPERTS))),
        (ReviewerKind.LEGAL, assigning.SPECIALISTS_A_PROPOSAL),
    ):
        people = {one.id: one for one in reviews.list_reviewers(db, kind)}
        vacancies = [_vacancy(proposal, seats, kind, each) for proposal in in_review]
        wanted += sum(vacancy.seats for vacancy in vacancies)
        found = assigning.pair(kind, vacancies, [_candidate(p, loads) for p in people.values()])
        for one in found:
            names[one.reviewer_id] = people[one.reviewer_id].name
            planned.append(
                PlannedSeat(titles[one.proposal_id], names[one.reviewer_id], kind, one.fits)
            )
        loads.update(one.reviewer_id for one in found)
        pairings += found
    after = tuple((name, loads[reviewer]) for reviewer, name in names.items())
    return AssignmentPlan(tuple(planned), after, wanted - len(pairings), tuple(pairings))


def _vacancy(
    proposal: Proposal, seats: list[reviews.Seat], kind: ReviewerKind, each: int
) -> Vacancy:
    of_proposal = [seat for seat in seats if seat.proposal.id == proposal.id]
    taken = sum(seat.is_taken and seat.assignment.kind == kind for seat in of_proposal)
    barred = {seat.reviewer.id for seat in of_proposal}
    if proposal.author_id is not None:
        barred.add(proposal.author_id)
    return Vacancy(proposal.id, proposal.field_code, max(0, each - taken), frozenset(barred))


def _candidate(person: Account, loads: Counter[int]) -> Candidate:
    specialities = frozenset(part for part in person.specialities.split(",") if part)
    return Candidate(person.id, specialities, loads[person.id])


def _seat(
    db: Session, actor: Actor, proposal: Proposal, reviewer_id: int, due_at: datetime
) -> Assignment:
    _require_in_review(proposal)
    if due_at <= utc_now():
        raise Refusal("review.due_in_past")
    if reviewer_id == proposal.author_id:
        raise Refusal("review.author_cannot_review")
    kind = _kind_of(accounts.get_account(db, reviewer_id))
    seats = reviews.list_seats_of_proposal(db, proposal.id)
    if any(seat.reviewer.id == reviewer_id for seat in seats):
        raise Refusal("review.already_assigned")
    taken = sum(seat.is_taken and seat.assignment.kind == kind for seat in seats)
    if kind is ReviewerKind.LEGAL and taken >= assigning.SPECIALISTS_A_PROPOSAL:
        raise Refusal("review.legal_seat_taken")
    if kind is ReviewerKind.EXPERT and taken >= MOST_EXPERTS:
        raise Refusal("review.too_many_experts", most=MOST_EXPERTS)
    assignment = Assignment(
        proposal_id=proposal.id,
        reviewer_id=reviewer_id,
        kind=kind.value,
        assigned_at=utc_now(),
        assigned_by=actor.account_id,
        due_at=due_at,
    )
    db.add(assignment)
    db.flush()
    return assignment


def _kind_of(account: Account) -> ReviewerKind:
    for kind, role in reviews.ROLE_OF_KIND.items():
        if account.role == role.value and account.is_active:
            return kind
    raise Refusal("review.not_a_reviewer", name=account.name)


def _free(assignment: Assignment, actor: Actor, reason: str) -> None:
    if not reason.strip():
        raise Refusal("review.reason_missing")
    assignment.recused_at = utc_now()
    assignment.recused_by = actor.account_id
    assignment.recusal_reason = reason.strip()


def _require_in_review(proposal: Proposal) -> None:
    if proposal.state != ProposalState.IN_REVIEW.value:
        raise Refusal("review.not_in_review", state=ProposalState(proposal.state))
