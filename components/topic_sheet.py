"""One topic on its page: the result first, then what led to it, the visits, and its way."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.attachments import draw_files
from components.flowchart import machine_dot
from components.language import t
from components.plain import plain
from components.register import page_file
from components.topic_words import draw_topic_state, due_words
from domain.research import TopicFlow, TopicState, steps_of
from domain.research_views import (
    AdviceLine,
    FindingSheet,
    RaisedLine,
    RecordLine,
    Suggestion,
    TopicMoveLine,
    TopicSheet,
)

Read = Callable[[int], bytes]
_SHOWN_AT_FIRST = 6


def draw_head(sheet: TopicSheet) -> None:
    """What is asked, who looks into it, and until when."""
    draw_topic_state(sheet.card)
    st.title(plain(sheet.card.title), anchor=False)
    if sheet.question:
        st.markdown(plain(sheet.question))
    if sheet.card.state in (TopicState.DECIDED, TopicState.PUBLISHED, TopicState.DROPPED):
        return
    with st.container(border=True, key="topic_standing"):
        first, second = st.columns(2)
        first.markdown(t("topic.who"))
        names = t("format.list_joint").join(plain(one.name) for one in sheet.experts)
        first.subheader(names or t("topic.nobody_yet"), anchor=False)
        second.markdown(t("topic.until"))
        second.subheader(due_words(sheet.card.due_on), anchor=False)


def draw_outcome(sheet: TopicSheet) -> None:
    """What the district made of it, or why it ended, before anything else."""
    if sheet.card.decision is not None:
        with st.container(border=True, key="topic_decision"):
            st.header(t(f"topic.decided_{sheet.card.decision.value}"), anchor=False)
            st.markdown(plain(sheet.decision_reason))
            if sheet.decided_at is not None:
                st.caption(t("topic.decided_at", at=sheet.decided_at))
    elif sheet.card.state is TopicState.DROPPED:
        st.info(t("topic.dropped_because", reason=plain(sheet.decision_reason)))


def draw_finding(finding: FindingSheet, experts: Sequence[str]) -> None:
    """A finding: in short, what is advised, and the whole of it on demand."""
    st.header(plain(finding.title) or t("finding.untitled"), anchor=False)
    with st.container(border=True):
        if finding.summary:
            st.markdown(f"**{plain(finding.summary)}**")
        if finding.recommendations:
            st.subheader(t("finding.recommendations"), anchor=False)
            lines = (f"{n}. {plain(one)}" for n, one in enumerate(finding.recommendations, 1))
            st.markdown("\n".join(lines))
        if finding.text:
            with st.expander(t("finding.whole"), icon=":material/article:"):
                st.markdown(plain(finding.text))
        names = [plain(one) for one in experts]
        if finding.published_at is not None and finding.reviewer:
            reviewer = plain(finding.reviewer)
            st.caption(t("finding.by", names=names, reviewer=reviewer, at=finding.published_at))


def draw_records(records: Sequence[RecordLine], read: Read) -> None:
    """Where the experts went, newest first."""
    if not records:
        return
    st.header(t("record.title", n=len(records)), anchor=False)
    for one in records:
        with st.container(border=True):
            place = plain(one.place) or t("record.no_place")
            st.markdown(f"**{t('record.where', day=one.on, place=place)}**")
            if one.people_count:
                st.markdown(t("record.met", n=one.people_count))
            if one.people_met:
                st.markdown(t("record.met_whom", who=plain(one.people_met)))
            if one.notes:
                st.markdown(plain(one.notes))
            draw_files(one.files, read)
            st.caption(t("record.by", name=plain(one.author)))


def draw_raised(raised: Sequence[RaisedLine]) -> None:
    """What residents raised that led here, each with a link and without a name."""
    if not raised:
        return
    st.header(t("topic.raised_title", n=len(raised)), anchor=False)
    st.markdown(t("topic.raised_how"))
    for one in raised[:_SHOWN_AT_FIRST]:
        _draw_raised(one)
    if len(raised) > _SHOWN_AT_FIRST:
        with st.expander(t("topic.raised_more", n=len(raised) - _SHOWN_AT_FIRST)):
            for one in raised[_SHOWN_AT_FIRST:]:
                _draw_raised(one)


def draw_advice(
    lines: Sequence[AdviceLine], draw_form: Callable[[AdviceLine], None] | None = None
) -> None:
    """Questions to experts with their answers; `draw_form` stands under one's own."""
    for one in lines:
        with st.container(border=True, key=f"advice_{one.id}"):
            st.markdown(f"**{plain(one.question)}**")
            who = t("advice.to", name=plain(one.expert), title=plain(one.expert_title))
            if one.answered_at is not None:
                st.markdown(plain(one.answer))
                st.caption(t("advice.answered", who=who, at=one.answered_at))
                continue
            words = "advice.late" if one.is_late else "advice.waits"
            st.markdown(f"{who} · {t(words, at=one.due_at)}")
            if draw_form is not None and one.is_mine:
                draw_form(one)


def draw_topic_flow(state: TopicState, moves: Sequence[TopicMoveLine]) -> None:
    """The flowchart: every step there is, those already gone filled."""
    gone = {(one.source.value, one.target.value) for one in moves}
    words = {one.value: t(f"topic_state.{one.value}") for one in TopicState}
    dot = machine_dot(steps_of(TopicFlow), state.value, gone, words)
    said = t("topic.alt_flow", state=t(f"topic_state.{state.value}"))
    st.graphviz_chart(dot, alt=said)


def draw_topic_way(moves: Sequence[TopicMoveLine]) -> None:
    """The way already gone, oldest first."""
    for one in moves:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{t(f'topic_event.{one.event.value}')}**")
            st.caption(t("way.when_and_who", at=one.at, who=plain(one.who)))
            if one.note and not one.note.isdecimal():
                st.markdown(plain(one.note))


def draw_topic_links(found: Sequence[Suggestion], key: str) -> None:
    """Beside what was raised: experts look into it, or what they found."""
    for one in found:
        with st.container(border=True, key=f"topic_link_{key}_{one.topic_id}"):
            st.markdown(f"**{t('topic.became')}**")
            st.page_link(
                page_file("topic"),
                label=plain(one.title),
                icon=":material/science:",
                query_params={"id": str(one.topic_id)},
            )
            st.markdown(_stands(one))
            if one.summary:
                st.markdown(plain(one.summary))


def answer_text(one: Suggestion) -> str:
    """The answer that is suggested to the owner of a matter; they change it as they like."""
    parts = [t("topic.suggested_answer", title=one.title), one.summary]
    if one.decision is not None:
        parts.append(t(f"topic.decided_{one.decision.value}"))
        parts.append(one.reason)
    return "\n".join(part for part in parts if part)


def _stands(one: Suggestion) -> str:
    if one.decision is not None:
        return t(f"topic.decided_{one.decision.value}")
    return t(f"topic_state.{one.state.value}")


def _draw_raised(one: RaisedLine) -> None:
    st.page_link(
        page_file(one.page),
        label=plain(one.title) or t("topic.raised_hidden"),
        icon=_ICONS[one.kind],
        query_params={"id": str(one.id)},
        width="stretch",
    )


_ICONS = {
    "proposal": ":material/lightbulb:",
    "matter": ":material/forum:",
    "statement": ":material/chat:",
}
