"""Phases begin at midnight in the hall, on days that stand in order from the start."""

from datetime import UTC, date, datetime, timedelta

from domain.phases import Phase
from domain.round_dates import days_of, starts_of
from domain.round_settings import DATED

TODAY = date(2026, 3, 1)


def test_the_usual_days_stand_in_order() -> None:
    days = list(days_of({}, TODAY).values())
    assert days == sorted(set(days))
    assert days[0] > TODAY


def test_a_day_begins_at_midnight_in_the_hall() -> None:
    assert starts_of({Phase.VOTE: TODAY}, {}) == {Phase.VOTE: datetime(2026, 2, 28, 16, tzinfo=UTC)}


def test_a_day_that_did_not_change_keeps_its_hour() -> None:
    nine = datetime(2026, 3, 1, 1, tzinfo=UTC)
    assert starts_of({Phase.VOTE: TODAY}, {Phase.VOTE: nine}) == {Phase.VOTE: nine}
    moved = starts_of({Phase.VOTE: TODAY + timedelta(days=1)}, {Phase.VOTE: nine})
    assert moved[Phase.VOTE] != nine


def test_a_day_that_was_forgotten_is_offered_after_the_one_before() -> None:
    known = {Phase.COLLECT: datetime(2026, 3, 5, tzinfo=UTC)}
    days = days_of(known, TODAY)
    assert list(days) == list(DATED)
    assert days[Phase.REVIEW] == date(2026, 3, 26)
