"""One consultation: the question, a member's answer, the spread of all answers, what changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction

import streamlit as st

from components.charts.consultations import SpreadRow, spread_chart
from components.consultation_cards import draw_consultation_state, until_words
from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from components.register import page_file
from components.sheet import Sheet, draw_sheet
from components.topic_forms import choose
from domain.clock import local, utc_now
from domain.consultation_summary import Answer, Spread, Summary
from domain.research import (
    LEAST_AGREEMENT,
    LONGEST_ADVICE,
    LONGEST_DAYS_OPEN,
    LONGEST_NOTE,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_AGREEMENT,
)
from domain.research_views import ConsultationSheet

Callback = Callable[..., None]
USUAL_DAYS = timedelta(days=10)


def levels() -> dict[int, str]:
    """The five answers in words."""
    return {n: t(f"agreement.{n}") for n in range(MOST_AGREEMENT, LEAST_AGREEMENT - 1, -1)}


def draw_question(sheet: ConsultationSheet, *, is_member: bool) -> None:
    """What is asked, by whom, until when."""
    draw_consultation_state(sheet.card, is_member=is_member)
    st.title(plain(sheet.card.title), anchor=False)
    with st.container(border=True, key="consultation_question"):
        st.subheader(plain(sheet.question), anchor=False)
        if sheet.text:
            st.markdown(plain(sheet.text))
    st.markdown(f"**{until_words(sheet.card)}**")
    if sheet.asked_by:
        st.caption(t("consultation.asked_by", name=plain(sheet.asked_by)))
    if sheet.card.topic_id is not None:
        st.page_link(
            page_file("topic"),
            label=t("consultation.of_topic", title=plain(sheet.topic_title)),
            icon=":material/science:",
            query_params={"id": str(sheet.card.topic_id)},
        )


def draw_own_answer(sheet: ConsultationSheet, on_answer: Callback) -> None:
    """Five taps, then why; both save themselves and can be changed until the day is over."""
    words = levels()
    st.header(t("consultation.your_answer"), anchor=False)
    st.session_state["own_agreement"] = sheet.card.own
    st.segmented_control(
        t("consultation.how_far"),
        list(words),
        format_func=words.__getitem__,
        key="own_agreement",
        on_change=on_answer,
        required=sheet.card.own is not None,
        width="stretch",
        wrap=True,
    )
    if sheet.card.own is None:
        st.markdown(t("consultation.tap_first"))
        return
    st.session_state["own_reason"] = sheet.own_text
    st.text_area(
        t("consultation.why"), key="own_reason", on_change=on_answer, max_chars=LONGEST_NOTE
    )
    st.success(t("consultation.saved"), icon=":material/check_circle:")


def draw_summary(sheet: ConsultationSheet, summary: Summary) -> None:
    """The spread in words, as a chart and as a table, and every reason of the smaller side."""
    st.header(t("consultation.result"), anchor=False)
    if not summary.whole.number:
        st.info(t("consultation.nobody"), icon=":material/person_off:")
        return
    whole = summary.whole
    st.subheader(spread_words(whole), anchor=False)
    st.markdown(t("consultation.of_members", n=whole.number, of=sheet.members))
    if whole.is_divided:
        st.warning(t("consultation.divided"), icon=":material/call_split:")
    _draw_chart(sheet, summary)
    _draw_reasons(t("consultation.dissent"), summary.dissent)
    with st.expander(t("consultation.reasons", n=len(summary.reasons))):
        _draw_reasons("", summary.reasons)


def draw_changed(sheet: ConsultationSheet) -> None:
    """What the answers changed, in the experts' words."""
    if sheet.returned_at is None:
        return
    with st.container(border=True, key="consultation_changed"):
        st.header(t("consultation.changed"), anchor=False)
        st.markdown(plain(sheet.changed))
        st.caption(t("consultation.returned", at=sheet.returned_at))


