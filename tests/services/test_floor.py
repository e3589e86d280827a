"""The agenda while the meeting runs: one item at a time, every press names its target."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from db import acts, meetings
from db.engine import reading, transaction
from db.tables import AgendaItem
from domain.clock import utc_now
from domain.house_rules import HouseRule
from domain.meetings import ActKind, ItemState
from domain.refusals import Refusal
from services import floor, floor_reading, house_rules, speeches
from tests.cast import PEOPLE, Cast
from tests.services.room import Room, a_room

AT_ONCE = 8


def states(room: Room) -> list[str]:
    return [item.state.value for item in room.now().items]


def started_ago(item_id: int, seconds: int) -> None:
    """As if the item had begun so long ago."""
    with transaction() as db:
        item = db.get(AgendaItem, item_id)
        assert item is not None
        item.started_at = utc_now() - timedelta(seconds=seconds)


def traced(room: Room) -> list[str]:
    with reading() as db:
        return [act.kind for act in acts.list_acts(db, room.meeting_id)]


def test_the_next_item_ends_the_one_before(cast: Cast) -> None:
    room = a_room(cast)
    floor.next_item(room.host, room.meeting_id, room.item)
    assert states(room) == ["done", "running", "waiting"]
    assert room.now().current_item_id == room.items[1]


def test_a_second_press_on_next_moves_no_further(cast: Cast) -> None:
    room = a_room(cast)
    for _ in range(2):
        floor.next_item(room.host, room.meeting_id, room.item)
    assert states(room) == ["done", "running", "waiting"]
    assert traced(room) == ["start_item", "start_item"]


def test_many_cockpits_that_press_next_at_once_move_once(cast: Cast) -> None:
    room = a_room(cast)
    host = room.host
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: floor.next_item(host, room.meeting_id, room.item), range(AT_ONCE)))
    assert states(room) == ["done", "running", "waiting"]


def test_behind_the_last_item_there_is_nothing_to_go_to(cast: Cast) -> None:
    room = a_room(cast)
    floor.start_item(room.host, room.meeting_id, room.items[2])
    floor.skip_item(room.host, room.meeting_id, room.items[1])
    with pytest.raises(Refusal) as refused:
        floor.next_item(room.host, room.meeting_id, room.items[2])
    assert refused.value.code == "agenda.nothing_waits"


def test_jumping_to_an_item_sets_the_other_aside(cast: Cast) -> None:
    room = a_room(cast)
    floor.start_item(room.host, room.meeting_id, room.items[2])
    assert states(room) == ["paused", "waiting", "running"]
    floor.start_item(room.host, room.meeting_id, room.item)
    assert states(room) == ["running", "waiting", "paused"]


def test_after_a_jump_the_next_item_is_the_one_that_was_left_out(cast: Cast) -> None:
    room = a_room(cast)
    floor.start_item(room.host, room.meeting_id, room.items[2])
    floor.next_item(room.host, room.meeting_id, room.items[2])
    assert room.now().current_item_id == room.items[1]


def test_the_clock_counts_every_stretch_and_stands_in_between(cast: Cast) -> None:
    room = a_room(cast)
    started_ago(room.item, 90)
    floor.pause_item(room.host, room.meeting_id, room.item)
    clock = room.now().items[0].clock
    assert 90 <= clock.spent_seconds <= 95
    assert clock.spent_at(utc_now() + timedelta(hours=1)) == clock.spent_seconds
    floor.start_item(room.host, room.meeting_id, room.item)
    started_ago(room.item, 30)
    assert 120 <= room.now().items[0].clock.spent_at(utc_now()) <= 130


def test_the_clock_tells_by_how_much_an_item_is_over(cast: Cast) -> None:
    room = a_room(cast)
    floor.allot_minutes(room.host, room.meeting_id, room.item, 5)
    started_ago(room.item, 5 * 60 + 20)
    clock = room.now().items[0].clock
    assert clock.is_over_at(utc_now())
    assert -25 <= clock.left_at(utc_now()) <= -20
    floor.allot_minutes(room.host, room.meeting_id, room.item, 10)
    assert not room.now().items[0].clock.is_over_at(utc_now())


def test_ending_an_item_ends_the_speech_on_it(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    room.call(1)
    floor.end_item(room.host, room.meeting_id, room.item)
    assert room.speaking() is None
    with pytest.raises(Refusal) as refused:
        room.ask(2)
    assert refused.value.code == "speech.item_over"


def test_an_item_that_is_done_can_be_taken_up_again(cast: Cast) -> None:
    room = a_room(cast)
    floor.end_item(room.host, room.meeting_id, room.item)
    floor.start_item(room.host, room.meeting_id, room.item)
    assert room.now().items[0].state is ItemState.RUNNING


def test_an_item_added_on_the_spot_stands_where_it_was_put(cast: Cast) -> None:
    room = a_room(cast)
    added = floor.add_item(room.host, room.meeting_id, " Lamps ", before=room.items[1])
    assert [item.id for item in room.now().items] == [room.item, added, *room.items[1:]]
    assert room.now().items[1].title == "Lamps"


def test_the_same_item_pressed_twice_is_added_once(cast: Cast) -> None:
    room = a_room(cast)
    twice = {floor.add_item(room.host, room.meeting_id, "Lamps") for _ in range(2)}
    assert len(twice) == 1
    assert len(room.now().items) == 4


@pytest.mark.parametrize(
    ("title", "minutes", "code"),
    [
        (" ", 10, "agenda.no_title"),
        ("x" * 81, 10, "agenda.title_too_long"),
        ("x", 0, "agenda.minutes"),
    ],
)
def test_an_item_without_sense_is_refused(cast: Cast, title: str, minutes: int, code: str) -> None:
    room = a_room(cast)
    with pytest.raises(Refusal) as refused:
        floor.add_item(room.host, room.meeting_id, title, planned_minutes=minutes)
    assert refused.value.code == code
    assert len(room.now().items) == 3


def test_an_item_is_moved_before_another_or_to_the_end(cast: Cast) -> None:
    room = a_room(cast)
    first, second, third = room.items
    floor.move_item(room.host, room.meeting_id, third, second)
    assert [item.id for item in room.now().items] == [first, third, second]
    floor.move_item(room.host, room.meeting_id, first, None)
    assert [item.id for item in room.now().items] == [third, second, first]
    assert [item.position for item in room.now().items] == [1, 2, 3]


def test_two_cockpits_that_move_the_same_item_move_it_once(cast: Cast) -> None:
    room = a_room(cast)
    for _ in range(2):
        floor.move_item(room.host, room.meeting_id, room.items[2], room.items[1])
    assert [item.id for item in room.now().items] == [room.items[0], room.items[2], room.items[1]]
    assert traced(room).count("move_item") == 1


def test_notes_of_two_facilitators_stand_one_under_the_other(cast: Cast) -> None:
    room = a_room(cast)
    floor.add_note(room.host, room.meeting_id, room.item, "Cut the branches")
    floor.add_note(cast["officer"], room.meeting_id, room.item, "Ask the office")
    floor.add_note(cast["officer"], room.meeting_id, room.item, "Ask the office")
    cockpit = floor_reading.get_cockpit(room.host, room.meeting_id)
    assert cockpit.notes[room.item] == "Cut the branches\nAsk the office"


def test_notes_are_not_on_the_public_floor(cast: Cast) -> None:
    room = a_room(cast)
    floor.add_note(room.host, room.meeting_id, room.item, "between us")
    assert "between us" not in repr(room.now())


def test_the_room_takes_the_oath_once_where_the_house_asks_for_it(cast: Cast) -> None:
    room = a_room(cast, house_rules={"takes_oath": True})
    assert room.now().oath_taken_at is None
    for _ in range(2):
        floor.take_oath(room.host, room.meeting_id)
    assert room.now().oath_taken_at is not None
    assert traced(room).count("take_oath") == 1


def test_no_oath_is_taken_where_nobody_asks_for_it(cast: Cast) -> None:
    room = a_room(cast)
    with pytest.raises(Refusal) as refused:
        floor.take_oath(room.host, room.meeting_id)
    assert refused.value.code == "oath.not_asked"


def test_a_rule_of_the_house_is_switched_and_traced(cast: Cast) -> None:
    room = a_room(cast)
    for _ in range(2):
        house_rules.switch_rule(room.host, room.meeting_id, HouseRule.NEEDS_SECOND, is_on=False)
    assert not room.now().rules.needs_second
    assert room.now().rules.sides_in_turn
    assert traced(room).count("switch_rule") == 1


def test_every_act_of_the_cockpit_is_refused_before_the_meeting_opens(cast: Cast) -> None:
    meeting_id = cast.meeting(state="planned", opened_at=None)
    item_id = cast.item(meeting_id)
    with pytest.raises(Refusal) as refused:
        floor.start_item(cast["host"], meeting_id, item_id)
    assert refused.value.code == "meeting.is_planned"


@pytest.mark.parametrize("username", [one for one in PEOPLE if one not in ("host", "officer")])
def test_nobody_else_sees_the_cockpit(cast: Cast, username: str) -> None:
    room = a_room(cast)
    with pytest.raises(Refusal) as refused:
        floor_reading.get_cockpit(cast[username], room.meeting_id)
    assert refused.value.code == "right.role"


def test_an_item_of_another_meeting_is_unknown_here(cast: Cast) -> None:
    room = a_room(cast)
    other = cast.item(cast.meeting(join_code="111111"))
    with pytest.raises(Refusal) as refused:
        floor.start_item(room.host, room.meeting_id, other)
    assert refused.value.code == "agenda.unknown"


def test_the_trace_tells_which_item_began_and_which_it_followed(cast: Cast) -> None:
    room = a_room(cast)
    floor.next_item(room.host, room.meeting_id, room.item)
    with reading() as db:
        last = acts.list_acts(db, room.meeting_id)[-1]
        assert (last.kind, last.item_id) == (ActKind.START_ITEM, room.items[1])
        assert last.facts == {"from": "Item 1", "title": "Item 2"}


def test_every_act_tells_the_screens(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    speech = room.now().waiting[0].id
    presses = (
        lambda: speeches.call_speaker(room.host, room.meeting_id, speech),
        lambda: speeches.extend_speech(room.host, room.meeting_id, speech, 240),
        lambda: speeches.end_speech(room.host, room.meeting_id, speech),
        lambda: floor.pause_item(room.host, room.meeting_id, room.item),
        lambda: floor.add_note(room.host, room.meeting_id, room.item, "x"),
        lambda: floor.end_item(room.host, room.meeting_id, room.item),
    )
    for press in presses:
        with reading() as db:
            before = meetings.find_version(db, room.meeting_id)
        press()
        with reading() as db:
            assert meetings.find_version(db, room.meeting_id) == before + 1
