"""决策征询: what the district wants to know, what experts research and ask, and what came of it."""

import streamlit as st

from components.language import t
from components.telling import reading_or_stop, tell
from components.window_doors import draw_doors
from components.window_list import draw_list
from domain.windows import Window

st.title(t("window.decision"), anchor=False)
st.markdown(t("window.decision_says"))
tell()
draw_doors(Window.DECISION)
with reading_or_stop():
    draw_list(Window.DECISION)
