"""Who asks to speak, who is called, and for how long."""

from collections.abc import Iterator
from contextlib import contextmanager

from db import floor, meetings
from db.engine import Session, transaction
from db.tables import Attendee, Meeting, Speech
from domain.clock import utc_now
from domain.floor import Side, SpeechFlow, SpeechState
from domain.house_rules import rules_from
from domain.meetings import ActKind, ItemState, Standing, Voice, step_in
from domain.refusals import Refusal
from domain.roles import Actor
from domain.speakers import Heard, limit_seconds
from services.floor import end_speech_in
from services.meeting_access import Act, act_in, confirm_voice

LONGEST_SPEECH_SECONDS = 30 * 60
LONGEST_NAME = 40
OVER = frozenset({ItemState.DONE.value, ItemState.SKIPPED.value})


def ask_to_speak(voice: Voice, item_id: int, side: Side) -> None:
    """Put oneself on the speakers' list of an item; asking again only changes the side.

    Refused to who is speaking, and to who has spoken as often as the rules of the house allow.
    """
    with _from_the_floor(voice) as (db, meeting, attendee):
        _refuse_if_over(db, meeting, item_id)
        waiting = floor.find_waiting(db, item_id, attendee.id)
        if waiting is not None:
            if waiting.side != side.value:
                waiting.side = side.value
                meetings.touch(db, meeting)
            return
        _refuse_if_heard_enough(db, meeting, item_id, attendee.id)
        db.add(_place(meeting.id, item_id, attendee.id, side))
        meetings.touch(db, meeting)


def step_back(voice: Voice, item_id: int) -> None:
    """Take oneself off the list again; who is not on it stays off."""
    with _from_the_floor(voice) as (db, meeting, attendee):
        waiting = floor.find_waiting(db, item_id, attendee.id)
        if waiting is None:
            return
        waiting.state = step_in(SpeechFlow, waiting.state, "remove", "speech.not_waiting")
        meetings.touch(db, meeting)


def add_speaker(actor: Actor, meeting_id: int, item_id: int, attendee_id: int, side: Side) -> None:
    """Put somebody in the room on the list; who is on it already keeps their place."""
    with act_in(actor, meeting_id, ActKind.ADD_SPEAKER) as act:
        attendee = meetings.get_attendee(act.db, meeting_id, attendee_id)
        _add(act, item_id, attendee, side)


