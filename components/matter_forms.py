"""What can be done to a matter, as forms: give it to someone, answer, hand over, call, rate."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.delivery_forms import UPLOAD_LIMIT_MB, form_key
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from domain.deadlines import DeadlineTerm
from domain.matter_views import MatterSheet, WhistleLine
from domain.matters import LONGEST_ANSWER, LONGEST_NOTE, LONGEST_TEXT, LONGEST_TITLE
from domain.proposal_views import Choice

Callback = Callable[..., None]


def draw_answer_form(on_answer: Callback, *, is_first: bool) -> None:
    """The answer: solved, or explained why not. `is_first`: it is the thing to do now."""
    key = form_key("answer")
    with st.form("answer", border=is_first):
        st.subheader(t("matter.do_answer"), anchor=False)
        words = {True: t("matter.yes_solved"), False: t("matter.not_solved")}
        st.segmented_control(
            t("matter.is_it_solved"),
            list(words),
            format_func=words.__getitem__,
            key=f"{key}_solved",
            width="stretch",
        )
        st.text_area(
            t("matter.answer_text"), key=f"{key}_text", max_chars=LONGEST_ANSWER, height=160
        )
        st.form_submit_button(
            t("matter.send_answer"),
            type="primary" if is_first else "secondary",
            width="stretch",
            on_click=on_answer,
        )


def draw_assign_form(
    sheet: MatterSheet,
    bodies: Sequence[Choice],
    owners: Sequence[Choice],
    terms: Sequence[DeadlineTerm],
    on_assign: Callback,
) -> None:
    """To whom the matter is given, and how long they have."""
    key = form_key("assign")
    with st.form("assign", border=True):
        st.subheader(t("matter.do_assign"), anchor=False)
        _choose(t("matter.body"), named(bodies), sheet.body_code, f"{key}_body")
        _choose(t("matter.owner"), named(owners), sheet.owner_id, f"{key}_owner")
        names = {one.code: in_language(one.name, one.name_en) for one in terms}
        st.pills(
            t("matter.term"),
            list(names),
            default=sheet.term_code if sheet.term_code in names else None,
            required=sheet.term_code in names,
            format_func=names.__getitem__,
            key=f"{key}_term",
        )
        st.form_submit_button(
            t("matter.send_assign"), type="primary", width="stretch", on_click=on_assign
        )


def draw_hand_over_form(owners: Sequence[Choice], on_hand_over: Callback) -> None:
    """To a colleague, with a reason."""
    key = form_key("hand_over")
    with st.form("hand_over", border=False):
        _choose(t("matter.owner"), named(owners), None, f"{key}_owner")
        st.text_input(t("matter.why"), key=f"{key}_why", max_chars=LONGEST_NOTE)
        st.form_submit_button(t("matter.do_hand_over"), width="stretch", on_click=on_hand_over)


def draw_whistle_form(
    bodies: Sequence[Choice], terms: Sequence[DeadlineTerm], on_whistle: Callback
) -> None:
    """Which department is called, why, and until when it must report."""
    key = form_key("whistle")
    with st.form("whistle", border=False):
        _choose(t("whistle.body"), named(bodies), None, f"{key}_body")
        names = {one.code: in_language(one.name, one.name_en) for one in terms}
        st.pills(t("whistle.term"), list(names), format_func=names.__getitem__, key=f"{key}_term")
        st.text_input(t("whistle.reason"), key=f"{key}_why", max_chars=LONGEST_NOTE)
        st.form_submit_button(t("whistle.send"), width="stretch", on_click=on_whistle)


def draw_report_form(one: WhistleLine, on_report: Callback) -> None:
    """What the department that was called does about it."""
    with st.form(f"report_{one.id}", border=False):
        st.text_input(t("whistle.note"), key=f"report_{one.id}_note", max_chars=LONGEST_NOTE)
        st.form_submit_button(
            t("whistle.report"), type="primary", width="stretch", on_click=on_report, args=(one.id,)
        )


def draw_rating(rating: int | None, on_stars: Callback) -> None:
    """Five large taps; each saves itself."""
    words = {n: t(f"matter.stars_{n}") for n in range(5, 0, -1)}
    st.session_state["matter_stars"] = rating
    with st.container(border=True, key="matter_rating"):
        st.subheader(t("matter.do_rate"), anchor=False)
        st.pills(
            t("matter.do_rate"),
            list(words),
            format_func=words.__getitem__,
            key="matter_stars",
            on_change=on_stars,
            width="stretch",
            label_visibility="collapsed",
        )


def draw_reopen_form(on_reopen: Callback) -> None:
    """What is still not right: one sentence, and it is worked on again."""
    key = form_key("reopen")
    with st.form("reopen", border=True):
        st.subheader(t("matter.do_reopen"), anchor=False)
        st.text_input(t("matter.still_wrong"), key=f"{key}_why", max_chars=LONGEST_NOTE)
        st.form_submit_button(
            t("matter.send_reopen"), type="primary", width="stretch", on_click=on_reopen
        )


def draw_raise_form(
    kinds: Mapping[str, str],
    places: Sequence[Choice],
    home: int | None,
    fields: Sequence[Choice],
    *,
    is_for_others: bool,
    on_send: Callback,
) -> None:
    """What, where, a photo: the whole of it on one screen of a phone."""
    key = form_key("raise")
    with st.form("raise", border=False):
        _draw_what(key, kinds)
        _choose(t("raise.community"), named(places), home, f"{key}_community")
        _draw_where(key)
        _draw_rest(key, fields, is_for_others)
        st.form_submit_button(
            t("raise.send"),
            type="primary",
            width="stretch",
            on_click=on_send,
            icon=":material/send:",
        )


def _draw_what(key: str, kinds: Mapping[str, str]) -> None:
    st.segmented_control(
        t("raise.kind"),
        list(kinds),
        default=next(iter(kinds)),
        format_func=kinds.__getitem__,
        required=True,
        key=f"{key}_kind",
        width="stretch",
    )
    st.text_area(
        t("raise.what"),
        key=f"{key}_text",
        max_chars=LONGEST_TEXT,
        placeholder=t("raise.what_hint"),
        height=120,
    )


def _draw_where(key: str) -> None:
    st.text_input(
        t("raise.where"),
        key=f"{key}_place",
        max_chars=LONGEST_TITLE,
        placeholder=t("raise.where_hint"),
    )
    st.file_uploader(
        t("raise.photo"),
        accept_multiple_files=True,
        key=f"{key}_photos",
        max_upload_size=UPLOAD_LIMIT_MB,
    )


def _draw_rest(key: str, fields: Sequence[Choice], is_for_others: bool) -> None:
    if is_for_others:
        st.text_input(t("raise.for_whom"), key=f"{key}_name", max_chars=20)
    with st.expander(t("raise.more"), icon=":material/tune:"):
        _choose(t("raise.field"), named(fields), None, f"{key}_field")
        st.toggle(t("raise.private"), key=f"{key}_private")


def named(choices: Sequence[Choice]) -> dict[Any, str]:
    """Choices by key, in the reader's language."""
    return {one.key: in_language(one.name, one.name_en) for one in choices}


def _choose(label: str, names: dict[Any, str], chosen: Any, key: str) -> None:
    keys = [None, *names]
    words = {None: t("matter.choose")} | {one: plain(name) for one, name in names.items()}
    index = keys.index(chosen) if chosen in keys else 0
    st.selectbox(label, keys, index=index, format_func=words.__getitem__, key=key)
