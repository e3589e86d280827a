"""The district's board on a wall: everything at once, large, on one picture."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import streamlit as st

from components.charts.dashboard import spark
from components.charts.outcomes import Bar, bars
from components.dashboard_words import (
    beside,
    charted,
    figure_number,
    funnel_rows,
    listed,
    this_month,
)
from components.language import t
from components.matter_rates import of_words, percent_words
from components.outcome_charts import draw_chart
from components.plain import plain
from components.projector.hall import paper, put_hall_look, put_wall_habits
from domain.dashboard import Dashboard, FigureNow
from domain.rates import Share

_HERE = Path(__file__).parent
LETTERS_PX = 28
SPARK_WIDTH_PX, FUNNEL_WIDTH_PX = 330, 532
SPARK_LETTERS_PX = 42
"""A spark is two letters high."""

FUNNEL_HEIGHT_PX = 440


def put_wall_look(*, is_dark: bool, now: datetime) -> None:
    """The look and the habits of every wall of the hall, and the board's own places."""
    put_hall_look(is_dark=is_dark)
    put_wall_habits(now)
    with st.container(key="hall_look_board"):
        st.html(_HERE / "dashboard_wall.css")
        if is_dark:
            st.html(_HERE / "dashboard_wall_dark.css")
        else:
            st.html(_HERE / "dashboard_wall_light.css")


def draw_wall(board: Dashboard, *, is_dark: bool) -> None:
    """Nine figures, the three rates, what is late, and the funnel of proposals."""
    with st.container(key="hall"):
        with st.container(key="board_head"):
            st.title(t("dashboard.wall_title"), anchor=False)
            st.markdown(t("dashboard.at", at=board.at))
        with st.container(key="board_body"):
            with st.container(key="board_figures"):
                for one in board.figures:
                    draw_figure(one, is_dark=is_dark)
            with st.container(key="board_side"):
                draw_rates(board)
                draw_late(board)
                draw_funnel(board, is_dark=is_dark)


def draw_figure(one: FigureNow, *, is_dark: bool) -> None:
    """One figure: name, number, what it is to be seen with, the shape of its months."""
    name = one.figure.value
    with st.container(key=f"board_figure_{name}"):
        st.markdown(t(f"figure.{name}"))
        with st.container(key=f"board_number_{name}"):
            st.markdown(plain(figure_number(one.figure, one.number)))
        with st.container(key=f"board_beside_{name}"):
            st.markdown(plain(this_month(one) or beside(one)))
        if one.months:
            sheet = replace(
                paper(is_dark=is_dark), letters_px=SPARK_LETTERS_PX, width_px=SPARK_WIDTH_PX
            )
            drawn = tuple((month, charted(one.figure, n)) for month, n in one.months)
            said = listed([(month, figure_number(one.figure, n)) for month, n in one.months])
            alt = t("dashboard.trend_alt", figure=t(f"figure.{name}"), rows=said)
            draw_chart(spark(drawn, sheet), alt, f"spark_{name}")


def draw_rates(board: Dashboard) -> None:
    """The three rates, each with what it is of what."""
    rates = board.rates.rates
    with st.container(key="board_rates"):
        for name, share in (
            ("answered", rates.answered),
            ("solved", rates.solved),
            ("satisfied", rates.satisfied),
        ):
            draw_rate(name, share)


def draw_rate(name: str, share: Share) -> None:
    """One rate."""
    with st.container(key=f"board_rate_{name}"):
        st.markdown(t(f"dashboard.rate_{name}"))
        with st.container(key=f"board_percent_{name}"):
            st.markdown(plain(percent_words(share)))
        with st.container(key=f"board_of_{name}"):
            st.markdown(plain(of_words(share)))


def draw_late(board: Dashboard) -> None:
    """How many matters wait too long."""
    with st.container(key="board_late"):
        st.markdown(t("dashboard.late"))
        with st.container(key="board_late_number"):
            st.markdown(t("dashboard.late_n", n=board.late.total))


def draw_funnel(board: Dashboard, *, is_dark: bool) -> None:
    """How far proposals have come."""
    sheet = replace(paper(is_dark=is_dark), letters_px=LETTERS_PX, width_px=FUNNEL_WIDTH_PX)
    rows = tuple(Bar(name, n, f"{n:,}") for name, n in funnel_rows(board))
    most = max((row.length for row in rows), default=1)
    said = listed([(row.name, row.says) for row in rows])
    with st.container(key="board_funnel"):
        st.markdown(t("dashboard.funnel"))
        spec = bars(rows, most, sheet) | {"height": FUNNEL_HEIGHT_PX}
        draw_chart(spec, t("dashboard.funnel_alt", rows=said), "board_funnel")
