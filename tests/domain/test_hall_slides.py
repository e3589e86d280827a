"""A wall that follows: the room's own course decides what everyone sees."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.hall_slides import SECONDS_OF_RESULT, HallSlide, RoomNow, slide_of
from domain.meetings import ItemKind, MeetingState

NOW = datetime(2026, 11, 10, 11, 30, tzinfo=UTC)
OPEN = MeetingState.OPEN


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("room", "slide"),
    [
        (RoomNow(MeetingState.PLANNED), HallSlide.WELCOME),
        (RoomNow(OPEN), HallSlide.WELCOME),
        (RoomNow(OPEN, has_begun=True), HallSlide.AGENDA),
        (RoomNow(MeetingState.CLOSED, has_begun=True), HallSlide.WELCOME),
        (RoomNow(OPEN, item_kind=ItemKind.FREE), HallSlide.ITEM),
        (RoomNow(OPEN, item_kind=ItemKind.LAST_ANSWERS), HallSlide.LAST_ANSWERS),
        (RoomNow(OPEN, item_kind=ItemKind.STANCES), HallSlide.ITEM),
        (RoomNow(OPEN, item_kind=ItemKind.STANCES, wave_is_open=True), HallSlide.STATEMENTS),
        (RoomNow(OPEN, item_kind=ItemKind.STANCES, wave_is_open=False), HallSlide.OPINIONS),
        (RoomNow(OPEN, item_kind=ItemKind.FREE, wave_is_open=True), HallSlide.STATEMENTS),
        (RoomNow(OPEN, item_kind=ItemKind.FREE, wave_is_open=False), HallSlide.ITEM),
    ],
)
def test_the_wall_goes_with_the_room(room: RoomNow, slide: HallSlide) -> None:
    assert slide_of(room, NOW) == (slide, None)


def test_whoever_speaks_comes_before_the_motion_and_the_motion_before_the_item() -> None:
    motion = RoomNow(OPEN, item_kind=ItemKind.FREE, motion_id=4)
    assert slide_of(motion, NOW) == (HallSlide.MOTION, 4)
    speaking = RoomNow(OPEN, item_kind=ItemKind.FREE, motion_id=4, speaker_since=ago(5))
    assert slide_of(speaking, NOW) == (HallSlide.SPEAKERS, None)


def test_an_open_poll_comes_before_everything() -> None:
    room = RoomNow(OPEN, item_kind=ItemKind.FREE, speaker_since=ago(5), open_poll_id=7)
    assert slide_of(room, NOW) == (HallSlide.POLL, 7)


def closed(seconds: float, **more: datetime) -> RoomNow:
    kind = ItemKind.FREE
    return RoomNow(OPEN, item_kind=kind, closed_poll_id=7, poll_closed_at=ago(seconds), **more)


def test_a_result_stays_for_a_while_and_then_the_wall_goes_on() -> None:
    assert slide_of(closed(0), NOW) == (HallSlide.RESULT, 7)
    assert slide_of(closed(SECONDS_OF_RESULT - 0.1), NOW) == (HallSlide.RESULT, 7)
    assert slide_of(closed(SECONDS_OF_RESULT), NOW) == (HallSlide.ITEM, None)


def test_a_result_gives_way_to_whatever_the_room_does_next() -> None:
    still_speaking = closed(8, speaker_since=ago(60), item_since=ago(600))
    assert slide_of(still_speaking, NOW)[0] is HallSlide.RESULT
    assert slide_of(closed(8, item_since=ago(2)), NOW)[0] is HallSlide.ITEM
    assert slide_of(closed(8, speaker_since=ago(2)), NOW)[0] is HallSlide.SPEAKERS


def test_the_last_poll_of_the_evening_is_still_seen_when_the_meeting_closes() -> None:
    room = RoomNow(MeetingState.CLOSED, closed_poll_id=7, poll_closed_at=ago(3))
    assert slide_of(room, NOW) == (HallSlide.RESULT, 7)
