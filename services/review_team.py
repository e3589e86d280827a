"""The office's view of the reviewing teams: who is done, who is late, who could be asked."""

from collections import Counter

from db import proposals, reviews, rounds
from db.engine import Session, reading
from db.reviews import Seat
from domain import assigning
from domain.clock import utc_now
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.review_views import Choice, ProposalRow, ReviewerLoad, ReviewRound, SeatRow, TeamView
from domain.reviews import ReviewerKind, SeatState, seat_state
from domain.rights import Action
from domain.roles import Actor
from services.permission import permit
from services.review_release import has_enough, is_complete

_SHOWN = frozenset(
    {
        ProposalState.IN_REVIEW,
        ProposalState.REVIEWED,
        ProposalState.ADMITTED,
        ProposalState.ON_BALLOT,
        ProposalState.DECLINED,
    }
)


def list_review_rounds(actor: Actor) -> list[ReviewRound]:
    """Rounds from their review to their vote, those in review first."""
    with reading() as db:
        permit(db, actor, Action.READ_UNRELEASED_REVIEWS)
        phases = (Phase.REVIEW, Phase.DELIBERATE, Phase.VOTE)
        found = [
            ReviewRound(row.id, row.name, Phase(row.phase))
            for row in rounds.list_rounds(db, phases)
        ]
    return sorted(found, key=lambda one: phases.index(one.phase))


def get_team_view(actor: Actor, round_id: int) -> TeamView:
    """Per proposal and reviewer: done, pending, late, recused. For the office."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.READ_UNRELEASED_REVIEWS, round_)
        seats = reviews.list_seats_of_round(db, round_id)
        found = [
            _proposal_row(proposal.id, proposal.title, proposal.state, seats)
            for proposal in proposals.list_proposals(db, round_id, _SHOWN)
        ]
    order = sorted(found, key=lambda one: (not one.is_late, not one.is_pending, one.proposal_id))
    return TeamView(round_id, Phase(round_.phase), tuple(order), _loads(seats))


def list_choices(actor: Actor, proposal_id: int) -> list[Choice]:
    """Whom the office may ask for a proposal: fitting speciality first, then the lowest load."""
    with reading() as db:
        proposal = proposals.get_proposal(db, proposal_id)
        round_ = rounds.get_round(db, proposal.round_id)
        permit(db, actor, Action.ASSIGN_REVIEWER, round_)
        taken = {seat.reviewer.id for seat in reviews.list_seats_of_proposal(db, proposal_id)}
        taken |= {proposal.author_id} if proposal.author_id else set()
        choices = _choices(db, proposal.round_id, proposal.field_code)
    free = [one for one in choices if one.reviewer_id not in taken]
    return sorted(free, key=lambda one: (one.kind, not one.fits, one.load, one.reviewer_id))


def _choices(db: Session, round_id: int, field_code: str | None) -> list[Choice]:
    loads = reviews.count_loads(db, round_id)
    return [
        Choice(
            person.id,
            person.name,
            person.title,
            kind,
            assigning.fits(kind, field_code, frozenset(person.specialities.split(","))),
            loads.get(person.id, 0),
        )
        for kind in ReviewerKind
        for person in reviews.list_reviewers(db, kind)
    ]


def _proposal_row(proposal_id: int, title: str, state: str, seats: list[Seat]) -> ProposalRow:
    own = [seat for seat in seats if seat.proposal.id == proposal_id]
    order = list(SeatState)
    rows = sorted((_seat_row(seat) for seat in own), key=lambda one: order.index(one.state))
    return ProposalRow(
        proposal_id, title, ProposalState(state), tuple(rows), is_complete(own), has_enough(own)
    )


def _seat_row(seat: Seat) -> SeatRow:
    assignment = seat.assignment
    return SeatRow(
        assignment_id=assignment.id,
        name=seat.reviewer.name,
        title=seat.reviewer.title,
        kind=ReviewerKind(assignment.kind),
        state=_state(seat),
        due_at=assignment.due_at,
        done_at=assignment.done_at,
        reason=assignment.recusal_reason,
        was_replaced=assignment.recused_by not in (None, assignment.reviewer_id),
    )


def _state(seat: Seat) -> SeatState:
    return seat_state(
        due_at=seat.assignment.due_at,
        done_at=seat.assignment.done_at,
        recused_at=seat.assignment.recused_at,
        now=utc_now(),
        is_open=seat.proposal.state == ProposalState.IN_REVIEW.value,
    )


def _loads(seats: list[Seat]) -> tuple[ReviewerLoad, ...]:
    counts: dict[int, Counter[SeatState]] = {}
    kinds: dict[int, tuple[str, str, ReviewerKind]] = {}
    for seat in seats:
        reviewer = seat.reviewer
        counts.setdefault(reviewer.id, Counter())[_state(seat)] += 1
        kind = ReviewerKind(seat.assignment.kind)
        kinds[reviewer.id] = (reviewer.name, reviewer.title, kind)
    loads = [
        ReviewerLoad(
            *kinds[reviewer],
            late=count[SeatState.LATE],
            pending=count[SeatState.PENDING],
            done=count[SeatState.DONE],
        )
        for reviewer, count in counts.items()
    ]
    return tuple(sorted(loads, key=lambda one: (-one.late, -one.pending, -one.done, one.name)))
