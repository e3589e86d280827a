"""What residents raise often or sharply: each with what it is made of, and the way to a topic."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.register import page_file
from domain.concerns import Concern, ConcernItem
from domain.research import LONGEST_QUESTION, LONGEST_TITLE, ConcernKind
from domain.research_views import ConcernPage

Callback = Callable[..., None]
SHOWN, PLACES_NAMED = 8, 4
_ICONS = {
    ConcernKind.PROPOSAL: ":material/lightbulb:",
    ConcernKind.MATTER: ":material/forum:",
    ConcernKind.STATEMENT: ":material/chat:",
}


def key_of(concern: Concern) -> str:
    """What names a concern on the page: its most central item."""
    return f"{concern.items[0].kind.value}_{concern.items[0].id}"


def draw_concern(one: Concern, page: ConcernPage, on_propose: Callback, on_link: Callback) -> None:
    """One concern: how many, how sharp, where; what was said; and the next step."""
    key = key_of(one)
    with st.container(border=True, key=f"concern_{key}"):
        with st.container(horizontal=True, gap="xsmall"):
            if one.is_frequent:
                st.badge(t("concern.frequent"), icon=":material/groups:", color="blue")
            if one.is_sharp:
                st.badge(t("concern.sharp"), icon=":material/priority_high:", color="red")
            for code in one.fields[:2]:
                st.badge(plain(in_language(*page.fields.get(code, (code, code)))), color="gray")
        st.subheader(plain(one.title), anchor=False)
        st.markdown(f"**{t('concern.people', n=one.people)}** {_where(one, page)}")
        st.markdown(_made_of(one))
        with st.expander(t("concern.what_was_said", n=len(one.items))):
            _draw_items(one.items)
        _draw_next(one, page, on_propose, on_link)


def _draw_next(one: Concern, page: ConcernPage, on_propose: Callback, on_link: Callback) -> None:
    key = key_of(one)
    free = [item for item in one.items if item.topic_id is None]
    for topic_id in sorted(one.topic_ids):
        st.page_link(
            page_file("topic"),
            label=t("concern.is_topic", title=plain(page.topics.get(topic_id, ""))),
            icon=":material/science:",
            query_params={"id": str(topic_id)},
        )
    if one.topic_ids:
        if free:
            st.button(
                t("concern.add_to_topic", n=len(free)),
                key=f"link_{key}",
                icon=":material/add_link:",
                on_click=on_link,
                args=(one, min(one.topic_ids)),
            )
        return
    with st.expander(t("concern.propose"), icon=":material/science:"):
        _draw_form(one, on_propose)


def _draw_form(one: Concern, on_propose: Callback) -> None:
    key = form_key(f"concern_{key_of(one)}")
    names = {item.key: item.title for item in one.items[:SHOWN]}
    with st.form(f"concern_{key_of(one)}", border=False):
        st.markdown(t("concern.propose_how"))
        st.text_input(
            t("topic.form_title"),
            one.title[:LONGEST_TITLE],
            key=f"{key}_title",
            max_chars=LONGEST_TITLE,
        )
        st.text_area(t("topic.form_question"), key=f"{key}_question", max_chars=LONGEST_QUESTION)
        st.multiselect(
            t("concern.leave_out"),
            list(names),
            format_func=names.__getitem__,
            placeholder=t("concern.leave_none"),
            key=f"{key}_out",
        )
        st.form_submit_button(
            t("topic.send"), type="primary", width="stretch", on_click=on_propose, args=(one,)
        )


def _draw_items(items: Sequence[ConcernItem]) -> None:
    for item in items[:SHOWN]:
        label = plain(item.title)
        if item.kind is ConcernKind.STATEMENT:
            st.markdown(f"{_ICONS[item.kind]} {label}")
            continue
        st.page_link(
            page_file(item.kind.value),
            label=label,
            icon=_ICONS[item.kind],
            query_params={"id": str(item.id)},
            width="stretch",
        )
    if len(items) > SHOWN:
        st.caption(t("concern.more", n=len(items) - SHOWN))


def _where(one: Concern, page: ConcernPage) -> str:
    names = [plain(page.places.get(place, "")) for place in one.places[:PLACES_NAMED]]
    if not names:
        return ""
    key = "concern.places" if len(one.places) <= PLACES_NAMED else "concern.places_and_more"
    return t(key, names=names, n=len(one.places))


def _made_of(one: Concern) -> str:
    parts = []
    for kind in ConcernKind:
        number = sum(item.kind is kind for item in one.items)
        if number:
            parts.append(t(f"concern.of_{kind.value}", n=number))
    if one.displeased:
        parts.append(t("concern.displeased", n=one.displeased))
    return " · ".join(parts)
