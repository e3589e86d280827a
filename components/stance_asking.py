"""Asking the room for its stances: before the talk, after it, and ending it."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from domain.stance_views import WaveView
from domain.stances import Wave


def draw_asking(
    waves: Sequence[WaveView],
    running: WaveView | None,
    statements: int,
    begin: Callable[[Wave], None],
    end: Callable[[], None],
) -> None:
    """What is asked now with its key to end it, or the keys to ask. `waves`: of this item."""
    if running is not None:
        _draw_running(running, end)
        return
    if not statements:
        st.info(t("stance.first_statements"), icon=":material/edit_note:")
        return
    asked = {one.wave for one in waves}
    following = Wave.AFTER if Wave.BEFORE in asked else Wave.BEFORE
    with st.container(horizontal=True):
        for wave in Wave:
            again = "again" if wave in asked else "begin"
            st.button(
                t(f"stance.{again}_{wave.value}"),
                key=f"wave_{wave.value}",
                icon=":material/campaign:",
                type="primary" if wave is following else "secondary",
                on_click=begin,
                args=(wave,),
            )
    for one in waves:
        counted = {"n": one.people_begun, "finished": one.people_finished}
        st.markdown(f"{t(f'wave.{one.wave.value}')} {t('stance.answered', **counted)}")


def _draw_running(running: WaveView, end: Callable[[], None]) -> None:
    with st.container(border=True, key="wave_running"):
        st.markdown(f"### {t(f'stance.running_{running.wave.value}')}")
        st.markdown(plain(running.item_title))
        counted = {"n": running.people_begun, "finished": running.people_finished}
        st.markdown(t("stance.answered", **counted))
        st.button(
            t("stance.end"),
            key="wave_end",
            icon=":material/stop_circle:",
            type="primary",
            on_click=end,
        )
