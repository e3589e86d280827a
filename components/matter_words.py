"""Matters in words: where one stands, how long there is, who answers."""

from datetime import datetime, timedelta
from typing import Literal

import streamlit as st

from components.due import time_left
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from domain.clock import utc_now
from domain.matter_views import MatterCard
from domain.matters import UNANSWERED, MatterState

Colour = Literal["red", "orange", "blue", "green", "gray"]

_COLOURS: dict[MatterState, Colour] = {
    MatterState.OPEN: "orange",
    MatterState.ASSIGNED: "blue",
    MatterState.ANSWERED: "green",
    MatterState.CLOSED: "green",
    MatterState.WITHDRAWN: "gray",
}
_BY_THE_HOUR = timedelta(hours=36)


def asked_matter() -> int | None:
    """The number in `?id=`, None without one or when it is no number."""
    asked = st.query_params.get("id", "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def draw_state(card: MatterCard) -> None:
    """Where it stands, and whether it is late, as badges."""
    with st.container(horizontal=True, gap="xsmall"):
        if card.is_late:
            st.badge(t("matter.late"), icon=":material/notification_important:", color="red")
        st.badge(t(f"matter_state.{card.state.value}"), color=_COLOURS[card.state])
        st.badge(t(f"source.{card.source.value}"), color="gray")
        if not card.is_public:
            st.badge(t("matter.private"), icon=":material/lock:", color="gray")


def due_words(due_at: datetime) -> str:
    """How long there is, or how late it is: by the hour when it is near, else by the day."""
    left = due_at - utc_now()
    hours = int(abs(left) / timedelta(hours=1))
    if left <= -_BY_THE_HOUR:
        return t("matter.days_late", n=abs(left).days)
    if left >= _BY_THE_HOUR:
        return time_left(due_at)
    if left < timedelta(0):
        return t("matter.hours_late", n=max(1, hours))
    return t("matter.hours_left", n=hours) if hours else t("matter.minutes_left")


def standing_words(card: MatterCard) -> str:
    """The one line that says how far it is: until when, or what came of it."""
    if card.state in UNANSWERED:
        return t("matter.due", at=card.due_at, left=due_words(card.due_at))
    if card.state is MatterState.WITHDRAWN:
        return t("matter.was_withdrawn")
    key = "matter.solved" if card.is_solved else "matter.explained"
    return t(key, at=card.answered_at or card.due_at)


def who_words(card: MatterCard) -> str:
    """Who answers for it."""
    return plain(in_language(card.who, card.who_en)) or t("matter.nobody_yet")


def stars(rating: int) -> str:
    """A rating as stars and a figure."""
    return t("matter.stars", drawn="★" * rating + "☆" * (5 - rating), n=rating)
