"""Slides about a round that is under way: what it is, who has voted, what can be chosen."""

import streamlit as st

from components.charts.comparisons import named_bars
from components.charts.outcomes import Bar, turnout_bars
from components.language import t
from components.outcome_charts import draw_chart
from components.plain import plain
from components.projector.hall import code_to_scan, draw_figure, paper
from domain.money import format_yuan
from domain.phases import Phase
from domain.projector import LINES_A_PAGE, HallProject, HallRound, list_pages
from domain.so_far import LEAST_BALLOTS, Leader, SoFar


def draw_waiting() -> None:
    """Nothing to show yet: a calm greeting."""
    with st.container(key="hall_centre"):
        with st.container(key="hall_name"):
            st.markdown(f"# {t('app.name')}")
        st.markdown(t("projector.waiting"))


def draw_overview(round_: HallRound, address: str) -> None:
    """The round, its money, its phase, and where to go with a phone."""
    left, right = st.columns([3, 1.25], vertical_alignment="center", gap="large")
    with left:
        with st.container(key="hall_title"):
            st.markdown(f"# {plain(round_.name)}")
        st.markdown(f"## {t('projector.phase', phase=round_.phase)}")
        draw_figure(
            "budget", plain(format_yuan(round_.budget_cents)), t("projector.budget"), size="huge"
        )
        if round_.projects:
            st.markdown(t("projector.project_count", n=len(round_.projects)))
    if address:
        with right, st.container(key="hall_qr"):
            st.image(code_to_scan(address))
            key = "projector.scan_to_vote" if round_.phase is Phase.VOTE else "projector.scan"
            st.markdown(t(key))


def draw_turnout(
    round_: HallRound, begun: int, finished: int, entitled: int, *, is_dark: bool
) -> None:
    """How many have begun and finished; never what they chose."""
    over = round_.phase is not Phase.VOTE
    st.markdown(f"# {t('projector.turnout_over' if over else 'projector.turnout')}")
    st.markdown(f"## {plain(round_.name)}")
    columns = st.columns(2, gap="large")
    for column, key, number in zip(columns, ("begun", "finished"), (begun, finished), strict=True):
        with column:
            draw_figure(key, f"{number:,}", t(f"projector.{key}"), size="huge")
    names = (t("projector.begun_bar"), t("projector.finished_bar"))
    alt = t("projector.turnout_alt", begun=begun, finished=finished, entitled=entitled)
    spec = turnout_bars(names, (begun, finished), entitled, paper(is_dark=is_dark))
    draw_chart(spec, alt, "hall_turnout")
    st.markdown(t("projector.entitled", n=entitled))
    with st.container(key="hall_small_secret"):
        if over:
            st.markdown(t("projector.no_partial_over"))
        else:
            shown = round_.shows_partial_results
            st.markdown(t("projector.counts_anyway" if shown else "projector.no_partial"))


def draw_so_far(round_: HallRound, so_far: SoFar, *, is_dark: bool) -> None:
    """Which projects lead while voting goes on, and that this is not the end."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.markdown(f"# {t('projector.so_far')}", width="content")
        st.markdown(f"## {t('projector.so_far_open')}", width="content")
    if so_far.is_enough:
        rows = tuple(_leading(one, in_points=so_far.in_points) for one in so_far.leaders)
        alt = "; ".join(f"{row.name} {row.says}" for row in rows)
        draw_chart(named_bars(rows, paper(is_dark=is_dark)), alt, "hall_so_far")
        told = t("projector.so_far_of", n=so_far.ballots, projects=len(round_.projects))
    else:
        told = t("projector.so_far_few", least=LEAST_BALLOTS)
    with st.container(key="hall_small_so_far"):
        st.markdown(told)


def _leading(one: Leader, *, in_points: bool) -> Bar:
    key = "projector.so_far_points" if in_points else "projector.so_far_people"
    name = f"{t('results.numbered', number=one.number)} {one.name}"
    return Bar(name, one.support, t(key, n=one.support))


def draw_projects(round_: HallRound, page: int) -> None:
    """The projects, a page at a time (from 0)."""
    pages = list_pages(len(round_.projects))
    shown = round_.projects[page * LINES_A_PAGE :][:LINES_A_PAGE]
    st.markdown(f"# {t('projector.projects', n=len(round_.projects))}")
    if pages > 1:
        st.markdown(t("projector.page", page=page + 1, pages=pages))
    columns = st.columns(2, gap="medium")
    for place, project in enumerate(shown):
        with columns[place % 2]:
            _draw_card(place, project)


def _draw_card(place: int, project: HallProject) -> None:
    with st.container(key=f"hall_card_{place}"):
        number = t("results.numbered", number=project.number)
        st.markdown(f"### {plain(number)} {plain(project.name)}")
        parts = [format_yuan(project.cost_cents), project.community]
        st.markdown(plain(" · ".join(part for part in parts if part)))
