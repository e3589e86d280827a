"""Proposals in a list: cards that can be read from a distance and tapped."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import draw_state, in_language
from components.register import page_file
from domain.money import format_yuan
from domain.proposal_flow import ProposalState
from domain.proposal_views import ProposalCard

COLUMNS = 3
_COLLECTING = frozenset({ProposalState.OPEN, ProposalState.SECONDED})


def draw_cards(cards: Sequence[ProposalCard]) -> None:
    """Cards in rows of three; one below the other on a phone."""
    for start in range(0, len(cards), COLUMNS):
        row = st.columns(COLUMNS)
        for column, card in zip(row, cards[start : start + COLUMNS], strict=False):
            with column:
                draw_card(card)


def draw_card(card: ProposalCard) -> None:
    """One proposal: what it is, what it costs, where it is from, how many second it."""
    with st.container(border=True, height="stretch", gap="xsmall", key=f"card_{card.id}"):
        with st.container(horizontal=True, gap="xsmall"):
            draw_state(card.state)
            if card.field:
                st.badge(in_language(card.field, card.field_en), color="gray")
        _draw_title(card)
        st.markdown(f"**{format_yuan(card.cost_cents)}**")
        st.caption(
            t("proposals.from_where", community=plain(card.community), round=plain(card.round_name))
        )
        st.markdown(_support_line(card))


def draw_compact(card: ProposalCard) -> None:
    """One proposal in a narrow place: title, money, state."""
    with st.container(border=True, gap="xxsmall"):
        _draw_title(card)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(f"**{format_yuan(card.cost_cents)}**", width="content")
            draw_state(card.state)
        st.caption(_support_line(card))


def _draw_title(card: ProposalCard) -> None:
    st.page_link(
        page_file("proposal"),
        label=f"**{plain(card.title) or t('proposals.untitled')}**",
        query_params={"id": str(card.id)},
        width="stretch",
    )


def _support_line(card: ProposalCard) -> str:
    if card.state in _COLLECTING:
        support = t("proposals.seconds_of", n=card.seconds, needed=card.seconds_needed)
    else:
        support = t("proposals.seconds", n=card.seconds)
    return (
        f":material/group: {support} · :material/chat: {t('proposals.comments', n=card.comments)}"
    )
