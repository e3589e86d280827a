"""Queries on who speaks, what is moved, and what hangs on an act that is to be taken back."""

from collections.abc import Collection, Iterable

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from db import acts
from db.tables import Attendee, MeetingAct, Motion, Poll, PollVoice, Speech
from domain.floor import SpeechState
from domain.meetings import ActKind
from domain.polls import PollState
from domain.refusals import Refusal

_GIVEN = (SpeechState.SPEAKING.value, SpeechState.SPOKEN.value)


def get_speech(db: Session, meeting_id: int, speech_id: int) -> Speech:
    """A place on a speakers' list of this meeting, or a refusal."""
    speech = db.get(Speech, speech_id)
    if speech is None or speech.meeting_id != meeting_id:
        raise Refusal("speech.unknown")
    return speech


def find_speaking(db: Session, meeting_id: int) -> Speech | None:
    """Who has the floor now."""
    where = (Speech.meeting_id == meeting_id, Speech.state == SpeechState.SPEAKING.value)
    return db.exec(select(Speech).where(*where)).one_or_none()


def find_waiting(db: Session, item_id: int, attendee_id: int) -> Speech | None:
    """The one place at which this person waits to speak on the item."""
    where = (
        Speech.item_id == item_id,
        Speech.attendee_id == attendee_id,
        Speech.state == SpeechState.WAITING.value,
    )
    return db.exec(select(Speech).where(*where)).first()


def list_waiting(db: Session, item_id: int) -> list[Speech]:
    """Everyone who waits to speak on the item, as they asked."""
    where = (Speech.item_id == item_id, Speech.state == SpeechState.WAITING.value)
    return list(db.exec(select(Speech).where(*where).order_by(col(Speech.id))))


def list_given(db: Session, meeting_id: int) -> list[Speech]:
    """The speeches of the meeting so far, the one being given included, as they were called."""
    where = (Speech.meeting_id == meeting_id, col(Speech.state).in_(_GIVEN))
    query = select(Speech).where(*where).order_by(col(Speech.called_at), col(Speech.id))
    return list(db.exec(query))


def get_motion(db: Session, meeting_id: int, motion_id: int) -> Motion:
    """A motion of this meeting, or a refusal."""
    motion = db.get(Motion, motion_id)
    if motion is None or motion.meeting_id != meeting_id:
        raise Refusal("motion.unknown")
    return motion


def list_motions(db: Session, meeting_id: int, item_id: int | None = None) -> list[Motion]:
    """The motions of a meeting, or of one item, as they were moved."""
    query = select(Motion).where(Motion.meeting_id == meeting_id)
    if item_id is not None:
        query = query.where(Motion.item_id == item_id)
    return list(db.exec(query.order_by(col(Motion.number))))


def list_amendments(db: Session, motion_id: int) -> list[Motion]:
    """What was moved to change this motion."""
    query = select(Motion).where(Motion.amends_id == motion_id)
    return list(db.exec(query.order_by(col(Motion.number))))


def next_motion_number(db: Session, meeting_id: int) -> int:
    """The number of the meeting's next motion, from 1."""
    query = select(func.max(Motion.number)).where(Motion.meeting_id == meeting_id)
    return (db.exec(query).one() or 0) + 1


def polls_of_motions(db: Session, motion_ids: Collection[int]) -> dict[int, int]:
    """The newest poll on each motion that was not withdrawn."""
    query = select(Poll.motion_id, Poll.id).where(
        col(Poll.motion_id).in_(motion_ids), Poll.state != PollState.WITHDRAWN.value
    )
    found = db.exec(query.order_by(col(Poll.id)))
    return {motion_id: poll_id for motion_id, poll_id in found if motion_id is not None}


def has_open_poll(db: Session, meeting_id: int) -> bool:
    """Whether the room is voting now."""
    where = (Poll.meeting_id == meeting_id, Poll.state == PollState.OPEN.value)
    return db.exec(select(Poll.id).where(*where)).first() is not None


def list_people(db: Session, attendee_ids: Iterable[int]) -> dict[int, Attendee]:
    """People of the room by their id."""
    wanted = set(attendee_ids)
    rows = db.exec(select(Attendee).where(col(Attendee.id).in_(wanted))) if wanted else ()
    return {row.id: row for row in rows}


def find_newest_act(db: Session, meeting_id: int, kind: ActKind | None = None) -> MeetingAct | None:
    """The newest act of this kind (None: of any) that was not taken back."""
    query = select(MeetingAct).where(
        MeetingAct.meeting_id == meeting_id, col(MeetingAct.undone_at).is_(None)
    )
    if kind is not None:
        query = query.where(MeetingAct.kind == kind.value)
    return db.exec(query.order_by(col(MeetingAct.id).desc())).first()


def get_act(db: Session, meeting_id: int, act_id: int) -> MeetingAct:
    """One act of this meeting's trace, or a refusal."""
    act = db.get(MeetingAct, act_id)
    if act is None or act.meeting_id != meeting_id:
        raise Refusal("undo.unknown")
    return act


def refuse_if_answered(db: Session, act: MeetingAct) -> None:
    """Refuse to take back an act on a poll that has answers, or that is closed and frozen."""
    for kept in act.before or []:
        if kept["table"] != "poll" or not isinstance(kept["key"], list):
            continue
        [poll_id] = kept["key"]
        poll = db.get(Poll, poll_id)
        if poll is not None and poll.state == PollState.CLOSED.value:
            raise Refusal("undo.poll_closed")
        answered = (PollVoice.poll_id == poll_id, col(PollVoice.answered_at).is_not(None))
        if db.exec(select(PollVoice.poll_id).where(*answered)).first() is not None:
            raise Refusal("undo.answers_given")


def take_back(db: Session, act: MeetingAct, account_id: int) -> None:
    """Put back the rows of an act; refused where something has been built upon them since."""
    try:
        _let_go_of_items(db, act)
        acts.take_back(db, act, account_id)
        db.flush()
    except IntegrityError:
        raise Refusal("undo.built_upon") from None


def has_doubled_place(db: Session, meeting_id: int) -> bool:
    """Whether somebody waits twice on one item; no act may leave that behind."""
    doubled = (
        select(Speech.attendee_id)
        .where(Speech.meeting_id == meeting_id, Speech.state == SpeechState.WAITING.value)
        .group_by(col(Speech.item_id), col(Speech.attendee_id))
        .having(func.count(col(Speech.id)) > 1)
    )
    return db.exec(doubled).first() is not None


def _let_go_of_items(db: Session, act: MeetingAct) -> None:
    """The trace keeps the title of an item that was added and is taken back, not the item."""
    made = {
        kept["key"][0]
        for kept in act.before or []
        if kept["table"] == "agenda_item" and kept["row"] is None and isinstance(kept["key"], list)
    }
    if not made:
        return
    for one in acts.list_acts(db, act.meeting_id):
        if one.item_id in made and (one.id == act.id or one.undone_at is not None):
            one.item_id = None
    db.flush()
