"""Meetings as cards: what, when, where, and the one thing to do."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components.language import t
from components.meeting_words import when_words, where_words
from components.plain import plain
from components.register import page_file
from domain.meeting_views import MeetingCard
from domain.meetings import MeetingState

Color = Literal["green", "primary", "gray", "red"]

_COLORS: dict[MeetingState, Color] = {
    MeetingState.OPEN: "green",
    MeetingState.PLANNED: "primary",
    MeetingState.CLOSED: "gray",
    MeetingState.CANCELLED: "red",
}


def draw_state(state: MeetingState) -> None:
    """Whether it is coming, goes on, or is over, as a badge."""
    icon = ":material/radio_button_checked:" if state is MeetingState.OPEN else None
    st.badge(t(f"meeting_state.{state.value}"), icon=icon, color=_COLORS[state])


def draw_card(card: MeetingCard, *, is_strong: bool = False) -> None:
    """One meeting; strong where it is the one to look at now."""
    with st.container(border=True, height="stretch", key=f"meeting_card_{card.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            draw_state(card.state)
            st.markdown(t(f"meeting_kind.{card.kind.value}"))
        st.subheader(plain(card.title), anchor=False)
        st.markdown(f"**{when_words(card.starts_at)}**  \n{where_words(card)}")
        if card.state in (MeetingState.OPEN, MeetingState.CLOSED):
            st.markdown(t("meeting.came", n=card.came))
        if st.button(
            t(f"meeting.do.{card.state.value}"),
            key=f"meeting_{card.id}",
            type="primary" if is_strong else "secondary",
            width="stretch",
            icon=":material/arrow_forward:",
        ):
            st.switch_page(page_file("meeting"), query_params={"id": str(card.id)})


def draw_grid(cards: Sequence[MeetingCard], *, is_strong: bool = False) -> None:
    """Two in a row; under each other on a phone."""
    for start in range(0, len(cards), 2):
        for column, card in zip(st.columns(2), cards[start : start + 2], strict=False):
            with column:
                draw_card(card, is_strong=is_strong)
