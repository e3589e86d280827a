"""时限: classes of deadline that the office edits, and the calendar by which they are counted."""

from datetime import datetime, time

import chinese_calendar

from db import accounts, deadlines
from db.engine import Session, transaction
from db.seed.deadlines import seed_classes
from db.tables import DeadlineClass
from domain.deadlines import (
    GRACE_WITHOUT_CLASS,
    WITHOUT_CLASS,
    DeadlineTerm,
    due_at,
    read_closing_time,
)
from domain.matters import Source
from domain.working_days import WorkingCalendar

ENDS_AT = "calendar.ends_at"


def ensure_deadlines() -> None:
    """Classes of deadline and the holidays that the library knows; what an office wrote stays."""
    with transaction() as db:
        seed_classes(db)
        _load_known_years(db)


def _load_known_years(db: Session) -> None:
    known = deadlines.known_years(db)
    names = {one.value: one.chinese for one in chinese_calendar.Holiday}
    days = chinese_calendar.holidays | chinese_calendar.workdays
    new = {day.year for day in days} - known
    if not new:
        return
    for day, name in sorted(days.items()):
        if day.year in new:
            is_working = day in chinese_calendar.workdays
            deadlines.put_holiday(db, day, is_working=is_working, name=names[name])
    deadlines.put_known_years(db, known | new)


def calendar_of(db: Session) -> WorkingCalendar:
    """The calendar in force, as rules count with it."""
    rows = deadlines.list_holidays(db)
    return WorkingCalendar(
        holidays=frozenset(row.day for row in rows if not row.is_working),
        make_up_days=frozenset(row.day for row in rows if row.is_working),
        known_years=deadlines.known_years(db),
        ends_at=closing_time(db),
    )


def closing_time(db: Session) -> time:
    """When a working day is over."""
    kept = accounts.find_setting(db, ENDS_AT)
    return read_closing_time(kept) if kept else WorkingCalendar().ends_at


def due_of(db: Session, code: str | None, start: datetime) -> datetime:
    """When an answer of this class is due that counts from `start`."""
    if code is None:
        return start + WITHOUT_CLASS
    row = deadlines.get_class(db, code)
    return due_at(row.hours, row.working_days, start, calendar_of(db))


def usual_class(db: Session, source: Source | str) -> str | None:
    """The class that a new matter of this kind, or a `legal` case, gets; None: none is in force."""
    active = [row.code for row in deadlines.list_classes(db) if row.is_active]
    chosen = accounts.find_setting(db, f"deadline.{source}")
    if chosen in active:
        return chosen
    return active[-1] if active else None


def term_of(row: DeadlineClass, *, is_used: bool = False) -> DeadlineTerm:
    """A class as pages and rules see it."""
    return DeadlineTerm(
        row.code,
        row.name,
        row.name_en,
        row.hours,
        row.working_days,
        row.grace_hours,
        row.is_active,
        is_used,
    )


def grace_hours_by_class(db: Session) -> dict[str | None, int]:
    """How many hours a late matter waits before it goes up, by class; None is without a class."""
    found: dict[str | None, int] = {row.code: row.grace_hours for row in deadlines.list_classes(db)}
    return found | {None: int(GRACE_WITHOUT_CLASS.total_seconds()) // 3600}
