"""The three windows as doors on the home page, and what can be done in each."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.language import t
from components.register import ENTRIES, page_file
from components.window_items import draw_news
from domain.windows import LegalFigures, Window, WindowItem

PAGES = {
    Window.DECISION: "decision_window",
    Window.TAKING_PART: "taking_part",
    Window.LEGAL: "legal_window",
}
_ICONS = {
    Window.DECISION: "account_balance",
    Window.TAKING_PART: "campaign",
    Window.LEGAL: "gavel",
}
DOORS: dict[Window, tuple[tuple[str, str], ...]] = {
    Window.DECISION: (("topics", "science"), ("consultation", "contact_support")),
    Window.TAKING_PART: (
        ("raise_matter", "campaign"),
        ("proposals", "lightbulb"),
        ("rounds", "event_repeat"),
        ("meetings", "groups"),
        ("activities", "diversity_3"),
    ),
    Window.LEGAL: (
        ("ask_law", "contact_support"),
        ("stations", "gavel"),
        ("legal_articles", "menu_book"),
    ),
}
"""What leads on from each window; the first is what most people come for."""


def draw_windows(news: Mapping[Window, Sequence[WindowItem]]) -> None:
    """Three cards side by side, one below the other on a phone."""
    for column, window in zip(st.columns(3), Window, strict=True):
        with (
            column,
            st.container(border=True, height="stretch", key=f"card_door_{window.value}"),
        ):
            st.subheader(t(f"window.{window.value}"), anchor=False)
            st.markdown(t(f"window.{window.value}_says"))
            if st.button(
                t(f"window.enter_{window.value}"),
                key=f"enter_{window.value}",
                icon=f":material/{_ICONS[window]}:",
                width="stretch",
            ):
                st.switch_page(page_file(PAGES[window]))
            draw_news(news[window])


def draw_doors(window: Window) -> None:
    """What can be done from here; the first button is the strongest."""
    with st.container(horizontal=True):
        known = [one for one in DOORS[window] if any(entry.name == one[0] for entry in ENTRIES)]
        for place, (page, icon) in enumerate(known):
            if st.button(
                t(f"page.{page}"),
                key=f"door_{page}",
                type="primary" if place == 0 else "secondary",
                icon=f":material/{icon}:",
            ):
                st.switch_page(page_file(page))


def draw_figures(figures: LegalFigures) -> None:
    """The legal specialists' year in four numbers."""
    st.subheader(t("window.figures"), anchor=False)
    with st.container(horizontal=True, gap="small"):
        for part in ("stations", "services", "mediations", "education"):
            number = f"{getattr(figures, part):,}"
            st.metric(t(f"window.figure_{part}"), number, border=True, width="content")
    st.caption(t("window.figures_note"))


def draw_ways_to_ask() -> None:
    """How somebody with a question of law gets an answer, in three steps."""
    st.subheader(t("window.how_to_ask"), anchor=False)
    for column, way in zip(st.columns(3), ("come", "write", "mediate"), strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{t(f'station.way_{way}')}**")
            st.markdown(t(f"station.way_{way}_says"))
