"""唱票: ballots as they arrive, by way, and how far the paper is. Numbers, never choices."""

import streamlit as st

from components.charts.comparisons import named_bars
from components.charts.outcomes import Bar
from components.language import t
from components.outcome_charts import draw_chart
from components.plain import plain
from components.projector.hall import draw_figure, paper
from domain.channels import Channel
from domain.paper_views import TallyBoard
from domain.phases import Phase


def draw_tally_board(round_name: str, board: TallyBoard, *, is_dark: bool) -> None:
    """The sum, whether it is provisional or final, each way, and the way of the sheets."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.markdown(f"# {t('tally.title')}", width="content")
        st.markdown(f"## {_standing(board)}", width="content")
    st.markdown(f"## {plain(round_name)}")
    columns = st.columns(4, gap="medium")
    with columns[0]:
        draw_figure("tally_all", str(board.total), t("tally.all"), size="huge")
    for column, channel in zip(columns[1:], Channel, strict=True):
        with column:
            draw_figure(
                f"tally_{channel}",
                str(board.arrived[channel]),
                _way(channel, board),
                size="huge",
            )
    if board.printed:
        _draw_sheets(board, is_dark=is_dark)
    else:
        with st.container(key="hall_small_tally"):
            st.markdown(t("tally.secret"))


def _way(channel: Channel, board: TallyBoard) -> str:
    if channel is Channel.PAPER and board.printed:
        return t("tally.by_paper_of", n=board.handed_out)
    return t(f"tally.by_{channel}")


def _standing(board: TallyBoard) -> str:
    if board.is_final:
        return t("tally.final")
    return t("tally.voting" if board.phase is Phase.VOTE else "tally.provisional")


def _draw_sheets(board: TallyBoard, *, is_dark: bool) -> None:
    steps = {
        "returned": board.returned,
        "entered": board.entered,
        "settled": board.settled,
    }
    rows = tuple(
        Bar(
            t(f"tally.{name}"),
            number or 0,
            t("tally.not_yet") if number is None else t("tally.sheets", n=number),
            kind="other" if name == "settled" else "strong",
        )
        for name, number in steps.items()
    )
    alt = "; ".join(f"{row.name} {row.says}" for row in rows)
    draw_chart(named_bars(rows, paper(is_dark=is_dark)), alt, "hall_tally")
