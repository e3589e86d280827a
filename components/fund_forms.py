"""The forms of the special fund: an entry of the ledger, a line of the budget, a reversal."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.proposal_words import in_language
from domain.fund_views import FundEntryLine, FundLineSheet
from domain.money import format_yuan
from domain.proposal_views import Choice
from domain.special_fund import (
    LONGEST_LINE,
    LONGEST_PAYEE,
    LONGEST_VOUCHER,
    LONGEST_WHAT,
    EntryKind,
)

Callback = Callable[..., None]
KINDS = (EntryKind.PAYMENT, EntryKind.ALLOCATION, EntryKind.BUDGET)


def draw_entry_form(lines: Sequence[FundLineSheet], today: date, on_book: Callback) -> None:
    """What kind, on which line, how much, for what; a payment also to whom and by which voucher."""
    kinds = {one: t(f"entry_kind.{one.value}") for one in KINDS}
    kind = st.segmented_control(
        t("fund.kind"),
        list(kinds),
        default=EntryKind.PAYMENT,
        required=True,
        format_func=kinds.__getitem__,
        key="fund_kind",
    )
    key = form_key("fund")
    names = {one.id: _with_left(one, EntryKind(str(kind))) for one in lines}
    with st.form("fund", border=False):
        st.selectbox(t("fund.line"), list(names), format_func=names.__getitem__, key=f"{key}_line")
        st.text_input(t("fund.amount"), key=f"{key}_amount", max_chars=20)
        st.text_input(
            t("fund.what"),
            key=f"{key}_what",
            max_chars=LONGEST_WHAT,
            placeholder=t("fund.what_hint"),
        )
        if kind == EntryKind.PAYMENT:
            st.text_input(t("fund.payee"), key=f"{key}_payee", max_chars=LONGEST_PAYEE)
            st.text_input(t("fund.voucher"), key=f"{key}_voucher", max_chars=LONGEST_VOUCHER)
        st.date_input(
            t("fund.day"), value=today, max_value=today, format="YYYY-MM-DD", key=f"{key}_day"
        )
        st.form_submit_button(t("fund.book"), type="primary", width="stretch", on_click=on_book)


def draw_line_form(year: int, bodies: Sequence[Choice], on_plan: Callback) -> None:
    """One line more, with its budget and the ground for it."""
    key = form_key("fund_line")
    names: dict[object, str] = {None: t("fund.no_body")}
    names |= {one.key: in_language(one.name, one.name_en) for one in bodies}
    with st.form("fund_line", border=False):
        st.number_input(t("fund.year"), 2000, 2100, value=year, key=f"{key}_year")
        st.text_input(t("fund.name"), key=f"{key}_name", max_chars=LONGEST_LINE)
        st.selectbox(t("fund.body"), list(names), format_func=names.__getitem__, key=f"{key}_body")
        st.text_input(t("fund.amount"), key=f"{key}_amount", max_chars=20)
        st.text_input(t("fund.ground"), key=f"{key}_what", max_chars=LONGEST_WHAT)
        st.form_submit_button(t("fund.plan_send"), width="stretch", on_click=on_plan)


def draw_reverse(one: FundEntryLine, on_reverse: Callback) -> None:
    """Take an entry back for a reason; both stay."""
    if one.is_reversed or one.kind is EntryKind.REVERSAL:
        return
    with st.popover(t("fund.reverse"), icon=":material/undo:"):
        st.text_input(t("fund.reverse_why"), key=f"fund_why_{one.id}", max_chars=LONGEST_WHAT)
        st.button(
            t("fund.reverse_send"),
            key=f"fund_reverse_{one.id}",
            on_click=on_reverse,
            args=(one.id,),
        )


def _with_left(line: FundLineSheet, kind: EntryKind) -> str:
    sums = line.sums
    if kind is EntryKind.BUDGET:
        return line.name
    left = sums.left_cents if kind is EntryKind.PAYMENT else sums.unallocated_cents
    return t("fund.line_left", name=line.name, left=plain(format_yuan(left)).replace("\\", ""))
