"""The frame of the cockpit: its style sheet, and which of its views is before the facilitator."""

from enum import StrEnum
from pathlib import Path

import streamlit as st

from components.language import t

LOOK = Path(__file__).with_name("cockpit.css")
VIEW = "cockpit_view"


class View(StrEnum):
    """What happens now, and what is needed less often."""

    NOW = "now"
    VOTE = "vote"
    WALL = "wall"
    AGENDA = "agenda"
    NOTES = "notes"
    RULES = "rules"


BEFOREHAND = (View.NOW, View.WALL, View.RULES)


def put_cockpit_look() -> None:
    """Our own static style sheet."""
    st.html(LOOK)


def choose_view(*, is_open: bool) -> View:
    """One of the views; the first until another is pressed. Before the meeting opens only a few."""
    views = tuple(View) if is_open else BEFOREHAND
    names = {view.value: t(f"floor.view.{view}") for view in views}
    if st.session_state.get(VIEW) not in names:
        st.session_state[VIEW] = View.NOW.value
    chosen = st.segmented_control(
        t("floor.views"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=VIEW,
    )
    return View(chosen or View.NOW)


def go_to(view: View) -> None:
    """Show this view from the next drawing on; for callbacks alone."""
    st.session_state[VIEW] = view.value
