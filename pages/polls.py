"""表决 (`?id=`): prepared ahead with every detail, entered for those without a device, and read."""

from collections.abc import Mapping

import streamlit as st

from components.language import t
from components.meeting_choice import choose_meeting
from components.poll_entry import draw_entry
from components.poll_form import draw_poll_form
from components.poll_keys import put_poll_look
from components.poll_outcome import draw_named, draw_outcome
from components.sign_in import require_actor
from components.telling import attempt, done, reading_or_stop, tell
from domain.meeting_views import MeetingView
from domain.meetings import MeetingState
from domain.poll_views import PollView
from domain.polls import PollState, PollTerms
from domain.rights import Action, is_offered
from domain.roles import Actor
from services import meetings, poll_answers, polls

LIVE = (MeetingState.PLANNED, MeetingState.OPEN)
SECONDS_BETWEEN_LOOKS = 4


def prepare(actor: Actor, meeting_id: int, item_id: int | None, terms: PollTerms) -> None:
    """Write a poll down, to be opened from the cockpit (a callback)."""
    if attempt(polls.prepare_poll, actor, meeting_id, terms, item_id=item_id):
        done(t("poll.prepared"))


def enter(actor: Actor, poll: PollView, attendee_id: int, given: Mapping[str, int]) -> None:
    """Enter one person's answer (a callback)."""
    attempt(poll_answers.enter_answer, actor, poll.poll_id, attendee_id, given)


def draw_preparing(actor: Actor, meeting: MeetingView) -> None:
    """The whole form: kinds of answer, majority, base, floor area."""
    items = {one.id: f"{one.position}. {one.title}" for one in meeting.agenda}
    with st.expander(t("poll.prepare_title"), icon=":material/edit_note:"):
        item_id = st.selectbox(
            t("statement.item"), list(items), format_func=items.__getitem__, key="poll_item"
        )
        draw_poll_form(
            f"page_{meeting.id}", lambda terms: prepare(actor, meeting.id, item_id, terms)
        )


def watch_entry(actor: Actor, poll_id: int) -> None:
    """Who has not answered the open poll; looked at again every few seconds."""
    with reading_or_stop():
        poll = polls.get_poll_view(poll_id)
        if poll.state is not PollState.OPEN:
            st.rerun()
        draw_outcome(poll)
        waiting = () if poll.terms.is_secret else poll_answers.list_without_answer(actor, poll_id)
    draw_entry(poll, waiting, lambda who, given: enter(actor, poll, who, given))


def draw_record(poll: PollView) -> None:
    """A poll that waits, was withdrawn, or has its result, with the names of an open ballot."""
    with st.container(border=True):
        if poll.state is PollState.DRAFT:
            st.badge(t("poll_state.draft"), icon=":material/schedule:", color="gray")
        draw_outcome(poll)
        if poll.state is PollState.CLOSED and not poll.terms.is_secret:
            draw_named(poll.terms, polls.list_named_answers(poll.poll_id))


put_poll_look()
actor = require_actor()
st.title(t("page.polls"), anchor=False)
tell()
meeting_id = choose_meeting(meetings.list_meetings((*LIVE, MeetingState.CLOSED)))
if meeting_id is None:
    st.info(t("statement.no_meeting"), icon=":material/groups:")
    st.stop()
with reading_or_stop():
    meeting = meetings.get_meeting_view(meeting_id)
    every = polls.list_poll_views(meeting_id)
running = next((one for one in every if one.state is PollState.OPEN), None)
if running is not None and is_offered(Action.CHECK_IN, actor.role):
    st.fragment(watch_entry, run_every=SECONDS_BETWEEN_LOOKS)(actor, running.poll_id)
if meeting.state in LIVE and is_offered(Action.RUN_MEETING, actor.role):
    draw_preparing(actor, meeting)
rest = [one for one in every if one.state is not PollState.OPEN]
if not every:
    st.markdown(t("poll.none"))
for one in reversed(rest):
    draw_record(one)
