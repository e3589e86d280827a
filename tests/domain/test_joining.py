"""Codes and names as they are typed, and how guessing is slowed down without locking a hall out."""

from datetime import timedelta

import pytest

from domain.clock import utc_now
from domain.joining import (
    CODE_PACE,
    FREE_FAILURES,
    LONGEST_WAIT,
    MEETING_PACE,
    Turnstile,
    clean_name,
    device_key,
    digits_of,
    wait_after,
)


@pytest.mark.parametrize(
    ("typed", "digits"), [("246810", "246810"), ("２４６ 810", "246810"), ("a1-2", "12"), ("", "")]
)
def test_digits_are_digits_however_they_were_typed(typed: str, digits: str) -> None:
    assert digits_of(typed) == digits


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Wang\n\tMei ", "Wang Mei"),
        ("a\u202eb\u0000c", "a b c"),
        ("长" * 50, "长" * 20),
        ("\u200b", ""),
    ],
)
def test_a_name_is_one_short_line_that_shows_what_it_is(typed: str, name: str) -> None:
    assert clean_name(typed) == name


def test_the_first_wrong_pins_are_free_and_then_each_wait_is_twice_as_long() -> None:
    waits = [wait_after(n) for n in range(20)]
    assert waits[: FREE_FAILURES + 1] == [timedelta(0)] * (FREE_FAILURES + 1)
    assert waits[FREE_FAILURES + 2] == 2 * waits[FREE_FAILURES + 1]
    assert max(waits) == LONGEST_WAIT


def test_a_meeting_has_room_for_so_many_wrong_pins_and_gets_room_back() -> None:
    now, free_at = utc_now(), None
    for _ in range(MEETING_PACE.burst):
        free_at = MEETING_PACE.after_failure(free_at, now)
        assert free_at <= now
    free_at = MEETING_PACE.after_failure(free_at, now)
    assert free_at > now
    assert free_at <= now + MEETING_PACE.every


def test_nobody_waits_before_codes_are_guessed() -> None:
    turnstile = Turnstile(CODE_PACE)
    for n in range(CODE_PACE.burst):
        assert turnstile.wait_of("hall", float(n) / 100) == 0
        turnstile.note_failure("hall", float(n) / 100)


def test_an_address_that_guesses_passes_one_by_one_and_is_never_locked() -> None:
    turnstile = Turnstile(CODE_PACE)
    for _ in range(10 * CODE_PACE.burst):
        turnstile.note_failure("hall", 0.0)
    waits = [turnstile.wait_of("hall", 0.0) for _ in range(20)]
    assert waits[:3] == [0.0, 1.0, 2.0]
    assert waits[-1] is None
    assert turnstile.wait_of("elsewhere", 0.0) == 0
    much_later = 10 * CODE_PACE.burst * CODE_PACE.every.total_seconds()
    assert turnstile.wait_of("hall", much_later) == 0


def test_a_device_is_known_by_a_hash_that_does_not_tell_its_token() -> None:
    assert device_key("token") == device_key("token")
    assert device_key("token") != device_key("other")
    assert "token" not in device_key("token")
