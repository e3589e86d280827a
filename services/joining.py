"""Coming into a meeting with a phone or a tablet: one voice per device and per person.

Nobody needs an account: whoever holds the code of an open room, or a PIN of its roster, has a
voice. The device is known by the hash of a random token that it alone keeps.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from db import joining, meetings
from db.engine import Session, reading, transaction
from db.tables import Attendee, Meeting
from domain.channels import Channel
from domain.clock import utc_now
from domain.joining import (
    CODE_DIGITS,
    MEETING_PACE,
    MOST_VOICES,
    Presence,
    Room,
    clean_name,
    device_key,
    digits_of,
    wait_after,
)
from domain.meetings import Admission, MeetingState, Standing, Voice
from domain.refusals import Refusal
from domain.roles import Actor, Role
from services.meeting_access import OPEN, confirm_voice, place_of, refuse_unless_in
from services.permission import confirm
from services.poll_answers import add_entitled

_WHOLE_MEETING = "meeting"
_STANDINGS = {
    Role.MEMBER: Standing.REPRESENTATIVE,
    Role.RESIDENT: Standing.RESIDENT,
    Role.EXPERT: Standing.EXPERT,
    Role.SPECIALIST: Standing.SPECIALIST,
}
_VOTERS = (Role.MEMBER, Role.RESIDENT)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """Who came by which device."""

    key: str
    channel: Channel
    at: datetime


def make_device_token() -> str:
    """A new device's token: 32 random bytes, kept on the device alone."""
    return secrets.token_urlsafe(32)


def find_room(code: str) -> Room | None:
    """The meeting that this code opens now."""
    typed = digits_of(code)
    if len(typed) != CODE_DIGITS:
        return None
    with reading() as db:
        meeting = meetings.find_meeting_to_join(db, typed)
        return None if meeting is None else _room(meeting)


def get_room(meeting_id: int) -> Room:
    """The meeting as far as it concerns who comes in."""
    with reading() as db:
        return _room(meetings.get_meeting(db, meeting_id))


def find_ended_room(device_token: str) -> Room | None:
    """The meeting that this device was in last, once it is over."""
    with reading() as db:
        meeting = joining.find_meeting_of_device(db, device_key(device_token))
        return None if meeting is None else _room(meeting)


def join_room(
    code: str,
    device_token: str,
    pin: str | None = None,
    name: str = "",
    channel: Channel = Channel.PHONE,
    number: int | None = None,
) -> Voice:
    """A voice for this device; a device that has one keeps it.

    With a PIN of the roster the device speaks for that person from now on, and the one that did
    before is told. `number` on the roster is asked for while too many PINs are wrong.
    """
    refused: Refusal | None = None
    with transaction() as db:
        meeting = _meeting_to_join(db, code)
        arrival = _Arrival(device_key(device_token), channel, utc_now())
        if pin is None:
            attendee = _enter_without_pin(db, meeting, arrival, clean_name(name))
        else:
            found = _whose_pin(db, meeting, arrival, digits_of(pin), number)
            if isinstance(found, Refusal):
                refused = found  # raised after the commit: the failure must be counted
            else:
                _refuse_second_voice(db, found, arrival)
                attendee = found
                _take_device(db, meeting, attendee, arrival)
    if refused is not None:
        raise refused
    return voice_of(attendee)


def join_with_account(actor: Actor, code: str, device_token: str) -> Voice:
    """A voice for a signed-in person; members and residents of the meeting's place have a vote."""
    with transaction() as db:
        confirm(db, actor)
        meeting = _meeting_to_join(db, code)
        arrival = _Arrival(device_key(device_token), Channel.TABLET, utc_now())
        attendee = meetings.find_attendee_by_account(db, meeting.id, actor.account_id)
        if attendee is None:
            attendee = _newcomer_of_account(db, meeting, actor, arrival)
        else:
            _refuse_second_voice(db, attendee, arrival)
        _take_device(db, meeting, attendee, arrival)
    return voice_of(attendee)


def find_voice(meeting_id: int, device_token: str) -> Voice | None:
    """For whom this device speaks in the meeting; None for a stranger and for one who left."""
    return find_presence(meeting_id, device_token).voice


def find_presence(meeting_id: int, device_token: str) -> Presence:
    """What this device is in the meeting."""
    key = device_key(device_token)
    with reading() as db:
        attendee = meetings.find_attendee_by_device(db, meeting_id, key)
        if attendee is None:
            return Presence(was_taken_over=joining.is_past_device(db, meeting_id, key))
        if attendee.came_at is None or attendee.left_at is not None:
            return Presence(has_left=True)
        return Presence(voice_of(attendee))


def list_past_devices(meeting_id: int) -> frozenset[str]:
    """The keys of devices that another one took over from, so that each can be told."""
    with reading() as db:
        return joining.list_past_devices(db, meeting_id)


def leave(voice: Voice) -> None:
    """Go home; the device keeps its place, so that coming back makes no second voice."""
    with transaction() as db:
        meeting, attendee = confirm_voice(db, voice)
        attendee.left_at = utc_now()
        meetings.touch(db, meeting)


def voice_of(attendee: Attendee) -> Voice:
    """The person on their device, as other services know them."""
    return Voice(
        attendee_id=attendee.id,
        meeting_id=attendee.meeting_id,
        number=attendee.number,
        name=attendee.name,
        device_key=attendee.device_key or "",
        has_vote=attendee.has_vote,
    )


