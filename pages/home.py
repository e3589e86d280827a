"""首页: what waits for this person, the three windows, what runs now and the next meeting."""

import streamlit as st

from components.language import t
from components.meeting_cards import draw_card
from components.register import page_file
from components.round_cards import by_need, draw_grid
from components.sign_in import current_actor
from components.task_list import draw_tasks
from components.telling import reading_or_stop, tell
from components.window_doors import draw_windows
from domain.meetings import MeetingState
from domain.phases import Phase
from domain.roles import Actor
from domain.round_views import RoundCard
from domain.windows import KINDS, Window, WindowFilter
from services import meetings, rounds, windows
from services.tasks import list_tasks

RUNNING = tuple(phase for phase in Phase if phase not in (Phase.PREPARE, Phase.CLOSED))
NEWS = 2


def draw_welcome() -> None:
    """For a visitor: what this is, in one sentence, and the way in."""
    st.title(t("home.title"))
    tell()
    st.header(t("home.what"), anchor=False)
    st.markdown(t("home.how"))
    with st.container(horizontal=True):
        if st.button(t("home.sign_in"), type="primary", icon=":material/login:"):
            st.switch_page(page_file("sign_in"))
        draw_search()


def draw_search() -> None:
    """The way to search over all that is public."""
    if st.button(t("home.search"), icon=":material/search:", key="home_search"):
        st.switch_page(page_file("search"))


def draw_desk(person: Actor) -> None:
    """For whoever is signed in: what waits for them."""
    with reading_or_stop():
        tasks = list_tasks(person)
    st.title(t("home.tasks") if tasks else t("home.no_tasks"))
    tell()
    draw_tasks(tasks)
    draw_search()


def draw_three() -> None:
    """The three windows with what is newest in each."""
    st.header(t("home.windows"), anchor=False)
    with reading_or_stop():
        news = {
            window: windows.list_items(WindowFilter(kinds=KINDS[window])).items[:NEWS]
            for window in Window
        }
    draw_windows(news)
    with st.container(horizontal=True):
        st.page_link(page_file("teams"), label=t("page.teams"), icon=":material/groups:")
        st.page_link(page_file("guide"), label=t("page.guide"), icon=":material/menu_book:")


def draw_next_meeting() -> None:
    """The meeting that goes on, or else the nearest to come."""
    with reading_or_stop():
        coming = meetings.list_meetings((MeetingState.OPEN, MeetingState.PLANNED))
    if not coming:
        return
    st.header(t("home.next_meeting"), anchor=False)
    draw_card(min(coming, key=lambda one: (one.state is not MeetingState.OPEN, one.starts_at)))
    st.page_link(page_file("meetings"), label=t("home.meetings"), icon=":material/arrow_forward:")


def draw_running(cards: list[RoundCard], *, is_large: bool) -> None:
    """The rounds that run now, those first in which a citizen has most to do.

    Large for a visitor; whoever is signed in has tasks that are to stand out.
    """
    st.header(t("round.running"), anchor=False)
    running = by_need([card for card in cards if card.phase in RUNNING])
    if not running:
        st.info(t("home.nothing_runs"), icon=":material/event_repeat:")
    draw_grid(running, is_large=is_large)
    st.page_link(page_file("rounds"), label=t("round.all"), icon=":material/arrow_forward:")


actor = current_actor()
if actor is None:
    draw_welcome()
else:
    draw_desk(actor)
draw_three()
with reading_or_stop():
    listed = rounds.list_rounds()
draw_running(listed, is_large=actor is None)
draw_next_meeting()
