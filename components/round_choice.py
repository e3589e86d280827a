"""Choosing a round, kept in the address so that a link and a reload come back to it."""

import streamlit as st

from components.language import t
from components.plain import plain
from domain.phases import Phase
from domain.round_views import RoundCard

_KEY = "chosen_round"
_FIRST = (
    Phase.COUNT,
    Phase.REVIEW,
    Phase.DELIBERATE,
    Phase.COLLECT,
    Phase.VOTE,
    Phase.IMPLEMENT,
    Phase.APPRAISE,
    Phase.PREPARE,
    Phase.CLOSED,
)
"""Where there is most to do comes first."""


def asked_round() -> int | None:
    """The number in `?round=`, None without one or when it is no number."""
    asked = st.query_params.get("round", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def choose_round(cards: list[RoundCard]) -> int | None:
    """A drop-down of all rounds; the id of the chosen one, None when there is no round at all."""
    by_work = sorted(cards, key=lambda card: _FIRST.index(card.phase))
    if not by_work:
        return None
    names = {card.id: t("round.choice", name=plain(card.name), phase=card.phase) for card in cards}
    ids = [card.id for card in by_work]
    asked = asked_round()
    if asked is not None and asked in ids:
        st.session_state[_KEY] = asked
    chosen = st.selectbox(
        t("round.choose"), ids, format_func=names.__getitem__, key=_KEY, on_change=_follow
    )
    return int(chosen)


def _follow() -> None:
    st.query_params["round"] = str(st.session_state[_KEY])
