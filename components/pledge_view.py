"""Social funds: how much has arrived, for what, and pledge by pledge."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from components.charts.outcomes import Bar, compared
from components.dashboard_words import CENTS_IN_WAN, listed
from components.language import t
from components.outcome_charts import draw_chart
from components.plain import plain
from components.sheet import Sheet, draw_sheet
from domain.money import format_yuan
from domain.pledges import FundPage, PledgeLine

PURPOSES_SHOWN = 8


def draw_totals(page: FundPage) -> None:
    """What has arrived is the largest; what was pledged and by how many stands beside it."""
    st.html(Path(__file__).parent / "pledges.css")
    with st.container(key="fund_total"):
        st.markdown(t("pledge.received_total"))
        st.header(format_yuan(page.received_cents), anchor=False)
        givers = t("pledge.givers_n", n=page.givers)
        pledged = format_yuan(page.pledged_cents)
        st.markdown(
            f"{t('pledge.pledged_total')} **{pledged}** · {t('pledge.givers_total')} **{givers}**"
        )


def draw_purposes(page: FundPage) -> None:
    """Pledged beside received, for the largest purposes; the table holds them all."""
    if not page.by_purpose:
        return
    st.header(t("pledge.by_purpose"), anchor=False)
    kinds = (t("pledge.kind_pledged"), t("pledge.kind_received"))
    shown = page.by_purpose[:PURPOSES_SHOWN]
    rows = tuple(
        Bar(one.name, cents / CENTS_IN_WAN, format_yuan(cents), kind)
        for one in shown
        for kind, cents in zip(kinds, (one.pledged_cents, one.received_cents), strict=True)
    )
    said = [(f"{row.name} {row.kind}", row.says) for row in rows]
    draw_chart(compared(rows, kinds), t("pledge.chart_alt", rows=listed(said)), "purposes")
    columns = (
        t("dashboard.col_purpose"),
        *(f"{kind} ({t('dashboard.unit_yuan')})" for kind in kinds),
    )
    cells = tuple(
        (one.name, one.pledged_cents / 100, one.received_cents / 100) for one in page.by_purpose
    )
    draw_sheet(Sheet("social-funds", columns, cells))


def draw_pledge(line: PledgeLine, draw_acts: Callable[[PledgeLine], None]) -> None:
    """One pledge, everything that arrived of it, and whatever was taken back, struck through."""
    with st.container(border=True, key=f"pledge_{line.id}"):
        said = t("pledge.line", giver=plain(line.giver), amount_cents=line.amount_cents)
        st.subheader(said, anchor=False)
        purpose = f" · {plain(line.purpose)}" if line.purpose else ""
        day = t("pledge.pledged_on", day=line.pledged_on)
        st.markdown(f"{t('pledge.for_place', place=plain(line.place))}{purpose}  \n{day}")
        _draw_state(line)
        for one in line.receipts:
            key = "pledge.receipt_voided" if one.is_voided else "pledge.receipt"
            facts = {"day": one.received_on, "amount_cents": one.amount_cents}
            st.markdown(t(key, **facts, reason=plain(one.void_reason)))
        draw_acts(line)


def _draw_state(line: PledgeLine) -> None:
    if line.is_withdrawn:
        reason = plain(line.withdrawn_reason)
        st.badge(t("pledge.is_withdrawn", reason=reason), icon=":material/undo:", color="gray")
    elif not line.left_cents:
        st.badge(t("pledge.arrived_all"), icon=":material/check_circle:", color="green")
    elif line.received_cents:
        facts = {"received_cents": line.received_cents, "left_cents": line.left_cents}
        st.badge(t("pledge.arrived_part", **facts), icon=":material/hourglass:", color="orange")
    else:
        st.badge(t("pledge.arrived_none"), icon=":material/hourglass:", color="orange")
