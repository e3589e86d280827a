"""法务服务: how to ask, stations, legal knowledge, and mediation in figures."""

import streamlit as st

from components.language import t
from components.telling import reading_or_stop, tell
from components.window_doors import draw_doors, draw_figures, draw_ways_to_ask
from components.window_list import draw_list
from domain.windows import Window
from services import windows

st.title(t("window.legal"), anchor=False)
st.markdown(t("window.legal_says"))
tell()
draw_doors(Window.LEGAL)
draw_ways_to_ask()
with reading_or_stop():
    draw_figures(windows.get_legal_figures())
    draw_list(Window.LEGAL)
