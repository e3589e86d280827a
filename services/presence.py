"""Who is in the room: noted by the clerk at the door, with the way back from a wrong tap.

The row of the person is the trace (`came_at`, `checked_in_by`): the facilitator's undo is about
what happened in the room, and must not take back somebody whom the door let in.
"""

import logging

from db import meetings, polls, rosters
from db.engine import Session, reading, transaction
from db.tables import Attendee, Meeting
from domain.clock import utc_now
from domain.meetings import VOTING_STANDINGS, Standing
from domain.quorum import QuorumReport
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from domain.roster_lines import LONGEST_NAME
from services.meeting_access import UNENDED, permit_in, refuse_unless_in
from services.meeting_reading import is_present, report_of
from services.poll_answers import add_entitled

log = logging.getLogger(__name__)


def check_in(actor: Actor, meeting_id: int, attendee_id: int) -> None:
    """Note that somebody is here; twice is once, and who had left is back."""
    with transaction() as db:
        meeting = _at_the_door(db, actor, meeting_id)
        row = meetings.get_attendee(db, meeting_id, attendee_id)
        if is_present(row):
            return
        _let_in(row, actor)
        add_entitled(db, meeting, row)
        meetings.touch(db, meeting)
        log.info("attendee %d is here, noted by account %d", attendee_id, actor.account_id)


def take_back_check_in(actor: Actor, meeting_id: int, attendee_id: int) -> None:
    """It was the wrong name: as if they had not come, also to a poll that is open.

    Refused for who speaks by a device, and for who has taken part in something already.
    """
    with transaction() as db:
        meeting = _at_the_door(db, actor, meeting_id)
        row = meetings.get_attendee(db, meeting_id, attendee_id)
        if row.came_at is None:
            return
        if row.device_key is not None:
            raise Refusal("presence.has_device", name=row.name)
        poll = polls.find_open(db, meeting_id)
        if poll is not None:
            polls.take_off(db, poll.id, attendee_id)
        if rosters.has_taken_part(db, attendee_id):
            raise Refusal("presence.has_taken_part", name=row.name)
        row.came_at = row.left_at = row.checked_in_by = None
        meetings.touch(db, meeting)


def note_left(actor: Actor, meeting_id: int, attendee_id: int) -> None:
    """Note that somebody went home: they count no more, and their device speaks no more."""
    with transaction() as db:
        meeting = _at_the_door(db, actor, meeting_id)
        row = meetings.get_attendee(db, meeting_id, attendee_id)
        if not is_present(row):
            return
        row.left_at = utc_now()
        meetings.touch(db, meeting)


def add_walk_in(
    actor: Actor,
    meeting_id: int,
    name: str,
    standing: Standing = Standing.RESIDENT,
    *,
    is_another: bool = False,
) -> int:
    """Let in somebody whom nobody invited; their id.

    Somebody of the same name and standing who came in this way is the same person (a double tap);
    one who is on the roster is refused with their number, unless it `is_another` person.
    """
    name = name.strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        raise Refusal("presence.name", most=LONGEST_NAME)
    with transaction() as db:
        meeting = _at_the_door(db, actor, meeting_id)
        twin = rosters.find_same_name(db, meeting_id, name)
        if twin is not None and not is_another:
            if not twin.is_invited and is_present(twin) and twin.standing == standing.value:
                return twin.id
            raise Refusal("presence.same_name", name=name, number=twin.number)
        row = Attendee(
            meeting_id=meeting_id,
            number=meetings.next_attendee_number(db, meeting_id),
            name=name,
            standing=standing.value,
            has_vote=standing in VOTING_STANDINGS,
            created_at=utc_now(),
        )
        _let_in(row, actor)
        db.add(row)
        add_entitled(db, meeting, row)
        meetings.touch(db, meeting)
        db.flush()
        return row.id


def quorum_report(meeting_id: int) -> QuorumReport:
    """How every condition of the meeting's quorum stands now; public."""
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        return report_of(meeting, meetings.list_attendees(db, meeting_id))


def _at_the_door(db: Session, actor: Actor, meeting_id: int) -> Meeting:
    meeting = meetings.get_meeting(db, meeting_id, for_update=True)
    permit_in(db, actor, Action.CHECK_IN, meeting)
    refuse_unless_in(meeting, UNENDED)
    return meeting


def _let_in(row: Attendee, actor: Actor) -> None:
    row.came_at = row.came_at or utc_now()
    row.left_at = None
    row.checked_in_by = actor.account_id
