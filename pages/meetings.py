"""议事会: every meeting — what goes on now, what is coming, what is over."""

import streamlit as st

from components.language import t
from components.meeting_cards import draw_card, draw_grid
from components.register import page_file
from components.sign_in import current_actor
from components.telling import reading_or_stop, tell
from domain.meeting_views import MeetingCard
from domain.meetings import MeetingState
from domain.rights import Action, is_offered
from services import meetings

PAST_AT_FIRST = 6


def draw_open(cards: list[MeetingCard]) -> None:
    """What goes on now, large."""
    for card in cards:
        draw_card(card, is_strong=True)


def draw_coming(cards: list[MeetingCard]) -> None:
    """What is coming, the nearest first."""
    st.header(t("meeting.coming"), anchor=False)
    if not cards:
        st.markdown(t("meeting.none_coming"))
    draw_grid(sorted(cards, key=lambda card: card.starts_at))


def draw_past(cards: list[MeetingCard]) -> None:
    """What is over, the latest first; older ones on demand."""
    if not cards:
        return
    st.header(t("meeting.past"), anchor=False)
    draw_grid(cards[:PAST_AT_FIRST])
    if len(cards) > PAST_AT_FIRST:
        with st.expander(t("meeting.earlier", n=len(cards) - PAST_AT_FIRST)):
            draw_grid(cards[PAST_AT_FIRST:])


actor = current_actor()
st.title(t("page.meetings"))
tell()
with reading_or_stop():
    listed = meetings.list_meetings()
by_state = {state: [one for one in listed if one.state is state] for state in MeetingState}
draw_open(by_state[MeetingState.OPEN])
if actor is not None and is_offered(Action.SET_UP_MEETING, actor.role):
    st.page_link(page_file("meeting_setup"), label=t("meeting.new"), icon=":material/add:")
draw_coming(by_state[MeetingState.PLANNED])
over = by_state[MeetingState.CLOSED] + by_state[MeetingState.CANCELLED]
draw_past(sorted(over, key=lambda card: card.starts_at, reverse=True))
