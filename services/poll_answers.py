"""Answering a poll: one person, one answer, saved at each tap, changeable until the poll closes."""

from collections.abc import Mapping

from db import meetings, polls
from db.engine import Session, reading, transaction
from db.tables import Attendee, Meeting, Poll
from domain.clock import utc_now
from domain.meetings import Voice
from domain.poll_views import OwnAnswer, WithoutAnswer
from domain.polls import PollState, checked
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.meeting_access import OPEN, confirm_voice, permit_in, refuse_unless_in
from services.polls import terms_of

BY_CLERK = ""
"""The channel of an answer that a clerk entered: no device gave it."""


def save_answer(voice: Voice, poll_id: int, answer: Mapping[str, int]) -> OwnAnswer:
    """Keep this as the person's answer; said twice it is kept once. Empty takes it back.

    Counted if it arrives before the close, else refused: an answer is never lost in silence.
    """
    with transaction() as db:
        meeting, attendee = confirm_voice(db, voice)
        poll = _get_answerable(db, meeting, poll_id)
        return _save(db, meeting, poll, attendee.id, answer, attendee.channel)


def own_answer(voice: Voice, poll_id: int) -> OwnAnswer:
    """What the person has answered; nobody else's answer can be read while a poll is open."""
    with reading() as db:
        confirm_voice(db, voice)
        row = polls.find_voice(db, poll_id, voice.attendee_id)
        key = polls.find_key(db, poll_id, voice.attendee_id)
        answer = {} if key is None else polls.find_answer(db, poll_id, key)
        saved_at = None if row is None else row.answered_at
        return OwnAnswer(row is not None, saved_at is not None, answer, saved_at)


def enter_answer(
    actor: Actor, poll_id: int, attendee_id: int, answer: Mapping[str, int]
) -> OwnAnswer:
    """Enter the answer of a person without a device, in an open ballot alone.

    Who has answered on a device of their own is not overruled.
    """
    with transaction() as db:
        meeting = meetings.get_meeting(db, polls.get_poll(db, poll_id).meeting_id)
        permit_in(db, actor, Action.CHECK_IN, meeting)
        refuse_unless_in(meeting, OPEN)
        poll = _get_answerable(db, meeting, poll_id)
        if poll.is_secret:
            raise Refusal("poll.secret_by_hand")
        row = polls.find_voice(db, poll_id, attendee_id)
        if row is not None and row.answered_at is not None and row.channel != BY_CLERK:
            raise Refusal("poll.has_answered")
        return _save(db, meeting, poll, attendee_id, answer, BY_CLERK)


def list_without_answer(actor: Actor, poll_id: int) -> tuple[WithoutAnswer, ...]:
    """Who may answer and has not, by number, for whoever walks round with a tablet."""
    with reading() as db:
        meeting = meetings.get_meeting(db, polls.get_poll(db, poll_id).meeting_id)
        permit_in(db, actor, Action.CHECK_IN, meeting)
        return tuple(
            WithoutAnswer(one.id, one.number, one.name, one.device_key is not None)
            for row, one in polls.list_voices(db, poll_id)
            if row.answered_at is None
        )


def add_entitled(db: Session, meeting: Meeting, attendee: Attendee) -> None:
    """Let who came in while a poll is open answer it too (within the act of checking them in)."""
    if not attendee.has_vote:
        return
    db.flush()
    poll = polls.find_open(db, meeting.id)
    if poll is not None:
        polls.entitle(db, poll.id, [attendee])


def _get_answerable(db: Session, meeting: Meeting, poll_id: int) -> Poll:
    poll = polls.get_poll(db, poll_id, is_held=True)
    if poll.meeting_id != meeting.id:
        raise Refusal("poll.unknown")
    if poll.state != PollState.OPEN:
        raise Refusal("poll.not_open")
    return poll


def _save(
    db: Session,
    meeting: Meeting,
    poll: Poll,
    attendee_id: int,
    answer: Mapping[str, int],
    channel: str,
) -> OwnAnswer:
    kept = checked(terms_of(poll), answer)
    at = utc_now() if kept else None
    if not polls.note_answered(db, poll.id, attendee_id, at, channel):
        raise Refusal("poll.not_entitled")
    key = polls.find_key(db, poll.id, attendee_id)
    if key is None:
        raise Refusal("poll.not_open")
    if polls.find_answer(db, poll.id, key) != kept:
        if kept:
            polls.put_answer(db, poll.id, key, kept, None if poll.is_secret else attendee_id)
        else:
            polls.drop_answer(db, poll.id, key)
        meetings.touch(db, meeting)
    return OwnAnswer(True, bool(kept), kept, at)
