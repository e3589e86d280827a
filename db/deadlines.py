"""Queries on classes of deadline and on the calendar of holidays."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, delete, exists, or_, select

from db.accounts import find_setting, put_setting
from db.tables import DeadlineClass, Holiday, Matter, Whistle
from domain.refusals import Refusal

_YEARS = "calendar.years"


def list_classes(db: Session) -> list[DeadlineClass]:
    """Every class in its order, retired ones included."""
    query = select(DeadlineClass).order_by(col(DeadlineClass.position), col(DeadlineClass.code))
    return list(db.exec(query))


def find_class(db: Session, code: str | None) -> DeadlineClass | None:
    """The class of this code; None for a matter without one."""
    return None if code is None else db.get(DeadlineClass, code)


def get_class(db: Session, code: str) -> DeadlineClass:
    """The class of this code, or a refusal."""
    row = find_class(db, code)
    if row is None:
        raise Refusal("deadline.unknown")
    return row


def is_class_used(db: Session, code: str) -> bool:
    """Whether some matter was ever given this class."""
    of_matter = exists().where(col(Matter.deadline_class) == code)
    of_whistle = exists().where(col(Whistle.deadline_class) == code)
    return bool(db.exec(select(or_(of_matter, of_whistle))).one())


def delete_class(db: Session, row: DeadlineClass) -> None:
    """Take away a class that nothing uses."""
    db.delete(row)


def list_holidays(db: Session, year: int | None = None) -> list[Holiday]:
    """The days that differ from the ordinary week, of one year or of all, by day."""
    query = select(Holiday).order_by(col(Holiday.day))
    if year is not None:
        query = query.where(col(Holiday.day).between(date(year, 1, 1), date(year, 12, 31)))
    return list(db.exec(query))


def put_holiday(db: Session, day: date, *, is_working: bool, name: str) -> None:
    """Make a day a holiday, or a working day."""
    db.merge(Holiday(day=day, is_working=is_working, name=name))


def remove_holiday(db: Session, day: date) -> None:
    """Make a day an ordinary one again."""
    db.exec(delete(Holiday).where(col(Holiday.day) == day))


def known_years(db: Session) -> frozenset[int]:
    """The years whose arrangement is filled in."""
    return frozenset(int(one) for one in (find_setting(db, _YEARS) or "").split(",") if one)


def put_known_years(db: Session, years: Iterable[int]) -> None:
    """Record which years are filled in."""
    put_setting(db, _YEARS, ",".join(str(year) for year in sorted(years)))
