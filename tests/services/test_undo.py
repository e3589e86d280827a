"""The way back from the last act: by name, once, and never behind what people have answered."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.floor import MotionState, Side
from domain.floor_views import LastAct
from domain.meetings import ActKind
from domain.polls import PollTerms
from domain.refusals import Refusal
from services import floor, floor_reading, motions, poll_answers, polls, speeches, undo
from tests.cast import PEOPLE, Cast
from tests.services.room import Room, a_room

AT_ONCE = 6


def last(room: Room) -> LastAct:
    act = floor_reading.get_cockpit(room.host, room.meeting_id).last_act
    assert act is not None
    return act


def undo_last(room: Room) -> None:
    undo.undo_last_act(room.host, room.meeting_id, last(room).id)


def refusal_of(room: Room, act_id: int) -> str:
    with pytest.raises(Refusal) as refused:
        undo.undo_last_act(room.host, room.meeting_id, act_id)
    return refused.value.code


def seconded(room: Room) -> int:
    motion = motions.move_motion(room.host, room.meeting_id, room.item, room.id_of(1), "A bench")
    motions.second_motion(room.host, room.meeting_id, motion, room.id_of(2))
    return motion


def called(room: Room) -> int:
    room.ask(1)
    return room.call(1)


Press = Callable[[Room], object]
PRESSES: dict[str, Press] = {
    "next item": lambda r: floor.next_item(r.host, r.meeting_id, r.item),
    "jump": lambda r: floor.start_item(r.host, r.meeting_id, r.items[2]),
    "pause": lambda r: floor.pause_item(r.host, r.meeting_id, r.item),
    "end": lambda r: floor.end_item(r.host, r.meeting_id, r.item),
    "skip": lambda r: floor.skip_item(r.host, r.meeting_id, r.items[1]),
    "add an item": lambda r: floor.add_item(r.host, r.meeting_id, "New", before=r.items[1]),
    "move an item": lambda r: floor.move_item(r.host, r.meeting_id, r.items[2], r.items[0]),
    "more minutes": lambda r: floor.allot_minutes(r.host, r.meeting_id, r.item, 25),
    "add a speaker": lambda r: speeches.add_speaker(
        r.host, r.meeting_id, r.item, r.id_of(3), Side.FOR
    ),
    "move a motion": lambda r: motions.move_motion(
        r.host, r.meeting_id, r.item, r.id_of(1), "A bench"
    ),
    "prepare a poll": lambda r: polls.prepare_poll(r.host, r.meeting_id, PollTerms("Benches?")),
}


@pytest.mark.parametrize("name", list(PRESSES))
def test_an_act_taken_back_leaves_the_floor_as_it_was(cast: Cast, name: str) -> None:
    room = a_room(cast)
    room.ask(6)
    before, polls_before = room.now(), polls.list_poll_views(room.meeting_id)
    PRESSES[name](room)
    assert last(room).can_be_undone
    undo_last(room)
    after = room.now()
    assert after.version > before.version
    assert (after.items, after.waiting, after.motions, after.current_item_id) == (
        before.items,
        before.waiting,
        before.motions,
        before.current_item_id,
    )
    assert polls.list_poll_views(room.meeting_id) == polls_before


def test_a_speech_that_was_ended_goes_on_as_if_it_never_stopped(cast: Cast) -> None:
    room = a_room(cast)
    speech = called(room)
    before = room.now().speaking
    speeches.end_speech(room.host, room.meeting_id, speech)
    undo_last(room)
    assert room.now().speaking == before


def test_a_call_taken_back_gives_the_floor_to_who_had_it(cast: Cast) -> None:
    room = a_room(cast)
    called(room)
    room.ask(2)
    room.call(2)
    undo_last(room)
    assert room.speaking() == 1
    assert room.waiting() == [2]


def test_the_cockpit_names_what_will_be_taken_back(cast: Cast) -> None:
    room = a_room(cast)
    floor.next_item(room.host, room.meeting_id, room.item)
    act = last(room)
    assert (act.kind, act.about, act.who) == (ActKind.START_ITEM, "Item 2", "Host")
    room.voices[7] = cast.voice(room.meeting_id, 7, name="")
    speeches.add_speaker(room.host, room.meeting_id, room.items[1], room.id_of(7), Side.FOR)
    act = last(room)
    assert (act.kind, act.about, act.number) == (ActKind.ADD_SPEAKER, "", 7)


def test_acts_are_taken_back_one_behind_the_other(cast: Cast) -> None:
    room = a_room(cast)
    floor.next_item(room.host, room.meeting_id, room.items[0])
    floor.next_item(room.host, room.meeting_id, room.items[1])
    undo_last(room)
    undo_last(room)
    assert room.now().current_item_id == room.items[0]


def test_many_cockpits_that_undo_at_once_undo_once(cast: Cast) -> None:
    room = a_room(cast)
    floor.next_item(room.host, room.meeting_id, room.items[0])
    floor.next_item(room.host, room.meeting_id, room.items[1])
    host, act = room.host, last(room).id
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: undo.undo_last_act(host, room.meeting_id, act), range(AT_ONCE)))
    assert room.now().current_item_id == room.items[1]


def test_a_tablet_that_has_not_caught_up_takes_back_nothing(cast: Cast) -> None:
    room = a_room(cast)
    stale = last(room).id
    floor.next_item(room.host, room.meeting_id, room.item)
    assert refusal_of(room, stale) == "undo.not_last"
    assert room.now().current_item_id == room.items[1]


def test_a_closed_poll_is_final(cast: Cast) -> None:
    room = a_room(cast)
    poll = motions.put_to_vote(room.host, room.meeting_id, seconded(room), PollTerms(""))
    poll_answers.save_answer(room.voices[1], poll, {"for": 1})
    polls.close_poll(room.host, poll)
    assert not last(room).can_be_undone
    assert refusal_of(room, last(room).id) == "undo.final"


def test_a_poll_with_answers_is_not_taken_back(cast: Cast) -> None:
    room = a_room(cast)
    poll = motions.put_to_vote(room.host, room.meeting_id, seconded(room), PollTerms(""))
    poll_answers.save_answer(room.voices[1], poll, {"for": 1})
    assert refusal_of(room, last(room).id) == "undo.answers_given"
    open_poll = polls.find_open_poll(room.meeting_id)
    assert open_poll is not None
    assert open_poll.answered == 1


def test_a_poll_without_answers_is_taken_back_and_its_motion_with_it(cast: Cast) -> None:
    room = a_room(cast)
    motions.put_to_vote(room.host, room.meeting_id, seconded(room), PollTerms(""))
    undo_last(room)
    assert polls.find_open_poll(room.meeting_id) is None
    [motion] = room.now().motions
    assert motion.state is MotionState.SECONDED
    assert last(room).kind is ActKind.PREPARE_POLL


def test_a_second_from_a_phone_is_taken_back_before_what_came_earlier(cast: Cast) -> None:
    room = a_room(cast)
    motion = motions.move_motion(room.host, room.meeting_id, room.item, room.id_of(1), "A bench")
    moved = last(room).id
    motions.second_from_floor(room.voices[2], motion)
    assert refusal_of(room, moved) == "undo.not_last"
    undo_last(room)
    [shown] = room.now().motions
    assert (shown.state, shown.seconder) == (MotionState.MOVED, None)
    motions.second_from_floor(room.voices[3], motion)
    assert room.now().motions[0].state is MotionState.SECONDED
    undo_last(room)
    undo_last(room)
    assert room.now().motions == ()


def test_an_item_that_was_added_begun_and_left_again_can_be_taken_off(cast: Cast) -> None:
    room = a_room(cast)
    added = floor.add_item(room.host, room.meeting_id, "New")
    floor.start_item(room.host, room.meeting_id, added)
    undo_last(room)
    undo_last(room)
    assert room.now().item(added) is None


def test_an_item_on_which_somebody_has_asked_to_speak_stays_on_the_agenda(cast: Cast) -> None:
    room = a_room(cast)
    added = floor.add_item(room.host, room.meeting_id, "New")
    speeches.ask_to_speak(room.voices[1], added, Side.FOR)
    assert refusal_of(room, last(room).id) == "undo.built_upon"
    assert room.now().item(added) is not None


def test_who_asked_again_meanwhile_does_not_wait_twice(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    speeches.remove_speaker(room.host, room.meeting_id, room.now().waiting[0].id)
    room.ask(1)
    assert refusal_of(room, last(room).id) == "undo.built_upon"
    assert room.waiting() == [1]


@pytest.mark.parametrize("username", [one for one in PEOPLE if one not in ("host", "officer")])
def test_nobody_else_takes_anything_back(cast: Cast, username: str) -> None:
    room = a_room(cast)
    act = last(room).id
    with pytest.raises(Refusal) as refused:
        undo.undo_last_act(cast[username], room.meeting_id, act)
    assert refused.value.code == "right.role"
    assert room.now().current_item_id == room.item


def test_an_act_of_another_meeting_is_unknown_here(cast: Cast) -> None:
    room = a_room(cast)
    act = last(room).id
    with pytest.raises(Refusal) as refused:
        undo.undo_last_act(room.host, cast.meeting(join_code="111111"), act)
    assert refused.value.code == "undo.unknown"
