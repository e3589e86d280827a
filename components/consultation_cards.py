"""Consultations in lists: what is asked, until when, whether one has answered."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components.due import time_left
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.topic_words import draw_title
from domain.research import ConsultationState
from domain.research_views import ConsultationCard

Colour = Literal["red", "orange", "blue", "green", "gray"]
_COLOURS: dict[ConsultationState, Colour] = {
    ConsultationState.DRAFT: "gray",
    ConsultationState.OPEN: "orange",
    ConsultationState.CLOSED: "blue",
    ConsultationState.RETURNED: "green",
    ConsultationState.WITHDRAWN: "gray",
}


def draw_consultation_state(card: ConsultationCard, *, is_member: bool = False) -> None:
    """Where it stands, and for a member whether they have answered."""
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(t(f"consultation_state.{card.state.value}"), color=_COLOURS[card.state])
        if is_member and card.state is ConsultationState.OPEN:
            if card.own is None:
                st.badge(t("consultation.you_next"), icon=":material/edit:", color="red")
            else:
                st.badge(t("consultation.you_did"), icon=":material/check:", color="green")


def draw_consultation_cards(
    cards: Sequence[ConsultationCard], *, is_member: bool = False, key: str = "list"
) -> None:
    """Consultations one below the other; the title leads to it."""
    for card in cards:
        with st.container(border=True, gap="xsmall", key=f"card_consultation_{key}_{card.id}"):
            draw_consultation_state(card, is_member=is_member)
            draw_title(
                card.title,
                "consultation",
                "id",
                card.id,
                f"consultation_{key}_{card.id}",
                is_here=key == "list",
            )
            st.markdown(until_words(card))
            if card.field:
                st.caption(plain(in_language(card.field, card.field_en)))


def until_words(card: ConsultationCard) -> str:
    """Until when it can be answered, or how many did."""
    if card.state is ConsultationState.OPEN and card.closes_on is not None:
        left = time_left(card.closes_on)
        return t("consultation.until", day=card.closes_on, left=left)
    if card.state is ConsultationState.DRAFT:
        return t("consultation.not_asked_yet")
    return t("consultation.answered", n=card.answers)
