"""Statements and stances: one sentence at a time, agree, disagree or pass. Never a vote."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum, StrEnum

from statemachine import State, StateMachine

LONGEST_STATEMENT = 140
MOST_WAITING = 3
"""Statements of one person that may wait for the moderator at once."""
MOST_OF_ONE = 10
"""Statements of one person in one meeting, so that nobody fills the list alone."""


ALIKE_FROM = 0.08
"""From here on a statement is pointed out as much the same as another. Of ten paraphrases in the
tests all score 0.09 and more; of 90 other pairs two do. It is a hint: nobody is refused for it."""


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


class HidingReason(StrEnum):
    """Why a statement is not put before the room; one tap each."""

    REPEATS = "repeats"
    TWO_THOUGHTS = "two_thoughts"
    PERSONAL = "personal"
    OFF_TOPIC = "off_topic"


class Wave(StrEnum):
    """Asked before the talk, and again after it."""

    BEFORE = "before"
    AFTER = "after"


class StanceValue(IntEnum):
    """赞成 / 反对 / 略过."""

    AGREE = 1
    DISAGREE = -1
    PASS = 0


def next_statement(
    asked: Sequence[int], answered: Collection[int], answers: Mapping[int, int], person_key: str
) -> int | None:
    """Which statement to put to a person now, so that every one is seen about equally often.

    `asked`: ids of what is shown; `answers`: how many have answered each. The least answered comes
    first; among those as few, an order of this person's own that never changes. None: all done.
    """
    left = [one for one in asked if one not in answered]
    return min(left, key=lambda one: (answers.get(one, 0), _lot(person_key, one)), default=None)


def _lot(person_key: str, statement_id: int) -> bytes:
    return hashlib.sha256(f"{person_key}:{statement_id}".encode()).digest()
