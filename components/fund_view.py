"""The special fund of a year: three sums, a bar for every line, and every entry beneath."""

from collections.abc import Callable

import streamlit as st

from components.charts.funds import FundBar, fund_bars
from components.language import t
from components.outcome_charts import draw_chart as draw_spec
from components.plain import plain
from components.proposal_words import in_language
from components.sheet import Sheet, draw_sheet
from domain.fund_views import FundEntryLine, FundLineSheet, FundYear, LedgerAudit
from domain.money import format_yuan
from domain.special_fund import EntryKind

Draw = Callable[[FundEntryLine], None]


def draw_sums(fund: FundYear) -> None:
    """Budget, what of it is allocated, spent, and what is left of the allocation."""
    sums = fund.sums
    figures = (
        ("fund.budget", sums.budget_cents),
        ("fund.allocated", sums.allocated_cents),
        ("fund.spent", sums.spent_cents),
        ("fund.left", sums.left_cents),
    )
    with st.container(horizontal=True, key="fund_sums"):
        for key, cents in figures:
            st.metric(t(key), plain(format_yuan(cents)), width="stretch")


def draw_chart(fund: FundYear) -> None:
    """What of each line is spent, ready to be spent, and not yet allocated; the table behind it."""
    kinds = (t("fund.spent"), t("fund.ready"), t("fund.rest"))
    rows = tuple(
        FundBar(
            one.name,
            one.sums.spent_cents / 100,
            one.sums.left_cents / 100,
            one.sums.unallocated_cents / 100,
        )
        for one in fund.lines
    )
    alt = " ".join(_sentence(one) for one in fund.lines)
    draw_spec(fund_bars(rows, kinds), alt, "fund_bars")
    draw_sheet(_table(fund))


def draw_line(line: FundLineSheet, button: Draw | None = None) -> None:
    """One line in words, with its entries folded; `button` draws how one is taken back."""
    with st.container(border=True):
        st.subheader(plain(line.name), anchor=False)
        if line.body:
            st.caption(plain(in_language(line.body, line.body_en)))
        st.markdown(_sentence(line))
        with st.expander(t("fund.entries", n=len(line.entries)), icon=":material/receipt_long:"):
            for one in line.entries:
                _draw_entry(one)
                if button is not None:
                    button(one)


def draw_audit(found: LedgerAudit) -> None:
    """Whether every sum that is held is the sum of its entries."""
    if not found.mistakes:
        words = t("audit.sound", balances=found.balances, lines=found.lines)
        st.success(words, icon=":material/verified:")
    for one in found.mistakes:
        words = t(f"audit.{one.ledger}", number=one.id, held=one.held, counted=one.counted)
        st.error(plain(words), icon=":material/error:")


def _table(fund: FundYear) -> Sheet:
    """Every line with its four sums in yuan."""
    kinds = ("fund.budget", "fund.allocated", "fund.spent", "fund.left")
    columns = (t("fund.name"), *(f"{t(kind)} ({t('dashboard.unit_yuan')})" for kind in kinds))
    rows = tuple(
        (
            one.name,
            one.sums.budget_cents / 100,
            one.sums.allocated_cents / 100,
            one.sums.spent_cents / 100,
            one.sums.left_cents / 100,
        )
        for one in fund.lines
    )
    return Sheet(f"special-fund-{fund.year}", columns, rows)


def _sentence(line: FundLineSheet) -> str:
    return plain(
        t(
            "fund.line_is",
            budget_cents=line.sums.budget_cents,
            allocated_cents=line.sums.allocated_cents,
            spent_cents=line.sums.spent_cents,
            left_cents=line.sums.left_cents,
        )
    )


def _draw_entry(one: FundEntryLine) -> None:
    words = t(
        "fund.entry",
        number=one.id,
        day=one.on,
        kind=one.kind,
        amount_cents=one.amount_cents,
        what=one.what,
    )
    is_struck = one.is_reversed or one.kind is EntryKind.REVERSAL
    text = f"~~{plain(words)}~~" if one.is_reversed else plain(words)
    st.markdown(text)
    told = []
    if is_struck and one.reverses_id is not None:
        told.append(t("fund.reverses", number=one.reverses_id))
    if one.payee:
        told.append(t("fund.paid_to", payee=one.payee, voucher=one.voucher))
    if one.by:
        told.append(t("fund.by", name=one.by))
    if told:
        st.caption(plain(" · ".join(told)))
