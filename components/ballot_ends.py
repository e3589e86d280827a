"""The screens at the ends of voting: finished, closed, and the details of one project."""

from collections.abc import Callable

import streamlit as st

from components.ballot_cards import facts_line
from components.ballot_strip import saved_words
from components.language import t
from components.plain import plain
from domain.ballot_paper import BallotPaper, PaperProject
from domain.ballots import BallotView, Standing, chosen_in_order
from domain.election import BallotType
from domain.reviews import ReviewReport, summarise


def draw_finished(
    paper: BallotPaper, view: BallotView, change: Callable[[], None], hand_on: Callable[[], None]
) -> None:
    """One clear confirmation, what was chosen, until when it may be changed, and what next."""
    with st.container(key="ballot_finished", horizontal_alignment="center"):
        st.markdown(":material/check_circle:", text_alignment="center")
        st.title(t("ballot.finished_title"), anchor=False, text_alignment="center")
        st.markdown(saved_words(view.saved_at), text_alignment="center")
        if paper.closes_at:
            until = t("ballot.change_until", closes_at=paper.closes_at)
        else:
            until = t("ballot.change_while_open")
        st.markdown(until, text_alignment="center")
        with st.container(horizontal=True, horizontal_alignment="center", key="ballot_next"):
            st.button(t("ballot.change"), icon=":material/edit:", on_click=change)
            st.button(
                t("ballot.hand_on"), icon=":material/logout:", type="primary", on_click=hand_on
            )
    _draw_chosen(paper, view)


def draw_closed(paper: BallotPaper, view: BallotView) -> None:
    """After voting: whether the ballot counts, and what it says."""
    if view.standing is Standing.NOT_BEGUN:
        st.info(t("ballot.closed_not_begun"), icon=":material/lock_clock:")
        return
    if view.missing is not None:
        st.warning(t("ballot.closed_incomplete", n=view.missing.n), icon=":material/lock_clock:")
    else:
        st.success(t("ballot.closed_counts"), icon=":material/lock_clock:")
    st.markdown(saved_words(view.saved_at))
    _draw_chosen(paper, view)


def draw_details(
    paper: BallotPaper, project: PaperProject, report: ReviewReport | None, proposal_page: str
) -> None:
    """A dialog with what the project is for, how it is done, and what the experts said."""
    title = t("ballot.details_title", number=project.number, name=plain(project.name))

    @st.dialog(title, width="large", icon=":material/lightbulb:")
    def dialog() -> None:
        st.markdown(facts_line(paper, project))
        for heading, text in (
            (t("ballot.problem"), project.problem),
            (t("ballot.plan"), project.plan),
            (t("ballot.place_text"), project.place_text),
            (t("ballot.beneficiaries"), project.beneficiaries),
        ):
            if text:
                st.markdown(f"**{heading}**  \n{plain(text)}")
        if report is not None and report.experts:
            st.markdown(f"**{t('ballot.experts', n=len(report.experts))}**  \n{_scores(report)}")
        if project.proposal_id is not None:
            st.page_link(
                proposal_page,
                label=t("ballot.whole_proposal"),
                icon=":material/open_in_new:",
                query_params={"id": str(project.proposal_id)},
            )

    dialog()


def _scores(report: ReviewReport) -> str:
    return t("format.list_joint").join(
        t("ballot.score", axis=one.axis, mean=f"{float(one.mean):.1f}")
        for one in summarise(report.experts)
    )


def _draw_chosen(paper: BallotPaper, view: BallotView) -> None:
    by_code = {project.code: project for project in paper.projects}
    kind = paper.rules.ballot_type
    st.subheader(t("ballot.chosen_title", n=len(view.marks)), anchor=False)
    for code in chosen_in_order(paper.rules, view.marks):
        project, number = by_code[code], view.marks[code]
        line = f"**{project.number}\u2002{plain(project.name)}**  \n{facts_line(paper, project)}"
        if kind is BallotType.RANKING:
            line = f"**{t('ballot.place', place=number)}** · {line}"
        elif kind.has_points:
            line = f"**{t('ballot.points', n=number)}** · {line}"
        with st.container(border=True):
            st.markdown(line)
