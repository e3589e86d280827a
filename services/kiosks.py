"""Tablets handed round: opened by the staff, used by one person after the other, ended by a PIN.

Who is at a tablet stands in the database: it wakes where it slept, and is free again after a
minute without a tap. What a person may do there is a voice in a meeting, or one ballot.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from db import accounts, joining, kiosks, meetings, polls, rounds
from db.engine import Session, reading, transaction
from db.tables import Attendee, Kiosk
from domain.channels import Channel
from domain.clock import utc_now
from domain.joining import device_key, digits_of, wait_after
from domain.kiosks import (
    IDLE,
    IDLE_BALLOT,
    LEAST_PIN_DIGITS,
    MOST_PIN_DIGITS,
    KioskView,
    keyed_hash,
)
from domain.phases import Phase
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.joining import voice_of
from services.meeting_access import OPEN, permit_in, refuse_unless_in
from services.permission import permit
from services.poll_answers import add_entitled

_KEPT_UNDER = "kiosks"
"""The name under which the generated key is kept."""


def open_kiosk(
    actor: Actor, pin: str, *, meeting_id: int | None = None, round_id: int | None = None
) -> str:
    """Make this tablet one to hand round, for a meeting or for a round's ballot; its token.

    `pin` (4 to 8 digits) ends it again. The token stays on the tablet alone.
    """
    digits = digits_of(pin)
    if not LEAST_PIN_DIGITS <= len(digits) <= MOST_PIN_DIGITS or digits != pin.strip():
        raise Refusal("kiosk.pin_form", least=LEAST_PIN_DIGITS, most=MOST_PIN_DIGITS)
    token = secrets.token_urlsafe(32)
    key = device_key(token)
    with transaction() as db:
        _permit_opening(db, actor, meeting_id, round_id)
        db.add(
            Kiosk(
                meeting_id=meeting_id,
                round_id=round_id,
                token_key=key,
                pin_hash=keyed_hash(accounts.make_secret(db, _KEPT_UNDER), key, digits),
                opened_at=utc_now(),
                opened_by=actor.account_id,
            )
        )
    return token


def find_kiosk(token: str) -> KioskView | None:
    """The tablet as it is now; None where it is none, or was ended."""
    with reading() as db:
        kiosk = kiosks.find_kiosk(db, device_key(token))
        return None if kiosk is None else _view(db, kiosk, utc_now())


def come_to_kiosk(token: str, typed: str) -> None:
    """Sign in at a meeting's tablet with the PIN of the roster, or the number the clerk noted.

    The PIN takes the voice over from the person's own phone, as on any other device.
    """
    refused: Refusal | None = None
    with transaction() as db:
        kiosk = hold_free(db, token)
        meeting = meetings.get_meeting(db, kiosk.meeting_id or 0)
        refuse_unless_in(meeting, OPEN)
        person = _person_of(db, meeting.id, digits_of(typed))
        if person is None:
            refused = count_failure(kiosk)
        else:
            if person.device_key is not None:
                joining.note_past_device(db, meeting.id, person.device_key, utc_now())
            _release_voice(db, kiosk)
            person.device_key, person.channel = kiosk.token_key, Channel.TABLET.value
            person.came_at, person.left_at = person.came_at or utc_now(), None
            seat(kiosk)
            kiosk.attendee_id = person.id
            db.flush()
            add_entitled(db, meeting, person)
            meetings.touch(db, meeting)
    if refused is not None:
        raise refused


def stay_at_kiosk(token: str) -> None:
    """A tap of whoever is at it: the minute begins anew."""
    with transaction() as db:
        kiosk = _hold(db, token)
        if is_taken_at(kiosk, utc_now()):
            kiosk.touched_at = utc_now()


def end_turn(token: str) -> None:
    """Sign whoever is at it out, so that the next one can come."""
    with transaction() as db:
        free(db, _hold(db, token))


def end_kiosk(token: str, pin: str) -> None:
    """Make the tablet an ordinary one again."""
    refused: Refusal | None = None
    with transaction() as db:
        kiosk = _hold(db, token)
        refuse_locked(kiosk)
        secret = accounts.make_secret(db, _KEPT_UNDER)
        given = keyed_hash(secret, kiosk.token_key, digits_of(pin))
        if hmac.compare_digest(given, kiosk.pin_hash):
            free(db, kiosk)
            kiosk.ended_at = utc_now()
        else:
            refused = count_failure(kiosk)
    if refused is not None:
        raise refused


def hold_free(db: Session, token: str) -> Kiosk:
    """The tablet with nobody at it, held for this transaction; a forgotten turn is ended."""
    kiosk = _hold(db, token)
    refuse_locked(kiosk)
    if is_taken_at(kiosk, utc_now()):
        raise Refusal("kiosk.taken")
    free(db, kiosk)
    return kiosk


def refuse_locked(kiosk: Kiosk) -> None:
    """Refuse while it waits after too many wrong numbers."""
    if kiosk.locked_until is not None and kiosk.locked_until > utc_now():
        raise Refusal("join.wait", until=kiosk.locked_until)


def count_failure(kiosk: Kiosk) -> Refusal:
    """Count a wrong number, and the refusal to raise once that is written."""
    kiosk.failures += 1
    kiosk.locked_until = utc_now() + wait_after(kiosk.failures)
    return Refusal("kiosk.wrong_number")


def seat(kiosk: Kiosk) -> None:
    """Somebody has come to it."""
    kiosk.touched_at, kiosk.failures, kiosk.locked_until = utc_now(), 0, None


def free(db: Session, kiosk: Kiosk) -> None:
    """Nobody is at it any more."""
    _release_voice(db, kiosk)
    kiosk.attendee_id = kiosk.account_id = kiosk.touched_at = None


def is_taken_at(kiosk: Kiosk, now: datetime) -> bool:
    """Whether somebody is at it and has tapped within the time."""
    is_taken = kiosk.attendee_id is not None or kiosk.account_id is not None
    return is_taken and (_idle_at(kiosk) or now) > now


def _hold(db: Session, token: str) -> Kiosk:
    kiosk = kiosks.find_kiosk(db, device_key(token), for_update=True)
    if kiosk is None:
        raise Refusal("kiosk.ended")
    return kiosk


def _permit_opening(
    db: Session, actor: Actor, meeting_id: int | None, round_id: int | None
) -> None:
    if meeting_id is not None:
        meeting = meetings.get_meeting(db, meeting_id)
        permit_in(db, actor, Action.OPEN_KIOSK, meeting)
        refuse_unless_in(meeting, OPEN)
        return
    round_ = rounds.get_round(db, round_id or 0)
    permit(db, actor, Action.OPEN_KIOSK, round_)
    if Phase(round_.phase) is not Phase.VOTE:
        raise Refusal("kiosk.not_voting")


def _person_of(db: Session, meeting_id: int, digits: str) -> Attendee | None:
    """By PIN; or by number, of those whom a clerk let in without a PIN or a device of their own."""
    person = meetings.find_attendee_by_pin(db, meeting_id, digits) if digits else None
    if person is not None or not digits or len(digits) > LEAST_PIN_DIGITS:
        return person
    noted = joining.find_by_number(db, meeting_id, int(digits))
    if noted is None or noted.pin is not None or noted.device_key is not None:
        return None
    if noted.checked_in_by is None or noted.left_at is not None:
        return None
    # A number is no secret: it opens no answer that is there already.
    poll = polls.find_open(db, meeting_id)
    voice = None if poll is None else polls.find_voice(db, poll.id, noted.id)
    if voice is not None and voice.answered_at is not None:
        raise Refusal("kiosk.has_answered", number=noted.number)
    return noted


def _release_voice(db: Session, kiosk: Kiosk) -> None:
    if kiosk.meeting_id is None:
        return
    speaker = meetings.find_attendee_by_device(db, kiosk.meeting_id, kiosk.token_key)
    if speaker is not None:
        speaker.device_key = None
        db.flush()


def _idle_at(kiosk: Kiosk) -> datetime | None:
    lasts: timedelta = IDLE if kiosk.meeting_id is not None else IDLE_BALLOT
    return None if kiosk.touched_at is None else kiosk.touched_at + lasts


def _view(db: Session, kiosk: Kiosk, now: datetime) -> KioskView:
    if kiosk.meeting_id is not None:
        title = meetings.get_meeting(db, kiosk.meeting_id).title
    else:
        title = rounds.get_round(db, kiosk.round_id or 0).name
    view = KioskView(kiosk.id, title, kiosk.meeting_id, kiosk.round_id)
    if not is_taken_at(kiosk, now):
        return view
    voice, name = None, ""
    if kiosk.attendee_id is not None:
        person = meetings.get_attendee(db, kiosk.meeting_id or 0, kiosk.attendee_id)
        if person.device_key != kiosk.token_key:
            return view  # taken over by a device of their own
        voice = voice_of(person)
    if kiosk.account_id is not None:
        name = accounts.get_account(db, kiosk.account_id).name
    return KioskView(
        kiosk_id=kiosk.id,
        title=title,
        meeting_id=kiosk.meeting_id,
        round_id=kiosk.round_id,
        voice=voice,
        account_id=kiosk.account_id,
        account_name=name,
        idle_at=_idle_at(kiosk),
    )
