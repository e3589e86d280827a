"""The projects of a ballot as large cards: one tap chooses, another takes it back."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.language import language, t
from components.plain import plain
from domain.ballot_paper import BallotPaper, PaperProject
from domain.ballots import BallotView, Change, cents_left, points_left
from domain.election import BallotType

ASK_FIELDS_FROM = 16
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Taps:
    """What a tap does. `choose` is told the mark that is wanted; `step` one point more or less.

    Points are counted from the ballot as last saved, not as last drawn: quick taps all count.
    """

    choose: Callable[[Change], None]
    step: Callable[[str, int], None]


def draw_cards(paper: BallotPaper, view: BallotView, taps: Taps) -> PaperProject | None:
    """Every project (of the field that is asked for); the one whose details were asked for."""
    field = _choose_field(paper)
    asked: PaperProject | None = None
    with_points = paper.rules.ballot_type.has_points
    draw = _draw_points if with_points else _draw_choice
    with st.container(key="ballot_points" if with_points else "ballot_cards"):
        for project in paper.projects:
            if field in (_ALL, project.field_code) and draw(paper, view, project, taps):
                asked = project
    return asked


def facts_line(paper: BallotPaper, project: PaperProject) -> str:
    """What stands under a project's name: cost, community, field."""
    field = paper.field_name(project.field_code, in_english=language() == "en")
    cost = t("ballot.cost", cost_cents=project.cost_cents)
    return plain("\u00a0· ".join(part for part in (cost, project.community or "", field) if part))


def _choose_field(paper: BallotPaper) -> str:
    if len(paper.projects) < ASK_FIELDS_FROM or len(paper.fields) < 2:
        return _ALL
    in_english = language() == "en"
    names = {_ALL: t("ballot.all_fields", n=len(paper.projects))}
    names |= {one.code: paper.field_name(one.code, in_english=in_english) for one in paper.fields}
    chosen = st.pills(
        t("ballot.field"),
        list(names),
        format_func=names.__getitem__,
        default=_ALL,
        required=True,
        label_visibility="collapsed",
        key=f"ballot_field_{paper.round_id}",
    )
    return str(chosen or _ALL)


def _draw_choice(paper: BallotPaper, view: BallotView, project: PaperProject, taps: Taps) -> bool:
    is_chosen = project.code in view.marks
    wanted = 0 if is_chosen else _wanted(paper, view)
    # The state is part of the key: a tap means what its screen showed, even if it arrives late.
    st.button(
        f"**{project.number}\u2002{plain(project.name)}** {_mark(paper, view, project)}"
        f"{facts_line(paper, project)}",
        key=f"mark_{project.code}_{int(is_chosen)}",
        type="primary" if is_chosen else "secondary",
        icon=":material/check_circle:" if is_chosen else ":material/circle:",
        width="stretch",
        on_click=taps.choose,
        args=(Change(project.code, wanted),),
    )
    return _asks_for_details(project)


def _wanted(paper: BallotPaper, view: BallotView) -> int:
    return len(view.marks) + 1 if paper.rules.ballot_type is BallotType.RANKING else 1


def _mark(paper: BallotPaper, view: BallotView, project: PaperProject) -> str:
    """The word that stands before the facts: chosen, its place, or that it no longer fits."""
    kind = paper.rules.ballot_type
    if project.code in view.marks:
        place = view.marks[project.code]
        is_ranked = kind is BallotType.RANKING
        return f"*{t('ballot.place', place=place) if is_ranked else t('ballot.chosen')}* "
    if kind is BallotType.KNAPSACK and project.cost_cents > cents_left(paper.rules, view.marks):
        return f"*{t('ballot.does_not_fit')}* "
    return ""


def _draw_points(paper: BallotPaper, view: BallotView, project: PaperProject, taps: Taps) -> bool:
    points = view.marks.get(project.code, 0)
    left, most = points_left(paper.rules, view.marks), paper.rules.points_per_project
    state = "given" if points else "none"
    with st.container(horizontal=True, key=f"points_{state}_{project.code}"):
        st.markdown(
            f"**{project.number}\u2002{plain(project.name)}** {facts_line(paper, project)}",
            width="stretch",
        )
        asks = _asks_for_details(project)
        st.button(
            t("ballot.less"),
            key=f"less_{project.code}",
            icon=":material/remove:",
            disabled=points == 0,
            on_click=taps.step,
            args=(project.code, -1),
        )
        st.markdown(f"**{points}**", width="content")
        st.button(
            t("ballot.more"),
            key=f"more_{project.code}",
            icon=":material/add:",
            disabled=left == 0 or (most is not None and points >= most),
            on_click=taps.step,
            args=(project.code, 1),
        )
    return asks


def _asks_for_details(project: PaperProject) -> bool:
    return st.button(t("ballot.details"), key=f"details_{project.code}")
