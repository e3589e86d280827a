"""The screens of a tablet that is handed round: the number, the greeting, the thanks."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from components.language import t
from components.plain import plain
from domain.kiosks import WARNING, KioskView

_HERE = Path(__file__).parent
NUMBER, END_PIN = "kiosk_number", "kiosk_end_pin"


def put_kiosk_look() -> None:
    """The tablet's own static style sheet, and its keys for digits."""
    st.html(_HERE / "kiosk.css")
    with st.container(key="kiosk_digits"):
        st.html(_HERE / "static_html" / "kiosk_digits.html", unsafe_allow_javascript=True)


def draw_thanks() -> None:
    """Saved, and what to do with the tablet."""
    with st.container(key="kiosk_thanks"):
        st.title(f":material/check_circle: {t('kiosk.thanks')}", anchor=False)
        st.markdown(t("kiosk.hand_on"))


def draw_calm(title: str) -> None:
    """Nothing is asked now."""
    with st.container(key="kiosk_calm"):
        st.markdown(plain(title))
        st.title(t("kiosk.no_poll"), anchor=False)


def draw_number_form(title: str, come: Callable[[str], None]) -> None:
    """Ask for the number on the slip; `come` is called with what was typed."""
    st.markdown(plain(title))
    with st.container(key="kiosk_come"), st.form("kiosk_number_form", clear_on_submit=True):
        st.text_input(t("kiosk.type_pin"), key=NUMBER, max_chars=12, autocomplete="off")
        st.form_submit_button(
            t("kiosk.go_on"),
            type="primary",
            width="stretch",
            on_click=lambda: come(str(st.session_state.get(NUMBER) or "")),
        )


def draw_greeting(kiosk: KioskView) -> None:
    """Who is at the tablet, so that nobody answers for somebody else."""
    name = kiosk.account_name or (kiosk.voice.name if kiosk.voice else "")
    with st.container(key="kiosk_hello"):
        if name:
            st.markdown(plain(t("kiosk.welcome", name=name)))
        elif kiosk.voice is not None:
            st.markdown(t("kiosk.welcome_number", number=kiosk.voice.number))


def draw_stay_key(seconds_left: int, stay: Callable[[], None]) -> None:
    """Shortly before the end: one tap, and the time begins anew."""
    if seconds_left > WARNING.total_seconds():
        return
    with st.container(key="kiosk_stay"):
        st.button(
            t("kiosk.still_here", seconds=seconds_left),
            icon=":material/touch_app:",
            width="stretch",
            key="kiosk_stay_key",
            on_click=stay,
        )


def draw_next_key(words: str, end_turn: Callable[[], None], *, is_main: bool) -> None:
    """Hand the tablet on."""
    with st.container(key="kiosk_next"):
        st.button(
            words,
            type="primary" if is_main else "secondary",
            icon=":material/swap_horiz:",
            width="stretch",
            key="kiosk_next_key",
            on_click=end_turn,
        )


def draw_staff_door(end: Callable[[str], None]) -> None:
    """The way out, by the PIN with which the tablet was opened."""
    st.space("large")
    # In a form a PIN that is left with the Tab key, on to the eye that shows it, is sent too.
    with (
        st.expander(t("kiosk.staff"), icon=":material/lock:"),
        st.container(key="kiosk_end"),
        st.form("kiosk_end_form", border=False),
    ):
        st.text_input(t("kiosk.end_pin"), type="password", key=END_PIN, max_chars=8)
        st.form_submit_button(
            t("kiosk.end"), on_click=lambda: end(str(st.session_state.pop(END_PIN, None) or ""))
        )
