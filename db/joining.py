"""Queries on devices in the hall and on wrong PINs."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from db.tables import Attendee, Meeting, PastDevice, PinTry
from domain.meetings import MeetingState


def find_by_number(db: Session, meeting_id: int, number: int) -> Attendee | None:
    """Somebody of the meeting by number."""
    where = (Attendee.meeting_id == meeting_id, Attendee.number == number)
    return db.exec(select(Attendee).where(*where)).first()


def count_attendees(db: Session, meeting_id: int) -> int:
    """Everyone invited or come."""
    query = select(func.count()).select_from(Attendee).where(Attendee.meeting_id == meeting_id)
    return db.exec(query).one()


def find_meeting_of_device(db: Session, device_key: str) -> Meeting | None:
    """The meeting that this device was in last and that is over."""
    query = (
        select(Meeting)
        .join(Attendee, col(Attendee.meeting_id) == Meeting.id)
        .where(Attendee.device_key == device_key, Meeting.state == MeetingState.CLOSED.value)
        .order_by(col(Meeting.closed_at).desc())
    )
    return db.exec(query).first()


def is_past_device(db: Session, meeting_id: int, device_key: str) -> bool:
    """Whether another device took over from this one."""
    return db.get(PastDevice, (meeting_id, device_key)) is not None


def list_past_devices(db: Session, meeting_id: int) -> frozenset[str]:
    """Every device of the meeting that another one took over from."""
    query = select(PastDevice.device_key).where(PastDevice.meeting_id == meeting_id)
    return frozenset(db.exec(query))


def note_past_device(db: Session, meeting_id: int, device_key: str, at: datetime) -> None:
    """Remember that this device speaks for nobody any more, because another one does."""
    db.merge(PastDevice(meeting_id=meeting_id, device_key=device_key, at=at))


def forget_past_device(db: Session, meeting_id: int, device_key: str) -> None:
    """The device speaks again."""
    row = db.get(PastDevice, (meeting_id, device_key))
    if row is not None:
        db.delete(row)


def take_tries(db: Session, meeting_id: int, key: str) -> PinTry:
    """The count of wrong PINs under a key, made at the first."""
    row = db.get(PinTry, (meeting_id, key))
    if row is None:
        row = PinTry(meeting_id=meeting_id, device_key=key)
        db.add(row)
    return row


def locked_until(db: Session, meeting_id: int, key: str) -> datetime | None:
    """Until when this key waits; None where it never failed."""
    row = db.get(PinTry, (meeting_id, key))
    return None if row is None else row.locked_until
