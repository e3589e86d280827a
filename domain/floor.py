"""The floor: who speaks, and the way of a motion."""

from enum import StrEnum

from statemachine import State, StateMachine


class Side(StrEnum):
    """For whom a speech is asked: speakers for and against are called in turn."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class SpeechState(StrEnum):
    """Where a place on the speakers' list stands."""

    WAITING = "waiting"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    REMOVED = "removed"


class SpeechFlow(StateMachine):
    """From asking to having spoken; one may step back from the list."""

    waiting = State(initial=True)
    speaking = State()
    spoken = State(final=True)
    removed = State(final=True)

    call = waiting.to(speaking)
    end = speaking.to(spoken)
    remove = waiting.to(removed)


class MotionState(StrEnum):
    """Where a motion stands."""

    MOVED = "moved"
    SECONDED = "seconded"
    PUT = "put"
    CARRIED = "carried"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class MotionFlow(StateMachine):
    """No motion is put to the vote before somebody seconds it, where the house asks for that."""

    moved = State(initial=True)
    seconded = State()
    put = State()
    carried = State(final=True)
    lost = State(final=True)
    withdrawn = State(final=True)

    second = moved.to(seconded)
    put_to_vote = moved.to(put) | seconded.to(put)
    carry = put.to(carried)
    lose = put.to(lost)
    take_back = put.to(seconded)
    withdraw = moved.to(withdrawn) | seconded.to(withdrawn)
