"""Polls in the room: kinds, majorities and their base."""

from enum import StrEnum

from statemachine import State, StateMachine


class PollKind(StrEnum):
    """赞成 / 反对 / 弃权; a choice; points; a scale of 1 to 5."""

    FOR_AGAINST = "for_against"
    CHOICE = "choice"
    POINTS = "points"
    SCALE = "scale"


class Base(StrEnum):
    """What a majority is a part of: votes for and against, those present, or all with a vote."""

    CAST = "cast"
    PRESENT = "present"
    ALL = "all"


class PollState(StrEnum):
    """Where a poll stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class PollFlow(StateMachine):
    """A poll opens once and closes once; a closed poll is frozen."""

    draft = State(initial=True)
    open = State()
    closed = State(final=True)
    withdrawn = State(final=True)

    open_poll = draft.to(open)
    close_poll = open.to(closed)
    withdraw_poll = draft.to(withdrawn) | open.to(withdrawn)
    take_back = open.to(draft)
