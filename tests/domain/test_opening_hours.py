"""Opening hours by the hall's clock: minute by minute, over holidays, over the end of a week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.clock import CHINA_TIME
from domain.opening_hours import (
    DutyHours,
    Opening,
    checked_duty,
    checked_hours,
    is_open,
    monday_of,
    next_opening,
    read_openings,
    written_hours,
)
from domain.refusals import Refusal

WEEK = (
    *(Opening(day, time(9), time(11, 30)) for day in range(5)),
    *(Opening(day, time(14, 30), time(17, 30)) for day in range(5)),
)
MONDAY = date(2026, 11, 23)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), CHINA_TIME).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (8, 59, False),
        (9, 0, True),
        (11, 29, True),
        (11, 30, False),
        (14, 30, True),
        (17, 30, False),
    ],
)
def test_a_station_opens_and_closes_to_the_minute(hour: int, minute: int, expected: bool) -> None:
    assert is_open(WEEK, at(MONDAY, hour, minute)) is expected


def test_the_clock_is_that_of_the_hall_and_not_of_the_server() -> None:
    assert is_open(WEEK, datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
    assert not is_open(WEEK, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


def test_a_holiday_is_closed_and_the_next_opening_passes_over_it() -> None:
    closed = {MONDAY, MONDAY + timedelta(days=1)}
    assert not is_open(WEEK, at(MONDAY, 10), closed)
    assert next_opening(WEEK, at(MONDAY, 10), closed) == at(MONDAY + timedelta(days=2), 9)


def test_after_friday_comes_monday() -> None:
    friday = MONDAY + timedelta(days=4)
    assert next_opening(WEEK, at(friday, 17, 30)) == at(MONDAY + timedelta(days=7), 9)
    assert next_opening(WEEK, at(friday, 12)) == at(friday, 14, 30)
    assert next_opening((), at(friday, 12)) is None


def test_hours_that_overlap_or_run_backwards_are_refused() -> None:
    for wrong, code in (
        ([Opening(0, time(9), time(12)), Opening(0, time(11), time(13))], "station.overlap"),
        ([Opening(0, time(12), time(9))], "station.ends_before"),
        ([Opening(7, time(9), time(12))], "station.ends_before"),
    ):
        with pytest.raises(Refusal) as refused:
            checked_hours(wrong)
        assert refused.value.code == code
    assert checked_hours(reversed(WEEK))[0] == WEEK[0]


@pytest.mark.parametrize("typed", ["9:00-11:30，14:30—17:30", " 09：00-11:30  14:30-17:30 "])
def test_hours_are_read_as_people_type_them(typed: str) -> None:
    read = read_openings(2, typed)
    assert written_hours(read, 2) == "09:00-11:30 14:30-17:30"
    assert read_openings(2, "") == ()


@pytest.mark.parametrize("typed", ["nine", "9", "25:00-26:00", "09:00"])
def test_hours_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_openings(0, typed)
    assert refused.value.code == "station.time"


def test_duties_conflict_only_where_they_overlap() -> None:
    morning = checked_duty(MONDAY, "09:00", "11:30")
    assert morning.overlaps(checked_duty(MONDAY, "11:00", "12:00"))
    assert not morning.overlaps(checked_duty(MONDAY, "11:30", "12:00"))
    assert not morning.overlaps(checked_duty(MONDAY + timedelta(days=1), "09:00", "11:30"))
    with pytest.raises(Refusal):
        checked_duty(MONDAY, "11:30", "11:30")


def test_slots_are_whole_half_hours() -> None:
    slots = list(DutyHours(MONDAY, time(9), time(10, 45)).slots())
    assert slots == [at(MONDAY, 9), at(MONDAY, 9, 30), at(MONDAY, 10)]
    assert monday_of(MONDAY + timedelta(days=6)) == MONDAY
