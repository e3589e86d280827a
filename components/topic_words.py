"""Topics in words: where one stands, until when, what came of it; and as cards in a list."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import streamlit as st

from components.due import time_left
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.register import page_file
from domain.research import PUBLIC_RESULT, Decision, TopicState
from domain.research_views import TopicCard

Colour = Literal["red", "orange", "blue", "green", "gray"]
COLUMNS = 3

_COLOURS: dict[TopicState, Colour] = {
    TopicState.PROPOSED: "orange",
    TopicState.LISTED: "orange",
    TopicState.RESEARCHING: "blue",
    TopicState.IN_REVIEW: "blue",
    TopicState.REVIEWED: "blue",
    TopicState.PUBLISHED: "green",
    TopicState.DECIDED: "green",
    TopicState.DROPPED: "gray",
}
_DECISION_COLOURS: dict[Decision, Colour] = {
    Decision.ADOPTED: "green",
    Decision.PARTLY: "orange",
    Decision.NOT_ADOPTED: "gray",
}


def asked_id(name: str = "id") -> int | None:
    """The number in `?id=`, None without one or when it is no number."""
    asked = st.query_params.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None


def open_here(name: str, number: int | None) -> None:
    """Go to one thing on this very page, or back to all of them (a callback).

    A link to the page that one is on loses what stands in its address with the next tap.
    """
    if number is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(number)


def draw_title(title: str, page: str, name: str, number: int, key: str, *, is_here: bool) -> None:
    """A title that leads to the thing it names, on another page or on this one."""
    label = f"**{plain(title)}**"
    if is_here:
        st.button(
            label,
            key=f"open_{key}",
            type="tertiary",
            on_click=open_here,
            args=(name, number),
        )
        return
    query = {name: str(number)}
    st.page_link(page_file(page), label=label, query_params=query, width="stretch")


def draw_topic_state(card: TopicCard) -> None:
    """Where it stands, and whether it is late, as badges."""
    with st.container(horizontal=True, gap="xsmall"):
        if card.is_late:
            st.badge(t("topic.late"), icon=":material/notification_important:", color="red")
        if card.decision is not None:
            st.badge(t(f"decision.{card.decision.value}"), color=_DECISION_COLOURS[card.decision])
        else:
            st.badge(t(f"topic_state.{card.state.value}"), color=_COLOURS[card.state])
        st.badge(t(f"topic_source.{card.source.value}"), color="gray")


def due_words(due_on: date | None) -> str:
    """Until when a result is owed, and how long that is."""
    if due_on is None:
        return t("topic.no_day")
    return t("topic.due", day=due_on, left=time_left(due_on))


def standing_words(card: TopicCard) -> str:
    """The one line that says how far it is."""
    if card.state is TopicState.DROPPED:
        return t("topic.was_dropped")
    if card.decision is not None:
        return t(f"topic.decided_{card.decision.value}")
    if card.state in PUBLIC_RESULT:
        return t("topic.result_out")
    return due_words(card.due_on)


def draw_topic_cards(
    cards: Sequence[TopicCard], key: str, page: str = "topic", name: str = "id"
) -> None:
    """Topics in rows of three; the title leads to `page`."""
    for start in range(0, len(cards), COLUMNS):
        row = st.columns(COLUMNS)
        for column, card in zip(row, cards[start : start + COLUMNS], strict=False):
            with column:
                _draw_card(card, f"{key}_{card.id}", page, name)


def _draw_card(card: TopicCard, key: str, page: str, name: str) -> None:
    with st.container(border=True, height="stretch", gap="xsmall", key=f"card_topic_{key}"):
        draw_topic_state(card)
        is_here = page == "my_research"
        draw_title(card.title, page, name, card.id, key, is_here=is_here)
        st.markdown(standing_words(card))
        if card.experts:
            st.markdown(t("topic.by", names=[plain(one) for one in card.experts]))
        if card.raised:
            st.markdown(t("topic.from_residents", n=card.raised))
        where = plain(card.place) or t("place_kind.district")
        about = plain(in_language(card.field, card.field_en))
        st.caption(" · ".join(filter(None, (where, about, t("topic.number", n=card.id)))))
