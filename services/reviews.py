"""Expert reviews: written as typed, submitted, taken back until they are released."""

from db import reviews, rounds
from db.engine import Session, reading, transaction
from db.reviews import Seat
from db.tables import Review
from domain.clock import utc_now
from domain.money import Cents, cents_from_yuan
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.review_views import Task
from domain.reviews import (
    LEAST_SCORE,
    MOST_SCORE,
    Axis,
    LegalDraft,
    ReviewDraft,
    ReviewerKind,
    SeatState,
    seat_state,
)
from domain.rights import Action
from domain.roles import Actor
from services.assignments import assignees
from services.permission import confirm, permit, subject_of

LONGEST_TEXT = 4000

_WRITES = {
    ReviewerKind.EXPERT: Action.WRITE_REVIEW,
    ReviewerKind.LEGAL: Action.WRITE_LEGAL_OPINION,
}


def list_tasks(actor: Actor) -> list[Task]:
    """What was given to the reader: late first, then by due day; finished and recused last."""
    with reading() as db:
        confirm(db, actor)
        tasks = [_task(db, seat) for seat in reviews.list_seats_of_reviewer(db, actor.account_id)]
    order = list(SeatState)
    return sorted(tasks, key=lambda one: (not one.is_open, order.index(one.state), one.due_at))


def get_task(actor: Actor, assignment_id: int) -> Task:
    """One of the reader's own; refuses someone else's."""
    with reading() as db:
        return _task(db, _own_seat(db, actor, assignment_id))


def get_review_draft(actor: Actor, assignment_id: int) -> ReviewDraft:
    """What the reader has written as an expert; refuses someone else's."""
    with reading() as db:
        seat = _own_seat(db, actor, assignment_id)
        return reviews.review_draft(reviews.find_review(db, seat.assignment.id))


def get_legal_draft(actor: Actor, assignment_id: int) -> LegalDraft:
    """What the reader has written as a legal specialist; refuses someone else's."""
    with reading() as db:
        seat = _own_seat(db, actor, assignment_id)
        return reviews.legal_draft(reviews.find_legal_opinion(db, seat.assignment.id))


def save_score(actor: Actor, assignment_id: int, axis: Axis, score: int | None) -> None:
    """Save one score of 1–5, or take it away again (None)."""
    if score is not None and not LEAST_SCORE <= score <= MOST_SCORE:
        raise Refusal("review.score_range", least=LEAST_SCORE, most=MOST_SCORE)
    with transaction() as db:
        setattr(_writable_review(db, actor, assignment_id), axis.value, score)


def save_estimate(actor: Actor, assignment_id: int, typed_yuan: str) -> None:
    """Save the expert's own estimate of the cost in yuan as typed; empty takes it away."""
    cents = cents_from_yuan(typed_yuan) if typed_yuan.strip() else None
    with transaction() as db:
        _writable_review(db, actor, assignment_id).estimate_cents = cents


def save_opinion(actor: Actor, assignment_id: int, text: str) -> None:
    """Save the reasoned opinion as typed."""
    refuse_too_long(text)
    with transaction() as db:
        _writable_review(db, actor, assignment_id).opinion = text


def submit_review(actor: Actor, assignment_id: int) -> None:
    """Finish the review; refuses while anything is missing, naming it. Twice is once."""
    with transaction() as db:
        seat = writable_seat(db, actor, assignment_id, ReviewerKind.EXPERT)
        missing = reviews.review_draft(reviews.find_review(db, assignment_id)).missing()
        if missing:
            raise Refusal(f"review.missing_{missing[0]}")
        seat.assignment.done_at = seat.assignment.done_at or utc_now()


def take_back(actor: Actor, assignment_id: int) -> None:
    """Open one's own finished review or legal opinion again; refused once it is released."""
    with transaction() as db:
        kind = ReviewerKind(reviews.get_seat(db, assignment_id).assignment.kind)
        writable_seat(db, actor, assignment_id, kind).assignment.done_at = None


def writable_seat(db: Session, actor: Actor, assignment_id: int, kind: ReviewerKind) -> Seat:
    """The seat, if this person may write on it now."""
    seat = reviews.get_seat(db, assignment_id)
    round_ = rounds.get_round(db, seat.proposal.round_id)
    permit(db, actor, _WRITES[kind], round_, subject_of(round_, assignee_ids=assignees(seat)))
    if seat.assignment.kind != kind:
        raise Refusal("review.unknown_assignment")
    if seat.proposal.reviews_released_at is not None:
        raise Refusal("review.released_already")
    if seat.proposal.state != ProposalState.IN_REVIEW.value:
        raise Refusal("review.not_in_review", state=ProposalState(seat.proposal.state))
    return seat


def refuse_done(seat: Seat) -> None:
    """A finished review must be taken back before it is changed."""
    if seat.assignment.done_at is not None:
        raise Refusal("review.take_back_first")


def refuse_too_long(text: str) -> None:
    """Refuse a text that no one would read to its end."""
    if len(text) > LONGEST_TEXT:
        raise Refusal("review.too_long", most=LONGEST_TEXT)


def _writable_review(db: Session, actor: Actor, assignment_id: int) -> Review:
    seat = writable_seat(db, actor, assignment_id, ReviewerKind.EXPERT)
    refuse_done(seat)
    row = reviews.find_review(db, assignment_id)
    row = row or Review(assignment_id=assignment_id, saved_at=utc_now())
    row.saved_at = utc_now()
    db.add(row)
    return row


def _own_seat(db: Session, actor: Actor, assignment_id: int) -> Seat:
    confirm(db, actor)
    seat = reviews.get_seat(db, assignment_id)
    if seat.reviewer.id != actor.account_id:
        raise Refusal("review.not_yours")
    return seat


def _task(db: Session, seat: Seat) -> Task:
    assignment, proposal = seat.assignment, seat.proposal
    round_ = rounds.get_round(db, proposal.round_id)
    written = reviews.find_review(db, assignment.id) or reviews.find_legal_opinion(
        db, assignment.id
    )
    state = seat_state(
        due_at=assignment.due_at,
        done_at=assignment.done_at,
        recused_at=assignment.recused_at,
        now=utc_now(),
        is_open=proposal.state == ProposalState.IN_REVIEW.value,
    )
    return Task(
        assignment_id=assignment.id,
        kind=ReviewerKind(assignment.kind),
        state=state,
        due_at=assignment.due_at,
        done_at=assignment.done_at,
        saved_at=written.saved_at if written else None,
        recusal_reason=assignment.recusal_reason,
        is_open=proposal.state == ProposalState.IN_REVIEW.value
        and round_.phase == Phase.REVIEW.value
        and state is not SeatState.RECUSED,
        is_released=proposal.reviews_released_at is not None,
        round_name=round_.name,
        proposal_id=proposal.id,
        title=proposal.title,
        problem=proposal.problem,
        plan=proposal.plan,
        place=proposal.place_text,
        beneficiaries=proposal.beneficiaries,
        cost_items=tuple(_cost_item(item) for item in proposal.cost_items),
        cost_cents=proposal.cost_cents,
    )


def _cost_item(item: dict[str, object]) -> tuple[str, Cents]:
    return str(item.get("label", "")), int(str(item.get("amount_cents", 0)))
