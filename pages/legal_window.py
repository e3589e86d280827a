"""法务服务: how to ask, stations, legal knowledge, and mediation in figures."""

import streamlit as st

from components.language import t
from components.telling import reading_or_stop, tell
from components.window_doors import draw_doors, draw_figures, draw_ways_to_ask
from components.window_filters import (
    Places,
    chosen_subdistrict,
    draw_filters,
    draw_pages,
    draw_words,
)
from components.window_items import draw_items
from domain.windows import KINDS, Window
from services import bodies, windows

KEY = Window.LEGAL.value

st.title(t("window.legal"), anchor=False)
st.markdown(t("window.legal_says"))
tell()
draw_doors(Window.LEGAL)
draw_ways_to_ask()
with reading_or_stop():
    draw_figures(windows.get_legal_figures())
    places = Places(
        windows.list_subdistricts(),
        windows.list_communities(chosen_subdistrict(KEY)),
        bodies.list_fields(),
    )
    words = draw_words(KEY, t("window.search"))
    wanted = draw_filters(KEY, KINDS[Window.LEGAL], words, places)
    found = windows.list_items(wanted)
if found.total == 0:
    st.info(t("window.none"), icon=":material/search_off:")
else:
    st.markdown(t("window.found", n=found.total))
draw_items(found.items, wanted.words)
draw_pages(KEY, found)
