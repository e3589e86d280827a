"""The door to the minutes: the right, the meeting that must be over, the row held, who saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from db import meetings, minutes
from db.engine import Session, transaction
from db.tables import Meeting, Minutes
from domain.clock import utc_now
from domain.meetings import MeetingState
from domain.minutes import Content, as_json, from_json
from domain.minutes_flow import WRITABLE, MinutesState
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.meeting_access import permit_in, refuse_unless_in

OVER = frozenset({MeetingState.CLOSED})


@dataclass(slots=True)
class Writing:
    """The minutes while they are changed; what `content` is at the end is saved."""

    row: Minutes
    content: Content


@contextmanager
def writing(actor: Actor, meeting_id: int) -> Iterator[Writing]:
    """One transaction in which the text may be changed; nothing is saved where nothing changed."""
    with transaction() as db:
        permit_on_minutes(db, actor, meeting_id, Action.WRITE_MINUTES)
        row = minutes.get_minutes(db, meeting_id, for_update=True)
        refuse_unless_writable(row)
        before = from_json(row.content)
        text = Writing(row, before)
        yield text
        if text.content != before:
            row.content = as_json(text.content)
            note_saved(row, actor)


def permit_on_minutes(db: Session, actor: Actor, meeting_id: int, action: Action) -> Meeting:
    """The meeting, held; refuses who may not, and a meeting that is not over."""
    meeting = meetings.get_meeting(db, meeting_id, for_update=True)
    permit_in(db, actor, action, meeting)
    refuse_unless_in(meeting, OVER)
    return meeting


def refuse_unless_writable(row: Minutes) -> None:
    """Refuse to change what was approved."""
    if MinutesState(row.state) not in WRITABLE:
        raise Refusal("minutes.approved")


def note_saved(row: Minutes, actor: Actor) -> None:
    """Remember when and by whom the text was changed last."""
    row.saved_at, row.saved_by = utc_now(), actor.account_id
