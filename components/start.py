"""What must be true before the first page: the schema is current, the demonstration is there."""

import logging
import sys

import streamlit as st

from components.way import lapse_answer
from services import deployment
from services.consultations import close_due_consultations
from services.escalation import advance_matters
from services.rounds import advance_due_rounds

log = logging.getLogger(__name__)

SWITCH_SECONDS = 0.0005


@st.cache_resource(show_spinner=False)
def ensure_ready() -> None:
    """Once a process: a log that keeps refusals; for a plain `streamlit run app.py`, the data."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # A tap that waits for Python's lock holds the database's: let nobody keep it for long.
    sys.setswitchinterval(SWITCH_SECONDS)
    deployment.prepare()


@st.cache_data(ttl=60, show_spinner=False)
def advance_rounds() -> None:
    """At most once a minute a process: what is due moves on, whoever looks."""
    try:
        advance_due_rounds(say=lapse_answer)
    except Exception:
        log.exception("rounds could not be moved by their dates")
    try:
        advance_matters()
    except Exception:
        log.exception("late matters could not be taken up a level")
    try:
        close_due_consultations()
    except Exception:
        log.exception("consultations could not be closed by their day")
