"""首页: what runs now, and what this person can do next."""

import streamlit as st

from components.language import t
from components.register import page_file
from components.round_cards import by_need, draw_grid
from components.sign_in import current_actor
from components.task_list import draw_tasks
from components.telling import reading_or_stop, tell
from domain.phases import Phase
from domain.roles import Actor
from domain.round_views import RoundCard
from services import rounds
from services.tasks import list_tasks

RUNNING = tuple(phase for phase in Phase if phase not in (Phase.PREPARE, Phase.CLOSED))


def draw_welcome() -> None:
    """For a visitor: what this is, in one sentence, and the way in."""
    st.title(t("home.title"))
    tell()
    st.header(t("home.what"), anchor=False)
    st.markdown(t("home.how"))
    if st.button(t("home.sign_in"), type="primary", icon=":material/login:"):
        st.switch_page(page_file("sign_in"))


def draw_desk(person: Actor) -> None:
    """For whoever is signed in: what waits for them."""
    with reading_or_stop():
        tasks = list_tasks(person)
    st.title(t("home.tasks") if tasks else t("home.no_tasks"))
    tell()
    draw_tasks(tasks)


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
with reading_or_stop():
    listed = rounds.list_rounds()
draw_running(listed, is_large=actor is None)
