"""上期回音 as everyone reads it: what was promised, by whom, until when, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from components.due import time_left
from components.language import t
from components.plain import plain
from domain.clock import local
from domain.matters import MatterState
from domain.meeting_views import LastAnswer


def draw_last_answers(answers: Sequence[LastAnswer], now: datetime) -> None:
    """Answered matters first, then those that are still open, the late ones marked."""
    if not answers:
        st.markdown(t("answers.none"))
    for one in answers:
        with st.container(border=True, key=f"answer_{one.matter_id}"):
            _draw_head(one, now)
            st.subheader(plain(one.title), anchor=False)
            if one.text:
                st.markdown(plain(one.text))
            st.markdown(t("answers.who", who=plain(one.who), day=local(one.due_at).date()))
            if one.state is MatterState.ANSWERED:
                st.markdown(f"**{t('answers.answer')}** {plain(one.answer)}")


def _draw_head(one: LastAnswer, now: datetime) -> None:
    if one.state is MatterState.ANSWERED:
        st.badge(t("answers.answered"), icon=":material/check_circle:", color="green")
    elif one.is_late_at(now):
        st.badge(time_left(one.due_at), icon=":material/error:", color="red")
    else:
        st.badge(time_left(one.due_at), icon=":material/schedule:", color="orange")
