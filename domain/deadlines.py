"""时限: how long an answer may take, in hours or working days, and what follows when it is late."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.clock import local
from domain.refusals import Refusal
from domain.working_days import WorkingCalendar

HIGHEST_LEVEL = 2
"""A late matter goes up twice: to the head of the body, then to the district's office."""

CLOSES_AFTER = timedelta(days=15)
"""An answer to which nobody objects for so long ends the matter."""

DUE_SOON = timedelta(days=1)
GRACE_WITHOUT_CLASS = timedelta(hours=24)
WITHOUT_CLASS = timedelta(days=7)
"""For a matter that came while no class of deadline was in force."""

LONGEST_NAME = 20
MOST_HOURS, MOST_WORKING_DAYS, MOST_GRACE_HOURS = 24 * 30, 120, 24 * 30


@dataclass(frozen=True, slots=True)
class DeadlineTerm:
    """One class of deadline: hours, or working days when `hours` is 0."""

    code: str
    name: str
    name_en: str
    hours: int
    working_days: int
    grace_hours: int = 24
    is_active: bool = True
    is_used: bool = False

    @property
    def grace(self) -> timedelta:
        """How long after the deadline a late matter waits before it goes one level up."""
        return timedelta(hours=self.grace_hours)


def due_at(hours: int, working_days: int, start: datetime, calendar: WorkingCalendar) -> datetime:
    """When an answer is due that counts from `start`.

    Hours run on the clock, through nights and holidays; working days end with the last of them, and
    the day of the start is not counted.
    """
    if hours > 0:
        return start + timedelta(hours=hours)
    return calendar.end_of(calendar.after(local(start).date(), working_days))


def level_at(due: datetime, grace: timedelta, now: datetime) -> int:
    """How many levels up a matter belongs that is still without an answer at `now`."""
    if now < due + grace:
        return 0
    if grace <= timedelta(0):
        return HIGHEST_LEVEL
    return min(HIGHEST_LEVEL, (now - due) // grace)


def checked_term(term: DeadlineTerm) -> DeadlineTerm:
    """The class as it may be kept; refuses one without a name, or with a senseless length."""
    name, name_en = term.name.strip()[:LONGEST_NAME], term.name_en.strip()[:LONGEST_NAME]
    if not name or not name_en:
        raise Refusal("deadline.no_name")
    if (term.hours > 0) == (term.working_days > 0):
        raise Refusal("deadline.one_length")
    if not 0 <= term.hours <= MOST_HOURS or not 0 <= term.working_days <= MOST_WORKING_DAYS:
        raise Refusal("deadline.too_long", hours=MOST_HOURS, days=MOST_WORKING_DAYS)
    if not 1 <= term.grace_hours <= MOST_GRACE_HOURS:
        raise Refusal("deadline.grace", most=MOST_GRACE_HOURS)
    return DeadlineTerm(
        term.code, name, name_en, term.hours, term.working_days, term.grace_hours, term.is_active
    )


def read_closing_time(typed: str) -> time:
    """A time of day like 17:30; refuses anything else."""
    said = typed.strip().replace("：", ":").zfill(5)
    try:
        return datetime.strptime(said, "%H:%M").time()
    except ValueError:
        raise Refusal("deadline.closing_time") from None
