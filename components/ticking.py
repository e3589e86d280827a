"""Clocks that tick in the browser without asking the server, from an instant that it names."""

from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from components.language import t
from components.plain import plain
from domain.agenda import Clock

_HERE = Path(__file__).parent


def put_ticking(now: datetime) -> None:
    """What lets the clocks of this page run; `now`: the server's, by which they are told."""
    with st.container(key=f"tick_now_{_milliseconds(now)}"):
        st.html(_HERE / "static_html" / "ticking.html", unsafe_allow_javascript=True)


def draw_clock(name: str, clock: Clock, now: datetime) -> None:
    """What is left of the limit; once it is over, by how much, in another colour and in words."""
    left = clock.left_at(now)
    end = None
    if clock.running_since is not None:
        seconds = clock.limit_seconds - clock.spent_seconds
        end = clock.running_since + timedelta(seconds=seconds)
    face = f"tick_until_{_milliseconds(end)}" if end else f"tick_still_{name}"
    kind = "runs" if end else "over" if left < 0 else "left"
    with st.container(key=f"tick_{kind}_{name}", gap=None, width="content"):
        with st.container(key=face, width="content"):
            st.markdown(plain(_face(left)), width="content")
        for word in ("left", "over") if end else (kind,):
            with st.container(key=f"tick_says_{word}_{name}", width="content"):
                st.markdown(t(f"clock.{word}"), width="content")


def minutes_and_seconds(seconds: int) -> str:
    """`5:30`."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{minutes}:{rest:02}"


def _face(left: int) -> str:
    return f"+{minutes_and_seconds(left)}" if left < 0 else minutes_and_seconds(left)


def _milliseconds(instant: datetime) -> int:
    return round(instant.timestamp() * 1000)
