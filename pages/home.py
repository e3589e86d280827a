"""首页: what runs now, and what this person can do next."""

import streamlit as st

from components.language import t
from components.telling import tell

st.title(t("home.title"))
tell()
