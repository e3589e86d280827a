"""The closed loop: a matter ends only with an answer."""

from enum import StrEnum

from statemachine import State, StateMachine


class Source(StrEnum):
    """Where a matter came from: a promise in a meeting, residents, members, the committee."""

    PROMISE = "promise"
    REQUEST = "request"
    SUGGESTION = "suggestion"
    PROBLEM = "problem"


class MatterState(StrEnum):
    """Where a matter stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


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
