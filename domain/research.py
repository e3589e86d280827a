"""课题 and 征询: what experts research and what they ask of citizens, declared once.

The same declarations refuse an illegal step in the services and are drawn on the pages.
"""

from collections.abc import Iterable
from enum import StrEnum

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from domain.refusals import Refusal


class TopicSource(StrEnum):
    """Whose need a topic is: the district's, an expert's, or residents'."""

    DISTRICT = "district"
    EXPERT = "expert"
    RESIDENTS = "residents"


class TopicState(StrEnum):
    """Where a topic stands. Both ends carry the district's reason."""

    PROPOSED = "proposed"
    LISTED = "listed"
    RESEARCHING = "researching"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    DECIDED = "decided"
    DROPPED = "dropped"


class TopicEvent(StrEnum):
    """What happens to a topic; the last two leave it where it is."""

    ACCEPT = "accept"
    ASSIGN = "assign"
    HAND_IN = "hand_in"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    DECIDE = "decide"
    DROP = "drop"
    PROPOSE = "propose"
    LINK = "link"


class TopicFlow(StateMachine):
    """Whoever wrote a finding does not review it, and what is published is decided upon."""

    proposed = State(initial=True)
    listed = State()
    researching = State()
    in_review = State()
    reviewed = State()
    published = State()
    decided = State(final=True)
    dropped = State(final=True)

    accept = proposed.to(listed)
    assign = listed.to(researching) | researching.to(researching)
    hand_in = researching.to(in_review)
    approve = in_review.to(reviewed)
    send_back = in_review.to(researching) | reviewed.to(researching)
    publish = reviewed.to(published)
    decide = published.to(decided)
    drop = proposed.to(dropped) | listed.to(dropped) | researching.to(dropped)


class Decision(StrEnum):
    """采纳情况: what the district makes of a finding."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"


class ConcernKind(StrEnum):
    """What residents raised, by where they raised it."""

    PROPOSAL = "proposal"
    MATTER = "matter"
    STATEMENT = "statement"


class ConsultationState(StrEnum):
    """Where a consultation stands: it ends only when what changed was said."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class ConsultationEvent(StrEnum):
    """What happens to a consultation."""

    OPEN_UP = "open_up"
    CLOSE = "close"
    GIVE_BACK = "give_back"
    WITHDRAW = "withdraw"


class ConsultationFlow(StateMachine):
    """Asked, answered until a day, and given back with what the answers changed."""

    draft = State(initial=True)
    open = State()
    closed = State()
    returned = State(final=True)
    withdrawn = State(final=True)

    open_up = draft.to(open)
    close = open.to(closed)
    give_back = closed.to(returned)
    withdraw = draft.to(withdrawn)


WORKING = frozenset({TopicState.LISTED, TopicState.RESEARCHING, TopicState.IN_REVIEW})
"""A result is still owed by the day that was set."""

PUBLIC_RESULT = frozenset({TopicState.PUBLISHED, TopicState.DECIDED})
ENDED = frozenset({TopicState.DECIDED, TopicState.DROPPED})
WAITING_FOR_OFFICE = frozenset(
    {TopicState.PROPOSED, TopicState.LISTED, TopicState.REVIEWED, TopicState.PUBLISHED}
)
ANSWERED = frozenset({ConsultationState.CLOSED, ConsultationState.RETURNED})
"""The answers may be read by everyone; before, nobody shall follow the others."""

LONGEST_TITLE, LONGEST_QUESTION, LONGEST_NOTE = 60, 600, 300
LONGEST_SUMMARY, LONGEST_FINDING, LONGEST_ADVICE = 600, 8000, 2000
MOST_RECOMMENDATIONS, LONGEST_RECOMMENDATION = 8, 200
MOST_EXPERTS = 6
LEAST_AGREEMENT, MOST_AGREEMENT = 1, 5
MOST_PHOTOS = 6
LONGEST_DAYS_OPEN = 60


def step(state: TopicState, event: TopicEvent) -> TopicState:
    """The state after `event`; refuses a step that the machine does not have."""
    flow = TopicFlow(start_value=state.value)
    try:
        flow.send(event.value)
    except TransitionNotAllowed:
        raise Refusal("topic.illegal_step", state=state) from None
    return TopicState(str(next(iter(flow.configuration)).id))


def step_consultation(state: ConsultationState, event: ConsultationEvent) -> ConsultationState:
    """The state after `event`; refuses a step that the machine does not have."""
    flow = ConsultationFlow(start_value=state.value)
    try:
        flow.send(event.value)
    except TransitionNotAllowed:
        raise Refusal("consultation.illegal_step", state=state) from None
    return ConsultationState(str(next(iter(flow.configuration)).id))


def steps_of(machine: type[StateMachine]) -> tuple[tuple[str, str], ...]:
    """Every arrow of a machine as (from, to), in declaration order."""
    return tuple(
        (str(state.id), str(move.target.id))
        for state in machine.states
        for move in state.transitions
        if state.id != move.target.id
    )


def interests_in(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """The close interests of residents that a text touches, in the order of the list."""
    return tuple(word for word in words if word and word.casefold() in text.casefold())
