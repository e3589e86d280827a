"""The closed loop: a matter ends only with an answer, declared once.

The same declaration refuses an illegal step in the services and is drawn on the wall.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from domain.refusals import Refusal


class Source(StrEnum):
    """Where a matter came from: a promise in a meeting, residents, members, the committee."""

    PROMISE = "promise"
    REQUEST = "request"
    SUGGESTION = "suggestion"
    PROBLEM = "problem"


RAISED = (Source.REQUEST, Source.SUGGESTION, Source.PROBLEM)
"""What a person can raise; a promise is made in a meeting."""


class MatterState(StrEnum):
    """Where a matter stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class MatterEvent(StrEnum):
    """What happens to a matter; the first six move it, the others leave it where it is."""

    ASSIGN = "assign"
    ESCALATE = "escalate"
    GIVE_ANSWER = "give_answer"
    REOPEN = "reopen"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    RAISE = "raise"
    TAKE_UP = "take_up"
    HAND_OVER = "hand_over"
    WHISTLE = "whistle"
    REPORT_IN = "report_in"
    RATE = "rate"
    HIDE = "hide"
    SHOW = "show"
    URGE_REPORT = "urge_report"
    TELL_UNREPORTED = "tell_unreported"


class MatterFlow(StateMachine):
    """An answer that did not satisfy opens the matter again; late ones go up and stay open."""

    open = State(initial=True)
    assigned = State()
    answered = State()
    closed = State(final=True)
    withdrawn = State(final=True)

    assign = open.to(assigned) | assigned.to(assigned)
    escalate = open.to(open) | assigned.to(assigned)
    give_answer = open.to(answered) | assigned.to(answered)
    reopen = answered.to(assigned)
    close = answered.to(closed)
    withdraw = open.to(withdrawn) | assigned.to(withdrawn)


UNANSWERED = frozenset({MatterState.OPEN, MatterState.ASSIGNED})
ENDED = frozenset({MatterState.CLOSED, MatterState.WITHDRAWN})
ANSWERED = frozenset({MatterState.ANSWERED, MatterState.CLOSED})

LONGEST_TITLE, LONGEST_TEXT, LONGEST_ANSWER, LONGEST_NOTE = 60, 1000, 2000, 300
LONGEST_NAME = 20
MOST_PHOTOS = 3
DISSATISFIED_BELOW = 3
"""A rating beneath it may open the matter again."""

SATISFIED_FROM = 4
MOST_REOPENINGS = 1


@dataclass(frozen=True, slots=True)
class MatterStep:
    """One arrow of the flowchart."""

    source: MatterState
    event: str
    target: MatterState


def flow_steps() -> tuple[MatterStep, ...]:
    """Every arrow of the machine, in declaration order."""
    return tuple(
        MatterStep(MatterState(str(state.id)), str(move.event), MatterState(str(move.target.id)))
        for state in MatterFlow.states
        for move in state.transitions
    )


def title_of(text: str) -> str:
    """What a matter is called: the first sentence of what was said, not too long."""
    first = re.split(r"[。！？!?\n]", text.strip(), maxsplit=1)[0].strip() or text.strip()
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1] + "…"


def step(state: MatterState, event: MatterEvent) -> MatterState:
    """The state after `event`; refuses a step that the machine does not have."""
    flow = MatterFlow(start_value=state.value)
    try:
        flow.send(event.value)
    except TransitionNotAllowed:
        raise Refusal("matter.illegal_step", state=state) from None
    return MatterState(str(next(iter(flow.configuration)).id))
