"""What every phone of a meeting is shown alike, asked of the database once a second at most.

Three hundred phones ask every three seconds. Between two looks at the database they are all
answered from memory; what a phone shows of its own owner is asked for by that phone alone.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

from domain.floor_views import Floor, FloorItem, MotionView, Person, SpeechView
from domain.joining import Room
from domain.meeting_views import LastAnswer
from domain.meetings import Admission, MeetingState
from domain.motions import AMENDABLE
from domain.poll_views import PollView
from domain.polls import PollState
from domain.stances import Wave
from services import (
    floor_reading,
    joining,
    last_answers,
    meeting_reading,
    minutes,
    polls,
    stances,
)

SECONDS_BETWEEN_LOOKS = 1.0
MOST_ROOMS = 200


@dataclass(frozen=True, slots=True)
class RoomNow:
    """A meeting at one moment, as every phone shows it.

    `motion`: before the room, and not put to the vote yet. `poll`: being answered now; `last_poll`:
    closed or withdrawn last, while its item is the current one. `mark` changes when, and only when,
    a phone would look different.
    """

    meeting_id: int
    code: str
    title: str
    venue: str
    state: MeetingState
    admission: Admission
    item: FloorItem | None = None
    items: int = 0
    next_title: str = ""
    speaking: SpeechView | None = None
    waiting: tuple[Person, ...] = ()
    motion: MotionView | None = None
    poll: PollView | None = None
    last_poll: PollView | None = None
    wave: Wave | None = None
    statements: int = 0
    has_last_answers: bool = False
    has_minutes: bool = False
    past_devices: frozenset[str] = frozenset()
    mark: str = ""

    @property
    def is_open(self) -> bool:
        """Whether anything can be done in it."""
        return self.state is MeetingState.OPEN

    def mark_for(self, device_key: str) -> str:
        """The mark as this device knows it: one that was taken over must look again."""
        return f"{self.mark}-past" if device_key in self.past_devices else self.mark

    def place_of(self, attendee_id: int) -> int | None:
        """How many are called before this person is, and they; None: not on the list."""
        order = [one.attendee_id for one in self.waiting]
        return order.index(attendee_id) + 1 if attendee_id in order else None


@dataclass(slots=True)
class _Kept:
    room: RoomNow
    version: int
    looked_at: float
    lock: Lock = field(default_factory=Lock)


class Rooms:
    """The rooms that phones ask for, by join code."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._lock = Lock()
        self._known: set[tuple[str, str]] = set()

    def peek(self, code: str) -> RoomNow | None:
        """The room if it was looked at within the last second: no query, no waiting."""
        kept = self._kept.get(code)
        is_fresh = kept is not None and self._clock() - kept.looked_at < SECONDS_BETWEEN_LOOKS
        return kept.room if kept is not None and is_fresh else None

    def look(self, code: str, *, at_once: bool = False) -> RoomNow | None:
        """The room of a code, looked up where the last look is too old; None: no such room.

        Whoever comes while another looks gets what was there before. `at_once`: after a change of
        one's own, which must be seen.
        """
        kept = self._kept.get(code)
        if kept is None:
            return self._first_look(code)
        fresh = self.peek(code)
        if fresh is not None and not at_once:
            return fresh
        if not kept.lock.acquire(blocking=at_once):
            return kept.room
        try:
            kept.looked_at = self._clock()
            meeting_id, version = _meeting_now(kept.room)
            if (meeting_id, version) != (kept.room.meeting_id, kept.version):
                kept.room, kept.version = read_room(meeting_id, code), version
        finally:
            kept.lock.release()
        return kept.room

    def is_known(self, code: str, device_key: str) -> bool:
        """Whether this device has spoken here before, as far as this process remembers."""
        return (code, device_key) in self._known

    def note_known(self, code: str, device_key: str) -> None:
        """Remember that this device has a voice here."""
        self._known.add((code, device_key))

    def _first_look(self, code: str) -> RoomNow | None:
        with self._lock:
            kept = self._kept.get(code)
            if kept is not None:
                return kept.room
            found = joining.find_room(code)
            if found is None:
                return None
            if len(self._kept) >= MOST_ROOMS:
                self._kept.clear()
            room = read_room(found.meeting_id, code)
            self._kept[code] = _Kept(room, found.version, self._clock())
            return room


def _meeting_now(room: RoomNow) -> tuple[int, int]:
    """The meeting and its version: once one is over, its code may open another."""
    found = joining.find_room(room.code)
    if found is not None:
        return found.meeting_id, found.version
    return room.meeting_id, meeting_reading.find_version(room.meeting_id)


def read_room(meeting_id: int, code: str) -> RoomNow:
    """The meeting as phones show it, from the database."""
    meeting = joining.get_room(meeting_id)
    floor = floor_reading.get_floor(meeting_id)
    open_poll = polls.find_open_poll(meeting_id)
    wave = stances.find_open_wave(meeting_id)
    told = floor.next_item
    room = RoomNow(
        meeting_id=meeting_id,
        code=code,
        title=meeting.title,
        venue=meeting.venue,
        state=meeting.state,
        admission=meeting.admission,
        item=floor.current_item,
        items=len(floor.items),
        next_title=told.title if told else "",
        speaking=floor.speaking,
        waiting=tuple(one.person for one in floor.waiting),
        motion=floor.motion if floor.motion and floor.motion.state in AMENDABLE else None,
        poll=None if open_poll is None else replace(open_poll, entitled=0, answered=0, so_far=None),
        last_poll=None if open_poll else _last_poll(meeting, floor),
        wave=None if wave is None else wave.wave,
        statements=0 if wave is None else wave.statements,
        has_last_answers=bool(list_answers(meeting_id)),
        has_minutes=minutes.has_approved(meeting_id),
    )
    mark = hashlib.sha256(repr(room).encode()).hexdigest()[:12]
    return replace(room, mark=mark, past_devices=joining.list_past_devices(meeting_id))


def list_answers(meeting_id: int) -> tuple[LastAnswer, ...]:
    """上期回音 of the meeting."""
    return last_answers.list_last_answers(meeting_id)


def _last_poll(meeting: Room, floor: Floor) -> PollView | None:
    over = (PollState.CLOSED, PollState.WITHDRAWN)
    ended = [one for one in polls.list_poll_views(meeting.meeting_id) if one.state in over]
    ended.sort(key=lambda one: (one.closed_at or meeting.starts_at, one.poll_id))
    here = floor.current_item_id
    return next((one for one in reversed(ended) if one.item_id == here or here is None), None)
