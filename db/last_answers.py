"""Queries on what earlier meetings of a place left to be answered."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from db.tables import Matter, Meeting
from domain.matters import ANSWERED, UNANSWERED
from domain.meetings import MeetingState


def find_last_meeting_at(db: Session, meeting: Meeting) -> datetime | None:
    """When the last meeting of the same place before this one ended; None if there was none."""
    query = (
        select(Meeting.closed_at)
        .where(*_earlier_at_the_same_place(meeting))
        .order_by(col(Meeting.starts_at).desc())
        .limit(1)
    )
    return db.exec(query).first()


def list_matters(
    db: Session, meeting: Meeting, since: datetime | None
) -> list[tuple[Matter, Meeting]]:
    """Public matters of earlier meetings here, without an answer or answered after `since`."""
    answered: Any = col(Matter.state).in_([state.value for state in ANSWERED])
    if since is not None:
        answered = answered & (col(Matter.answered_at) >= since)
    query = (
        select(Matter, Meeting)
        .join(Meeting, col(Meeting.id) == Matter.meeting_id)
        .where(
            *_earlier_at_the_same_place(meeting),
            col(Matter.is_public),
            or_(col(Matter.state).in_([state.value for state in UNANSWERED]), answered),
        )
    )
    return [(matter, earlier) for matter, earlier in db.exec(query)]


def _earlier_at_the_same_place(meeting: Meeting) -> tuple[Any, ...]:
    return (
        Meeting.id != meeting.id,
        Meeting.place_kind == meeting.place_kind,
        _same(Meeting.subdistrict_id, meeting.subdistrict_id),
        _same(Meeting.community_id, meeting.community_id),
        Meeting.state == MeetingState.CLOSED.value,
        Meeting.starts_at < meeting.starts_at,
    )


def _same(column: Any, value: int | None) -> Any:
    return col(column).is_(None) if value is None else col(column) == value
