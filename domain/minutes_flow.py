"""The way of the minutes: drafted, approved, and corrected only with a reason."""

from enum import StrEnum

from statemachine import State, StateMachine


class MinutesState(StrEnum):
    """Where the minutes stand; while they are corrected, the version before stays public."""

    DRAFT = "draft"
    APPROVED = "approved"
    CORRECTING = "correcting"


class MinutesFlow(StateMachine):
    """What was approved is frozen: a correction is a new version, approved like the first."""

    draft = State(initial=True)
    approved = State()
    correcting = State()

    approve = draft.to(approved) | correcting.to(approved)
    correct = approved.to(correcting)
    give_up = correcting.to(approved)


WRITABLE = (MinutesState.DRAFT, MinutesState.CORRECTING)
"""States in which the text can be changed."""
