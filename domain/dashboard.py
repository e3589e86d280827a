"""驾驶舱: the district's nine figures, what they are told apart by, and the funnel of proposals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.proposal_flow import ProposalState
from domain.rates import RateFilter, RateLine, RateWindow

MONTHS_SHOWN = 24
EVER = RateWindow()


class Figure(StrEnum):
    """What the district reports; each is counted from records (`db.dashboard` says which)."""

    STATIONS = "stations"
    SPECIALISTS = "specialists"
    SERVICES = "services"
    EDUCATION = "education"
    LAWFUL_DECISIONS = "lawful_decisions"
    ACTIVITIES = "activities"
    SUGGESTIONS = "suggestions"
    FUNDS = "funds"
    PROBLEMS = "problems"


MONEY = frozenset({Figure.FUNDS})
"""Counted in cents."""

STANDING = frozenset({Figure.STATIONS, Figure.SPECIALISTS})
"""How many there are, not how many happened: no month has a number of its own."""

WITH_FIELD = frozenset({Figure.ACTIVITIES, Figure.SUGGESTIONS, Figure.FUNDS, Figure.PROBLEMS})
"""What is recorded under a field; the legal specialists' work is not."""


class Period(StrEnum):
    """Which time the figures are of, in the hall's calendar."""

    ALL = "all"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    TWELVE_MONTHS = "twelve_months"
    THIS_MONTH = "this_month"


class SplitBy(StrEnum):
    """What a figure is told apart by."""

    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    FIELD = "field"


class Stage(StrEnum):
    """How far a proposal has come, in the order of its way."""

    SUBMITTED = "submitted"
    SECONDED = "seconded"
    REVIEWED = "reviewed"
    ON_BALLOT = "on_ballot"
    FUNDED = "funded"
    COMPLETED = "completed"
    APPRAISED = "appraised"


STATES_OF_STAGE: Mapping[Stage, frozenset[ProposalState]] = {
    Stage.SECONDED: frozenset({ProposalState.SECONDED, ProposalState.IN_REVIEW}),
    Stage.REVIEWED: frozenset({ProposalState.REVIEWED, ProposalState.ADMITTED}),
    Stage.ON_BALLOT: frozenset({ProposalState.ON_BALLOT, ProposalState.NOT_FUNDED}),
    Stage.FUNDED: frozenset({ProposalState.FUNDED, ProposalState.UNDER_WAY}),
    Stage.COMPLETED: frozenset({ProposalState.COMPLETED}),
    Stage.APPRAISED: frozenset({ProposalState.APPRAISED}),
}
"""Having stood in one of these states, a proposal has come so far; submitted are all of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of where, of which field and of which time; None is of all."""

    subdistrict_id: int | None = None
    community_id: int | None = None
    field_code: str | None = None
    window: RateWindow = EVER

    def as_rate_filter(self) -> RateFilter:
        """The same for the three rates."""
        return RateFilter(self.window, self.subdistrict_id, self.community_id, self.field_code)


@dataclass(frozen=True, slots=True)
class FigureNow:
    """One figure: the whole of it, month by month, and the month that runs now.

    `number` is cents of what is money. `beside`: of stations, the communities; of funds, what was
    pledged; of problems, all that were raised.
    """

    figure: Figure
    number: int
    months: tuple[tuple[str, int], ...] = ()
    this_month: int = 0
    beside: int | None = None


@dataclass(frozen=True, slots=True)
class Portion:
    """What of a figure belongs to one place or field; `name` empty: to none of them."""

    name: str
    name_en: str
    number: int


@dataclass(frozen=True, slots=True)
class LateMatter:
    """A matter that is past its deadline; a title only where everyone may read it."""

    id: int
    title: str
    place: str
    due_at: datetime
    escalations: int


@dataclass(frozen=True, slots=True)
class Late:
    """How many matters are late, how many went up a level; the public ones that wait longest."""

    total: int
    gone_up: int
    longest: tuple[LateMatter, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on the board, as of `at`."""

    at: datetime
    figures: tuple[FigureNow, ...]
    funnel: tuple[tuple[Stage, int], ...]
    late: Late
    rates: RateLine
    rates_by_place: tuple[RateLine, ...]

    def figure(self, wanted: Figure) -> FigureNow:
        """One of the figures shown."""
        return next(one for one in self.figures if one.figure is wanted)


def window_of(period: Period, today: date) -> RateWindow:
    """From the first day of the period to its last; both in the hall's calendar."""
    if period is Period.ALL:
        return EVER
    if period is Period.LAST_YEAR:
        return RateWindow(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    if period is Period.THIS_YEAR:
        return RateWindow(date(today.year, 1, 1), today)
    first = today.replace(day=1)
    if period is Period.TWELVE_MONTHS:
        first = _months_before(first, 11)
    return RateWindow(first, today)


def months_of(window: RateWindow, today: date, most: int = MONTHS_SHOWN) -> tuple[str, ...]:
    """The months of a window as `2026-11`, the last `most` of them, none left out."""
    last = min(window.last or today, today).replace(day=1)
    first = _months_before(last, most - 1)
    if window.first is not None:
        first = max(first, window.first.replace(day=1))
    months = []
    while first <= last:
        months.append(f"{first:%Y-%m}")
        first = _months_before(first, -1)
    return tuple(months)


def filled(counted: Mapping[str, int], months: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The number of every month; a month without a record has 0."""
    return tuple((month, counted.get(month, 0)) for month in months)


def figures_shown(wanted: Wanted) -> tuple[Figure, ...]:
    """The figures that can be told: with a field chosen, only those recorded under fields."""
    if wanted.field_code is None:
        return tuple(Figure)
    return tuple(figure for figure in Figure if figure in WITH_FIELD)


def funnel_of(furthest: Iterable[tuple[Stage, int]]) -> tuple[tuple[Stage, int], ...]:
    """How many came at least so far, from how many came just so far."""
    counted = dict(furthest)
    order = tuple(Stage)
    return tuple(
        (stage, sum(counted.get(later, 0) for later in order[place:]))
        for place, stage in enumerate(order)
    )


def split_for(wanted: Wanted) -> SplitBy:
    """Within one subdistrict by its communities; otherwise by subdistricts."""
    narrowed = wanted.subdistrict_id is not None or wanted.community_id is not None
    return SplitBy.COMMUNITY if narrowed else SplitBy.SUBDISTRICT


def _months_before(first: date, n: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 - n, 12)
    return date(year, month + 1, 1)
