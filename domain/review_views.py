"""What pages show of reviewing: tasks, the teams at work, the preview of an assignment."""

from dataclasses import dataclass
from datetime import datetime

from domain.assigning import Pairing
from domain.money import Cents
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.reviews import ReviewerKind, SeatState


@dataclass(frozen=True, slots=True)
class Task:
    """One proposal that was given to the reader to review, with the proposal's own words."""

    assignment_id: int
    kind: ReviewerKind
    state: SeatState
    due_at: datetime
    done_at: datetime | None
    saved_at: datetime | None
    """When the reader last wrote on it."""
    recusal_reason: str
    is_open: bool
    """Whether it can still be written: proposal in review, round in its review phase."""
    is_released: bool
    round_name: str
    proposal_id: int
    title: str
    problem: str
    plan: str
    place: str
    beneficiaries: str
    cost_items: tuple[tuple[str, Cents], ...]
    cost_cents: Cents


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """A round that has or had reviews."""

    round_id: int
    name: str
    phase: Phase


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One reviewer of one proposal; never what they wrote."""

    assignment_id: int
    name: str
    title: str
    kind: ReviewerKind
    state: SeatState
    due_at: datetime
    done_at: datetime | None
    reason: str
    was_replaced: bool


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal with its seats, late ones first."""

    proposal_id: int
    title: str
    state: ProposalState
    seats: tuple[SeatRow, ...]
    is_complete: bool
    has_enough: bool

    @property
    def is_late(self) -> bool:
        """Whether anyone is past the due day."""
        return any(seat.state is SeatState.LATE for seat in self.seats)

    @property
    def pending(self) -> int:
        """How many are still at work."""
        return sum(seat.state in (SeatState.LATE, SeatState.PENDING) for seat in self.seats)

    @property
    def is_pending(self) -> bool:
        """Whether anyone is still at work."""
        return self.pending > 0

    @property
    def is_released(self) -> bool:
        """Whether everyone may read the review."""
        return self.state is not ProposalState.IN_REVIEW

    @property
    def is_unassigned(self) -> bool:
        """Whether a kind of reviewer is missing while the proposal is in review."""
        return not self.is_released and any(self.lacks(kind) for kind in ReviewerKind)

    def lacks(self, kind: ReviewerKind) -> bool:
        """Whether nobody of this kind holds a seat."""
        return not any(
            seat.kind is kind and seat.state is not SeatState.RECUSED for seat in self.seats
        )


@dataclass(frozen=True, slots=True)
class ReviewerLoad:
    """What one reviewer carries in the round."""

    name: str
    title: str
    kind: ReviewerKind
    late: int
    pending: int
    done: int


@dataclass(frozen=True, slots=True)
class TeamView:
    """Everything the office sees of a round's review."""

    round_id: int
    phase: Phase
    proposals: tuple[ProposalRow, ...]
    loads: tuple[ReviewerLoad, ...]

    @property
    def late(self) -> list[tuple[str, SeatRow]]:
        """Every late seat with its proposal's title, the longest overdue first."""
        found = [(p.title, s) for p in self.proposals for s in p.seats if s.state is SeatState.LATE]
        return sorted(found, key=lambda one: one[1].due_at)


@dataclass(frozen=True, slots=True)
class Choice:
    """Someone who could be given a proposal."""

    reviewer_id: int
    name: str
    title: str
    kind: ReviewerKind
    fits: bool
    load: int


@dataclass(frozen=True, slots=True)
class PlannedSeat:
    """One line of the preview."""

    title: str
    reviewer: str
    kind: ReviewerKind
    fits: bool


@dataclass(frozen=True, slots=True)
class AssignmentPlan:
    """What automatic assignment would write, and the load of everyone it touches afterwards."""

    seats: tuple[PlannedSeat, ...]
    loads: tuple[tuple[str, int], ...]
    unfilled: int
    pairings: tuple[Pairing, ...]
