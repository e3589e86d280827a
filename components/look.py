"""The look that the theme cannot say: tap sizes, and the page's language for screen readers."""

from pathlib import Path

import streamlit as st

from components.language import language

_HERE = Path(__file__).parent


def put_look() -> None:
    """Our own static style sheet, and `<html lang>` in the reader's language.

    Both are files of ours without a gap to fill: nothing a user typed gets near them. (A v2
    component could set the language too, but its state cannot be pickled, which we enforce.)
    """
    st.html(_HERE / "look.css")
    with st.container(key="page_language"):
        st.html(_HERE / "static_html" / f"language_{language()}.html", unsafe_allow_javascript=True)
