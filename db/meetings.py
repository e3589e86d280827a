"""Queries on meetings, their agenda, and who is in the room."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, func, select

from db.tables import AgendaItem, Attendee, Meeting
from domain.meetings import MeetingState
from domain.refusals import Refusal


def get_meeting(db: Session, meeting_id: int, *, for_update: bool = False) -> Meeting:
    """The meeting, or a refusal. `for_update` locks the row where the database knows row locks."""
    query = select(Meeting).where(Meeting.id == meeting_id)
    if for_update:
        query = query.with_for_update()
    meeting = db.exec(query).one_or_none()
    if meeting is None:
        raise Refusal("meeting.unknown")
    return meeting


def find_meeting_to_join(db: Session, join_code: str) -> Meeting | None:
    """The meeting that this code opens now."""
    return db.exec(select(Meeting).where(Meeting.join_code == join_code)).one_or_none()


def find_version(db: Session, meeting_id: int) -> int:
    """The meeting's version; 0 where there is none."""
    return db.exec(select(Meeting.version).where(Meeting.id == meeting_id)).one_or_none() or 0


def list_meetings(
    db: Session,
    states: Iterable[MeetingState] = tuple(MeetingState),
    *,
    community_id: int | None = None,
    since: datetime | None = None,
) -> list[Meeting]:
    """Meetings in these states, the latest first."""
    query = select(Meeting).where(col(Meeting.state).in_([state.value for state in states]))
    if community_id is not None:
        query = query.where(Meeting.community_id == community_id)
    if since is not None:
        query = query.where(Meeting.starts_at >= since)
    return list(db.exec(query.order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())))


def touch(db: Session, meeting: Meeting) -> None:
    """Say that something in the room changed: caches, screens and phones ask `version`."""
    # The database counts: of two answers in one instant, each makes a number of its own.
    meeting.version = col(Meeting.version) + 1  # type: ignore[assignment]
    db.add(meeting)


def get_item(db: Session, meeting_id: int, item_id: int) -> AgendaItem:
    """An item of this meeting's agenda, or a refusal."""
    item = db.get(AgendaItem, item_id)
    if item is None or item.meeting_id != meeting_id:
        raise Refusal("agenda.unknown")
    return item


def list_items(db: Session, meeting_id: int) -> list[AgendaItem]:
    """The agenda in its order."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(db.exec(query.order_by(col(AgendaItem.position), col(AgendaItem.id))))


def get_attendee(db: Session, meeting_id: int, attendee_id: int) -> Attendee:
    """Somebody of this meeting, or a refusal."""
    attendee = db.get(Attendee, attendee_id)
    if attendee is None or attendee.meeting_id != meeting_id:
        raise Refusal("attendee.unknown")
    return attendee


def find_attendee_by_device(db: Session, meeting_id: int, device_key: str) -> Attendee | None:
    """For whom this device speaks in the meeting."""
    where = (Attendee.meeting_id == meeting_id, Attendee.device_key == device_key)
    return db.exec(select(Attendee).where(*where)).one_or_none()


def find_attendee_by_account(db: Session, meeting_id: int, account_id: int) -> Attendee | None:
    """The person of this account in the meeting."""
    where = (Attendee.meeting_id == meeting_id, Attendee.account_id == account_id)
    return db.exec(select(Attendee).where(*where)).one_or_none()


def find_attendee_by_pin(db: Session, meeting_id: int, pin: str) -> Attendee | None:
    """The person of the roster who holds this PIN."""
    where = (Attendee.meeting_id == meeting_id, Attendee.pin == pin)
    return db.exec(select(Attendee).where(*where)).one_or_none()


def list_attendees(db: Session, meeting_id: int) -> list[Attendee]:
    """Everyone invited or come, by number."""
    query = select(Attendee).where(Attendee.meeting_id == meeting_id)
    return list(db.exec(query.order_by(col(Attendee.number))))


def list_present(db: Session, meeting_id: int) -> list[Attendee]:
    """Who is in the room now."""
    query = select(Attendee).where(
        Attendee.meeting_id == meeting_id,
        col(Attendee.came_at).is_not(None),
        col(Attendee.left_at).is_(None),
    )
    return list(db.exec(query.order_by(col(Attendee.number))))


def next_attendee_number(db: Session, meeting_id: int) -> int:
    """The number of the next person, from 1."""
    query = select(func.max(Attendee.number)).where(Attendee.meeting_id == meeting_id)
    return (db.exec(query).one() or 0) + 1
