"""Joining from a phone or a tablet: codes, device tokens, and how guessing is slowed down."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.meetings import Admission, MeetingState, Voice

CODE_DIGITS = 6
MOST_NAME_CHARACTERS = 20
MOST_VOICES = 3_000
"""In one room; a bound on what a script could let in, far above any hall."""

FREE_FAILURES = 4
"""Wrong PINs that a device, or a number of the roster, has free before it waits."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Room:
    """What a join code opens, before one is in."""

    meeting_id: int
    code: str
    title: str
    venue: str
    starts_at: datetime
    admission: Admission
    state: MeetingState
    version: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How often something may fail: `burst` times at once, then once in `every`."""

    burst: int
    every: timedelta

    def after_failure(self, free_at: datetime | None, now: datetime) -> datetime:
        """When one more failure is free, kept as an instant: in the past while there is room."""
        earliest = now - self.every * self.burst
        return max(earliest, free_at or earliest) + self.every


MEETING_PACE = Pace(burst=30, every=timedelta(minutes=1))
"""Wrong PINs of a whole meeting, before it asks for the number on the roster as well."""
CODE_PACE = Pace(burst=120, every=timedelta(seconds=2))
"""Wrong codes from one address; a whole hall may share it."""


@dataclass(slots=True)
class Turnstile:
    """Slows down who guesses codes, by address, and locks nobody out.

    While wrong codes are rare nobody waits. When an address has used them up, its next requests
    pass one by one; who would wait too long is told to come back. Times are in seconds of a
    steady clock.
    """

    pace: Pace
    seconds_apart: float = 1.0
    longest_wait_seconds: float = 6.0
    _free_at: dict[str, float] = field(default_factory=dict)
    _next_slot: dict[str, float] = field(default_factory=dict)

    def wait_of(self, address: str, now: float) -> float | None:
        """Seconds to wait before this request is looked at; None: come back later."""
        if self._free_at.get(address, now) <= now:
            return 0.0
        slot = max(now, self._next_slot.get(address, now))
        if slot - now > self.longest_wait_seconds:
            return None
        self._next_slot[address] = slot + self.seconds_apart
        return slot - now

    def note_failure(self, address: str, now: float) -> None:
        """Count a wrong code; what lies long back is forgotten."""
        every = self.pace.every.total_seconds()
        earliest = now - every * self.pace.burst
        self._free_at[address] = max(earliest, self._free_at.get(address, earliest)) + every
        if len(self._free_at) > 10_000:
            self._free_at = {a: at for a, at in self._free_at.items() if at > earliest}
            self._next_slot = {a: at for a, at in self._next_slot.items() if at > now}


def wait_after(failures: int) -> timedelta:
    """How long a device waits after so many wrong PINs: not at first, then twice as long each."""
    if failures <= FREE_FAILURES:
        return timedelta(0)
    doubled: timedelta = FIRST_WAIT * 2 ** min(failures - FREE_FAILURES - 1, 10)
    return min(LONGEST_WAIT, doubled)


def device_key(token: str) -> str:
    """The name under which the database knows a device: SHA-256 of its token, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def digits_of(typed: str) -> str:
    """The digits of what was typed, full-width ones too: `２４６ 810` is 246810."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", typed))


def clean_name(typed: str) -> str:
    """A name as the room sees it: one line, no control characters, at most 20 characters."""
    printable = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in typed)
    return " ".join(printable.split())[:MOST_NAME_CHARACTERS].strip()


@dataclass(frozen=True, slots=True)
class Presence:
    """What a device is in a meeting: a voice, one that left, one that was taken over, or new."""

    voice: Voice | None = None
    has_left: bool = False
    was_taken_over: bool = False
