"""Merging: asking another author, answering, and the question to supporters."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.language import t
from components.plain import plain
from components.proposal_words import link_to
from domain.proposal_views import MergeAsk, ProposalCard, SupportQuestion

MESSAGE, TARGET = "merge_message", "merge_target"
Answer = Callable[[int], None]


def draw_merge_form(candidates: Sequence[ProposalCard], on_ask: Callable[[], None]) -> None:
    """Choose the proposal that shall take this one in, and say why."""
    st.markdown(t("merge.explain"))
    titles = {card.id: card.title for card in candidates}
    st.selectbox(
        t("merge.target"),
        list(titles),
        format_func=titles.__getitem__,
        key=TARGET,
        index=None,
        placeholder=t("merge.choose"),
    )
    st.text_area(t("merge.message"), key=MESSAGE, placeholder=t("merge.message_hint"))
    st.button(t("merge.ask"), type="primary", on_click=on_ask, width="stretch", key="ask_merge")


def draw_merges(
    asks: Sequence[MergeAsk], on_accept: Answer, on_refuse: Answer, on_withdraw: Answer
) -> None:
    """Requests with what this author can answer."""
    for ask in asks:
        with st.container(border=True, gap="xsmall", key=f"merge_{ask.id}"):
            st.caption(t("merge.asked", who=plain(ask.asked_by), at=ask.asked_at))
            st.markdown(
                t("merge.what", source=plain(ask.source.title), target=plain(ask.target.title))
            )
            if ask.message:
                st.markdown(plain(ask.message))
            if ask.state != "asked":
                st.badge(t(f"merge.state.{ask.state}"), color="gray")
                continue
            if ask.is_mine_to_answer:
                link_to(ask.source)
                _draw_answers(ask, on_accept, on_refuse)
            elif ask.is_mine:
                st.markdown(t("merge.waiting"))
                st.button(
                    t("merge.withdraw"),
                    key=f"withdraw_{ask.id}",
                    on_click=on_withdraw,
                    args=(ask.id,),
                    width="stretch",
                )


def _draw_answers(ask: MergeAsk, on_accept: Answer, on_refuse: Answer) -> None:
    yes, no = st.columns(2)
    yes.button(
        t("merge.accept"),
        key=f"accept_{ask.id}",
        type="primary",
        on_click=on_accept,
        args=(ask.id,),
        width="stretch",
    )
    no.button(
        t("merge.refuse"),
        key=f"refuse_{ask.id}",
        on_click=on_refuse,
        args=(ask.id,),
        width="stretch",
    )


def draw_support_questions(
    questions: Sequence[SupportQuestion], on_answer: Callable[[int, bool], None]
) -> None:
    """Each merged proposal one seconded: does the support go along? Nothing moves without a yes."""
    for question in questions:
        with st.container(border=True, gap="xsmall", key=f"question_{question.id}"):
            st.markdown(
                t(
                    "merge.question",
                    source=plain(question.source.title),
                    target=plain(question.target.title),
                )
            )
            link_to(question.target)
            yes, no = st.columns(2)
            yes.button(
                t("merge.move_yes"),
                key=f"moves_{question.id}",
                type="primary",
                on_click=on_answer,
                args=(question.id, True),
                width="stretch",
            )
            no.button(
                t("merge.move_no"),
                key=f"stays_{question.id}",
                on_click=on_answer,
                args=(question.id, False),
                width="stretch",
            )
