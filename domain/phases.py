"""The phases of a round and the only moves between them.

The machine below is the single declaration: it enforces a move, lists what an officer may press,
and is drawn on the wall.
"""

from enum import StrEnum

from statemachine import StateMachine
from statemachine.exceptions import TransitionNotAllowed
from statemachine.states import States

from domain.refusals import Refusal


class Phase(StrEnum):
    """筹备 征集 评审 议事 投票 计票公示 实施 评议, and the round's end."""

    PREPARE = "prepare"
    COLLECT = "collect"
    REVIEW = "review"
    DELIBERATE = "deliberate"
    VOTE = "vote"
    COUNT = "count"
    IMPLEMENT = "implement"
    APPRAISE = "appraise"
    CLOSED = "closed"


FROZEN_FROM = (Phase.VOTE, Phase.COUNT, Phase.IMPLEMENT, Phase.APPRAISE, Phase.CLOSED)
"""From the moment voting opens, nothing that governs the count can change."""


class RoundFlow(StateMachine):
    """A round goes forward one phase at a time; before voting it may go back one."""

    _ = States.from_enum(Phase, initial=Phase.PREPARE, final=Phase.CLOSED)

    open_collection = _.PREPARE.to(_.COLLECT)
    open_review = _.COLLECT.to(_.REVIEW)
    open_deliberation = _.REVIEW.to(_.DELIBERATE)
    open_voting = _.DELIBERATE.to(_.VOTE)
    close_voting = _.VOTE.to(_.COUNT)
    start_implementation = _.COUNT.to(_.IMPLEMENT)
    open_appraisal = _.IMPLEMENT.to(_.APPRAISE)
    close_round = _.APPRAISE.to(_.CLOSED)
    reopen_collection = _.REVIEW.to(_.COLLECT)
    reopen_review = _.DELIBERATE.to(_.REVIEW)


def moves_from(phase: Phase) -> dict[str, Phase]:
    """The legal moves out of a phase: event name → phase reached."""
    state = next(state for state in RoundFlow.states if state.value == phase.value)
    return {str(move.event): Phase(str(move.target.value)) for move in state.transitions}


def move(phase: Phase, to: Phase) -> str:
    """The event that leads from one phase to the other; refuses an illegal move."""
    for event, target in moves_from(phase).items():
        if target == to:
            flow = RoundFlow(start_value=phase.value)
            try:
                flow.send(event)
            except TransitionNotAllowed:
                break
            return event
    raise Refusal("phase.illegal_move", phase=phase, to=to)


def next_phase(phase: Phase) -> Phase | None:
    """The phase that follows in the ordinary course, or None at the end."""
    order = list(Phase)
    place = order.index(phase)
    return order[place + 1] if place + 1 < len(order) else None


def is_frozen(phase: Phase) -> bool:
    """Whether what governs the count is fixed."""
    return phase in FROZEN_FROM
