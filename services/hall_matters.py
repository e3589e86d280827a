"""Which matters a meeting's wall may show, and the wall of which meetings may show one."""

from db import hall, matters, meetings
from db.engine import reading
from domain.meetings import MeetingState
from domain.proposal_views import Choice
from domain.rights import Action, Subject, may
from domain.roles import Actor
from services.last_answers import list_last_answers
from services.meeting_access import place_of

MOST_OFFERED = 60


def list_titles(meeting_id: int) -> dict[int, str]:
    """By id: what was promised last time, then what goes on in the place, the newest first."""
    promised = {one.matter_id: one.title for one in list_last_answers(meeting_id)}
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        there = hall.list_matters_of_place(db, meeting, MOST_OFFERED)
        return promised | {one.id: one.title for one in there if one.id not in promised}


def list_rooms(actor: Actor | None, matter_id: int) -> tuple[Choice, ...]:
    """The meetings on whose wall this person may put the matter now: open ones, else planned."""
    if actor is None:
        return ()
    with reading() as db:
        matter = matters.get_matter(db, matter_id)
        for state in (MeetingState.OPEN, MeetingState.PLANNED):
            rooms = tuple(
                Choice(one.id, one.title, one.title)
                for one in meetings.list_meetings(db, (state,))
                if may(Action.SHOW_ON_PROJECTOR, actor, None, Subject(place=place_of(one)))
                and hall.is_of_place(one, matter)
            )
            if rooms:
                return rooms
    return ()
