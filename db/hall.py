"""Queries for the wall of a meeting: what runs in the room, and what has just ended."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from db.tables import AgendaItem, Matter, Meeting, Motion, Poll, Speech, StanceWave
from domain.floor import MotionState
from domain.matters import ENDED, MatterState
from domain.meetings import ItemState
from domain.places import area
from domain.polls import PollState

UNDER_WAY = (MotionState.MOVED, MotionState.SECONDED, MotionState.PUT)
SEEN = (PollState.OPEN, PollState.CLOSED)


@dataclass(frozen=True, slots=True)
class Room:
    """The rows of now. `poll` is open, or else the last that closed.

    `wave_is_open` None: no stances were asked on the item.
    """

    meeting: Meeting
    has_begun: bool
    item: AgendaItem | None
    speech: Speech | None
    motion_id: int | None
    poll: Poll | None
    wave_is_open: bool | None


def find_room(db: Session, meeting_id: int) -> Room | None:
    """What runs in the room; None where there is no such meeting."""
    meeting = db.get(Meeting, meeting_id)
    if meeting is None:
        return None
    item = db.get(AgendaItem, meeting.current_item_id) if meeting.current_item_id else None
    return Room(
        meeting,
        has_begun=_has_begun(db, meeting_id),
        item=item,
        speech=db.get(Speech, meeting.current_speech_id) if meeting.current_speech_id else None,
        motion_id=find_newest_motion(db, meeting_id, item.id, UNDER_WAY) if item else None,
        poll=find_shown_poll(db, meeting_id),
        wave_is_open=_find_wave(db, item.id) if item else None,
    )


def find_shown_poll(db: Session, meeting_id: int) -> Poll | None:
    """The open poll, or else the one that closed last."""
    query = select(Poll).where(
        Poll.meeting_id == meeting_id, col(Poll.state).in_([one.value for one in SEEN])
    )
    newest = (col(Poll.closed_at).is_not(None), col(Poll.closed_at).desc(), col(Poll.id).desc())
    return db.exec(query.order_by(*newest)).first()


def find_newest_motion(
    db: Session,
    meeting_id: int,
    item_id: int,
    states: tuple[MotionState, ...] = tuple(MotionState),
) -> int | None:
    """The newest motion of an item in one of these states, its amendments aside."""
    query = select(Motion.id).where(
        Motion.meeting_id == meeting_id,
        Motion.item_id == item_id,
        col(Motion.amends_id).is_(None),
        col(Motion.state).in_([one.value for one in states]),
    )
    return db.exec(query.order_by(col(Motion.number).desc())).first()


def has_motion(db: Session, meeting_id: int, motion_id: int) -> bool:
    """Whether this is a motion of the meeting."""
    motion = db.get(Motion, motion_id)
    return motion is not None and motion.meeting_id == meeting_id


def has_poll(db: Session, meeting_id: int, poll_id: int) -> bool:
    """Whether this is a poll of the meeting that the room has seen."""
    poll = db.get(Poll, poll_id)
    return poll is not None and poll.meeting_id == meeting_id and poll.state in SEEN


def has_matter(db: Session, meeting_id: int, matter_id: int) -> bool:
    """Whether this matter is public and of the meeting's place, or promised in a meeting there."""
    matter, meeting = db.get(Matter, matter_id), db.get(Meeting, meeting_id)
    return matter is not None and meeting is not None and is_of_place(meeting, matter)


def is_of_place(meeting: Meeting, matter: Matter) -> bool:
    """Whether a wall of the meeting may show this matter: of its place, or of one around it."""
    here, there = ((one.subdistrict_id, one.community_id) for one in (meeting, matter))
    return matter.is_public and (area(*here).covers(*there) or area(*there).covers(*here))


def list_matters_of_place(db: Session, meeting: Meeting, most: int) -> list[Matter]:
    """Public matters that have not ended, the newest first: the place's own, then those around."""
    not_ended = [one.value for one in MatterState if one not in ENDED]
    query = select(Matter).where(col(Matter.is_public), col(Matter.state).in_(not_ended))
    for column, here in (
        (col(Matter.subdistrict_id), meeting.subdistrict_id),
        (col(Matter.community_id), meeting.community_id),
    ):
        if here is not None:
            query = query.where(or_(column == here, column.is_(None)))
            query = query.order_by(column.is_(None))
    newest = (col(Matter.created_at).desc(), col(Matter.id).desc())
    return list(db.exec(query.order_by(*newest).limit(most)))


def _has_begun(db: Session, meeting_id: int) -> bool:
    waits = (ItemState.WAITING.value, ItemState.SKIPPED.value)
    query = select(func.count()).where(
        AgendaItem.meeting_id == meeting_id, col(AgendaItem.state).not_in(waits)
    )
    return db.exec(query).one() > 0


def _find_wave(db: Session, item_id: int) -> bool | None:
    closed = list(db.exec(select(StanceWave.closed_at).where(StanceWave.item_id == item_id)))
    return any(one is None for one in closed) if closed else None
