"""The closed loop: a matter ends only with an answer."""

from enum import StrEnum

from statemachine import State, StateMachine


class Source(StrEnum):
    """Where a matter came from."""

    PROMISE = "promise"


class MatterState(StrEnum):
    """Where a matter stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class MatterFlow(StateMachine):
    """An answer that did not satisfy opens the matter again."""

    open = State(initial=True)
    answered = State()
    withdrawn = State(final=True)

    give_answer = open.to(answered)
    reopen = answered.to(open)
    withdraw = open.to(withdrawn)
