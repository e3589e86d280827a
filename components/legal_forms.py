"""What those named in a case can do, one form each."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from domain.clock import local, utc_now
from domain.legal import LONGEST_NAME, LONGEST_NOTE, LONGEST_TEXT
from domain.legal_views import CaseSheet, Named

Callback = Callable[..., None]
USUAL_FOLLOW_UP = timedelta(days=30)


def draw_answer_form(on_answer: Callback) -> None:
    """The answer, and how long it took."""
    key = form_key("case_answer")
    with st.form("case_answer", border=True):
        st.subheader(t("case.do_answer"), anchor=False)
        st.text_area(t("case.answer_text"), key=f"{key}_text", max_chars=LONGEST_TEXT, height=200)
        st.number_input(t("service.minutes"), 1, 1440, 30, step=10, key=f"{key}_minutes")
        st.form_submit_button(
            t("case.send_answer"), type="primary", width="stretch", on_click=on_answer
        )


def draw_text_form(name: str, on_send: Callback, *, is_first: bool = False) -> None:
    """A form of one text: ask further, hand over. Its words are `case.<name>`."""
    with st.form(name, border=False):
        st.text_area(t(f"case.{name}_text"), key=f"{form_key(name)}_text", max_chars=LONGEST_TEXT)
        st.form_submit_button(
            t(f"case.{name}_send"),
            type="primary" if is_first else "secondary",
            width="stretch",
            on_click=on_send,
        )


def draw_person_form(name: str, people: Sequence[Named], on_send: Callback) -> None:
    """A form that chooses a person: a member to mediate with, a colleague."""
    names = {one.account_id: _person(one) for one in people}
    with st.form(name, border=False):
        st.selectbox(
            t(f"case.{name}_who"),
            list(names),
            index=0 if name == "mediate" and names else None,
            placeholder=t("matter.choose"),
            format_func=names.__getitem__,
            key=f"{form_key(name)}_who",
        )
        st.form_submit_button(
            t(f"case.{name}_send"),
            type="primary" if name == "mediate" else "secondary",
            width="stretch",
            on_click=on_send,
        )


def draw_party_form(on_name: Callback) -> None:
    """The other side: with an account by user name, else by name, who signs on paper."""
    key = form_key("party")
    with st.form("party", border=False):
        ways = {False: t("mediation.on_paper"), True: t("mediation.by_username")}
        st.segmented_control(
            t("mediation.how_signs"),
            list(ways),
            default=False,
            required=True,
            format_func=ways.__getitem__,
            key=f"{key}_account",
            width="stretch",
        )
        st.text_input(t("mediation.party_name"), key=f"{key}_name", max_chars=LONGEST_NAME)
        st.form_submit_button(t("mediation.name_party"), width="stretch", on_click=on_name)


def draw_agreement_form(sheet: CaseSheet, on_save: Callback) -> None:
    """The text of the agreement and the day of the look back."""
    key = f"{form_key('agreement')}_{sheet.agreement_version}"
    today = local(utc_now()).date()
    chosen: date = sheet.card.follow_up_on or today + USUAL_FOLLOW_UP
    with st.form("agreement", border=True):
        st.subheader(t("mediation.write"), anchor=False)
        st.text_area(
            t("mediation.text"),
            value=sheet.agreement,
            key=f"{key}_text",
            max_chars=LONGEST_TEXT,
            height=200,
        )
        st.date_input(
            t("mediation.follow_up_on"),
            value=max(chosen, today + timedelta(days=1)),
            min_value=today + timedelta(days=1),
            format="YYYY-MM-DD",
            key=f"{key}_day",
        )
        st.markdown(t("mediation.signs_anew"))
        st.form_submit_button(
            t("mediation.save"),
            type="secondary" if sheet.agreement else "primary",
            width="stretch",
            on_click=on_save,
            args=(key,),
        )


def draw_follow_up_form(on_follow_up: Callback) -> None:
    """Whether the agreement is kept, and what was seen."""
    key = form_key("follow_up")
    with st.form("follow_up", border=True):
        st.subheader(t("mediation.do_follow_up"), anchor=False)
        answers = {True: t("mediation.kept"), False: t("mediation.broken")}
        st.segmented_control(
            t("mediation.is_kept"),
            list(answers),
            format_func=answers.__getitem__,
            key=f"{key}_kept",
            width="stretch",
        )
        st.text_input(t("mediation.seen"), key=f"{key}_note", max_chars=LONGEST_NOTE)
        st.form_submit_button(
            t("mediation.send_follow_up"), type="primary", width="stretch", on_click=on_follow_up
        )


def draw_case_rating(rating: int | None, on_stars: Callback) -> None:
    """Five large taps; each saves itself."""
    words = {n: t(f"matter.stars_{n}") for n in range(5, 0, -1)}
    st.session_state["case_stars"] = rating
    st.segmented_control(
        t("case.do_rate"),
        list(words),
        format_func=words.__getitem__,
        key="case_stars",
        on_change=on_stars,
        width="stretch",
        wrap=True,
    )


def draw_sure(name: str, icon: str, on_sure: Callback) -> None:
    """An act that wants a second tap; its words are `case.<name>…`."""
    with st.popover(t(f"case.{name}"), icon=f":material/{icon}:", width="stretch"):
        st.markdown(t(f"case.{name}_means"))
        st.button(t(f"case.{name}_sure"), on_click=on_sure, key=f"sure_{name}", width="stretch")


def _person(one: Named) -> str:
    if not one.community:
        return one.name
    key = "case.person_of_field" if one.is_of_field else "case.person_of"
    return t(key, name=one.name, place=one.community)
