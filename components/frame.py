"""The frame around every page: who I am, the language, the mark of the demonstration."""

import streamlit as st

from components.language import choose_language, language, t
from components.look import put_look
from components.register import page_file
from components.sign_in import sign_out
from domain.roles import Actor
from services import accounts


def is_wall(page_name: str) -> bool:
    """Whether a wall looks at this page: nobody stands before it who could press anything."""
    is_board = page_name == "dashboard" and st.query_params.get("wall") == "1"
    return page_name == "projector" or is_board


def draw_frame(actor: Actor | None, page_name: str) -> None:
    """One line above the page."""
    put_look()
    with st.container(horizontal=True, vertical_alignment="center", key="frame"):
        if _is_demonstration():
            st.badge(t("app.demo_data"), icon=":material/science:", color="orange")
        st.space("stretch")
        if actor is not None:
            st.markdown(t("app.signed_in_as", name=actor.name, role=actor.role), width="content")
            st.button(t("app.sign_out"), on_click=sign_out, args=(actor,), type="tertiary")
        elif page_name != "sign_in":
            st.page_link(page_file("sign_in"), label=t("app.sign_in"), icon=":material/login:")
        other = "en" if language() == "zh_CN" else "zh_CN"
        st.button(
            t("app.other_language"),
            on_click=choose_language,
            args=(other,),
            type="tertiary",
            icon=":material/translate:",
        )


@st.cache_data(ttl=60, show_spinner=False)
def _is_demonstration() -> bool:
    return accounts.is_demonstration()
