"""Many rows at once, and days as a district lives through them."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlmodel import func

from db.engine import Session
from domain.clock import CHINA_TIME
from domain.working_days import WorkingCalendar

DAYS = 730
MONTH_WEIGHTS = (0.8, 0.5, 1.1, 1.0, 1.0, 0.95, 0.8, 0.75, 1.05, 0.95, 1.2, 1.25)
"""January to December: quiet about the Spring Festival and in the hot months, busy at the end."""

WEEKEND_WEIGHT, HOLIDAY_WEIGHT = 0.45, 0.08
GROWTH = 0.9
"""By how much of itself the work has grown from the first day to the last."""


def add_all(db: Session, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows in one statement, without an object for each."""
    if rows:
        db.connection().execute(insert(table.__table__), rows)


def add_with_ids(db: Session, table: Any, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Write rows in one statement; their ids in the same order."""
    key = table.__table__.c.id
    before = db.connection().execute(select(func.coalesce(func.max(key), 0))).scalar_one()
    add_all(db, table, rows)
    found = db.connection().execute(select(key).where(key > before).order_by(key))
    return list(found.scalars())


class Times:
    """Draws days and instants of the two years before `moment`."""

    def __init__(self, moment: datetime, calendar: WorkingCalendar, chance: random.Random) -> None:
        self.moment, self.chance = moment, chance
        self.today = moment.astimezone(CHINA_TIME).date()
        self.days = [self.today - timedelta(days=back) for back in range(DAYS, 0, -1)]
        self._weights = [_weight(day, place, calendar) for place, day in enumerate(self.days)]

    def draw_days(self, n: int) -> list[date]:
        """So many days, more of them where there is more to do."""
        return self.chance.choices(self.days, self._weights, k=n)

    def instant_on(self, day: date) -> datetime:
        """Some time of a day when people are up."""
        at = time(8 + int(self.chance.triangular(0, 13, 2)), self.chance.randrange(60))
        return datetime.combine(day, at, CHINA_TIME).astimezone(UTC)


def _weight(day: date, place: int, calendar: WorkingCalendar) -> float:
    weight = MONTH_WEIGHTS[day.month - 1] * (1 + GROWTH * place / DAYS)
    if calendar.is_working_day(day):
        return weight
    return weight * (HOLIDAY_WEIGHT if day in calendar.holidays else WEEKEND_WEIGHT)
