"""The strip that stays in view above the ballot: how far it has come, that it is saved, 完成."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import streamlit as st

from components.language import t
from components.telling import tell
from domain.ballot_paper import BallotPaper
from domain.ballots import BallotView, Standing, cents_left, points_left
from domain.clock import local
from domain.election import BallotType

STRIP = "ballot_strip"
LOOK = Path(__file__).with_name("ballot.css")


def put_ballot_look() -> None:
    """The ballot's own static style sheet: a grid of cards, and a strip that stays in view."""
    st.html(LOOK)


def draw_strip(
    paper: BallotPaper, current: Callable[[], BallotView], finish: Callable[[], None]
) -> None:
    """Above the cards for good: counts, what is left, when it was saved, 完成."""

    @st.fragment(key=STRIP)
    def strip() -> None:
        _draw_line(paper, current(), finish)
        tell()

    with st.container(key=STRIP):
        strip()


def saved_words(saved_at: datetime | None) -> str:
    """已保存 with the hall's time to the second, or that nothing is saved yet."""
    if saved_at is None:
        return t("ballot.not_begun")
    words = t("ballot.saved", time=f"{local(saved_at):%H:%M:%S}")
    return f":green[:material/cloud_done:] {words}"


def _draw_line(paper: BallotPaper, view: BallotView, finish: Callable[[], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="ballot_strip_line"):
        st.markdown(_count(paper, view), width="content")
        left = _left(paper, view)
        if left:
            st.markdown(left, width="content")
        st.space("stretch")
        st.markdown(saved_words(view.saved_at), width="content")
        st.button(
            t("ballot.finish"),
            key="ballot_finish",
            type="secondary" if view.missing else "primary",
            icon=":material/done_all:",
            on_click=finish,
        )


def _count(paper: BallotPaper, view: BallotView) -> str:
    chosen = t("ballot.count", n=len(view.marks))
    if view.missing is not None:
        rest = t("ballot.lacking", n=view.missing.n)
    elif view.standing is Standing.FINISHED:
        rest = t("ballot.still_finished")
    elif len(view.marks) == paper.rules.most or paper.rules.ballot_type.has_points:
        rest = t("ballot.enough")
    else:
        rest = t("ballot.more_allowed")
    return f"**{chosen}** {rest}"


def _left(paper: BallotPaper, view: BallotView) -> str:
    kind = paper.rules.ballot_type
    if kind is BallotType.KNAPSACK:
        return t("ballot.cents_left", left_cents=cents_left(paper.rules, view.marks))
    points = points_left(paper.rules, view.marks)
    return "" if points is None else t("ballot.points_left", n=points)
