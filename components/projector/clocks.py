"""Clocks on the wall, as large as the wall; `components.ticking` lets them run in the browser."""

from datetime import datetime, timedelta

import streamlit as st

from components.language import t
from components.plain import plain
from components.projector.hall import Scene
from components.ticking import minutes_and_seconds
from domain.agenda import Clock


def face(seconds_left: int) -> str:
    """`12:05`; `+0:30` once it is over."""
    return f"{'+' if seconds_left < 0 else ''}{minutes_and_seconds(seconds_left)}"


def end_of(clock: Clock) -> datetime | None:
    """When a running clock reaches its limit; None while it stands."""
    if clock.running_since is None:
        return None
    return clock.running_since + timedelta(seconds=clock.limit_seconds - clock.spent_seconds)


def draw_clock(key: str, clock: Clock, scene: Scene) -> None:
    """What is left of a limit, large, and whether it is over."""
    end = None if scene.is_frozen else end_of(clock)
    draw_face(key, clock.left_at(scene.now), end)


def draw_face(key: str, seconds_left: int, end: datetime | None) -> None:
    """So much is left now; where `end` is given the clock runs on towards it."""
    ticking = f"tick_until_{round(end.timestamp() * 1000)}" if end else f"hall_still_{key}"
    with st.container(key=f"hall_clock_{key}"):
        for name in ("left", "over") if end else ("over" if seconds_left < 0 else "left",):
            with st.container(key=f"hall_{'says' if end else 'said'}_{name}_{key}"):
                st.markdown(t(f"hall.clock_{name}"))
        with st.container(key=f"hall_face_{key}"), st.container(key=ticking):
            st.markdown(plain(face(seconds_left)))
