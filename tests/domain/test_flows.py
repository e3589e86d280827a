"""The wall shows what is enforced: every state and every arrow of every machine, once."""

from itertools import pairwise

import pytest

from domain.flows import FLOWS, Doer, FlowCode, chart_of, doers_of
from domain.matters import MatterEvent, MatterState, step, title_of
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Role


@pytest.mark.parametrize("code", list(FlowCode))
def test_a_chart_has_every_state_and_every_arrow_of_its_machine(code: FlowCode) -> None:
    chart, flow = chart_of(code), FLOWS[code]
    stations = [*chart.line, *chart.beside]
    assert {one.state for one in stations} == set(flow.states)
    assert len(stations) == len(flow.states)
    drawn = sum(len(one.aside) + (one.onward is not None) for one in stations)
    assert {one.state for one in stations if one.aside or one.onward} <= {
        one.state for one in chart.drawn
    }
    assert drawn == sum(len(list(one.transitions)) for one in flow.machine.states)


@pytest.mark.parametrize("code", list(FlowCode))
def test_the_main_line_is_a_way_that_the_machine_allows(code: FlowCode) -> None:
    line = chart_of(code).line
    for here, following in pairwise(line):
        assert here.onward is not None
        assert here.onward.target is following.state
    assert line[-1].onward is None


def test_who_acts_is_read_off_the_table_of_rights() -> None:
    assert doers_of(Action.ANSWER_MATTER) == (Role.OFFICER, Role.CLERK, Doer.OWNER)
    assert doers_of(Action.RATE_ANSWER) == (Doer.AUTHOR,)
    assert doers_of(Doer.CLOCK) == (Doer.CLOCK,)
    assert doers_of(Action.RAISE_MATTER) == (Doer.ANYONE,)


def test_every_event_that_a_right_is_named_for_exists() -> None:
    for flow in FLOWS.values():
        events = {str(one.event) for state in flow.machine.states for one in state.transitions}
        assert set(flow.doers) <= events


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (MatterState.CLOSED, MatterEvent.REOPEN),
        (MatterState.WITHDRAWN, MatterEvent.GIVE_ANSWER),
        (MatterState.ANSWERED, MatterEvent.WITHDRAW),
        (MatterState.OPEN, MatterEvent.CLOSE),
    ],
)
def test_a_matter_takes_no_step_that_is_not_drawn(state: MatterState, event: MatterEvent) -> None:
    with pytest.raises(Refusal) as refused:
        step(state, event)
    assert refused.value.code == "matter.illegal_step"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("  The lamp is out.\nSince Monday. ", "The lamp is out."),
        ("路灯不亮。已经三天了。", "路灯不亮"),
        ("x" * 80, "x" * 59 + "…"),
        ("。。", "。。"),
    ],
)
def test_a_matter_is_called_by_its_first_sentence(said: str, title: str) -> None:
    assert title_of(said) == title
