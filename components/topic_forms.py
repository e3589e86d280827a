"""What the office and a reviewing expert can do to a topic, as forms."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from domain.clock import local, utc_now
from domain.research import (
    LONGEST_NOTE,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_EXPERTS,
    Decision,
)
from domain.research_views import ExpertChoice, ExpertLine

Callback = Callable[..., None]
USUAL_TIME = timedelta(days=30)


def draw_propose_form(
    places: Mapping[object, str], fields: Mapping[object, str], on_send: Callback
) -> None:
    """A topic of one's own: what it is about, and what is to be found out."""
    key = form_key("topic")
    with st.form("topic", border=False):
        st.text_input(t("topic.form_title"), key=f"{key}_title", max_chars=LONGEST_TITLE)
        st.text_area(t("topic.form_question"), key=f"{key}_question", max_chars=LONGEST_QUESTION)
        left, right = st.columns(2)
        with left:
            choose(t("topic.form_field"), fields, f"{key}_field")
        with right:
            choose(t("topic.form_place"), places, f"{key}_place", t("place_kind.district"))
        st.form_submit_button(t("topic.send"), type="primary", width="stretch", on_click=on_send)


def draw_accept_form(due_on: date | None, on_accept: Callback) -> None:
    """Put it on the list, with the day the result is due."""
    with st.form("accept", border=True):
        st.subheader(t("topic.do_accept"), anchor=False)
        _day(t("topic.form_due"), due_on, form_key("accept"))
        st.form_submit_button(
            t("topic.send_accept"), type="primary", width="stretch", on_click=on_accept
        )


def draw_assign_form(
    choices: Sequence[ExpertChoice],
    now: Sequence[ExpertLine],
    due_on: date | None,
    on_assign: Callback,
) -> None:
    """Who researches it; those suggested are chosen already. The first chosen leads."""
    key = form_key("assign_experts")
    words = {one.id: expert_words(one) for one in choices}
    chosen = [one.id for one in now] or [one.id for one in choices if one.is_suggested]
    with st.form("assign_experts", border=True):
        st.subheader(t("topic.do_assign"), anchor=False)
        st.markdown(t("topic.assign_how"))
        st.multiselect(
            t("topic.form_experts"),
            list(words),
            default=chosen,
            format_func=words.__getitem__,
            max_selections=MOST_EXPERTS,
            placeholder=t("topic.choose"),
            key=f"{key}_experts",
        )
        _day(t("topic.form_due"), due_on, key)
        st.form_submit_button(
            t("topic.send_assign"), type="primary", width="stretch", on_click=on_assign
        )


def draw_reason_form(name: str, words: Mapping[str, str], on_send: Callback) -> None:
    """A reason and one button: to drop a topic, to send a finding back."""
    key = form_key(name)
    with st.form(name, border=False):
        st.markdown(words["how"])
        st.text_area(words["label"], key=f"{key}_why", max_chars=LONGEST_NOTE)
        st.form_submit_button(words["send"], width="stretch", on_click=on_send)


def draw_review_form(on_approve: Callback) -> None:
    """The reviewer agrees, with a note if there is one."""
    key = form_key("approve")
    with st.form("approve", border=True):
        st.subheader(t("finding.do_review"), anchor=False)
        st.markdown(t("finding.review_how"))
        st.text_area(t("finding.review_note"), key=f"{key}_note", max_chars=LONGEST_NOTE)
        st.form_submit_button(
            t("finding.approve"), type="primary", width="stretch", on_click=on_approve
        )


def draw_reviewer_form(choices: Sequence[ExpertChoice], on_change: Callback) -> None:
    """Another expert is asked to review: none who wrote, those of the subject first."""
    words: dict[object, str] = {one.id: expert_words(one) for one in choices}
    with st.form("reviewer", border=False):
        st.markdown(t("finding.reviewer_how"))
        choose(
            t("finding.form_reviewer"), words, f"{form_key('reviewer')}_expert", t("topic.choose")
        )
        st.form_submit_button(
            t("finding.send_reviewer"), type="primary", width="stretch", on_click=on_change
        )


def draw_decide_form(on_decide: Callback) -> None:
    """Adopted, partly, or not, and the reason."""
    key = form_key("decide")
    names = {one.value: t(f"decision.{one.value}") for one in Decision}
    with st.form("decide", border=True):
        st.subheader(t("topic.do_decide"), anchor=False)
        st.segmented_control(
            t("topic.form_decision"),
            list(names),
            format_func=names.__getitem__,
            key=f"{key}_decision",
            width="stretch",
        )
        st.text_area(t("topic.form_reason"), key=f"{key}_reason", max_chars=LONGEST_NOTE)
        st.form_submit_button(
            t("topic.send_decide"), type="primary", width="stretch", on_click=on_decide
        )


def draw_ask_form(choices: Sequence[ExpertChoice], on_ask: Callback) -> None:
    """A question to one expert, and until when."""
    key = form_key("advice")
    words: dict[object, str] = {one.id: expert_words(one) for one in choices}
    with st.form("advice", border=False):
        st.text_area(t("advice.form_question"), key=f"{key}_question", max_chars=LONGEST_QUESTION)
        choose(t("advice.form_expert"), words, f"{key}_expert", t("topic.choose"))
        _day(t("advice.form_due"), None, key, timedelta(days=7))
        st.form_submit_button(t("advice.send"), type="primary", width="stretch", on_click=on_ask)


def expert_words(one: ExpertChoice) -> str:
    """An expert in a list: name, title, what they carry, and whether it is their subject."""
    key = "topic.expert_fits" if one.fits else "topic.expert_other"
    return t(key, name=one.name, title=one.title, n=one.load)


def choose(label: str, names: Mapping[object, str], key: str, none: str = "") -> None:
    """One of these, or none."""
    words: dict[object, str] = {None: none or t("topic.any")}
    words |= dict(names)
    st.selectbox(label, list(words), format_func=words.__getitem__, key=key)


def _day(label: str, day: date | None, key: str, ahead: timedelta = USUAL_TIME) -> None:
    today = local(utc_now()).date()
    start = day if day is not None and day >= today else today + ahead
    st.date_input(label, start, min_value=today, format="YYYY-MM-DD", key=f"{key}_due")
