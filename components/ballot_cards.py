"""The projects of a ballot as large cards: one tap chooses, another takes it back."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.language import language, t
from components.plain import plain
from domain.ballot_paper import BallotPaper, PaperProject
from domain.ballots import BallotView, cents_left, points_left
from domain.election import BallotType, ProjectId

ASK_FIELDS_FROM = 16
_ALL = "all"
_DRAWN = "ballot_drawn"
Look = tuple[object, ...]
TellMore = Callable[[PaperProject], None]


@dataclass(frozen=True, slots=True)
class Taps:
    """What a tap does: choose a project (True) or take it back; give a point more or less.

    Points and places are counted from the ballot as last saved, not as last drawn: quick taps
    all count.
    """

    choose: Callable[[ProjectId, bool], None]
    step: Callable[[ProjectId, int], None]


def draw_cards(
    paper: BallotPaper, current: Callable[[], BallotView], taps: Taps, tell_more: TellMore
) -> None:
    """Every project (of the field asked for), each a fragment: a tap redraws what it changed."""
    with_points = paper.rules.ballot_type.has_points
    draw = _draw_points if with_points else _draw_choice
    st.session_state[_DRAWN] = {}
    with st.container(key="ballot_points" if with_points else "ballot_cards"):
        for project in _shown(paper):

            @st.fragment(key=card_key(project.code))
            def card(project: PaperProject = project) -> None:
                asks_for_more = draw(paper, current(), project, taps)
                st.session_state[_DRAWN][project.code] = _look(paper, current(), project)
                if asks_for_more:
                    tell_more(project)

            card()


def card_key(code: ProjectId) -> str:
    """The name of a card's fragment."""
    return f"card_{code}"


def changed_cards(paper: BallotPaper, view: BallotView) -> list[str]:
    """The fragments of the cards that no longer look as they were last drawn."""
    drawn: dict[ProjectId, Look] = st.session_state.get(_DRAWN, {})
    return [
        card_key(project.code)
        for project in _shown(paper)
        if project.code in drawn and drawn[project.code] != _look(paper, view, project)
    ]


def choose_field(paper: BallotPaper) -> None:
    """Offer to see one field alone, where there are many projects."""
    if not _has_fields(paper):
        return
    in_english = language() == "en"
    names = {_ALL: t("ballot.all_fields", n=len(paper.projects))}
    names |= {one.code: paper.field_name(one.code, in_english=in_english) for one in paper.fields}
    st.pills(
        t("ballot.field"),
        list(names),
        format_func=names.__getitem__,
        default=_ALL,
        required=True,
        label_visibility="collapsed",
        key=_field_key(paper),
    )


def facts_line(paper: BallotPaper, project: PaperProject) -> str:
    """What stands under a project's name: cost, community, field."""
    field = paper.field_name(project.field_code, in_english=language() == "en")
    cost = t("ballot.cost", cost_cents=project.cost_cents)
    return plain("\u00a0· ".join(part for part in (cost, project.community or "", field) if part))


def _has_fields(paper: BallotPaper) -> bool:
    return len(paper.projects) >= ASK_FIELDS_FROM and len(paper.fields) > 1


def _field_key(paper: BallotPaper) -> str:
    return f"ballot_field_{paper.round_id}"


def _shown(paper: BallotPaper) -> list[PaperProject]:
    field = st.session_state.get(_field_key(paper), _ALL) if _has_fields(paper) else _ALL
    return [one for one in paper.projects if field in (_ALL, None, one.field_code)]


def _look(paper: BallotPaper, view: BallotView, project: PaperProject) -> Look:
    """Everything that a card shows of the ballot."""
    points = view.marks.get(project.code, 0)
    return points, _mark(paper, view, project), _may_give(paper, view, points)


def _may_give(paper: BallotPaper, view: BallotView, points: int) -> bool:
    most = paper.rules.points_per_project
    return points_left(paper.rules, view.marks) != 0 and (most is None or points < most)


def _draw_choice(paper: BallotPaper, view: BallotView, project: PaperProject, taps: Taps) -> bool:
    is_chosen = project.code in view.marks
    # The state is part of the key: a tap means what its screen showed, even if it arrives late.
    st.button(
        f"**{project.number}\u2002{plain(project.name)}** {_mark(paper, view, project)}"
        f"{facts_line(paper, project)}",
        key=f"mark_{project.code}_{int(is_chosen)}",
        type="primary" if is_chosen else "secondary",
        icon=":material/check_circle:" if is_chosen else ":material/circle:",
        width="stretch",
        on_click=taps.choose,
        args=(project.code, not is_chosen),
    )
    return _draw_details_button(project)


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
    state = "given" if points else "none"
    with st.container(horizontal=True, key=f"points_{state}_{project.code}"):
        st.markdown(
            f"**{project.number}\u2002{plain(project.name)}** {facts_line(paper, project)}",
            width="stretch",
        )
        asks_for_more = _draw_details_button(project)
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
            disabled=not _may_give(paper, view, points),
            on_click=taps.step,
            args=(project.code, 1),
        )
    return asks_for_more


def _draw_details_button(project: PaperProject) -> bool:
    return st.button(t("ballot.details"), key=f"details_{project.code}")
