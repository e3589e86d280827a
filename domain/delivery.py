"""Carrying out: milestones, money against the cost, and how satisfied residents are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from domain.money import Cents
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.proposal_views import FileLine
from domain.refusals import Refusal

FEWEST_STARS, MOST_STARS = 1, 5
SATISFIED_FROM = 4
"""Four and five stars count as satisfied."""

CARRIED_OUT = frozenset(
    {
        ProposalState.FUNDED,
        ProposalState.UNDER_WAY,
        ProposalState.COMPLETED,
        ProposalState.APPRAISED,
    }
)
"""Projects that got the money."""

FINISHED = frozenset({ProposalState.COMPLETED, ProposalState.APPRAISED})
"""Projects whose every step is done."""

APPRAISABLE = frozenset({ProposalState.UNDER_WAY, ProposalState.COMPLETED})


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """One step with its due day; `first_due_on` if it was postponed or brought forward."""

    id: int
    title: str
    due_on: date
    first_due_on: date | None
    done_at: datetime | None

    def is_late(self, today: date) -> bool:
        """Whether the day is over and the step is not done."""
        return self.done_at is None and self.due_on < today


@dataclass(frozen=True, slots=True)
class ProgressNote:
    """A report from the site."""

    id: int
    text: str
    at: datetime
    by: str
    milestone: str | None
    photos: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    """Money paid, with its receipts; a voided one keeps its reason and no longer counts."""

    id: int
    amount_cents: Cents
    spent_on: date
    payee: str
    what: str
    void_reason: str | None
    receipts: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What one resident wrote beside their stars; no name is shown."""

    stars: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The appraisals of a project: how many gave one star, two … five, and what they wrote."""

    counts: tuple[int, ...] = (0,) * MOST_STARS
    remarks: tuple[Remark, ...] = ()

    @property
    def people(self) -> int:
        """How many appraised."""
        return sum(self.counts)

    @property
    def mean(self) -> Fraction | None:
        """Mean stars, None without appraisals."""
        if not self.people:
            return None
        total = sum(stars * n for stars, n in enumerate(self.counts, FEWEST_STARS))
        return Fraction(total, self.people)

    @property
    def satisfied(self) -> Fraction | None:
        """The share of people who gave four or five stars."""
        if not self.people:
            return None
        return Fraction(sum(self.counts[SATISFIED_FROM - 1 :]), self.people)


def together(several: Iterable[Satisfaction]) -> Satisfaction:
    """The stars of several projects counted together, without the words."""
    columns = zip(*(one.counts for one in several), strict=True)
    return Satisfaction(tuple(map(sum, columns)) or (0,) * MOST_STARS)


@dataclass(frozen=True, slots=True)
class Work:
    """One funded project and everything public about how it is carried out."""

    project_id: int
    proposal_id: int
    round_id: int
    round_name: str
    phase: Phase
    name: str
    community: str
    cost_cents: Cents
    state: ProposalState
    milestones: tuple[MilestoneLine, ...] = ()
    notes: tuple[ProgressNote, ...] = ()
    """Newest first."""
    payments: tuple[Payment, ...] = ()
    """Newest first, voided ones included."""
    satisfaction: Satisfaction = field(default_factory=Satisfaction)

    @property
    def spent_cents(self) -> Cents:
        """What was paid and not voided."""
        return spent(
            (one.amount_cents for one in self.payments if one.void_reason is None),
        )

    @property
    def left_cents(self) -> Cents:
        """What may still be paid."""
        return self.cost_cents - self.spent_cents

    @property
    def steps_done(self) -> int:
        """Milestones ticked off."""
        return sum(one.done_at is not None for one in self.milestones)

    @property
    def is_plan_done(self) -> bool:
        """Whether there is a plan and all of it is done."""
        return bool(self.milestones) and self.steps_done == len(self.milestones)

    def late(self, today: date) -> list[MilestoneLine]:
        """Milestones whose day is over, the longest overdue first."""
        return sorted(
            (one for one in self.milestones if one.is_late(today)), key=lambda one: one.due_on
        )


@dataclass(frozen=True, slots=True)
class WorkRound:
    """A round whose projects are or were carried out."""

    round_id: int
    name: str
    phase: Phase


@dataclass(frozen=True, slots=True)
class OwnAppraisal:
    """What the reader gave."""

    stars: int
    text: str


def spent(amounts_cents: Iterable[Cents]) -> Cents:
    """The sum of what was paid."""
    return sum(amounts_cents)


def refuse_overspending(cost_cents: Cents, spent_cents: Cents, amount_cents: Cents) -> None:
    """Refuse a payment above what is left of the project's cost, saying how much is left."""
    if amount_cents <= 0:
        raise Refusal("delivery.amount_zero")
    left_cents = cost_cents - spent_cents
    if amount_cents > left_cents:
        raise Refusal("delivery.overspent", left_cents=left_cents)


def count_stars(stars: Sequence[int]) -> tuple[int, ...]:
    """How many gave one star, two … five."""
    return tuple(stars.count(n) for n in range(FEWEST_STARS, MOST_STARS + 1))
