"""Slides of a published result: the count played step by step, the winners, who got something."""

import streamlit as st

from components.charts.outcomes import money_bar, purses
from components.language import t
from components.outcome_charts import draw_chart, winners_bars, winners_spec
from components.outcome_words import rule_in_short, who_got_something
from components.plain import plain
from components.projector.hall import draw_figure, paper
from domain.money import format_yuan
from domain.outcome_view import OutcomeView, ProjectResult
from domain.projector import LINES_A_PAGE, list_pages
from domain.replay import Play


def draw_play(view: OutcomeView, step: int, *, is_dark: bool) -> None:
    """Step 0 opens, 1 … n are the purchases in order, the next is the end."""
    if step == 0:
        _draw_opening(view)
    elif step <= len(view.plays):
        _draw_purchase(view, step, is_dark=is_dark)
    else:
        _draw_end(view)


def draw_winners(view: OutcomeView, page: int) -> None:
    """Who is funded, in the order bought, a page at a time (from 0)."""
    funded = view.funded
    pages = list_pages(len(funded))
    st.markdown(f"# {t('results.funded_n', n=len(funded))}")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown(plain(t("results.spent", spent_cents=view.spent_cents)), width="content")
        if pages > 1:
            st.markdown(t("projector.page", page=page + 1, pages=pages), width="content")
    with st.container(key="hall_rows"):
        for place, project in enumerate(funded[page * LINES_A_PAGE :][:LINES_A_PAGE]):
            _draw_line(place, project)


def _draw_line(place: int, project: ProjectResult) -> None:
    with st.container(key=f"hall_line_{place}", horizontal=True, horizontal_alignment="distribute"):
        number = t("results.numbered", number=project.number)
        st.markdown(f"### {plain(number)} {plain(project.name)}", width="content")
        st.markdown(f"### {plain(format_yuan(project.cost_cents))}", width="content")


def draw_voters(view: OutcomeView, *, is_dark: bool) -> None:
    """Of every hundred voters, who got something of what they wanted."""
    st.markdown(f"# {who_got_something(view)}")
    alt = "; ".join(f"{row.name} {row.says}" for row in winners_bars(view))
    draw_chart(winners_spec(view, paper(is_dark=is_dark)), alt, "hall_voters")
    st.markdown(t("results.who_how"))


def _draw_opening(view: OutcomeView) -> None:
    with st.container(key="hall_centre"):
        st.markdown(f"## {plain(view.round_name)}")
        with st.container(key="hall_name"):
            st.markdown(f"# {t('projector.play_opening')}")
        st.markdown(rule_in_short(view))
        if view.share_cents is not None:
            whole = plain(format_yuan(view.share_cents // 100 * 100))
            draw_figure("share", whole, t("projector.share"), size="huge")


def _draw_purchase(view: OutcomeView, step: int, *, is_dark: bool) -> None:
    play = view.plays[step - 1]
    project = view.project(play.project)
    st.markdown(t("projector.step", step=step, steps=len(view.plays)))
    with st.container(key="hall_name"):
        number = t("results.numbered", number=project.number)
        st.markdown(f"# {plain(number)} {plain(project.name)}")
    paid = _paid_key(view, play)
    figures = (
        ("cost", format_yuan(play.cost_cents), t("projector.cost")),
        ("paid", t("projector.people", n=play.paid), t(paid)),
        ("left", format_yuan(play.left_cents), t("projector.left")),
    )
    for column, (key, figure, says) in zip(st.columns(3, gap="large"), figures, strict=True):
        with column:
            draw_figure(key, plain(figure), says)
    alt = t("projector.money_alt", left_cents=play.left_cents, cost_cents=play.cost_cents)
    spent = view.budget_cents - play.left_cents - play.cost_cents
    wall = paper(is_dark=is_dark)
    draw_chart(money_bar(spent, play.cost_cents, play.left_cents, wall), alt, "hall_money")
    if play.purses:
        with st.container(key="hall_small_purses"):
            st.markdown(t("projector.purses"))
        words = (t("projector.purse_empty"), t("projector.purse_full"))
        draw_chart(purses(play.purses, words, wall), t("projector.purses"), "hall_purses")


def _paid_key(view: OutcomeView, play: Play) -> str:
    """What the people of a purchase did: paid, or voted where nobody pays."""
    pays = view.share_cents is not None and play.rule == view.settings.rule
    return "projector.paid" if pays else "projector.voted"


def _draw_end(view: OutcomeView) -> None:
    with st.container(key="hall_centre"):
        st.markdown(f"## {plain(view.round_name)}")
        with st.container(key="hall_name"):
            st.markdown(f"# {t('results.funded_n', n=len(view.funded))}")
        draw_figure(
            "spent", plain(format_yuan(view.spent_cents)), t("projector.spent"), size="huge"
        )
        left = view.budget_cents - view.spent_cents
        st.markdown(plain(t("results.of_budget", budget_cents=view.budget_cents, left_cents=left)))
        st.markdown(who_got_something(view))
