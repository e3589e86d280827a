"""The door of the room on a tablet: the code, then a name, a PIN or an account."""

from collections.abc import Callable

import streamlit as st

from components.language import t
from components.phone.door import DEVICE_COOKIE
from components.plain import plain
from components.register import page_file
from domain.joining import CODE_DIGITS, MOST_NAME_CHARACTERS, Presence, Room
from domain.meetings import Admission
from domain.roles import Actor

_TOKEN, _CODE, _NAME, _PIN = "device_token", "room_code", "room_name", "room_pin"


def device_token(make: Callable[[], str]) -> str:
    """This device's token: the one its browser keeps from the light page, or this session's own."""
    kept = st.context.cookies.get(DEVICE_COOKIE, "")
    if 32 <= len(kept) <= 64:
        return str(kept)
    if _TOKEN not in st.session_state:
        st.session_state[_TOKEN] = make()
    return str(st.session_state[_TOKEN])


def draw_code_form(is_wrong: bool) -> None:
    """Ask for the six digits on the wall."""
    with st.container(key="room_door"):
        if is_wrong:
            st.error(t("refusal.join.unknown_code"), icon=":material/error:")
        st.text_input(t("room.code"), max_chars=CODE_DIGITS + 1, key=_CODE, placeholder="000000")
        st.button(
            t("room.find"),
            type="primary",
            width="stretch",
            icon=":material/login:",
            on_click=_ask_for,
        )


def draw_way_in(
    room: Room,
    presence: Presence,
    actor: Actor | None,
    enter: Callable[[str, str | None], None],
    enter_with_account: Callable[[], None],
) -> None:
    """How one comes into this room: `enter` with a name and a PIN, or with the account."""
    st.title(plain(room.title), anchor=False)
    if presence.was_taken_over:
        st.warning(t("refusal.voice.taken_over"), icon=":material/devices:")
    elif presence.has_left:
        st.info(t("refusal.voice.left"), icon=":material/logout:")
    with st.container(key="room_door"):
        if actor is not None and room.admission is not Admission.ROSTER:
            st.button(
                t("room.enter_as", name=actor.name),
                type="primary",
                width="stretch",
                icon=":material/login:",
                on_click=enter_with_account,
            )
        elif room.admission is Admission.ACCOUNTS:
            st.info(t("room.account_needed"), icon=":material/lock:")
            st.page_link(page_file("sign_in"), label=t("app.sign_in"), icon=":material/login:")
        else:
            _draw_fields(room, enter)


def typed_name() -> str:
    """What stands in the field of the name."""
    return str(st.session_state.get(_NAME) or "")


def typed_pin() -> str | None:
    """What stands in the field of the PIN; None where none was asked for."""
    return st.session_state.get(_PIN)


def _draw_fields(room: Room, enter: Callable[[str, str | None], None]) -> None:
    if room.admission is Admission.ROSTER:
        st.text_input(t("room.pin"), max_chars=8, key=_PIN)
    else:
        st.text_input(t("room.name"), max_chars=MOST_NAME_CHARACTERS, key=_NAME)
    st.button(
        t("room.enter"),
        type="primary",
        width="stretch",
        icon=":material/login:",
        on_click=lambda: enter(typed_name(), typed_pin()),
    )


def _ask_for() -> None:
    st.query_params["code"] = str(st.session_state.get(_CODE) or "")
