"""The way of a printed sheet, from the printer to the count, declared once.

The same declaration refuses an illegal step in the services and says what is still open before a
count. Nothing here knows who held the sheet.
"""

from enum import StrEnum

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from domain.refusals import Refusal


class SheetState(StrEnum):
    """Where a sheet stands."""

    ISSUED = "issued"
    ENTERED_ONCE = "entered_once"
    AGREED = "agreed"
    DIFFERS = "differs"
    SETTLED = "settled"
    VOID = "void"
    SET_ASIDE = "set_aside"


class SheetFlow(StateMachine):
    """Every legal step of a sheet. What two entries agree on stays as it is."""

    issued = State(initial=True)
    entered_once = State()
    agreed = State(final=True)
    differs = State()
    settled = State(final=True)
    void = State(final=True)
    set_aside = State(final=True)

    enter = issued.to(entered_once)
    take_back = entered_once.to(issued)
    agree = entered_once.to(agreed)
    differ = entered_once.to(differs)
    settle = differs.to(settled)
    cancel = issued.to(void)
    put_aside = entered_once.to(set_aside) | differs.to(set_aside)


COUNTED = (SheetState.AGREED, SheetState.SETTLED)
"""Sheets whose marks go into the count."""

UNSETTLED = (SheetState.ENTERED_ONCE, SheetState.DIFFERS)
"""Sheets that keep a round from being counted."""

ENTERED = (*COUNTED, *UNSETTLED, SheetState.SET_ASIDE)
"""Sheets that came back and were typed in, whatever became of them."""


def step(state: SheetState, event: str) -> SheetState:
    """The state after `event`; refuses a step that the machine does not have."""
    flow = SheetFlow(start_value=state.value)
    try:
        flow.send(event)
    except TransitionNotAllowed:
        raise Refusal(f"paper.is_{state.value}") from None
    return SheetState(str(next(iter(flow.configuration)).id))
