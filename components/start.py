"""What must be true before the first page: the schema is current, the demonstration is there."""

import logging

import streamlit as st

from services import deployment


@st.cache_resource(show_spinner=False)
def ensure_ready() -> None:
    """Once a process: a log that keeps refusals; and for a plain `streamlit run app.py`, the data."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    deployment.prepare()
