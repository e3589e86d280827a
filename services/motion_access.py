"""What a motion says now, and whether it may be put to the vote: read where it is voted on."""

from db import floor, meetings
from db.engine import Session
from db.tables import Motion
from domain.floor import MotionState
from domain.house_rules import rules_from
from domain.motions import refuse_unless_ready, wording


def wording_of(db: Session, motion: Motion) -> str:
    """The text of the motion with the amendments that were carried."""
    carried = MotionState.CARRIED.value
    amendments = floor.list_amendments(db, motion.id)
    return wording(motion.text, [one.text for one in amendments if one.state == carried])


def refuse_unready(db: Session, motion: Motion) -> None:
    """Refuse the vote on a motion that nobody seconded, or whose amendments are not decided."""
    meeting = meetings.get_meeting(db, motion.meeting_id)
    amendments = [MotionState(one.state) for one in floor.list_amendments(db, motion.id)]
    refuse_unless_ready(MotionState(motion.state), amendments, rules_from(meeting.house_rules))
