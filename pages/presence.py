"""签到: the clerk's tablet at the door. A name, one tap, here; and whether enough have come."""

import streamlit as st

from components.language import t
from components.meeting_choice import choose_meeting
from components.meeting_door import Door, draw_present, draw_search, draw_walk_in
from components.meeting_quorum import draw_figures, draw_verdict
from components.plain import plain
from components.register import page_file
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.meeting_views import RosterLine
from domain.meetings import MeetingState
from domain.refusals import Refusal
from domain.rights import Action, refuse_unless_permitted
from domain.roles import Actor, Role
from services import meetings, presence, rosters

REFRESH_SECONDS = 4
LAST, SAME_NAME = "door_last_id", "door_same_name"
UNENDED = (MeetingState.PLANNED, MeetingState.OPEN)


def check_in(one: RosterLine) -> None:
    """They are here (a callback)."""
    if attempt(presence.check_in, actor, number, one.id):
        st.session_state[LAST] = one.id
        st.session_state["door_typed"] = ""


def take_back(one: RosterLine) -> None:
    """It was somebody else (a callback)."""
    if attempt(presence.take_back_check_in, actor, number, one.id):
        done(t("door.taken_back", name=plain(one.name)))


def left(one: RosterLine) -> None:
    """They went home (a callback)."""
    if attempt(presence.note_left, actor, number, one.id):
        done(t("door.has_left", name=plain(one.name)))


def walk_in(is_another: bool) -> None:
    """Somebody whom nobody invited (a callback)."""
    name, standing = st.session_state["door_name"], st.session_state["door_standing"]

    def let_in() -> None:
        try:
            st.session_state[LAST] = presence.add_walk_in(
                actor, number, name, standing, is_another=is_another
            )
        except Refusal as refusal:
            st.session_state[SAME_NAME] = refusal.code == "presence.same_name"
            raise

    if attempt(let_in):
        st.session_state[SAME_NAME] = False
        st.session_state["door_name"] = ""


@st.fragment(run_every=REFRESH_SECONDS)
def draw_count(meeting_id: int) -> None:
    """The large figures; phones come in without this tablet, so it looks again and again."""
    with reading_or_stop():
        view = meetings.get_meeting_view(meeting_id)
    draw_figures(view)
    draw_verdict(view)


def permit_door(person: Actor) -> None:
    """Say at once to whom the door is not theirs; a clerk's own place is asked by the services."""
    if person.role is not Role.CLERK:
        refuse_unless_permitted(Action.CHECK_IN, person, None)


actor = require_actor()
st.title(t("page.presence"))
tell()
with reading_or_stop():
    permit_door(actor)
    chosen = choose_meeting(meetings.list_meetings(UNENDED))
    if chosen is None:
        st.info(t("door.no_meeting"), icon=":material/event_busy:")
        st.page_link(page_file("meetings"), label=t("meeting.all"), icon=":material/groups:")
        st.stop()
    number = chosen
    roster = rosters.list_roster(actor, number)
draw_count(number)
door = Door(check_in, take_back, left, walk_in)
last = next((one for one in roster if one.id == st.session_state.get(LAST)), None)
with st.container():
    draw_search(roster, last, door)
draw_walk_in(door)
draw_present(roster, door)
