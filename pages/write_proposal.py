"""write_proposal."""

import streamlit as st

from components.language import t

st.title(t("page.write_proposal"))
