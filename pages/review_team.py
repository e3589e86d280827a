"""review_team."""

import streamlit as st

from components.language import t

st.title(t("page.review_team"))
