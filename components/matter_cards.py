"""Matters in lists: what, who, until when, where it stands."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.matter_words import draw_state, standing_words, stars, who_words
from components.plain import plain
from components.proposal_words import in_language
from components.register import page_file
from domain.matter_views import MatterCard

COLUMNS = 3


def draw_cards(cards: Sequence[MatterCard], key: str = "list") -> None:
    """Cards in rows of three; one below the other on a phone."""
    for start in range(0, len(cards), COLUMNS):
        row = st.columns(COLUMNS)
        for column, card in zip(row, cards[start : start + COLUMNS], strict=False):
            with column:
                draw_card(card, key)


def draw_card(card: MatterCard, key: str = "list") -> None:
    """One matter: its title leads to it."""
    with st.container(border=True, height="stretch", gap="xsmall", key=f"card_{key}_{card.id}"):
        draw_state(card)
        st.page_link(
            page_file("matter"),
            label=f"**{plain(card.title)}**",
            query_params={"id": str(card.id)},
            width="stretch",
        )
        st.markdown(standing_words(card))
        st.markdown(t("matter.who_answers", who=who_words(card)))
        if card.rating is not None:
            st.markdown(t("matter.rated", stars=stars(card.rating)))
        where = plain(card.community) or t("place_kind.district")
        about = in_language(card.field, card.field_en)
        st.caption(" · ".join(filter(None, (where, plain(about), t("matter.number", n=card.id)))))


def draw_rows(title: str, cards: Sequence[MatterCard], key: str) -> None:
    """A list under its heading on the desk; nothing when it is empty."""
    if not cards:
        return
    st.header(t("matter.list_title", title=title, n=len(cards)), anchor=False)
    draw_cards(cards, key)
