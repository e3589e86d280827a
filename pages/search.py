"""搜一搜: everything that is public, found by words."""

import streamlit as st

from components.language import t
from components.telling import reading_or_stop, tell
from components.window_filters import (
    Places,
    chosen_subdistrict,
    draw_filters,
    draw_pages,
    draw_words,
)
from components.window_items import draw_items
from domain.windows import LONGEST_SEARCH, WindowKind
from services import bodies, windows

KEY = "search"

if f"{KEY}_words" not in st.session_state:
    st.session_state[f"{KEY}_words"] = st.query_params.get("q", "")[:LONGEST_SEARCH]
st.title(t("page.search"), anchor=False)
tell()
words = draw_words(KEY, t("search.label"))
with reading_or_stop():
    places = Places(
        windows.list_subdistricts(),
        windows.list_communities(chosen_subdistrict(KEY)),
        bodies.list_fields(),
    )
    wanted = draw_filters(KEY, tuple(WindowKind), words, places)
    found = windows.list_items(wanted)
st.query_params["q"] = words
if found.total == 0:
    st.info(t("search.none"), icon=":material/search_off:")
else:
    said = "search.found" if wanted.words else "search.newest"
    st.markdown(t(said, n=found.total))
draw_items(found.items, wanted.words)
draw_pages(KEY, found)
