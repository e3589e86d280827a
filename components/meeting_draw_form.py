"""Drawing a roster by lot: fix the pool, say the words, draw."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.meeting_draws import draw_draw
from domain.meeting_views import DrawView
from domain.roles import Role
from domain.sortition import MOST_SEATS

LONGEST_WORDS = 40
_DRAWABLE = (Role.RESIDENT, Role.MEMBER)
_USUAL_SEATS = 20

Announce = Callable[[int, Sequence[Role], Sequence[str]], None]


def draw_announce(
    strata: Sequence[str], count: Callable[[Sequence[Role]], int], announce: Announce
) -> None:
    """Who can be drawn, how many, and by what the seats are shared out."""
    st.markdown(t("draw.how"))
    roles = _ask_roles()
    pool = count(roles)
    st.markdown(t("draw.could_be", n=pool))
    seats = st.number_input(
        t("draw.ask_seats"),
        1,
        MOST_SEATS,
        max(1, min(_USUAL_SEATS, pool)),
        key="draw_seats",
        persist_state="session",
    )
    by = _ask_strata(strata)
    st.button(
        t("draw.announce"),
        key="draw_announce",
        type="primary",
        width="stretch",
        icon=":material/lock:",
        disabled=pool < int(seats),
        on_click=announce,
        args=(int(seats), roles, by),
    )


def _ask_roles() -> list[Role]:
    names = {role: t(f"role.{role.value}") for role in _DRAWABLE}
    return list(
        st.pills(
            t("draw.roles"),
            list(_DRAWABLE),
            selection_mode="multi",
            default=[Role.RESIDENT],
            format_func=names.__getitem__,
            key="draw_roles",
            persist_state="session",
        )
    )


def _ask_strata(strata: Sequence[str]) -> list[str]:
    labels = {one: t(f"draw.by.{one}") for one in strata}
    by = st.pills(
        t("draw.by"),
        list(strata),
        selection_mode="multi",
        default=list(strata[:1]),
        format_func=labels.__getitem__,
        key="draw_by",
        persist_state="session",
    )
    return [one for one in strata if one in by]


def draw_waiting(
    draw: DrawView, on_draw: Callable[[int, str], None], on_withdraw: Callable[[int], None]
) -> None:
    """The pool is fixed: the words that nobody could know before, and the lot."""
    draw_draw(draw)
    words = st.text_input(
        t("draw.words"),
        max_chars=LONGEST_WORDS,
        placeholder=t("draw.words_example"),
        key="draw_words",
    )
    st.button(
        t("draw.now"),
        key="draw_now",
        type="primary",
        width="stretch",
        icon=":material/casino:",
        disabled=not words.strip(),
        on_click=on_draw,
        args=(draw.id, words),
    )
    st.button(
        t("draw.withdraw"),
        key="draw_withdraw",
        icon=":material/undo:",
        on_click=on_withdraw,
        args=(draw.id,),
    )
