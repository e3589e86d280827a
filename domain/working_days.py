"""Working days by the calendar that the State Council publishes: holidays and make-up days.

Pure: a calendar is a set of days. A year that nobody has filled in is reckoned by weekends alone,
and whoever asks can tell (`unknown_years`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.clock import CHINA_TIME, local

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days off and make-up working days; `ends_at`: when a working day is over, in the hall."""

    holidays: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()
    ends_at: time = time(17, 30)

    def is_working_day(self, day: date) -> bool:
        """A weekday that is no holiday, or a weekend day that makes up for one."""
        if day in self.make_up_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def after(self, day: date, working_days: int) -> date:
        """The n-th working day after `day`; the day itself is never counted (n ≥ 1)."""
        left = working_days
        while left > 0:
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        return day

    def end_of(self, day: date) -> datetime:
        """The instant at which a working day is over."""
        return datetime.combine(day, self.ends_at, CHINA_TIME).astimezone(UTC)

    def unknown_years(self, first: datetime, last: datetime) -> tuple[int, ...]:
        """The years between two instants whose holidays nobody has filled in yet."""
        years: Iterable[int] = range(local(first).year, local(last).year + 1)
        return tuple(year for year in years if year not in self.known_years)
