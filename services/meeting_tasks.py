"""Which meetings wait for a person: to run, to stand at the door of, to go to."""

from collections.abc import Collection
from datetime import timedelta

from db import meetings, minutes
from db.engine import Session
from db.tables import Meeting
from domain.clock import local, utc_now
from domain.meetings import MeetingState
from domain.minutes_flow import WRITABLE, MinutesState
from domain.rights import Action, Subject, may
from domain.roles import Actor, Role
from domain.tasks import Task, TaskKind
from services.meeting_access import place_of

_UNENDED = (MeetingState.PLANNED, MeetingState.OPEN)
_DAYS_BACK = 60
"""Minutes that nobody has written by then are no longer asked for on the home page."""

_DAYS_AHEAD = 14
"""An invitation stands on the home page for so many days before the meeting."""


def list_meeting_tasks(db: Session, actor: Actor) -> list[Task]:
    """Today's meetings for who runs them or checks people in; invitations for everyone else."""
    rows = meetings.list_meetings(db, _UNENDED)
    nearest = sorted(rows, key=lambda one: (one.starts_at, one.id))
    if actor.role is Role.FACILITATOR:
        running = [_task(TaskKind.RUN_MEETING, one) for one in nearest if _is_today(one)]
        return running + _minutes(db, TaskKind.WRITE_MINUTES, (None,))
    if actor.role is Role.OFFICER:
        return _minutes(db, TaskKind.APPROVE_MINUTES, WRITABLE)
    if actor.role is Role.CLERK:
        return [
            _task(TaskKind.CHECK_IN, one)
            for one in nearest
            if _is_today(one) and may(Action.CHECK_IN, actor, None, Subject(place=place_of(one)))
        ]
    return [_task(TaskKind.ATTEND_MEETING, one) for one in nearest if _is_expected(db, actor, one)]


def _minutes(db: Session, kind: TaskKind, states: Collection[MinutesState | None]) -> list[Task]:
    """Meetings that were held lately and whose minutes stand so."""
    since = utc_now() - timedelta(days=_DAYS_BACK)
    held = meetings.list_meetings(db, (MeetingState.CLOSED,), since=since)
    stand = {meeting.id: state for meeting, state in minutes.states_of_minutes(db)}
    return [_task(kind, one) for one in held if stand.get(one.id) in states]


def _is_today(row: Meeting) -> bool:
    is_open = row.state == MeetingState.OPEN.value
    return is_open or local(row.starts_at).date() == local(utc_now()).date()


def _is_expected(db: Session, actor: Actor, row: Meeting) -> bool:
    if (row.starts_at - utc_now()).days > _DAYS_AHEAD:
        return False
    person = meetings.find_attendee_by_account(db, row.id, actor.account_id)
    return person is not None and person.is_invited and person.came_at is None


def _task(kind: TaskKind, row: Meeting) -> Task:
    return Task(kind, 1, None, row.title, only_id=row.id)
