"""搜一搜: everything that is public, found by words."""

import streamlit as st

from components.language import t
from components.telling import reading_or_stop, tell
from components.window_filters import draw_pages
from components.window_items import draw_items
from components.window_list import ask_and_find
from domain.windows import LONGEST_SEARCH, WindowKind

KEY = "search"

if f"{KEY}_words" not in st.session_state:
    st.session_state[f"{KEY}_words"] = st.query_params.get("q", "")[:LONGEST_SEARCH]
st.title(t("page.search"), anchor=False)
tell()
with reading_or_stop():
    wanted, found = ask_and_find(KEY, tuple(WindowKind), t("search.label"))
st.query_params["q"] = st.session_state[f"{KEY}_words"] or ""
if found.total == 0:
    st.info(t("search.none"), icon=":material/search_off:")
else:
    said = "search.found" if wanted.words else "search.newest"
    st.markdown(t(said, n=found.total))
draw_items(found.items, wanted.words)
draw_pages(KEY, found)
