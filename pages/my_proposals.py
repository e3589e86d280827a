"""my_proposals."""

import streamlit as st

from components.language import t

st.title(t("page.my_proposals"))
