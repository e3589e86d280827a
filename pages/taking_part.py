"""参政议政: what residents raise and propose, rounds, meetings, and what came of talking."""

import streamlit as st

from components.language import t
from components.telling import reading_or_stop, tell
from components.window_doors import draw_doors
from components.window_list import draw_list
from domain.windows import Window

st.title(t("window.taking_part"), anchor=False)
st.markdown(t("window.taking_part_says"))
tell()
draw_doors(Window.TAKING_PART)
with reading_or_stop():
    draw_list(Window.TAKING_PART)
