"""The way already gone, as a list that is read from top to bottom: when, what, who, why."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from components.language import t
from components.plain import plain
from domain.way import PhaseStep, WayStep
from locales import DEFAULT_LANGUAGE, translate


def draw_way(steps: Sequence[WayStep]) -> None:
    """The steps of a proposal, oldest first; nothing when it has none."""
    for step in steps:
        _draw_step(t(f"way.{step.event}"), step.at, step.who or t("way.by_round"), step.note)


def draw_phase_way(steps: Sequence[PhaseStep]) -> None:
    """The moves of a round, oldest first."""
    for step in steps:
        title = t("way.phase", before=step.source, after=step.target)
        _draw_step(title, step.at, step.who or t("way.by_date"), step.reason)


def _draw_step(title: str, at: datetime, who: str, note: str) -> None:
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{title}**")
        st.caption(t("way.when_and_who", at=at, who=plain(who)))
        if note:
            st.markdown(plain(note))


def lapse_answer(seconds: int, needed: int) -> str:
    """The answer that is kept with a lapsed proposal, in the language of the district's records."""
    return translate(DEFAULT_LANGUAGE, "way.lapse_answer", seconds=seconds, needed=needed)
