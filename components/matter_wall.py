"""流程图上墙: the keys that put one matter on a wall of the hall."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.matter_forms import named
from domain.projector import SCREENS
from domain.proposal_views import Choice


def draw_wall_keys(rooms: Sequence[Choice], on_show: Callable[[int, str], None]) -> None:
    """A key for each wall; where several meetings go on, the one whose room is meant first."""
    names = named(rooms)
    with st.popover(t("matter.to_wall"), icon=":material/cast:"):
        room = rooms[0].key
        if len(rooms) > 1:
            room = st.selectbox(
                t("control.meeting"),
                list(names),
                format_func=names.__getitem__,
                key="matter_wall_meeting",
            )
        for screen in SCREENS:
            st.button(
                t("control.screen_name", number=screen),
                key=f"matter_wall_{screen}",
                icon=":material/account_tree:",
                width="stretch",
                on_click=on_show,
                args=(int(room), screen),
            )
