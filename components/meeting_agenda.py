"""The agenda as everyone reads it: what is done, what runs, what comes, and for how long."""

from collections.abc import Callable
from datetime import datetime, timedelta

import streamlit as st

from components.language import t
from components.meeting_words import clock_words
from components.plain import plain
from components.register import page_file
from domain.meeting_views import ItemView, MeetingView
from domain.meetings import ItemState, MeetingState

_ICONS = {
    ItemState.WAITING: "radio_button_unchecked",
    ItemState.RUNNING: "play_circle",
    ItemState.PAUSED: "pause_circle",
    ItemState.DONE: "check_circle",
    ItemState.SKIPPED: "skip_next",
}
_SECONDS_A_MINUTE = 60

Under = Callable[[ItemView], None]


def draw_agenda(meeting: MeetingView, now: datetime, under: Under | None = None) -> None:
    """Every item; `under` draws what belongs beneath one (answers, results)."""
    at = meeting.starts_at
    for item in meeting.agenda:
        with st.container(border=item.id == meeting.current_item_id, key=f"item_{item.id}"):
            _draw_item(item, meeting.state, at, now)
            if under is not None:
                under(item)
        at += timedelta(minutes=item.planned_minutes)


def _draw_item(item: ItemView, state: MeetingState, at: datetime, now: datetime) -> None:
    icon = f":material/{_ICONS[item.state]}:"
    if state is MeetingState.PLANNED:
        icon = f"**{clock_words(at)}**"
    is_over = item.state in (ItemState.DONE, ItemState.SKIPPED)
    title = plain(item.title) if is_over else f"**{plain(item.title)}**"
    st.markdown(f"{icon} {item.position}\\. {title} · {_time_words(item, now)}")
    if item.text:
        st.markdown(plain(item.text))
    _draw_links(item)


def _time_words(item: ItemView, now: datetime) -> str:
    if item.state in (ItemState.WAITING, ItemState.SKIPPED):
        key = "agenda.minutes" if item.state is ItemState.WAITING else "agenda.skipped"
        return t(key, n=item.planned_minutes)
    spent = -(-item.seconds_at(now) // _SECONDS_A_MINUTE)
    return t(f"agenda.{item.state.value}", spent=spent, n=item.planned_minutes)


def _draw_links(item: ItemView) -> None:
    if item.proposal_id is not None:
        st.page_link(
            page_file("proposal"),
            label=plain(item.proposal_title),
            icon=":material/description:",
            query_params={"id": str(item.proposal_id)},
        )
    if item.round_id is not None:
        st.page_link(
            page_file("rounds"),
            label=plain(item.round_name),
            icon=":material/event_repeat:",
            query_params={"round": str(item.round_id)},
        )