def draw_ask_form(
    name: str, text: str, on_draft: Callback, fields: Mapping[object, str] | None = None
) -> None:
    """A question to the citizens' committee, as a draft. `text`: what is proposed.

    `fields` are offered where no topic says which field it is about.
    """
    key = form_key(name)
    with st.form(name, border=False):
        st.text_input(t("consultation.form_title"), key=f"{key}_title", max_chars=LONGEST_TITLE)
        st.text_area(
            t("consultation.form_question"), key=f"{key}_question", max_chars=LONGEST_QUESTION
        )
        words = "consultation.form_text" if fields is None else "consultation.form_plan"
        st.text_area(t(words), text, key=f"{key}_text", max_chars=LONGEST_ADVICE)
        if fields is not None:
            choose(t("topic.form_field"), fields, f"{key}_field")
        st.form_submit_button(
            t("consultation.send_draft"), type="primary", width="stretch", on_click=on_draft
        )


def draw_open_form(on_open: Callback) -> None:
    """Until when members can answer; then it is put before them."""
    today = local(utc_now()).date()
    with st.form("open_up", border=True):
        st.subheader(t("consultation.do_open"), anchor=False)
        st.date_input(
            t("consultation.form_day"),
            today + USUAL_DAYS,
            min_value=today,
            max_value=today + timedelta(days=LONGEST_DAYS_OPEN),
            format="YYYY-MM-DD",
            key=f"{form_key('open_up')}_day",
        )
        st.form_submit_button(
            t("consultation.send_open"), type="primary", width="stretch", on_click=on_open
        )


def draw_give_back_form(on_give_back: Callback) -> None:
    """What the answers changed; without it the consultation does not end."""
    with st.form("give_back", border=True):
        st.subheader(t("consultation.do_give_back"), anchor=False)
        st.markdown(t("consultation.give_back_how"))
        st.text_area(
            t("consultation.form_changed"),
            key=f"{form_key('give_back')}_changed",
            max_chars=LONGEST_ADVICE,
            height=160,
        )
        st.form_submit_button(
            t("consultation.send_give_back"),
            type="primary",
            width="stretch",
            on_click=on_give_back,
        )


def spread_words(spread: Spread) -> str:
    """The spread in one sentence: for, against, the middle."""
    between = spread.number - spread.agreeing - spread.against
    return t("consultation.spread", agree=spread.agreeing, against=spread.against, between=between)


def median_words(median: Fraction) -> str:
    """The middle answer as a figure: whole or half."""
    return str(median.numerator) if median.denominator == 1 else f"{float(median):.1f}"


def _draw_chart(sheet: ConsultationSheet, summary: Summary) -> None:
    fields = [(_field(sheet, one.code), one) for one in summary.by_field]
    places = [(one.code or t("consultation.other_places"), one) for one in summary.by_community]
    groups = [(t("consultation.everyone"), summary.whole), *fields, *places]
    rows = tuple(SpreadRow(name, spread.counts) for name, spread in groups)
    names = tuple(levels()[n] for n in range(LEAST_AGREEMENT, MOST_AGREEMENT + 1))
    alt = " ".join(f"{name}: {spread_words(spread)}" for name, spread in groups)
    st.vega_lite_chart(spread_chart(rows, names), width="stretch", alt=alt)
    st.caption(t("consultation.how_to_read"))
    columns = (t("consultation.group"), *names, t("consultation.median"))
    cells = tuple((name, *one.counts, median_words(one.median)) for name, one in groups)
    draw_sheet(Sheet(f"consultation-{sheet.card.id}", columns, cells))


def _field(sheet: ConsultationSheet, code: str) -> str:
    if not code:
        return t("consultation.other_fields")
    chinese, english = sheet.field_names.get(code, (code, code))
    return in_language(chinese, english)


def _draw_reasons(title: str, answers: Sequence[Answer]) -> None:
    if title and answers:
        st.subheader(title, anchor=False)
    for one in answers:
        with st.container(border=True, gap="xxsmall"):
            st.markdown(plain(one.text))
            place = plain(one.community) or t("place_kind.district")
            st.caption(t("consultation.reason_of", level=levels()[one.agreement], place=place))
