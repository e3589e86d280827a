"""What is drawn: values in, a choice out."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

if PagesManager.uses_pages_directory and st.runtime.exists():
    # A folder named pages/ makes Streamlit run a deep link's page alone until some session has
    # called st.navigation. The first page run alone ends up here and starts over through app.py.
    PagesManager.uses_pages_directory = False
    st.rerun()
