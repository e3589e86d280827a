"""Choosing a meeting, kept in the address so that a link and a reload come back to it."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.meeting_words import when_words
from components.plain import plain
from domain.clock import utc_now
from domain.meeting_views import MeetingCard
from domain.meetings import MeetingState

_KEY = "chosen_meeting"


def asked_meeting() -> int | None:
    """The number in `?id=`, None without one or when it is no number."""
    asked = st.query_params.get("id", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def choose_meeting(cards: Sequence[MeetingCard]) -> int | None:
    """The asked meeting, or the most pressing of these; a drop-down where there are several."""
    names = {one.id: f"{plain(one.title)} · {when_words(one.starts_at)}" for one in in_turn(cards)}
    if not names:
        return None
    ids = list(names)
    asked = asked_meeting()
    if asked in names and st.session_state.get(_KEY) not in names:
        st.session_state[_KEY] = asked
    if st.session_state.get(_KEY) not in names:
        st.session_state[_KEY] = ids[0]
    if len(ids) == 1:
        return ids[0]
    return int(
        st.selectbox(
            t("meeting.choose"), ids, format_func=names.__getitem__, key=_KEY, on_change=_follow
        )
    )


def in_turn(cards: Sequence[MeetingCard]) -> list[MeetingCard]:
    """Open meetings first, then the nearest in time, before or after."""
    now = utc_now()
    return sorted(
        cards,
        key=lambda one: (one.state is not MeetingState.OPEN, abs(one.starts_at - now), one.id),
    )


def _follow() -> None:
    st.query_params["id"] = str(st.session_state[_KEY])
