"""Where a round stands: its phases in a row, with the day of each."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from components.language import t
from domain.clock import local
from domain.phases import Phase

_CELL_WIDTH = 136


def draw_phase_line(
    phase: Phase, began: Mapping[Phase, datetime], starts: Mapping[Phase, datetime]
) -> None:
    """Done, now and next: when a phase really began, or when it is due."""
    order = list(Phase)
    with st.container(horizontal=True, gap="small"):
        for one in order:
            is_done = order.index(one) < order.index(phase)
            at = began.get(one) if one in began else starts.get(one)
            with st.container(width=_CELL_WIDTH, gap=None):
                st.markdown(_name(one, is_done=is_done, is_now=one is phase))
                st.markdown(_day(at, is_begun=one in began))


def _name(phase: Phase, *, is_done: bool, is_now: bool) -> str:
    name = t(f"phase.{phase.value}")
    if is_now:
        return f":primary-badge[:material/radio_button_checked: {name}]"
    if is_done:
        return f":green[:material/check_circle: {name}]"
    return f":material/circle: {name}"


def _day(at: datetime | None, *, is_begun: bool) -> str:
    if at is None:
        return _small(t("round.no_day"))
    day = local(at).date()
    key = "round.began_on" if is_begun else "round.begins_on"
    return _small(t(key, month=day.month, day=day.day))


def _small(text: str) -> str:
    return f":small[{text}]"
