"""Rounds as cards: what it is, how much money, and the one thing to do now."""

import streamlit as st

from components.language import t
from components.plain import plain
from components.register import page_file
from domain.clock import local
from domain.money import format_yuan
from domain.phases import Phase
from domain.round_views import RoundCard

TO_DO: dict[Phase, tuple[str, str]] = {
    Phase.PREPARE: ("rounds", "visibility"),
    Phase.COLLECT: ("proposals", "lightbulb"),
    Phase.REVIEW: ("proposals", "rate_review"),
    Phase.DELIBERATE: ("proposals", "forum"),
    Phase.VOTE: ("ballot", "how_to_vote"),
    Phase.COUNT: ("rounds", "calculate"),
    Phase.IMPLEMENT: ("delivery", "construction"),
    Phase.APPRAISE: ("delivery", "star"),
    Phase.CLOSED: ("results", "emoji_events"),
}
"""What anyone can do in a phase: the page, and the icon of its button."""

_FIRST = (
    Phase.VOTE,
    Phase.COLLECT,
    Phase.DELIBERATE,
    Phase.REVIEW,
    Phase.COUNT,
    Phase.APPRAISE,
    Phase.IMPLEMENT,
    Phase.PREPARE,
    Phase.CLOSED,
)


def by_need(cards: list[RoundCard]) -> list[RoundCard]:
    """Rounds in which a citizen has most to do come first."""
    return sorted(cards, key=lambda card: _FIRST.index(card.phase))


def draw_card(card: RoundCard, *, is_large: bool = False) -> None:
    """One round. Large: with its own words and a strong button."""
    with st.container(border=True, height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(t(f"phase.{card.phase.value}"), color="primary" if is_large else "gray")
            st.markdown(plain(card.place) if card.place else t("place_kind.district"))
        st.subheader(plain(card.name), anchor=False)
        st.metric(t("round.budget"), format_yuan(card.budget_cents))
        if is_large and card.about:
            st.markdown(plain(card.about))
        st.markdown(_numbers(card))
        _draw_button(card, is_strong=is_large)


def draw_grid(cards: list[RoundCard], *, is_large: bool = False) -> None:
    """Cards side by side, two in a row; under each other on a phone."""
    for start in range(0, len(cards), 2):
        for column, card in zip(st.columns(2), cards[start : start + 2], strict=False):
            with column:
                draw_card(card, is_large=is_large)


def _numbers(card: RoundCard) -> str:
    words = t("round.numbers", proposals=card.proposals, projects=card.projects)
    if card.next_at is None:
        return words
    return words + t("round.until", day=local(card.next_at).date())


def _draw_button(card: RoundCard, *, is_strong: bool) -> None:
    if not is_strong:
        _draw_way_in(card.id, "rounds", t("round.look"), "arrow_forward", is_strong=False)
        return
    draw_to_do(card.id, card.phase)
    if TO_DO[card.phase][0] != "rounds":
        st.page_link(
            page_file("rounds"),
            label=t("round.look"),
            icon=":material/arrow_forward:",
            query_params={"round": str(card.id)},
        )


def draw_to_do(round_id: int, phase: Phase) -> None:
    """The one large button that leads to what anyone can do in this phase."""
    page, icon = TO_DO[phase]
    _draw_way_in(round_id, page, t(f"round.do.{phase.value}"), icon, is_strong=True)


def _draw_way_in(round_id: int, page: str, label: str, icon: str, *, is_strong: bool) -> None:
    # A page link is a small target; a button that leads there is a large one.
    if st.button(
        label,
        key=f"round_{round_id}_{page}",
        type="primary" if is_strong else "secondary",
        width="stretch",
        icon=f":material/{icon}:",
    ):
        st.switch_page(page_file(page), query_params={"round": str(round_id)})
