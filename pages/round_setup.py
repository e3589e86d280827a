"""round_setup."""

import streamlit as st

from components.language import t

st.title(t("page.round_setup"))
