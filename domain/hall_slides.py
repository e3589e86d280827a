"""Slides of a meeting, and which of them the wall shows when it goes with the room by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.meetings import ItemKind, MeetingState

SECONDS_OF_RESULT = 20
PAUSE_MINUTES = (5, 10, 15)


class HallSlide(StrEnum):
    """One thought a screen."""

    WELCOME = "welcome"
    LAST_ANSWERS = "last_answers"
    MATTER = "matter"
    AGENDA = "agenda"
    ITEM = "item"
    SPEAKERS = "speakers"
    MOTION = "motion"
    POLL = "poll"
    RESULT = "result"
    STATEMENTS = "statements"
    OPINIONS = "opinions"
    COMMON_GROUND = "common_ground"
    CHANGE = "change"
    FLOW = "flow"
    HOUSE_RULES = "house_rules"
    OATH = "oath"
    CODE = "code"
    PAUSE = "pause"
    BLANK = "blank"


ABOUT_SOMETHING = frozenset({HallSlide.MOTION, HallSlide.POLL, HallSlide.RESULT, HallSlide.MATTER})
"""Slides whose `subject_id` names a motion, a poll, a matter; None: the newest."""


@dataclass(frozen=True, slots=True)
class RoomNow:
    """What the wall goes by while it follows: what runs, since when, and what has just ended.

    `wave_is_open` None: no stances were asked on this item.
    """

    state: MeetingState
    has_begun: bool = False
    item_kind: ItemKind | None = None
    item_since: datetime | None = None
    speaker_since: datetime | None = None
    motion_id: int | None = None
    open_poll_id: int | None = None
    closed_poll_id: int | None = None
    poll_closed_at: datetime | None = None
    wave_is_open: bool | None = None


Place = tuple[HallSlide, int | None]
"""A slide, and the poll, motion or matter it is about."""


def slide_of(room: RoomNow, now: datetime) -> Place:
    """What a wall that follows shows at this instant.

    A poll before everything; its result for `SECONDS_OF_RESULT`, or until the room goes on; then
    whoever speaks, the motion, and the item.
    """
    if room.open_poll_id is not None:
        return HallSlide.POLL, room.open_poll_id
    if shows_result(room, now):
        return HallSlide.RESULT, room.closed_poll_id
    if room.state is not MeetingState.OPEN:
        return HallSlide.WELCOME, None
    if room.item_kind is None:
        return (HallSlide.AGENDA if room.has_begun else HallSlide.WELCOME), None
    if room.speaker_since is not None:
        return HallSlide.SPEAKERS, None
    if room.motion_id is not None:
        return HallSlide.MOTION, room.motion_id
    return _of_item(room), None


def shows_result(room: RoomNow, now: datetime) -> bool:
    """Whether the last poll closed a moment ago and nothing has happened since."""
    closed = room.poll_closed_at
    if closed is None or now >= closed + timedelta(seconds=SECONDS_OF_RESULT):
        return False
    return all(since is None or since <= closed for since in (room.item_since, room.speaker_since))


def _of_item(room: RoomNow) -> HallSlide:
    if room.item_kind is ItemKind.LAST_ANSWERS:
        return HallSlide.LAST_ANSWERS
    if room.wave_is_open:
        return HallSlide.STATEMENTS
    if room.wave_is_open is False and room.item_kind is ItemKind.STANCES:
        return HallSlide.OPINIONS
    return HallSlide.ITEM