def add_guest_speaker(actor: Actor, meeting_id: int, item_id: int, name: str, side: Side) -> None:
    """Put somebody without a device on the list, who comes into the room as a guest without a vote.

    Where somebody of that name is in the room already, it is they.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refusal("speech.name", most=LONGEST_NAME)
    with act_in(actor, meeting_id, ActKind.ADD_SPEAKER) as act:
        present = meetings.list_present(act.db, meeting_id)
        attendee = next((one for one in present if one.name == name), None)
        if attendee is None:
            attendee = _guest(act, name)
        _add(act, item_id, attendee, side)


def call_speaker(actor: Actor, meeting_id: int, speech_id: int, after: int | None = None) -> None:
    """Give the floor to this place of the list; whoever speaks (`after`) has spoken.

    Refused where the tablet showed another speaker than there is: two tablets that call two
    people at once would cut the first one short.
    """
    with act_in(actor, meeting_id, ActKind.CALL_SPEAKER) as act:
        speech = floor.get_speech(act.db, meeting_id, speech_id)
        speaking = floor.find_speaking(act.db, meeting_id)
        if speech.state == SpeechState.SPEAKING.value:
            act.happened = False
            return
        if (speaking.id if speaking else None) != after:
            raise Refusal("speech.moved_on")
        _refuse_if_over(act.db, act.meeting, speech.item_id)
        if speaking is not None:
            end_speech_in(act, speaking, utc_now())
        _call(act, speech)


def end_speech(actor: Actor, meeting_id: int, speech_id: int) -> None:
    """The speaker has spoken."""
    with act_in(actor, meeting_id, ActKind.END_SPEECH) as act:
        speech = floor.get_speech(act.db, meeting_id, speech_id)
        if speech.state == SpeechState.SPOKEN.value:
            act.happened = False
            return
        end_speech_in(act, speech, utc_now())
        _tell(act, speech)
        act.facts["seconds"] = _seconds(speech)


def extend_speech(actor: Actor, meeting_id: int, speech_id: int, to_seconds: int) -> None:
    """Let the speech last so long in all: two tablets that add the same minute add one."""
    if not 0 < to_seconds <= LONGEST_SPEECH_SECONDS:
        raise Refusal("speech.too_long", most=LONGEST_SPEECH_SECONDS // 60)
    with act_in(actor, meeting_id, ActKind.EXTEND_SPEECH) as act:
        speech = floor.get_speech(act.db, meeting_id, speech_id)
        if speech.state != SpeechState.SPEAKING.value:
            raise Refusal("speech.not_speaking")
        act.happened = speech.limit_seconds != to_seconds
        speech.limit_seconds = to_seconds
        _tell(act, speech)
        act.facts["to_seconds"] = to_seconds


def remove_speaker(actor: Actor, meeting_id: int, speech_id: int) -> None:
    """Take somebody off the list; they may ask again."""
    with act_in(actor, meeting_id, ActKind.REMOVE_SPEAKER) as act:
        speech = floor.get_speech(act.db, meeting_id, speech_id)
        if speech.state == SpeechState.REMOVED.value:
            act.happened = False
            return
        speech.state = step_in(SpeechFlow, speech.state, "remove", "speech.not_waiting")
        _tell(act, speech)


def heard_in(db: Session, meeting_id: int, item_id: int) -> list[Heard]:
    """The speeches of the meeting so far, as the order of calling looks at them."""
    return [
        Heard(one.attendee_id, Side(one.side), one.item_id == item_id)
        for one in floor.list_given(db, meeting_id)
    ]


@contextmanager
def _from_the_floor(voice: Voice) -> Iterator[tuple[Session, Meeting, Attendee]]:
    with transaction() as db:
        # Held, so that of two taps at once the second finds what the first wrote.
        meetings.get_meeting(db, voice.meeting_id, for_update=True)
        yield db, *confirm_voice(db, voice)


def _add(act: Act, item_id: int, attendee: Attendee, side: Side) -> None:
    _refuse_if_over(act.db, act.meeting, item_id)
    if attendee.came_at is None or attendee.left_at is not None:
        raise Refusal("speech.not_present")
    speaking = floor.find_speaking(act.db, act.meeting.id)
    if speaking is not None and speaking.attendee_id == attendee.id:
        raise Refusal("speech.is_speaking")
    if floor.find_waiting(act.db, item_id, attendee.id) is not None:
        act.happened = False
        return
    act.db.add(_place(act.meeting.id, item_id, attendee.id, side))
    act.item_id = item_id
    act.facts |= {"number": attendee.number, "name": attendee.name, "side": side.value}


def _guest(act: Act, name: str) -> Attendee:
    now = utc_now()
    attendee = Attendee(
        meeting_id=act.meeting.id,
        number=meetings.next_attendee_number(act.db, act.meeting.id),
        name=name,
        standing=Standing.GUEST.value,
        has_vote=False,
        came_at=now,
        created_at=now,
    )
    act.db.add(attendee)
    act.db.flush()
    return attendee


def _place(meeting_id: int, item_id: int, attendee_id: int, side: Side) -> Speech:
    return Speech(
        meeting_id=meeting_id,
        item_id=item_id,
        attendee_id=attendee_id,
        side=side.value,
        asked_at=utc_now(),
    )


def _call(act: Act, speech: Speech) -> None:
    heard = heard_in(act.db, act.meeting.id, speech.item_id)
    rules = rules_from(act.meeting.house_rules)
    speech.state = step_in(SpeechFlow, speech.state, "call", "speech.not_waiting")
    speech.called_at = utc_now()
    speech.limit_seconds = limit_seconds(speech.attendee_id, heard, rules)
    act.meeting.current_speech_id = speech.id
    _tell(act, speech)


def _tell(act: Act, speech: Speech) -> None:
    attendee = meetings.get_attendee(act.db, act.meeting.id, speech.attendee_id)
    act.item_id = speech.item_id
    act.facts |= {"number": attendee.number, "name": attendee.name, "side": speech.side}


def _seconds(speech: Speech) -> int:
    if speech.called_at is None or speech.ended_at is None:
        return 0
    return max(0, int((speech.ended_at - speech.called_at).total_seconds()))


def _refuse_if_over(db: Session, meeting: Meeting, item_id: int) -> None:
    if meetings.get_item(db, meeting.id, item_id).state in OVER:
        raise Refusal("speech.item_over")


def _refuse_if_heard_enough(db: Session, meeting: Meeting, item_id: int, attendee_id: int) -> None:
    given = [
        one
        for one in floor.list_given(db, meeting.id)
        if one.item_id == item_id and one.attendee_id == attendee_id
    ]
    if any(one.state == SpeechState.SPEAKING.value for one in given):
        raise Refusal("speech.is_speaking")
    most = rules_from(meeting.house_rules).speeches_an_item
    if most and len(given) >= most:
        raise Refusal("speech.heard_enough", most=most)
