"""What experts and legal specialists say of a proposal: completeness, spread, dissent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from statistics import median_low

from domain.clock import CHINA_TIME, local
from domain.money import Cents

LEAST_SCORE, MOST_SCORE = 1, 5
SHORTEST_OPINION = 10
DISSENT_FROM = 3
"""So many points between the highest and the lowest score of one axis are called dissent."""


class Axis(StrEnum):
    """What experts score from 1 to 5; on every axis 5 is the best (risk 5: hardly any)."""

    FEASIBILITY = "feasibility"
    BENEFIT = "benefit"
    COST = "cost"
    RISK = "risk"


class ReviewerKind(StrEnum):
    """Expert committee, or legal specialist."""

    EXPERT = "expert"
    LEGAL = "legal"


class Verdict(StrEnum):
    """法务意见: lawful, lawful under a condition, or not lawful by a clause."""

    LAWFUL = "lawful"
    LAWFUL_IF = "lawful_if"
    NOT_LAWFUL = "not_lawful"


class SeatState(StrEnum):
    """Where one reviewer stands with one proposal; late stands first in every list."""

    LATE = "late"
    PENDING = "pending"
    DONE = "done"
    UNWRITTEN = "unwritten"
    """The review ended before this reviewer had finished."""
    RECUSED = "recused"


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """An expert's review as far as it is written."""

    feasibility: int | None = None
    benefit: int | None = None
    cost: int | None = None
    risk: int | None = None
    estimate_cents: Cents | None = None
    opinion: str = ""

    def score(self, axis: Axis) -> int | None:
        """The score on an axis, None while open."""
        score: int | None = getattr(self, axis.value)
        return score

    def missing(self) -> list[str]:
        """What must be filled in before it can be submitted: axes, `estimate`, `opinion`."""
        gaps = [axis.value for axis in Axis if self.score(axis) is None]
        if self.estimate_cents is None:
            gaps.append("estimate")
        if is_too_short(self.opinion):
            gaps.append("opinion")
        return gaps


@dataclass(frozen=True, slots=True)
class LegalDraft:
    """A legal opinion as far as it is written."""

    verdict: Verdict | None = None
    clause: str = ""
    condition: str = ""
    opinion: str = ""

    def missing(self) -> list[str]:
        """What must be filled in before it can be submitted."""
        gaps = [] if self.verdict else ["verdict"]
        if self.verdict is Verdict.LAWFUL_IF and not self.condition.strip():
            gaps.append("condition")
        if self.verdict is Verdict.NOT_LAWFUL and not self.clause.strip():
            gaps.append("clause")
        if is_too_short(self.opinion):
            gaps.append("opinion")
        return gaps


@dataclass(frozen=True, slots=True)
class ExpertReview:
    """One submitted review with whose it is."""

    name: str
    title: str
    scores: tuple[int, int, int, int]
    """In the order of `Axis`."""
    estimate_cents: Cents
    opinion: str


@dataclass(frozen=True, slots=True)
class LegalReview:
    """One submitted legal opinion with whose it is."""

    name: str
    title: str
    verdict: Verdict
    clause: str
    condition: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """All that was submitted on a proposal; not `released_at` means: for the office alone."""

    proposal_id: int
    asked_cents: Cents
    released_at: datetime | None
    experts: tuple[ExpertReview, ...]
    legal: tuple[LegalReview, ...]


@dataclass(frozen=True, slots=True)
class AxisSummary:
    """How the experts agree on one axis."""

    axis: Axis
    mean: Fraction
    lowest: int
    highest: int

    @property
    def is_dissent(self) -> bool:
        """Whether the experts disagree so much that residents must be told."""
        return self.highest - self.lowest >= DISSENT_FROM

    @property
    def is_unanimous(self) -> bool:
        """Whether all gave the same score."""
        return self.highest == self.lowest


@dataclass(frozen=True, slots=True)
class EstimateSummary:
    """The experts' estimates against what the proposer asks."""

    asked_cents: Cents
    lowest_cents: Cents
    middle_cents: Cents
    highest_cents: Cents

    @property
    def percent_off(self) -> int:
        """The middle estimate above (+) or below (−) what is asked, in whole per cent."""
        if self.asked_cents == 0:
            return 0
        return round(Fraction(100 * (self.middle_cents - self.asked_cents), self.asked_cents))


def is_too_short(opinion: str) -> bool:
    """Whether an opinion has fewer than `SHORTEST_OPINION` characters that are no spaces."""
    return len("".join(opinion.split())) < SHORTEST_OPINION


def summarise(reviews: Sequence[ExpertReview]) -> tuple[AxisSummary, ...]:
    """Mean and range axis by axis; empty without reviews."""
    if not reviews:
        return ()
    columns = zip(*(review.scores for review in reviews), strict=True)
    return tuple(
        AxisSummary(axis, Fraction(sum(scores), len(scores)), min(scores), max(scores))
        for axis, scores in zip(Axis, columns, strict=True)
    )


def summarise_estimates(
    asked_cents: Cents, reviews: Sequence[ExpertReview]
) -> EstimateSummary | None:
    """Lowest, middle (the lower one of two) and highest estimate; None without reviews."""
    estimates = sorted(review.estimate_cents for review in reviews)
    if not estimates:
        return None
    return EstimateSummary(asked_cents, estimates[0], median_low(estimates), estimates[-1])


def due_in(days: int, now: datetime) -> datetime:
    """The last minute of the day that many days from now, on the hall's calendar."""
    day = local(now).date() + timedelta(days=days)
    return datetime.combine(day, time(23, 59), CHINA_TIME)


def seat_state(
    *,
    due_at: datetime,
    done_at: datetime | None,
    recused_at: datetime | None,
    now: datetime,
    is_open: bool = True,
) -> SeatState:
    """Where a reviewer stands now; `is_open`: whether the proposal is still in review."""
    if recused_at is not None:
        return SeatState.RECUSED
    if done_at is not None:
        return SeatState.DONE
    if not is_open:
        return SeatState.UNWRITTEN
    return SeatState.LATE if due_at < now else SeatState.PENDING
