"""The flowcharts on the wall, drawn from the very declarations that enforce the steps.

Pure functions: a state and words in, a DOT text out. `flow_labels()` gives the words in the
reader's language; `draw_proposal_flow` and `draw_round_flow` put the chart on the page.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from textwrap import wrap

import streamlit as st

from components.language import t
from domain.phases import Phase, moves_from
from domain.proposal_flow import ENDED, FlowStep, ProposalState, flow_steps

FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
_INK, _PALE, _NOW, _GONE, _PAPER = "#1F2A2B", "#8A8270", "#0B5D5E", "#C6DFDA", "#FCFAF4"
_LETTERS_A_LINE = 14

Way = Iterable[tuple[ProposalState, ProposalState]]

MAIN_LINE = (
    ProposalState.DRAFT,
    ProposalState.OPEN,
    ProposalState.SECONDED,
    ProposalState.IN_REVIEW,
    ProposalState.REVIEWED,
    ProposalState.ADMITTED,
    ProposalState.ON_BALLOT,
    ProposalState.FUNDED,
    ProposalState.UNDER_WAY,
    ProposalState.COMPLETED,
    ProposalState.APPRAISED,
)
"""The way from draft to appraisal that stands in one column; every other state is beside it."""


def proposal_way_dot(
    state: ProposalState | None, moves: Way = (), labels: Mapping[str, str] | None = None
) -> str:
    """`ProposalFlow` as DOT: the present state strong, the way already gone (`moves`) filled.

    `labels`: words by state value; what is missing is shown as its code. `state` None draws
    the wall chart that belongs to no proposal.
    """
    words = labels or {}
    gone = set(moves)
    passed = {one for pair in gone for one in pair}
    lines = _head()
    for one in ProposalState:
        lines.append(_node(one.value, words, is_now=one == state, is_gone=one in passed))
    lines += [_arrow(one, (one.source, one.target) in gone) for one in flow_steps()]
    return "\n".join([*lines, "}"])


def round_flow_dot(phase: Phase | None, labels: Mapping[str, str] | None = None) -> str:
    """`RoundFlow` as DOT: the present phase strong, the phases before it filled."""
    words, order = labels or {}, list(Phase)
    reached = order.index(phase) if phase else -1
    lines = _head()
    for place, one in enumerate(order):
        lines.append(_node(one.value, words, is_now=one == phase, is_gone=place < reached))
    for one in order:
        for target in moves_from(one).values():
            is_back = order.index(target) < order.index(one)
            is_gone = not is_back and order.index(target) <= reached
            lines.append(_edge(one.value, target.value, is_side=is_back, is_gone=is_gone))
    return "\n".join([*lines, "}"])


def machine_dot(
    arrows: Sequence[tuple[str, str]],
    state: str,
    gone: Collection[tuple[str, str]],
    labels: Mapping[str, str],
) -> str:
    """Any machine as DOT; `arrows` in the order declared, the first way on is the main line."""
    line = _main_line(arrows)
    passed = {one for pair in gone for one in pair}
    names = list(dict.fromkeys(one for pair in arrows for one in pair))
    lines = _head()
    for name in names:
        lines.append(_node(name, labels, is_now=name == state, is_gone=name in passed))
    main = set(pairwise(line))
    for source, target in arrows:
        onward = (source, target) in main
        lines.append(_edge(source, target, is_side=not onward, is_gone=(source, target) in gone))
    return "\n".join([*lines, "}"])


def flow_labels() -> dict[str, str]:
    """The reader's words for every proposal state and every phase, by value."""
    states = {one.value: t(f"proposal_state.{one.value}") for one in ProposalState}
    return states | {one.value: t(f"phase.{one.value}") for one in Phase}


def draw_proposal_flow(state: ProposalState | None, moves: Way = ()) -> None:
    """The flowchart of a proposal on the page, with words for screen readers."""
    said = t("flow.alt_state", state=state) if state else t("flow.alt_proposals")
    st.graphviz_chart(proposal_way_dot(state, moves, flow_labels()), alt=said)


def draw_round_flow(phase: Phase | None) -> None:
    """The flowchart of a round on the page, with words for screen readers."""
    said = t("flow.alt_phase", phase=phase) if phase else t("flow.alt_rounds")
    st.graphviz_chart(round_flow_dot(phase, flow_labels()), alt=said)


def _main_line(arrows: Sequence[tuple[str, str]]) -> list[str]:
    line = [arrows[0][0]]
    while True:
        onward = (target for source, target in arrows if source == line[-1] and target not in line)
        following = next(onward, None)
        if following is None:
            return line
        line.append(following)


def _head() -> list[str]:
    return [
        "digraph {",
        '  graph [rankdir=TB, bgcolor="transparent", nodesep=0.15, ranksep=0.28, '
        f'fontname="{FONT}"]',
        '  node [shape=box, style="rounded,filled", fixedsize=true, width=1.8, height=0.52, '
        f'fontname="{FONT}", fontsize=18, penwidth=1.2]',
        "  edge [arrowsize=0.7]",
    ]


def _node(name: str, words: Mapping[str, str], *, is_now: bool, is_gone: bool) -> str:
    fill, ink, line = _PAPER, _INK, _PALE
    if is_gone:
        fill, line = _GONE, _NOW
    if is_now:
        fill, ink, line = _NOW, "#FFFFFF", _NOW
    lines = wrap(words.get(name, name), _LETTERS_A_LINE)
    label = "\\n".join(one.replace("\\", "\\\\").replace('"', '\\"') for one in lines)
    size = ", fontsize=13" if len(lines) > 1 else ""
    return (
        f'  {name} [label="{label}", fillcolor="{fill}", fontcolor="{ink}", color="{line}"{size}]'
    )


def _arrow(step: FlowStep, is_gone: bool) -> str:
    is_side = step.target in ENDED and step.target not in MAIN_LINE
    return _edge(step.source.value, step.target.value, is_side=is_side, is_gone=is_gone)


def _edge(source: str, target: str, *, is_side: bool, is_gone: bool) -> str:
    shape = 'style="dashed", weight=1' if is_side else 'style="solid", weight=20'
    colour, width = (_NOW, 2.5) if is_gone else (_PALE, 1)
    return f'  {source} -> {target} [{shape}, color="{colour}", penwidth={width}]'
