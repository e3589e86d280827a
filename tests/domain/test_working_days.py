"""Deadlines by the Chinese working calendar: Spring Festival and National Day 2026, by hand."""

from datetime import UTC, date, datetime, time, timedelta

import chinese_calendar
import pytest

from domain.clock import CHINA_TIME, local
from domain.deadlines import (
    HIGHEST_LEVEL,
    DeadlineTerm,
    checked_term,
    due_at,
    level_at,
    read_closing_time,
)
from domain.refusals import Refusal
from domain.working_days import WorkingCalendar

CALENDAR = WorkingCalendar(
    holidays=frozenset(chinese_calendar.holidays),
    make_up_days=frozenset(chinese_calendar.workdays),
    known_years=frozenset({2026}),
)


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    """An instant of 2026 on the hall's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA_TIME)


@pytest.mark.parametrize(
    ("raised", "working_days", "due"),
    [
        # Friday 13 February; Saturday the 14th makes up; 15–23 is Spring Festival.
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 2, 16), 1, date(2026, 2, 24)),
        # Saturday 28 February is a working day too, Sunday 1 March is not.
        (date(2026, 2, 26), 3, date(2026, 3, 2)),
        # National Day: 1–7 October; Sunday 20 September and Saturday 10 October make up.
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        # An ordinary week.
        (date(2026, 11, 27), 15, date(2026, 12, 18)),
    ],
)
def test_working_days_skip_holidays_and_count_the_days_that_make_up(
    raised: date, working_days: int, due: date
) -> None:
    assert CALENDAR.after(raised, working_days) == due


def test_counting_day_by_day_comes_to_the_same() -> None:
    for offset in range(365):
        start = date(2026, 1, 1) + timedelta(days=offset)
        end = CALENDAR.after(start, 7)
        between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
        assert sum(map(CALENDAR.is_working_day, between)) == 7
        assert CALENDAR.is_working_day(end)


def test_a_day_class_ends_with_the_last_working_day_and_hours_run_through_the_night() -> None:
    assert local(due_at(0, 1, at(11, 27, 9), CALENDAR)) == at(11, 30, 17, 30)
    assert local(due_at(0, 1, at(11, 27, 23), CALENDAR)) == at(11, 30, 17, 30)
    assert local(due_at(24, 0, at(10, 1, 22), CALENDAR)) == at(10, 2, 22)


def test_what_is_raised_after_midnight_counts_from_the_day_in_china_not_in_london() -> None:
    one_in_the_morning = datetime(2026, 11, 26, 17, 0, tzinfo=UTC)  # the 27th, 01:00, in China
    assert local(due_at(0, 1, one_in_the_morning, CALENDAR)).date() == date(2026, 11, 30)


def test_the_day_ends_when_the_office_says() -> None:
    until_five = WorkingCalendar(ends_at=time(17, 0))
    assert local(due_at(0, 1, at(11, 27), until_five)) == at(11, 30, 17)


def test_a_deadline_that_runs_into_a_year_without_holidays_is_known_to() -> None:
    late_december = at(12, 25)
    due = due_at(0, 15, late_december, CALENDAR)
    assert CALENDAR.unknown_years(late_december, due) == (2027,)
    assert CALENDAR.unknown_years(at(11, 1), at(11, 20)) == ()


@pytest.mark.parametrize(
    ("hours_late", "level"), [(-1, 0), (0, 0), (23, 0), (24, 1), (47, 1), (48, 2), (1000, 2)]
)
def test_each_grace_that_passes_takes_a_late_matter_one_level_up(
    hours_late: int, level: int
) -> None:
    due = at(11, 2)
    assert level_at(due, timedelta(hours=24), due + timedelta(hours=hours_late)) == level
    assert level <= HIGHEST_LEVEL


@pytest.mark.parametrize(
    ("hours", "working_days", "grace", "code"),
    [
        (0, 0, 24, "deadline.one_length"),
        (2, 3, 24, "deadline.one_length"),
        (10_000, 0, 24, "deadline.too_long"),
        (0, 500, 24, "deadline.too_long"),
        (2, 0, 0, "deadline.grace"),
    ],
)
def test_a_class_of_no_sense_is_refused(
    hours: int, working_days: int, grace: int, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        checked_term(DeadlineTerm("x", "x", "x", hours, working_days, grace))
    assert refused.value.code == code


def test_a_class_needs_a_name_in_both_languages() -> None:
    with pytest.raises(Refusal):
        checked_term(DeadlineTerm("x", "急办", " ", 2, 0))


@pytest.mark.parametrize("typed", ["17:30", "17：30", "8:00"])
def test_a_closing_time_may_be_typed_as_people_type_it(typed: str) -> None:
    assert read_closing_time(typed).minute in (0, 30)


@pytest.mark.parametrize("typed", ["", "25:00", "half past five", "17.30"])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        read_closing_time(typed)
