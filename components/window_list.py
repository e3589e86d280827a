"""What is published, narrowed by the reader: the same list on each window's page and in search."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.window_filters import (
    Places,
    chosen_subdistrict,
    draw_filters,
    draw_pages,
    draw_words,
)
from components.window_items import draw_items
from domain.windows import KINDS, Window, WindowFilter, WindowKind, WindowPage
from services import bodies, windows


def draw_list(window: Window) -> None:
    """Words and filters first, then how many were found, then one page of them."""
    key = window.value
    wanted, found = ask_and_find(key, KINDS[window], t("window.search"))
    if found.total == 0:
        st.info(t("window.none"), icon=":material/search_off:")
    else:
        st.markdown(t("window.found", n=found.total))
    draw_items(found.items, wanted.words)
    draw_pages(key, found)


def ask_and_find(
    key: str, kinds: Sequence[WindowKind], label: str
) -> tuple[WindowFilter, WindowPage]:
    """What the reader wants to see, and the page of it. `key` begins the keys of the fields."""
    words = draw_words(key, label)
    places = Places(
        windows.list_subdistricts(),
        windows.list_communities(chosen_subdistrict(key)),
        bodies.list_fields(),
    )
    wanted = draw_filters(key, kinds, words, places)
    return wanted, windows.list_items(wanted)
