"""参政议政: what residents raise and propose, rounds, meetings, and what came of talking."""

import streamlit as st

from components.language import t
from components.telling import reading_or_stop, tell
from components.window_doors import draw_doors
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

KEY = Window.TAKING_PART.value

st.title(t("window.taking_part"), anchor=False)
st.markdown(t("window.taking_part_says"))
tell()
draw_doors(Window.TAKING_PART)
with reading_or_stop():
    places = Places(
        windows.list_subdistricts(),
        windows.list_communities(chosen_subdistrict(KEY)),
        bodies.list_fields(),
    )
    words = draw_words(KEY, t("window.search"))
    wanted = draw_filters(KEY, KINDS[Window.TAKING_PART], words, places)
    found = windows.list_items(wanted)
if found.total == 0:
    st.info(t("window.none"), icon=":material/search_off:")
else:
    st.markdown(t("window.found", n=found.total))
draw_items(found.items, wanted.words)
draw_pages(KEY, found)
