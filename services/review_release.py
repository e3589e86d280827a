"""Releasing reviews, and reading them: before the release the office alone, afterwards everyone."""

import logging

from db import proposals, reviews, rounds
from db.engine import Session, reading, transaction
from db.reviews import Seat
from db.tables import LegalOpinion, Proposal, Review
from domain.clock import utc_now
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.reviews import Axis, ExpertReview, LegalReview, ReviewerKind, ReviewReport, Verdict
from domain.rights import Action
from domain.roles import Actor
from services.permission import permit
from services.proposal_steps import take_step

log = logging.getLogger(__name__)


def find_released_report(proposal_id: int) -> ReviewReport | None:
    """What everyone may read of a proposal's review: all of it once released, nothing before."""
    with reading() as db:
        proposal = proposals.get_proposal(db, proposal_id)
        return None if proposal.reviews_released_at is None else _report(db, proposal)


def get_unreleased_report(actor: Actor, proposal_id: int) -> ReviewReport:
    """What was submitted so far, for the office."""
    with reading() as db:
        proposal = proposals.get_proposal(db, proposal_id)
        round_ = rounds.get_round(db, proposal.round_id)
        permit(db, actor, Action.READ_UNRELEASED_REVIEWS, round_)
        return _report(db, proposal)


def release_reviews(actor: Actor, proposal_id: int, *, despite_pending: bool = False) -> None:
    """Release what was submitted on a proposal to everyone.

    Needs at least one expert review and a legal opinion. With reviewers still at work the officer
    must say `despite_pending`; their drafts are never shown.
    """
    with transaction() as db:
        proposal = proposals.get_proposal(db, proposal_id, for_update=True)
        round_ = rounds.get_round(db, proposal.round_id, for_update=True)
        permit(db, actor, Action.RELEASE_REVIEW, round_)
        _release(db, actor, proposal, despite_pending=despite_pending)
        rounds.touch(db, round_)


def release_complete_reviews(actor: Actor, round_id: int) -> int:
    """Release every proposal of the round whose reviewers have all finished; how many."""
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit(db, actor, Action.RELEASE_REVIEW, round_)
        states = frozenset({ProposalState.IN_REVIEW})
        released = 0
        for proposal in proposals.list_proposals(db, round_id, states):
            if is_complete(reviews.list_seats_of_proposal(db, proposal.id)):
                _release(db, actor, proposal, despite_pending=False)
                released += 1
        if not released:
            raise Refusal("review.none_complete")
        rounds.touch(db, round_)
        log.info("round %d: reviews of %d proposals released", round_id, released)
        return released


def is_complete(seats: list[Seat]) -> bool:
    """Whether a proposal has all it needs and nobody is still at work."""
    return has_enough(seats) and not any(_is_pending(seat) for seat in seats)


def has_enough(seats: list[Seat]) -> bool:
    """Whether at least one expert review and a legal opinion were submitted."""
    kinds = {seat.assignment.kind for seat in seats if _is_submitted(seat)}
    return kinds >= {ReviewerKind.EXPERT.value, ReviewerKind.LEGAL.value}


def _release(db: Session, actor: Actor, proposal: Proposal, *, despite_pending: bool) -> None:
    if proposal.reviews_released_at is not None:
        raise Refusal("review.released_already")
    seats = reviews.list_seats_of_proposal(db, proposal.id)
    if not has_enough(seats):
        raise Refusal("review.not_enough_to_release")
    pending = sum(_is_pending(seat) for seat in seats)
    if pending and not despite_pending:
        raise Refusal("review.still_pending", n=pending)
    take_step(db, proposal, "release_review", actor)
    proposal.reviews_released_at = utc_now()


def _report(db: Session, proposal: Proposal) -> ReviewReport:
    submitted = [s for s in reviews.list_seats_of_proposal(db, proposal.id) if _is_submitted(s)]
    ids = [seat.assignment.id for seat in submitted]
    written = reviews.list_reviews(db, ids)
    judged = reviews.list_legal_opinions(db, ids)
    return ReviewReport(
        proposal_id=proposal.id,
        asked_cents=proposal.cost_cents,
        released_at=proposal.reviews_released_at,
        experts=tuple(
            _expert(seat, written[seat.assignment.id])
            for seat in submitted
            if seat.assignment.id in written
        ),
        legal=tuple(
            _legal(seat, judged[seat.assignment.id])
            for seat in submitted
            if seat.assignment.id in judged
        ),
    )


def _is_submitted(seat: Seat) -> bool:
    return seat.is_taken and seat.assignment.done_at is not None


def _is_pending(seat: Seat) -> bool:
    return seat.is_taken and seat.assignment.done_at is None


def _expert(seat: Seat, row: Review) -> ExpertReview:
    draft = reviews.review_draft(row)
    one, two, three, four = (draft.score(axis) or 0 for axis in Axis)
    return ExpertReview(
        seat.reviewer.name,
        seat.reviewer.title,
        (one, two, three, four),
        draft.estimate_cents or 0,
        draft.opinion,
    )


def _legal(seat: Seat, row: LegalOpinion) -> LegalReview:
    return LegalReview(
        seat.reviewer.name,
        seat.reviewer.title,
        Verdict(row.verdict or Verdict.LAWFUL),
        row.clause,
        row.condition,
        row.opinion,
    )
