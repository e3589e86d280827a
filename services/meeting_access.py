"""The door of every act in a room: the right, the meeting's state, the trace, the version."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from db import meetings
from db.acts import recording
from db.engine import Session, transaction
from db.tables import Attendee, Meeting, MeetingAct
from domain.clock import utc_now
from domain.meetings import ActKind, MeetingState, Voice
from domain.places import Place, PlaceKind
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from services.permission import permit

ANY_STATE = frozenset(MeetingState)
OPEN = frozenset({MeetingState.OPEN})
UNENDED = frozenset({MeetingState.PLANNED, MeetingState.OPEN})


@dataclass(slots=True)
class Act:
    """One act in a room, while its transaction lasts. `facts` are for the minutes.

    Set `happened` to False where the act turned out to be done already (a double tap): then
    nothing is traced and no screen is told.
    """

    db: Session
    meeting: Meeting
    facts: dict[str, object] = field(default_factory=dict)
    item_id: int | None = None
    happened: bool = True


@contextmanager
def act_in(
    actor: Actor,
    meeting_id: int,
    kind: ActKind,
    *,
    action: Action = Action.RUN_MEETING,
    states: frozenset[MeetingState] = OPEN,
    can_be_undone: bool = True,
    **facts: object,
) -> Iterator[Act]:
    """One transaction in which the meeting is held, the right checked, and the act traced."""
    with transaction() as db:
        meeting = meetings.get_meeting(db, meeting_id, for_update=True)
        permit_in(db, actor, action, meeting)
        refuse_unless_in(meeting, states)
        act = Act(db, meeting, dict(facts), meeting.current_item_id)
        with recording(db) as recorder:
            yield act
            before = recorder.before()
        if not act.happened:
            return
        db.add(
            MeetingAct(
                meeting_id=meeting_id,
                kind=kind.value,
                item_id=act.item_id,
                facts=act.facts,
                before=before if can_be_undone else None,
                at=utc_now(),
                account_id=actor.account_id,
            )
        )
        meetings.touch(db, meeting)


def permit_in(db: Session, actor: Actor, action: Action, meeting: Meeting) -> None:
    """Refuse unless the table grants the action in this meeting's place."""
    permit(db, actor, action, subject=Subject(place=place_of(meeting)))


def place_of(meeting: Meeting) -> Place:
    """The meeting's area as rights see it."""
    return Place(PlaceKind(meeting.place_kind), meeting.subdistrict_id, meeting.community_id)


def refuse_unless_in(meeting: Meeting, states: frozenset[MeetingState]) -> None:
    """Refuse an act for which the meeting is too early or too late."""
    if MeetingState(meeting.state) not in states:
        raise Refusal(f"meeting.is_{meeting.state}")


def confirm_voice(db: Session, voice: Voice) -> tuple[Meeting, Attendee]:
    """The meeting and the person; refuses a voice that another device took over, or that left."""
    meeting = meetings.get_meeting(db, voice.meeting_id)
    refuse_unless_in(meeting, OPEN)
    attendee = meetings.get_attendee(db, voice.meeting_id, voice.attendee_id)
    if attendee.device_key != voice.device_key:
        raise Refusal("voice.taken_over")
    if attendee.came_at is None or attendee.left_at is not None:
        raise Refusal("voice.left")
    return meeting, attendee
