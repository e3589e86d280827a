"""From proposals to projects: what goes on the ballot, and the answer to what does not."""

from fractions import Fraction

from db import projects, proposals, reviews, rounds
from db.engine import Session, reading, transaction
from db.reviews import Seat
from db.tables import Project, Proposal
from domain.clock import utc_now
from domain.money import MOST_CENTS, Cents, format_yuan
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.reviews import ReviewerKind, Verdict
from domain.rights import Action
from domain.roles import Actor
from domain.round_views import Candidate
from services.permission import permit
from services.proposal_steps import take_step

SHORTEST_REASON, LONGEST_REASON, LONGEST_NAME = 5, 1000, 80
DECLINABLE = frozenset({ProposalState.SECONDED, ProposalState.IN_REVIEW, ProposalState.REVIEWED})


def admit_project(actor: Actor, proposal_id: int, cost_cents: Cents, name: str = "") -> int:
    """Put a reviewed proposal on the list of projects at this cost; the project's id."""
    if not 0 <= cost_cents <= MOST_CENTS:
        raise Refusal("project.bad_cost", most=format_yuan(MOST_CENTS))
    with transaction() as db:
        proposal = proposals.get_proposal(db, proposal_id, for_update=True)
        round_ = rounds.get_round(db, proposal.round_id, for_update=True)
        permit(db, actor, Action.ADMIT_PROJECT, round_)
        take_step(db, proposal, "admit", actor)
        number = projects.next_number(db, round_.id)
        project = Project(
            round_id=round_.id,
            proposal_id=proposal.id,
            code=str(number),
            number=number,
            name=(name.strip() or proposal.title)[:LONGEST_NAME],
            cost_cents=cost_cents,
            field_code=proposal.field_code,
            community_id=proposal.community_id,
            admitted_at=utc_now(),
        )
        db.add(project)
        rounds.touch(db, round_)
        db.flush()
        return project.id


def decline_proposal(actor: Actor, proposal_id: int, reason: str) -> None:
    """Answer that a proposal does not go on the ballot; the reason is public and required."""
    reason = reason.strip()
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refusal("project.reason", least=SHORTEST_REASON, most=LONGEST_REASON)
    with transaction() as db:
        proposal = proposals.get_proposal(db, proposal_id, for_update=True)
        round_ = rounds.get_round(db, proposal.round_id)
        permit(db, actor, Action.DECLINE_PROPOSAL, round_)
        take_step(db, proposal, "decline", actor, reason)
        proposal.answer = reason
        rounds.touch(db, round_)


def list_candidates(actor: Actor, round_id: int) -> list[Candidate]:
    """Proposals of a round that await a decision: the reviewed ones first, with their reviews."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.READ_UNRELEASED_REVIEWS, round_)
        waiting = proposals.list_proposals(db, round_id, DECLINABLE)
        seats = reviews.list_seats_of_round(db, round_id)
        seconds = rounds.count_seconds(db, round_id)
        found = [
            _candidate(db, one, [s for s in seats if s.proposal.id == one.id], seconds)
            for one in waiting
        ]
    return sorted(found, key=lambda one: one.state is not ProposalState.REVIEWED)


def _candidate(
    db: Session, proposal: Proposal, seats: list[Seat], seconds: dict[int, int]
) -> Candidate:
    done = [seat for seat in seats if seat.is_taken and seat.assignment.done_at is not None]
    written = [
        reviews.find_review(db, seat.assignment.id)
        for seat in done
        if seat.assignment.kind == ReviewerKind.EXPERT.value
    ]
    legal = [
        reviews.find_legal_opinion(db, seat.assignment.id)
        for seat in done
        if seat.assignment.kind == ReviewerKind.LEGAL.value
    ]
    scores = [
        score
        for one in written
        if one is not None
        for score in (one.feasibility, one.benefit, one.cost, one.risk)
        if score is not None
    ]
    opinions = [one for one in legal if one is not None and one.verdict is not None]
    return Candidate(
        proposal_id=proposal.id,
        title=proposal.title,
        state=ProposalState(proposal.state),
        cost_cents=proposal.cost_cents,
        seconds=seconds.get(proposal.id, 0),
        mean_score=Fraction(sum(scores), len(scores)) if scores else None,
        reviews=len(written),
        estimates_cents=tuple(
            one.estimate_cents for one in written if one and one.estimate_cents is not None
        ),
        verdicts=tuple(Verdict(str(one.verdict)) for one in opinions),
        conditions=tuple(one.condition for one in opinions if one.condition),
    )
