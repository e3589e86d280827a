"""Deadlines and the calendar as the office edits them."""

from dataclasses import dataclass
from datetime import date, time

from domain.deadlines import DeadlineTerm
from domain.matters import Source


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that differs from the ordinary week: off, or a working day that makes up for one."""

    day: date
    is_working: bool
    name: str


@dataclass(frozen=True, slots=True)
class BodyHead:
    """A body, and who answers for it."""

    code: str
    name: str
    name_en: str
    head_id: int | None


@dataclass(frozen=True, slots=True)
class LoopSettings:
    """Everything the closed loop runs by. `unknown_years`: this and the next, if not filled in."""

    terms: tuple[DeadlineTerm, ...]
    usual: dict[Source, str | None]
    ends_at: time
    known_years: tuple[int, ...]
    unknown_years: tuple[int, ...]
