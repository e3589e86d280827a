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


def put_cockpit_look() -> None:
    """Our own static style sheet."""
    st.html(LOOK)


def choose_view() -> View:
    """One of the views; the first until another is pressed."""
    names = {view.value: t(f"floor.view.{view}") for view in View}
    st.session_state.setdefault(VIEW, View.NOW.value)
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
