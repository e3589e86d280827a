"""The forms of a project at work: appraisal by taps, reports, payments, milestones."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.language import t
from components.plain import plain
from domain.clock import local, utc_now
from domain.delivery import FEWEST_STARS, MOST_STARS, MilestoneLine, OwnAppraisal, Payment, Work
from domain.files import MEGABYTE, MOST_FILES, MOST_PDF_BYTES, MOST_PHOTO_BYTES

UPLOAD_LIMIT_MB = 40
LONGEST_REMARK, LONGEST_REPORT, LONGEST_LINE, LONGEST_TITLE = 300, 2000, 100, 80
Callback = Callable[..., None]


def form_key(name: str) -> str:
    """The key of a form's fields; it changes when the form was accepted: that empties them."""
    return f"{name}_{st.session_state.get(f'{name}_accepted', 0)}"


def clear_form(name: str) -> None:
    """Empty a form after it was accepted (in its callback)."""
    st.session_state[f"{name}_accepted"] = st.session_state.get(f"{name}_accepted", 0) + 1


def field(name: str, part: str) -> Any:
    """What stands in a field of a form (in its callback)."""
    return st.session_state.get(f"{form_key(name)}_{part}")


def draw_appraisal(own: OwnAppraisal | None, on_stars: Callback, on_remark: Callback) -> None:
    """Five large taps, then a few words if one likes; both save themselves."""
    st.subheader(t("delivery.appraise_title"), anchor=False)
    words = {n: t(f"delivery.stars_{n}") for n in range(MOST_STARS, FEWEST_STARS - 1, -1)}
    st.session_state["stars"] = own.stars if own else None
    st.segmented_control(
        t("delivery.appraise_label"),
        list(words),
        format_func=words.__getitem__,
        key="stars",
        on_change=on_stars,
        required=own is not None,
        width="stretch",
        wrap=True,
    )
    if own is None:
        return
    st.session_state["remark"] = own.text
    st.text_area(
        t("delivery.remark_label"), key="remark", on_change=on_remark, max_chars=LONGEST_REMARK
    )
    st.success(t("delivery.appraised"), icon=":material/check_circle:")


def draw_tick(one: MilestoneLine, on_tick: Callback) -> None:
    """Done, or not done after all."""
    is_done = one.done_at is not None
    st.button(
        t("delivery.untick") if is_done else t("delivery.tick"),
        key=f"tick_{one.id}",
        icon=None if is_done else ":material/check:",
        on_click=on_tick,
        args=(one.id, not is_done),
    )


def draw_report_form(work: Work, on_report: Callback) -> None:
    """A report from the site with photos."""
    steps = {0: t("delivery.whole_project"), **{one.id: one.title for one in work.milestones}}
    key = form_key("report")
    with st.form("report", border=False):
        st.text_area(t("delivery.report_label"), key=f"{key}_text", max_chars=LONGEST_REPORT)
        st.selectbox(
            t("delivery.report_step"),
            list(steps),
            format_func=steps.__getitem__,
            key=f"{key}_step",
        )
        st.file_uploader(
            t("delivery.report_photos", size=MOST_PHOTO_BYTES // MEGABYTE, most=MOST_FILES),
            accept_multiple_files=True,
            key=f"{key}_photos",
            max_upload_size=UPLOAD_LIMIT_MB,
        )
        st.form_submit_button(
            t("delivery.report_send"), type="primary", width="stretch", on_click=on_report
        )


def draw_spending_form(work: Work, on_spend: Callback) -> None:
    """A payment with its receipt; what is left stands above."""
    key = form_key("spending")
    st.markdown(f"**{plain(t('delivery.left', left_cents=work.left_cents))}**")
    with st.form("spending", border=False):
        st.text_input(t("delivery.amount"), key=f"{key}_amount", max_chars=20)
        st.text_input(t("delivery.what"), key=f"{key}_what", max_chars=LONGEST_LINE)
        st.text_input(t("delivery.payee"), key=f"{key}_payee", max_chars=LONGEST_LINE)
        st.date_input(
            t("delivery.paid_on"),
            value=local(utc_now()).date(),
            max_value=local(utc_now()).date(),
            format="YYYY-MM-DD",
            key=f"{key}_day",
        )
        st.file_uploader(
            t(
                "delivery.receipt",
                photo=MOST_PHOTO_BYTES // MEGABYTE,
                pdf=MOST_PDF_BYTES // MEGABYTE,
            ),
            accept_multiple_files=True,
            key=f"{key}_receipts",
            max_upload_size=UPLOAD_LIMIT_MB,
        )
        st.form_submit_button(
            t("delivery.spending_send"), type="primary", width="stretch", on_click=on_spend
        )


def draw_void(one: Payment, on_void: Callback) -> None:
    """Void a payment for a reason."""
    with st.popover(t("delivery.void"), icon=":material/undo:"):
        st.text_input(t("delivery.void_reason"), key=f"void_{one.id}", max_chars=LONGEST_LINE)
        st.button(
            t("delivery.void_send"), key=f"void_send_{one.id}", on_click=on_void, args=(one.id,)
        )


def draw_plan_form(on_plan: Callback) -> None:
    """One more milestone."""
    key = form_key("plan")
    with st.form("plan", border=False):
        st.text_input(t("delivery.milestone_title"), key=f"{key}_title", max_chars=LONGEST_TITLE)
        st.date_input(
            t("delivery.milestone_due"),
            value=local(utc_now()).date(),
            format="YYYY-MM-DD",
            key=f"{key}_due",
        )
        st.form_submit_button(
            t("delivery.plan_send"), type="primary", width="stretch", on_click=on_plan
        )


def draw_postpone(one: MilestoneLine, on_postpone: Callback, on_remove: Callback) -> None:
    """Another day for an open step, with the reason; or off the plan."""
    if one.done_at is not None:
        return
    with st.popover(t("delivery.change"), icon=":material/edit_calendar:"):
        st.date_input(
            t("delivery.new_day"), value=one.due_on, format="YYYY-MM-DD", key=f"day_{one.id}"
        )
        st.text_input(t("delivery.why"), key=f"why_{one.id}", max_chars=LONGEST_LINE)
        st.button(
            t("delivery.postpone"),
            key=f"postpone_{one.id}",
            type="primary",
            on_click=on_postpone,
            args=(one.id,),
        )
        st.button(t("delivery.remove"), key=f"remove_{one.id}", on_click=on_remove, args=(one.id,))
