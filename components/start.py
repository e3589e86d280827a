"""What must be true before the first page: the schema is current, the demonstration is there."""

import streamlit as st

from services import deployment


@st.cache_resource(show_spinner=False)
def ensure_ready() -> None:
    """Once a process: for a plain `streamlit run app.py`, which nothing prepared."""
    deployment.prepare()
