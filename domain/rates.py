"""三率: answered in time, solved, satisfied; each with what it is of what, and pure on counts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction

from domain.clock import CHINA_TIME

SMALL = 5
"""Of fewer than so many a share says little, and is said to."""


class RateBy(StrEnum):
    """What the rates are told apart by."""

    BODY = "body"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def fraction(self) -> Fraction | None:
        """The part of the whole; None of nothing."""
        return Fraction(self.part, self.whole) if self.whole else None

    @property
    def percent(self) -> int | None:
        """Whole per cent, half rounded up; None of nothing."""
        share = self.fraction
        return None if share is None else int(share * 100 + Fraction(1, 2))

    @property
    def is_small(self) -> bool:
        """Whether there is too little to judge by."""
        return self.whole < SMALL


@dataclass(frozen=True, slots=True)
class Counts:
    """What rates are made of: matters that were raised in the window and not withdrawn.

    `due`: answered, or past their deadline; the others still have time and do not count.
    """

    raised: int = 0
    due: int = 0
    in_time: int = 0
    answered: int = 0
    solved: int = 0
    rated: int = 0
    satisfied: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.raised + other.raised,
            self.due + other.due,
            self.in_time + other.in_time,
            self.answered + other.answered,
            self.solved + other.solved,
            self.rated + other.rated,
            self.satisfied + other.satisfied,
        )


@dataclass(frozen=True, slots=True)
class Rates:
    """The three rates of some matters: of those due, answered in time; of those answered, solved;
    of those rated, satisfied (4 or 5 of 5)."""

    answered: Share
    solved: Share
    satisfied: Share


@dataclass(frozen=True, slots=True)
class RateLine:
    """The rates of one body or place; `key` None: of none (nobody answers for it, no place)."""

    key: str | int | None
    name: str
    name_en: str
    counts: Counts
    rates: Rates


@dataclass(frozen=True, slots=True)
class RateWindow:
    """From the first day to the last, in China time; None is open."""

    first: date | None = None
    last: date | None = None

    def instants(self) -> tuple[datetime | None, datetime | None]:
        """The instant it begins, and the one at which it is over."""
        begins = _midnight(self.first) if self.first else None
        return begins, _midnight(self.last + timedelta(days=1)) if self.last else None


@dataclass(frozen=True, slots=True)
class RateFilter:
    """Of which matters; None is of all."""

    window: RateWindow = RateWindow()
    subdistrict_id: int | None = None
    community_id: int | None = None
    field_code: str | None = None
    body_code: str | None = None


@dataclass(frozen=True, slots=True)
class RateReport:
    """The rates of all together, and line by line, whoever was asked most first."""

    total: RateLine
    lines: tuple[RateLine, ...]


def rates_of(counts: Counts) -> Rates:
    """The three rates of these counts."""
    return Rates(
        answered=Share(counts.in_time, counts.due),
        solved=Share(counts.solved, counts.answered),
        satisfied=Share(counts.satisfied, counts.rated),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), CHINA_TIME)
