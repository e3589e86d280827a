"""Opening hours of a station and slots within a duty, by the clock of the hall."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from domain.clock import CHINA_TIME, local
from domain.refusals import Refusal

SLOT = timedelta(minutes=30)
BOOKED_AHEAD_DAYS = 14
MOST_OPENINGS = 14


@dataclass(frozen=True, slots=True)
class Opening:
    """One stretch of an ordinary week: `weekday` 0–6 (Monday 0), from `opens` until `closes`."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class DutyHours:
    """Somebody's duty on one day, from `starts` until `ends`."""

    on: date
    starts: time
    ends: time

    def overlaps(self, other: "DutyHours") -> bool:
        """Whether nobody could be at both; one that begins when the other ends is no conflict."""
        return self.on == other.on and self.starts < other.ends and other.starts < self.ends

    def covers(self, instant: datetime) -> bool:
        """Whether the duty is going on at this instant."""
        there = local(instant)
        return there.date() == self.on and self.starts <= there.time() < self.ends

    def slots(self) -> Iterator[datetime]:
        """The beginnings of its half hours, the last of them whole."""
        at, end = _instant(self.on, self.starts), _instant(self.on, self.ends)
        while at + SLOT <= end:
            yield at
            at += SLOT


def read_time(typed: str) -> time:
    """A time of day like 08:30, also typed as 8：30; refuses anything else."""
    try:
        return time.fromisoformat(typed.strip().replace("：", ":").zfill(5))
    except ValueError:
        raise Refusal("station.time") from None


def read_openings(weekday: int, typed: str) -> tuple[Opening, ...]:
    """A day's hours as the office types them: `08:30-12:00 14:30-17:30`; empty is closed."""
    stretches = re.split(r"[\s,，、;；]+", typed.strip())
    found = []
    for stretch in filter(None, stretches):
        opens, dash, closes = stretch.replace("—", "-").replace("–", "-").partition("-")
        if not dash:
            raise Refusal("station.time")
        found.append(Opening(weekday, read_time(opens), read_time(closes)))
    return tuple(found)


def written_hours(hours: Iterable[Opening], weekday: int) -> str:
    """A day's hours as `read_openings` reads them."""
    return " ".join(
        f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in hours if one.weekday == weekday
    )


def checked_duty(on: date, starts: str, ends: str) -> DutyHours:
    """A duty as it may be planned: it ends after it begins."""
    duty = DutyHours(on, read_time(starts), read_time(ends))
    if duty.ends <= duty.starts:
        raise Refusal("station.ends_before")
    return duty


def checked_hours(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    """Opening hours in the order of the week; refuses stretches that overlap or run backwards."""
    found = sorted(openings, key=lambda one: (one.weekday, one.opens))
    if len(found) > MOST_OPENINGS:
        raise Refusal("station.too_many", most=MOST_OPENINGS)
    if any(one.closes <= one.opens or not 0 <= one.weekday <= 6 for one in found):
        raise Refusal("station.ends_before")
    for before, after in pairwise(found):
        if before.weekday == after.weekday and after.opens < before.closes:
            raise Refusal("station.overlap")
    return tuple(found)


def is_open(hours: Iterable[Opening], now: datetime, closed_days: Collection[date] = ()) -> bool:
    """Whether the station is open at this instant; it is closed on holidays."""
    there = local(now)
    return there.date() not in closed_days and any(
        one.weekday == there.weekday() and one.opens <= there.time() < one.closes for one in hours
    )


def next_opening(
    hours: Sequence[Opening], now: datetime, closed_days: Collection[date] = ()
) -> datetime | None:
    """When it opens next, within three weeks; None if it does not."""
    today = local(now).date()
    for day in (today + timedelta(days=n) for n in range(22)):
        if day in closed_days:
            continue
        of_day = sorted(one.opens for one in hours if one.weekday == day.weekday())
        for opens in of_day:
            if (at := _instant(day, opens)) > now:
                return at
    return None


def monday_of(day: date) -> date:
    """The first day of the week in which this day lies."""
    return day - timedelta(days=day.weekday())


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at, CHINA_TIME).astimezone(UTC)
