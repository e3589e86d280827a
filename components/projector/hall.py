"""What all slides share: the look of the hall, large figures, and the code to scan."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import segno
import streamlit as st

from components.charts.paper import HALL_DARK, HALL_LIGHT, Paper
from components.language import language, t
from components.plain import plain
from components.ticking import put_ticking
from domain.clock import local

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Scene:
    """What a slide of a meeting is drawn on and at: dark or light, for whom, at which instant.

    `address`: of the app, for codes to scan; empty if none is known. `join`: where in it a join
    code leads, up to the code. `is_frozen`: clocks stand.
    """

    is_dark: bool
    address: str
    now: datetime
    is_frozen: bool = False
    join: str = "/m/"


WIDE_LETTERS_FROM = "\u2e80"
LATIN_WIDTH = 0.55


def put_hall_look(*, is_dark: bool) -> None:
    """Hide the menu, lay out for the wall, dark or light; and `<html lang>`."""
    with st.container(key="hall_look"):
        st.html(HERE / "hall.css")
        st.html(HERE / "meeting.css")
        if is_dark:
            st.html(HERE / "hall_dark.css")
        else:
            st.html(HERE / "hall_light.css")
    with st.container(key="page_language"):
        st.html(
            HERE.parent / "static_html" / f"language_{language()}.html",
            unsafe_allow_javascript=True,
        )


def put_wall_habits(now: datetime) -> None:
    """Fit the slide to the screen, let clocks tick, and say so when the server is gone.

    `hall_wall.html` does it in the browser. The sentence lies ready from the start, for when no
    server is there to say it.
    """
    put_ticking(now)
    with st.container(key="hall_habits"):
        st.html(HERE.parent / "static_html" / "hall_wall.html", unsafe_allow_javascript=True)
    with st.container(key="hall_lost"):
        st.markdown(t("hall.lost", time=f"{local(now):%H:%M}"))


def width_of(text: str) -> float:
    """How wide a text is, in Chinese letters."""
    return sum(1 if letter >= WIDE_LETTERS_FROM else LATIN_WIDTH for letter in text)


def clipped(text: str, letters: int) -> str:
    """The text on one line, cut with an ellipsis behind so many Chinese letters."""
    flat = " ".join(text.split())
    if width_of(flat) <= letters:
        return flat
    while flat and width_of(flat) > letters - 1:
        flat = flat[:-1]
    return flat + "…"


def draw_words(key: str, text: str, sizes: tuple[tuple[int, int], ...]) -> None:
    """A text as large as its length allows: the first of `sizes` (letters, pixels) that it fits."""
    wide = width_of(text)
    pixels = next((px for letters, px in sizes if wide <= letters), sizes[-1][1])
    with st.container(key=f"hall_{pixels}_{key}"):
        st.markdown(plain(text))


def draw_line(key: str, text: str) -> None:
    """One line of a slide in the style that its key names."""
    with st.container(key=f"hall_{key}"):
        st.markdown(plain(text))


def spaced(join_code: str) -> str:
    """A code of six digits as one reads it aloud."""
    return f"{join_code[:3]} {join_code[3:]}"


def paper(*, is_dark: bool) -> Paper:
    """What charts are drawn on here."""
    return HALL_DARK if is_dark else HALL_LIGHT


def draw_figure(key: str, figure: str, says: str, *, size: str = "big") -> None:
    """A large figure and, below it, what it counts."""
    with st.container(key=f"hall_figure_{key}"):
        with st.container(key=f"hall_{size}_{key}"):
            st.markdown(figure)
        with st.container(key=f"hall_small_{key}"):
            st.markdown(says)


@st.cache_data(max_entries=50, show_spinner=False)
def code_to_scan(address: str) -> str:
    """A QR code of an address as SVG, dark on white whatever the slide."""
    return segno.make(address, error="m").svg_inline(scale=8, border=2, dark="#000", light="#FFF")
