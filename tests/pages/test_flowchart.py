"""The charts on the wall are the declarations that enforce the steps, whole and nothing else."""

import re

from components.flowchart import proposal_way_dot, round_flow_dot
from domain.phases import Phase, moves_from
from domain.proposal_flow import ProposalState, flow_steps

S = ProposalState


def arrows(dot: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^  (\w+) -> (\w+) ", dot, re.MULTILINE))


def line_of(dot: str, name: str) -> str:
    return next(line for line in dot.splitlines() if line.startswith(f"  {name} "))


def test_every_step_of_a_proposal_is_drawn_and_no_other() -> None:
    expected = {(step.source.value, step.target.value) for step in flow_steps()}
    assert arrows(proposal_way_dot(S.OPEN)) == expected


def test_every_move_of_a_round_is_drawn_and_no_other() -> None:
    expected = {(p.value, to.value) for p in Phase for to in moves_from(p).values()}
    assert arrows(round_flow_dot(Phase.VOTE)) == expected


def test_the_present_state_is_the_only_one_in_the_strong_colour() -> None:
    dot = proposal_way_dot(S.REVIEWED, [(S.OPEN, S.SECONDED)])
    strong = [line for line in dot.splitlines() if 'fillcolor="#0B5D5E"' in line]
    assert [line.split()[0] for line in strong] == ["reviewed"]


def test_the_way_already_gone_is_filled_and_its_arrow_is_heavy() -> None:
    dot = proposal_way_dot(S.SECONDED, [(S.OPEN, S.SECONDED)])
    assert "#C6DFDA" in line_of(dot, "open")
    assert "#C6DFDA" not in line_of(dot, "draft")
    heavy = [line for line in dot.splitlines() if "penwidth=2.5" in line]
    assert [line.split()[:3] for line in heavy] == [["open", "->", "seconded"]]


def test_the_words_are_the_readers_and_quotes_cannot_break_the_chart() -> None:
    dot = round_flow_dot(None, {"vote": 'the "vote"'})
    assert 'label="the \\"vote\\""' in dot
    assert 'fillcolor="#0B5D5E"' not in dot
