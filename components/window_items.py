"""What is published in the windows, each in one shape: what, who, until when, where it stands."""

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from components.due import time_left
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.register import ENTRIES, page_file
from domain.clock import local
from domain.matters import UNANSWERED
from domain.phases import Phase
from domain.research import WORKING, ConsultationState
from domain.windows import HELD, WindowItem, WindowKind, highlighted

COLUMNS = 3
PAGES: dict[WindowKind, tuple[str, str]] = {
    WindowKind.NEED: ("topic", "id"),
    WindowKind.TOPIC: ("topic", "id"),
    WindowKind.CONSULTATION: ("consultation", "id"),
    WindowKind.FINDING: ("topic", "id"),
    WindowKind.VISIT: ("topic", "id"),
    WindowKind.PROPOSAL: ("proposal", "id"),
    WindowKind.MATTER: ("matter", "id"),
    WindowKind.ROUND: ("rounds", "round"),
    WindowKind.MEETING: ("meeting", "id"),
    WindowKind.EXCHANGE: ("meeting", "id"),
    WindowKind.ACTIVITY: ("activities", "id"),
    WindowKind.STATION: ("stations", "community"),
    WindowKind.ARTICLE: ("legal_articles", "id"),
    WindowKind.EDUCATION: ("stations", "community"),
}
"""On which page an item is read, and by what the address names it."""

ICONS: dict[WindowKind, str] = {
    WindowKind.NEED: ":material/priority_high:",
    WindowKind.TOPIC: ":material/science:",
    WindowKind.CONSULTATION: ":material/contact_support:",
    WindowKind.FINDING: ":material/menu_book:",
    WindowKind.VISIT: ":material/pin_drop:",
    WindowKind.PROPOSAL: ":material/lightbulb:",
    WindowKind.MATTER: ":material/forum:",
    WindowKind.ROUND: ":material/event_repeat:",
    WindowKind.MEETING: ":material/groups:",
    WindowKind.EXCHANGE: ":material/handshake:",
    WindowKind.ACTIVITY: ":material/diversity_3:",
    WindowKind.STATION: ":material/gavel:",
    WindowKind.ARTICLE: ":material/local_library:",
    WindowKind.EDUCATION: ":material/school:",
}
_STATES: dict[WindowKind, str] = {
    WindowKind.NEED: "topic_state",
    WindowKind.TOPIC: "topic_state",
    WindowKind.FINDING: "topic_state",
    WindowKind.VISIT: "topic_state",
    WindowKind.CONSULTATION: "consultation_state",
    WindowKind.PROPOSAL: "proposal_state",
    WindowKind.MATTER: "matter_state",
    WindowKind.ROUND: "phase",
    WindowKind.MEETING: "meeting_state",
    WindowKind.EXCHANGE: "minutes_state",
    WindowKind.ACTIVITY: "window_state",
    WindowKind.EDUCATION: "window_state",
}
"""By whose words it is said where an item stands; the others always stand the same."""

_OWED: dict[WindowKind, frozenset[str]] = {
    WindowKind.NEED: frozenset(WORKING),
    WindowKind.TOPIC: frozenset(WORKING),
    WindowKind.CONSULTATION: frozenset({ConsultationState.OPEN}),
    WindowKind.MATTER: frozenset(UNANSWERED),
    WindowKind.ROUND: frozenset(Phase) - {Phase.CLOSED},
}
"""In which states something is still to come by the day that is named."""


def draw_items(items: Sequence[WindowItem], words: Sequence[str] = ()) -> None:
    """Cards in rows of three; one below the other on a phone. Words looked for stand out."""
    for start in range(0, len(items), COLUMNS):
        row = st.columns(COLUMNS)
        for column, item in zip(row, items[start : start + COLUMNS], strict=False):
            with column:
                _draw_card(item, words)


def draw_news(items: Sequence[WindowItem]) -> None:
    """The newest in a few lines: what it is, and where it stands."""
    for item in items:
        _draw_title(item, plain(item.title))
        st.caption(" · ".join(filter(None, (kind_words(item), state_words(item)))))


def kind_words(item: WindowItem) -> str:
    """What it is."""
    return t(f"window_kind.{item.kind.value}")


def state_words(item: WindowItem) -> str:
    """Where it stands; empty for what always stands the same."""
    prefix = _STATES.get(item.kind)
    return t(f"{prefix}.{item.state}") if prefix else ""


def marked(text: str, words: Sequence[str]) -> str:
    """User text as Markdown, the words looked for on a coloured ground."""
    return "".join(
        f":orange-background[{plain(piece)}]" if is_found else plain(piece)
        for piece, is_found in highlighted(text, words)
    )


def _draw_card(item: WindowItem, words: Sequence[str]) -> None:
    with st.container(
        border=True,
        height="stretch",
        gap="xsmall",
        key=f"card_window_{item.kind.value}_{item.id}",
    ):
        with st.container(horizontal=True, gap="xsmall"):
            if state := state_words(item):
                st.badge(state, color="blue")
            st.badge(kind_words(item), icon=ICONS[item.kind], color="gray")
        _draw_title(item, f"**{marked(item.title, words)}**")
        if text := item.excerpt(words):
            st.markdown(marked(text, words))
        for line in _facts(item):
            st.markdown(line)
        about = in_language(item.field, item.field_en)
        where = plain(item.place) or _everywhere(item)
        st.caption(" · ".join(filter(None, (where, plain(about)))))


def _draw_title(item: WindowItem, label: str) -> None:
    page, name = PAGES[item.kind]
    if all(entry.name != page for entry in ENTRIES):
        st.markdown(label)
        return
    st.page_link(
        page_file(page), label=label, query_params={name: str(item.leads_to)}, width="stretch"
    )


def _facts(item: WindowItem) -> list[str]:
    """Who, and when or until when."""
    found = []
    if item.who:
        who = in_language(item.who, item.who_en)
        names = t("format.list_joint").join(plain(one) for one in who.split("\n"))
        found.append(t(f"window.who_{item.kind.value}", who=names))
    if item.until is not None:
        found.append(_when(item, item.until))
    return list(filter(None, found))


def _when(item: WindowItem, until: datetime | date) -> str:
    """When it is or was, or until when something is owed; empty once it is there."""
    day = local(until).date() if isinstance(until, datetime) else until
    if item.kind is WindowKind.MEETING:
        return t("window.at", at=until)
    if item.kind in HELD:
        return t("window.held", day=day)
    if item.state not in _OWED.get(item.kind, ()):
        return ""
    key = "window.until_round" if item.kind is WindowKind.ROUND else "window.until"
    return t(key, day=day, left=time_left(until))


def _everywhere(item: WindowItem) -> str:
    return "" if item.kind is WindowKind.ARTICLE else t("place_kind.district")
