"""An evening that has been held: everything that minutes could tell happened in it."""

from dataclasses import dataclass

from components.minutes_words import say
from domain.floor import Side
from domain.minutes import Content
from domain.minutes_views import MinutesDraft
from domain.polls import PollTerms
from domain.roles import Actor
from domain.stances import StanceValue, Wave
from services import (
    floor,
    meetings,
    minutes,
    motions,
    polls,
    promises,
    speeches,
    stances,
    statements,
    undo,
)
from services.floor_reading import get_cockpit
from tests.cast import Cast
from tests.days import in_days
from tests.services.polling import AGAINST, FOR, answer
from tests.services.room import Room, a_room

PEOPLE = 14
INVITED = 12
"""Numbers 13 and 14 walked in: nobody invited them."""


@dataclass(slots=True)
class Evening:
    """A meeting that is over, with the room in which it was held."""

    room: Room

    @property
    def meeting_id(self) -> int:
        """The meeting."""
        return self.room.meeting_id

    @property
    def host(self) -> Actor:
        """Who writes the minutes."""
        return self.room.host

    @property
    def officer(self) -> Actor:
        """Who approves them."""
        return self.room.cast["officer"]

    def draft(self, language: str = "zh_CN") -> MinutesDraft:
        """Draft the minutes, or bring them up to the record, and read them."""
        minutes.draft_minutes(self.host, self.meeting_id, say, language)
        return self.read()

    def read(self) -> MinutesDraft:
        """The minutes as they are being written."""
        found = minutes.find_draft(self.host, self.meeting_id)
        assert found is not None
        return found

    def approve(self) -> int:
        """Approve what stands there; how many promises became matters."""
        return minutes.approve_minutes(self.officer, self.meeting_id, self.read().saved_at)


def told(content: Content) -> str:
    """Every word that is read, as one text."""
    return "\n".join(
        [
            content.title,
            *(one.title for one in content.sections),
            *(one.text for section in content.sections for one in section.shown),
        ]
    )


def promise(evening_or_room: Evening | Room, what: str = "Mend the lamp", days: int = 7) -> int:
    """Somebody promises something; the promise's id."""
    host, meeting_id = evening_or_room.host, evening_or_room.meeting_id
    return promises.make_promise(host, meeting_id, what, "Property office", in_days(days))


def held(cast: Cast, **settings: object) -> Evening:
    """A plain meeting with one promise in it, closed."""
    room = a_room(cast, 3, **settings)
    promise(room)
    meetings.close_meeting(room.host, room.meeting_id)
    return Evening(room)


def full(cast: Cast) -> Evening:
    """The whole evening: speakers, motions, polls, stances, notes, promises; and an undo."""
    room = a_room(cast, 0, title="Talk about the lift", admission="roster")
    for number in range(1, PEOPLE + 1):
        is_invited = number <= INVITED
        name = f"Lin {number}" if is_invited else f"Stranger {number}"
        room.voices[number] = cast.voice(
            room.meeting_id, number, name=name, is_invited=is_invited, standing="owner"
        )
    _talk(room)
    _take_stances(room, Wave.BEFORE)
    _move_and_vote(room)
    _take_stances(room, Wave.AFTER)
    floor.add_note(room.host, room.meeting_id, room.item, "The subsidy comes after the check")
    promise(room, "Mend the lamp at gate seven")
    room.now()
    promise(room, "Written down by mistake")
    undo.undo_last_act(room.host, room.meeting_id, _last_act(room))
    meetings.close_meeting(room.host, room.meeting_id)
    return Evening(room)


def _talk(room: Room) -> None:
    for number, side in ((1, Side.FOR), (13, Side.AGAINST)):
        room.ask(number, side)
        speeches.end_speech(room.host, room.meeting_id, room.call(number))
    room.ask(5)
    room.call(5)
    undo.undo_last_act(room.host, room.meeting_id, _last_act(room))
    speeches.step_back(room.voices[5], room.item)


def _move_and_vote(room: Room) -> None:
    host, meeting_id = room.host, room.meeting_id
    motion = motions.move_motion(host, meeting_id, room.item, room.id_of(1), "Build a lift")
    motions.second_motion(host, meeting_id, motion, room.id_of(2))
    change = motions.move_motion(
        host, meeting_id, room.item, room.id_of(3), "The ground floor pays nothing", motion
    )
    motions.second_motion(host, meeting_id, change, room.id_of(4))
    voices = list(room.voices.values())
    for one, terms, in_favour in (
        (change, PollTerms("-", is_secret=False), 9),
        (motion, PollTerms("-", majority=2, majority_of=3), 8),
    ):
        poll_id = motions.put_to_vote(host, meeting_id, one, terms)
        answer(poll_id, voices, [FOR] * in_favour + [AGAINST] * (PEOPLE - in_favour))
        polls.close_poll(host, poll_id)
    stale = polls.prepare_poll(host, meeting_id, PollTerms("Paint it green?"))
    polls.withdraw_poll(host, stale, "asked by mistake")


def _take_stances(room: Room, wave: Wave) -> None:
    host = room.host
    if wave is Wave.BEFORE:
        for text in ("Lifts help the old.", "Lifts are loud.", "Everyone should pay."):
            statements.add_statement(host, room.meeting_id, text, room.item)
    stances.open_wave(host, room.meeting_id, room.item, wave)
    first, second, third = [one.id for one in statements.list_shown(room.meeting_id)]
    agree, disagree = StanceValue.AGREE, StanceValue.DISAGREE
    for number, voice in room.voices.items():
        is_left = number <= PEOPLE // 2
        was_moved = wave is Wave.AFTER and number == 1
        stances.take_stance(voice, first, wave, agree)
        stances.take_stance(voice, second, wave, agree if is_left and not was_moved else disagree)
        stances.take_stance(voice, third, wave, disagree if is_left else agree)
    stances.close_wave(host, room.meeting_id)


def _last_act(room: Room) -> int:
    act = get_cockpit(room.host, room.meeting_id).last_act
    assert act is not None
    return act.id
