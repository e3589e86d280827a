"""What all slides share: the look of the hall, large figures, and the code to scan."""

from pathlib import Path

import segno
import streamlit as st

from components.charts.paper import HALL_DARK, HALL_LIGHT, Paper
from components.language import language

HERE = Path(__file__).parent


def put_hall_look(*, is_dark: bool) -> None:
    """Hide the menu, lay out for the wall, dark or light; and `<html lang>`."""
    with st.container(key="hall_look"):
        st.html(HERE / "hall.css")
        if is_dark:
            st.html(HERE / "hall_dark.css")
        else:
            st.html(HERE / "hall_light.css")
    with st.container(key="page_language"):
        st.html(
            HERE.parent / "static_html" / f"language_{language()}.html",
            unsafe_allow_javascript=True,
        )


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
