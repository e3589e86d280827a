"""Statements and stances: one sentence at a time, agree, disagree or pass. Never a vote."""

from enum import IntEnum, StrEnum

from statemachine import State, StateMachine


class StatementState(StrEnum):
    """A statement from the floor waits until somebody has read it."""

    PENDING = "pending"
    SHOWN = "shown"
    HIDDEN = "hidden"


class StatementFlow(StateMachine):
    """Hidden with a reason, never deleted; what was hidden may be shown after all."""

    pending = State(initial=True)
    shown = State()
    hidden = State()

    show = pending.to(shown) | hidden.to(shown)
    hide = pending.to(hidden) | shown.to(hidden)


class Wave(StrEnum):
    """Asked before the talk, and again after it."""

    BEFORE = "before"
    AFTER = "after"


class StanceValue(IntEnum):
    """赞成 / 反对 / 略过."""

    AGREE = 1
    DISAGREE = -1
    PASS = 0
