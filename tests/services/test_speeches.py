"""Asking to speak, being called, speaking within a limit."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from db.engine import reading, transaction
from db.tables import Attendee, Speech
from domain.clock import utc_now
from domain.floor import Side
from domain.refusals import Refusal
from services import floor, speeches
from tests.cast import Cast
from tests.services.room import Room, a_room

AT_ONCE = 8


def refusal_of(act: object, *args: object) -> str:
    with pytest.raises(Refusal) as refused:
        act(*args)  # type: ignore[operator]
    return refused.value.code


def spoke(room: Room, number: int, side: Side, seconds: int) -> None:
    """Somebody asks, is called, and speaks for so long."""
    room.ask(number, side)
    speech_id = room.call(number)
    with transaction() as db:
        speech = db.get(Speech, speech_id)
        assert speech is not None
        speech.called_at = utc_now() - timedelta(seconds=seconds)
    speeches.end_speech(room.host, room.meeting_id, speech_id)


def test_people_are_listed_in_the_order_of_the_house(cast: Cast) -> None:
    room = a_room(cast)
    for number, side in ((1, Side.FOR), (2, Side.FOR), (3, Side.AGAINST), (4, Side.NEUTRAL)):
        room.ask(number, side)
    assert room.waiting() == [1, 3, 4, 2]


def test_who_has_spoken_comes_behind_who_has_not(cast: Cast) -> None:
    room = a_room(cast)
    spoke(room, 1, Side.FOR, 60)
    room.ask(1, Side.AGAINST)
    room.ask(2, Side.FOR)
    assert room.waiting() == [2, 1]


def test_a_speech_on_an_earlier_item_counts_less_than_one_on_this(cast: Cast) -> None:
    room = a_room(cast)
    spoke(room, 1, Side.FOR, 60)
    floor.next_item(room.host, room.meeting_id, room.item)
    for number in (1, 2):
        speeches.ask_to_speak(room.voices[number], room.items[1], Side.NEUTRAL)
    assert room.waiting() == [2, 1]


def test_asking_twice_keeps_one_place_and_the_side_said_last(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1, Side.FOR)
    room.ask(1, Side.AGAINST)
    [only] = room.now().waiting
    assert only.side is Side.AGAINST


def test_one_person_who_taps_many_times_at_once_has_one_place(cast: Cast) -> None:
    room = a_room(cast)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: room.ask(1, Side.FOR), range(AT_ONCE)))
    assert room.waiting() == [1]


def test_stepping_back_leaves_the_list_and_one_may_ask_again(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    for _ in range(2):
        speeches.step_back(room.voices[1], room.item)
    assert room.waiting() == []
    room.ask(1)
    assert room.waiting() == [1]


def test_the_rules_of_the_house_say_how_often_one_may_speak(cast: Cast) -> None:
    room = a_room(cast, house_rules={"speeches_an_item": 1})
    spoke(room, 1, Side.FOR, 60)
    assert refusal_of(room.ask, 1) == "speech.heard_enough"
    speeches.add_speaker(room.host, room.meeting_id, room.item, room.id_of(1), Side.FOR)
    assert room.waiting() == [1]


def test_who_is_speaking_cannot_ask_meanwhile(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    room.call(1)
    assert refusal_of(room.ask, 1) == "speech.is_speaking"


def test_calling_the_next_ends_the_one_before(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    room.ask(2)
    room.call(1)
    room.call(2)
    assert room.speaking() == 2
    assert room.now().speeches_by_side[Side.NEUTRAL] == 1


def test_a_second_press_on_call_changes_nothing(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    speech = room.call(1)
    began = room.now().speaking
    speeches.call_speaker(room.host, room.meeting_id, speech)
    assert room.now().speaking == began


def test_two_cockpits_that_call_two_people_at_once_cut_nobody_short(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    room.ask(2)
    seen = {one.person.number: one.id for one in room.now().waiting}
    host = room.host

    def call(number: int) -> str:
        try:
            speeches.call_speaker(host, room.meeting_id, seen[number], None)
        except Refusal as refusal:
            return refusal.code
        return "called"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(call, (1, 2)))
    assert answers == ["called", "speech.moved_on"]
    assert len(room.now().waiting) == 1


def test_the_facilitator_may_call_anyone_on_the_list(cast: Cast) -> None:
    room = a_room(cast)
    for number in (1, 2, 3):
        room.ask(number)
    room.call(3)
    assert room.speaking() == 3
    assert room.waiting() == [1, 2]


def test_the_first_speech_on_an_item_is_longer_than_the_second(cast: Cast) -> None:
    room = a_room(cast, house_rules={"speech_minutes": 4, "later_speech_minutes": 1})
    for limit in (240, 60):
        room.ask(1)
        speech = room.call(1)
        speaking = room.now().speaking
        assert speaking is not None
        assert speaking.clock.limit_seconds == limit
        speeches.end_speech(room.host, room.meeting_id, speech)


def test_two_cockpits_that_add_the_same_minute_add_one(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    speech = room.call(1)
    for _ in range(2):
        speeches.extend_speech(room.host, room.meeting_id, speech, 240)
    speaking = room.now().speaking
    assert speaking is not None
    assert speaking.clock.limit_seconds == 240


def test_the_time_of_each_side_is_told(cast: Cast) -> None:
    room = a_room(cast)
    spoke(room, 1, Side.FOR, 100)
    spoke(room, 2, Side.AGAINST, 40)
    spoke(room, 3, Side.FOR, 20)
    seconds = room.now().seconds_by_side
    assert 120 <= seconds[Side.FOR] <= 124
    assert 40 <= seconds[Side.AGAINST] <= 42
    assert room.now().speeches_by_side == {Side.FOR: 2, Side.AGAINST: 1, Side.NEUTRAL: 0}


def test_the_facilitator_takes_somebody_off_the_list(cast: Cast) -> None:
    room = a_room(cast)
    room.ask(1)
    [speech] = room.now().waiting
    for _ in range(2):
        speeches.remove_speaker(room.host, room.meeting_id, speech.id)
    assert room.waiting() == []
    stale = refusal_of(speeches.call_speaker, room.host, room.meeting_id, speech.id)
    assert stale == "speech.not_waiting"


def test_somebody_without_a_phone_is_added_once(cast: Cast) -> None:
    room = a_room(cast)
    for _ in range(2):
        speeches.add_speaker(room.host, room.meeting_id, room.item, room.id_of(5), Side.FOR)
    assert room.waiting() == [5]


def test_who_is_not_in_the_room_cannot_be_added(cast: Cast) -> None:
    room = a_room(cast)
    away = cast.voice(room.meeting_id, 20, came_at=None)
    code = refusal_of(
        speeches.add_speaker, room.host, room.meeting_id, room.item, away.attendee_id, Side.FOR
    )
    assert code == "speech.not_present"


def test_a_guest_who_is_not_listed_speaks_and_has_no_vote(cast: Cast) -> None:
    room = a_room(cast)
    for _ in range(2):
        speeches.add_guest_speaker(room.host, room.meeting_id, room.item, " Aunt Wu ", Side.FOR)
    [guest] = room.now().waiting
    assert (guest.person.name, guest.person.has_vote) == ("Aunt Wu", False)
    assert len([one for one in room.now().waiting if one.person.name == "Aunt Wu"]) == 1


def test_a_name_that_is_in_the_room_means_the_person_who_has_it(cast: Cast) -> None:
    room = a_room(cast)
    speeches.add_guest_speaker(room.host, room.meeting_id, room.item, "Guest 2", Side.FOR)
    assert room.waiting() == [2]


def test_a_device_that_was_taken_over_asks_for_nobody(cast: Cast) -> None:
    room = a_room(cast)
    with transaction() as db:
        person = db.get(Attendee, room.id_of(1))
        assert person is not None
        person.device_key = "another"
    assert refusal_of(room.ask, 1) == "voice.taken_over"
    with reading() as db:
        assert room.waiting() == []
