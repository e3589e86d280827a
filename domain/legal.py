"""法务事项: the four kinds, who is named in a case, and its way, declared once.

Neither a specialist nor a member alone brings a mediation to an agreement: everybody named signs.
"""

from collections.abc import Iterable
from enum import StrEnum

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from domain.refusals import Refusal
from domain.roles import Role


class CaseKind(StrEnum):
    """法律咨询、矛盾调解、法治宣传、依法决策."""

    ADVICE = "advice"
    MEDIATION = "mediation"
    EDUCATION = "education"
    LAWFUL_DECISION = "lawful_decision"


class Part(StrEnum):
    """As what somebody is named in a case."""

    ASKER = "asker"
    SPECIALIST = "specialist"
    MEMBER = "member"
    PARTY = "party"


class CaseState(StrEnum):
    """Where a case stands."""

    ASKED = "asked"
    TAKEN = "taken"
    BOOKED = "booked"
    ANSWERED = "answered"
    MEDIATING = "mediating"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    HANDED_OVER = "handed_over"


class CaseEvent(StrEnum):
    """What happens to a case; the last four leave it where it is."""

    TAKE = "take"
    BOOK = "book"
    REASSIGN = "reassign"
    GIVE_ANSWER = "give_answer"
    ASK_FURTHER = "ask_further"
    MEDIATE = "mediate"
    AGREE = "agree"
    GIVE_UP = "give_up"
    FOLLOW_UP = "follow_up"
    REOPEN = "reopen"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"
    ASK = "ask"
    NAME = "name"
    WRITE = "write"
    SIGN = "sign"


class CaseFlow(StateMachine):
    """A question ends with an answer; a dispute with an agreement that was looked at again."""

    asked = State(initial=True)
    taken = State()
    booked = State()
    answered = State()
    mediating = State()
    agreed = State()
    not_agreed = State()
    followed_up = State()
    closed = State(final=True)
    withdrawn = State(final=True)
    handed_over = State(final=True)

    take = asked.to(taken)
    book = asked.to(booked) | taken.to(booked)
    reassign = taken.to(taken) | booked.to(taken) | mediating.to(mediating)
    give_answer = taken.to(answered) | booked.to(answered)
    ask_further = answered.to(taken)
    mediate = taken.to(mediating) | booked.to(mediating)
    agree = mediating.to(agreed)
    give_up = mediating.to(not_agreed)
    follow_up = agreed.to(followed_up)
    reopen = agreed.to(mediating) | followed_up.to(mediating)
    close = answered.to(closed) | not_agreed.to(closed) | followed_up.to(closed)
    withdraw = (
        asked.to(withdrawn) | taken.to(withdrawn) | booked.to(withdrawn) | mediating.to(withdrawn)
    )
    hand_over = taken.to(handed_over) | booked.to(handed_over) | mediating.to(handed_over)


MEDIATORS = (Part.SPECIALIST, Part.MEMBER)
SIDES = (Part.ASKER, Part.PARTY)
FEWEST_SIDES = 2
ENDED = frozenset({CaseState.CLOSED, CaseState.WITHDRAWN, CaseState.HANDED_OVER})
AT_WORK = frozenset({CaseState.TAKEN, CaseState.BOOKED, CaseState.MEDIATING})
RATED_IN = frozenset(
    {CaseState.ANSWERED, CaseState.NOT_AGREED, CaseState.FOLLOWED_UP, CaseState.CLOSED}
)

LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_NAME, LONGEST_NOTE = 40, 2000, 20, 300
LONGEST_ARTICLE = 6000
MOST_OPEN = 5
"""Cases that one person may have waiting at a time: nobody fills a lawyer's week alone."""

SATISFIED_FROM = 4
FEWEST_SHOWN = 5
"""Below so many ratings a rate would point at a person, and is not shown."""

MEDIATION_FIELD = "mediation"
"""The stable code of the field whose members mediate; its name is edited by the office."""

DOERS: dict[CaseEvent, frozenset[Part]] = {
    CaseEvent.BOOK: frozenset({Part.ASKER}),
    CaseEvent.REASSIGN: frozenset({Part.SPECIALIST}),
    CaseEvent.GIVE_ANSWER: frozenset({Part.SPECIALIST}),
    CaseEvent.ASK_FURTHER: frozenset({Part.ASKER}),
    CaseEvent.MEDIATE: frozenset({Part.SPECIALIST}),
    CaseEvent.GIVE_UP: frozenset(MEDIATORS),
    CaseEvent.FOLLOW_UP: frozenset(MEDIATORS),
    CaseEvent.REOPEN: frozenset(Part),
    CaseEvent.CLOSE: frozenset({Part.ASKER, Part.SPECIALIST}),
    CaseEvent.WITHDRAW: frozenset({Part.ASKER}),
    CaseEvent.HAND_OVER: frozenset({Part.SPECIALIST}),
    CaseEvent.NAME: frozenset(MEDIATORS),
    CaseEvent.WRITE: frozenset(MEDIATORS),
    CaseEvent.SIGN: frozenset(Part),
}
"""Who of those named may do what; taking and agreeing have rules of their own."""

_ONLY_MEDIATING = frozenset({CaseEvent.NAME, CaseEvent.WRITE, CaseEvent.SIGN})


def step(state: CaseState, event: CaseEvent) -> CaseState:
    """The state after `event`; refuses a step that the machine does not have."""
    if event is CaseEvent.ASK:
        return state
    if event in _ONLY_MEDIATING:
        if state is not CaseState.MEDIATING:
            raise Refusal("case.illegal_step", state=state)
        return state
    flow = CaseFlow(start_value=state.value)
    try:
        flow.send(event.value)
    except TransitionNotAllowed:
        raise Refusal("case.illegal_step", state=state) from None
    return CaseState(str(next(iter(flow.configuration)).id))


def open_to(part: Part, state: CaseState, kind: CaseKind) -> frozenset[CaseEvent]:
    """What somebody named so may do to a case of this kind that stands here."""
    return frozenset(
        event
        for event, parts in DOERS.items()
        if part in parts
        and _is_step(state, event)
        and (event is not CaseEvent.MEDIATE or kind is CaseKind.MEDIATION)
    )


def reads_content(part: Part) -> bool:
    """Whether this part reads what the asker told the lawyer: the other side does not."""
    return part is not Part.PARTY


def kinds_for(role: Role) -> tuple[CaseKind, ...]:
    """What this role asks for; sessions and decisions are asked for by who works in a community."""
    if role in (Role.RESIDENT, Role.EXPERT, Role.SPECIALIST):
        return (CaseKind.ADVICE, CaseKind.MEDIATION)
    return tuple(CaseKind)


def refuse_unless_jointly(parts: Iterable[Part], papers: int) -> None:
    """Refuse an agreement without a specialist, a member, and two sides."""
    named = list(parts)
    if any(mediator not in named for mediator in MEDIATORS):
        raise Refusal("mediation.needs_both")
    if sum(part in SIDES for part in named) + papers < FEWEST_SIDES:
        raise Refusal("mediation.needs_sides")


def rate_shown(good: int, of: int) -> float | None:
    """A share between 0 and 1; None where so few rated that it would point at a person."""
    return None if of < FEWEST_SHOWN else good / of


def _is_step(state: CaseState, event: CaseEvent) -> bool:
    try:
        step(state, event)
    except Refusal:
        return False
    return True
