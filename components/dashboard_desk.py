"""The district's board on a desk, a tablet, a phone: figures, then one of them more closely."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components.charts.dashboard import trend
from components.charts.outcomes import Bar, bars
from components.dashboard_words import (
    beside,
    charted,
    figure_number,
    funnel_rows,
    listed,
    portion_name,
    this_month,
)
from components.due import time_left
from components.language import t
from components.matter_rates import draw_rates, draw_table, percent_words
from components.outcome_charts import draw_chart
from components.plain import plain
from components.register import page_file
from components.sheet import draw_sheet, in_rows
from domain.dashboard import MONEY, Dashboard, Figure, FigureNow, Late, LateMatter, Portion, SplitBy
from domain.rates import RateBy

_HERE = Path(__file__).parent
LATE_AT_FIRST = 4


def draw_figures(board: Dashboard) -> None:
    """Every figure as a card; what it counts is told on demand."""
    st.html(_HERE / "dashboard.css")
    with st.container(key="figures"):
        for one in board.figures:
            draw_figure(one)
    rows = tuple(
        (t(f"figure.{one.figure.value}"), number_of(one.figure, one.number))
        for one in board.figures
    )
    columns = (t("dashboard.col_figure"), t("dashboard.col_count"))
    draw_sheet(in_rows(rows, columns, "figures"))


def draw_figure(one: FigureNow) -> None:
    """One figure: its name, its number, and what it is to be seen with."""
    name = one.figure.value
    with st.container(border=True, key=f"figure_{name}"):
        st.markdown(t(f"figure.{name}"), help=t(f"figure_counts.{name}"))
        with st.container(key=f"number_{name}"):
            st.markdown(plain(figure_number(one.figure, one.number)))
        for said in (beside(one), this_month(one)):
            if said:
                st.markdown(plain(said))


def number_of(figure: Figure, number: int) -> float | int:
    """As a table holds it: money in yuan."""
    return number / 100 if figure in MONEY else number


def choose_figure(board: Dashboard) -> FigureNow:
    """The figure that is looked at more closely."""
    st.header(t("dashboard.look_closer"), anchor=False)
    names = {one.figure.value: t(f"figure.{one.figure.value}") for one in board.figures}
    first = Figure.SUGGESTIONS.value
    chosen = st.selectbox(
        t("dashboard.which_figure"),
        list(names),
        index=list(names).index(first),
        format_func=names.__getitem__,
        key="dashboard_figure",
    )
    return board.figure(Figure(chosen))


def draw_trend(one: FigureNow) -> None:
    """The figure month by month."""
    name = t(f"figure.{one.figure.value}")
    st.subheader(t("dashboard.trend"), anchor=False)
    if not one.months:
        st.markdown(t("dashboard.no_trend"))
        return
    drawn = tuple((month, charted(one.figure, n)) for month, n in one.months)
    said = listed([(month, figure_number(one.figure, n)) for month, n in one.months])
    draw_chart(trend(drawn), t("dashboard.trend_alt", figure=name, rows=said), "trend")
    rows = tuple((month, number_of(one.figure, n)) for month, n in one.months)
    draw_sheet(in_rows(rows, (t("dashboard.col_month"), count_column(one.figure)), "months"))


def draw_split(one: FigureNow, by: SplitBy, portions: Sequence[Portion]) -> None:
    """The figure by places, or by fields; the largest first."""
    if not portions:
        return
    is_field = by is SplitBy.FIELD
    title = {
        SplitBy.SUBDISTRICT: "dashboard.by_place",
        SplitBy.COMMUNITY: "dashboard.by_community",
        SplitBy.FIELD: "dashboard.by_field",
    }[by]
    st.subheader(t(title), anchor=False)
    ordered = sorted(portions, key=lambda portion: -portion.number)
    named = [(portion_name(portion, is_field=is_field), portion.number) for portion in ordered]
    said = [(name, figure_number(one.figure, n)) for name, n in named]
    drawn = tuple(
        Bar(name, charted(one.figure, n), says)
        for (name, n), (_, says) in zip(named, said, strict=True)
    )
    figure = t(f"figure.{one.figure.value}")
    alt = t("dashboard.portion_alt", figure=figure, rows=listed(said))
    most = max((bar.length for bar in drawn), default=1)
    draw_chart(bars(drawn, most), alt, f"split_{by.value}")
    rows = tuple((name, number_of(one.figure, n)) for name, n in named)
    column = t("dashboard.col_field" if is_field else "dashboard.col_place")
    draw_sheet(in_rows(rows, (column, count_column(one.figure)), f"by-{by.value}"))


def count_column(figure: Figure) -> str:
    """What the numbers of a table are."""
    return t("dashboard.col_yuan" if figure in MONEY else "dashboard.col_count")


def draw_funnel(board: Dashboard) -> None:
    """How many proposals came so far, stage by stage."""
    st.header(t("dashboard.funnel"), anchor=False)
    rows = funnel_rows(board)
    drawn = tuple(Bar(name, n, f"{n:,}") for name, n in rows)
    said = listed([(bar.name, bar.says) for bar in drawn])
    most = max((bar.length for bar in drawn), default=1)
    draw_chart(bars(drawn, most), t("dashboard.funnel_alt", rows=said), "funnel")
    columns = (t("dashboard.col_stage"), t("dashboard.col_count"))
    draw_sheet(in_rows(rows, columns, "funnel"))


def draw_three_rates(board: Dashboard, by: RateBy) -> None:
    """Answered in time, solved, satisfied; and the same by place."""
    st.header(t("dashboard.rates"), anchor=False)
    draw_rates(board.rates.rates)
    key = "rates_by_place" if by is RateBy.SUBDISTRICT else "rates_by_community"
    st.subheader(t(f"dashboard.{key}"), anchor=False)
    lines = [line for line in board.rates_by_place if line.name]
    answered = [(line, line.rates.answered) for line in lines]
    drawn = tuple(
        Bar(line.name, share.percent or 0, percent_words(share))
        for line, share in answered
        if share.whole
    )
    if drawn:
        said = listed([(bar.name, bar.says) for bar in drawn])
        st.markdown(t("dashboard.rate_answered"))
        draw_chart(bars(drawn, 100), t("dashboard.rates_alt", rows=said), "rates")
    with st.expander(t("dashboard.table"), icon=":material/table_rows:"):
        draw_table(board.rates_by_place, by)


def draw_late(late: Late) -> None:
    """What waits too long, the longest first."""
    st.header(t("dashboard.late"), anchor=False)
    if not late.total:
        st.success(t("dashboard.late_none"), icon=":material/check_circle:")
        return
    with st.container(key="late_number"):
        st.subheader(t("dashboard.late_n", n=late.total), anchor=False)
    if late.gone_up:
        st.markdown(t("dashboard.gone_up", n=late.gone_up))
    draw_late_matters(late.longest[:LATE_AT_FIRST])
    rest = late.longest[LATE_AT_FIRST:]
    if rest:
        with st.expander(t("dashboard.late_more", n=len(rest)), icon=":material/expand_more:"):
            draw_late_matters(rest)
    icon = ":material/forum:"
    st.page_link(page_file("matters"), label=t("dashboard.to_matters"), icon=icon)


def draw_late_matters(found: Sequence[LateMatter]) -> None:
    """Two in a row; under each other on a phone."""
    for start in range(0, len(found), 2):
        for column, one in zip(st.columns(2), found[start : start + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                st.markdown(f"**{plain(one.title)}**")
                place = plain(one.place) or t("dashboard.no_place")
                st.markdown(t("dashboard.late_line", place=place, due=time_left(one.due_at)))
                st.page_link(
                    page_file("matter"),
                    label=t("dashboard.look_at_matter"),
                    icon=":material/arrow_forward:",
                    query_params={"id": str(one.id)},
                )