def _room(meeting: Meeting) -> Room:
    return Room(
        meeting_id=meeting.id,
        code=meeting.join_code or "",
        title=meeting.title,
        venue=meeting.venue,
        starts_at=meeting.starts_at,
        admission=Admission(meeting.admission),
        state=MeetingState(meeting.state),
        version=meeting.version,
    )


def _meeting_to_join(db: Session, code: str) -> Meeting:
    found = meetings.find_meeting_to_join(db, digits_of(code))
    if found is None:
        raise Refusal("join.unknown_code")
    meeting = meetings.get_meeting(db, found.id, for_update=True)
    refuse_unless_in(meeting, OPEN)
    return meeting


def _enter_without_pin(db: Session, meeting: Meeting, arrival: _Arrival, name: str) -> Attendee:
    own = meetings.find_attendee_by_device(db, meeting.id, arrival.key)
    if own is not None:
        if name and not own.name:
            own.name = name
        _take_device(db, meeting, own, arrival)
        return own
    if meeting.admission != Admission.OPEN_ROOM:
        raise Refusal(
            "join.pin_needed" if meeting.admission == Admission.ROSTER else "join.account_needed"
        )
    if joining.is_past_device(db, meeting.id, arrival.key):
        raise Refusal("voice.taken_over")
    attendee = _newcomer(db, meeting, arrival, name)
    _take_device(db, meeting, attendee, arrival)
    return attendee


def _newcomer(db: Session, meeting: Meeting, arrival: _Arrival, name: str) -> Attendee:
    if joining.count_attendees(db, meeting.id) >= MOST_VOICES:
        raise Refusal("join.full")
    number = meetings.next_attendee_number(db, meeting.id)
    attendee = Attendee(meeting_id=meeting.id, number=number, name=name, created_at=arrival.at)
    db.add(attendee)
    db.flush()
    return attendee


def _newcomer_of_account(
    db: Session, meeting: Meeting, actor: Actor, arrival: _Arrival
) -> Attendee:
    if meeting.admission == Admission.ROSTER:
        raise Refusal("join.not_on_roster")
    attendee = meetings.find_attendee_by_device(db, meeting.id, arrival.key)
    if attendee is None or not _is_nameless_guest(attendee):
        _refuse_if_speaking(attendee)
        attendee = _newcomer(db, meeting, arrival, actor.name)
        belongs = place_of(meeting).covers(actor.subdistrict_id, actor.community_id)
        is_voter = belongs and actor.role in _VOTERS
        attendee.has_vote = is_voter
        guest = actor.role in _VOTERS and not belongs
        attendee.standing = (
            Standing.GUEST if guest else _STANDINGS.get(actor.role, Standing.GUEST)
        ).value
        attendee.community_id = actor.community_id
    attendee.account_id = actor.account_id
    attendee.name = actor.name
    return attendee


def _whose_pin(
    db: Session, meeting: Meeting, arrival: _Arrival, pin: str, number: int | None
) -> Attendee | Refusal:
    """The person of the roster, or the refusal to tell once the wrong PIN has been counted."""
    keys = [arrival.key] + ([f"number {number}"] if number is not None else [])
    waits = [at for key in keys if (at := joining.locked_until(db, meeting.id, key))]
    if waits and max(waits) > arrival.at:
        return Refusal("join.wait", until=max(waits))
    crowded = joining.locked_until(db, meeting.id, _WHOLE_MEETING)
    if number is None and crowded is not None and crowded > arrival.at:
        return Refusal("join.number_needed")
    attendee = meetings.find_attendee_by_pin(db, meeting.id, pin) if pin else None
    if attendee is not None and number in (None, attendee.number):
        return attendee
    for key in keys:
        tries = joining.take_tries(db, meeting.id, key)
        tries.failures += 1
        tries.locked_until = arrival.at + wait_after(tries.failures)
    whole = joining.take_tries(db, meeting.id, _WHOLE_MEETING)
    whole.failures += 1
    whole.locked_until = MEETING_PACE.after_failure(whole.locked_until, arrival.at)
    return Refusal("join.wrong_pin")


def _refuse_second_voice(db: Session, person: Attendee, arrival: _Arrival) -> None:
    """A device may pass from one of the roster to the next, never from a voice without a name."""
    own = meetings.find_attendee_by_device(db, person.meeting_id, arrival.key)
    if own is None or own.id == person.id:
        return
    _refuse_if_speaking(own if _is_nameless_guest(own) else None)
    own.device_key = None
    db.flush()


def _is_nameless_guest(attendee: Attendee) -> bool:
    return attendee.account_id is None and not attendee.is_invited and attendee.pin is None


def _refuse_if_speaking(own: Attendee | None) -> None:
    if own is not None:
        raise Refusal("join.device_speaks", number=own.number)


def _take_device(db: Session, meeting: Meeting, attendee: Attendee, arrival: _Arrival) -> None:
    """Bind the device; tell the one before; say that somebody came, if it is news."""
    is_here = attendee.came_at is not None and attendee.left_at is None
    if is_here and attendee.device_key == arrival.key:
        return
    if attendee.device_key not in (None, arrival.key):
        joining.note_past_device(db, meeting.id, str(attendee.device_key), arrival.at)
    joining.forget_past_device(db, meeting.id, arrival.key)
    attendee.device_key, attendee.channel = arrival.key, arrival.channel.value
    attendee.came_at, attendee.left_at = attendee.came_at or arrival.at, None
    db.add(attendee)
    db.flush()
    add_entitled(db, meeting, attendee)
    meetings.touch(db, meeting)
