"""Polls in the room: kinds, majorities and their base, and what may be answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from statemachine import State, StateMachine

from domain.refusals import Refusal

Answer = Mapping[str, int]
"""for/against/abstain → 1; an option's place from "1" → 1 or its points; scale → 1 to 5."""

LONGEST_QUESTION = 200
LONGEST_OPTION = 60
MOST_OPTIONS = 12
MOST_POINTS = 100
SCALE = "scale"
SCALE_VALUES = (1, 2, 3, 4, 5)
MAJORITIES = ((1, 2), (2, 3), (3, 4))
"""What a poll may ask for: more than half, at least two thirds, at least three quarters."""


class PollKind(StrEnum):
    """赞成 / 反对 / 弃权; a choice; points; a scale of 1 to 5."""

    FOR_AGAINST = "for_against"
    CHOICE = "choice"
    POINTS = "points"
    SCALE = "scale"


class Vote(StrEnum):
    """The three answers to a motion."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


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


@dataclass(frozen=True, slots=True)
class PollTerms:
    """All that is fixed before anybody answers.

    `majority` of `majority_of`: 1/2 means more than half, every other fraction at least that part.
    `options`: what can be chosen; of a scale the words of its two ends.
    """

    question: str
    kind: PollKind = PollKind.FOR_AGAINST
    options: tuple[str, ...] = ()
    is_secret: bool = True
    majority: int = 1
    majority_of: int = 2
    base: Base = Base.CAST
    counts_area: bool = False
    points_total: int = 10
    most_choices: int = 1

    @property
    def is_more_than(self) -> bool:
        """Whether exactly the fraction is not yet enough."""
        return self.majority * 2 == self.majority_of

    @property
    def places(self) -> tuple[str, ...]:
        """The options' places as answers name them: "1", "2", …"""
        return tuple(str(place) for place in range(1, len(self.options) + 1))

    @property
    def keys(self) -> tuple[str, ...]:
        """Everything that can be answered, in the order of the screen."""
        if self.kind is PollKind.FOR_AGAINST:
            return tuple(vote.value for vote in Vote)
        if self.kind is PollKind.SCALE:
            return tuple(str(value) for value in SCALE_VALUES)
        return self.places


def refuse_bad_terms(terms: PollTerms) -> None:
    """Refuse a poll that could not be answered or counted fairly, saying what is wrong."""
    if not terms.question.strip():
        raise Refusal("poll.no_question")
    if len(terms.question) > LONGEST_QUESTION:
        raise Refusal("poll.question_too_long", most=LONGEST_QUESTION)
    _refuse_bad_options(terms)
    if (terms.majority, terms.majority_of) not in MAJORITIES:
        raise Refusal("poll.majority")
    if terms.counts_area and (terms.is_secret or terms.kind is not PollKind.FOR_AGAINST):
        raise Refusal("poll.area_needs_open")
    if terms.kind is PollKind.POINTS and not 1 <= terms.points_total <= MOST_POINTS:
        raise Refusal("poll.points_total", most=MOST_POINTS)
    if terms.kind is PollKind.CHOICE and not 1 <= terms.most_choices <= len(terms.options):
        raise Refusal("poll.most_choices", most=len(terms.options))


def _refuse_bad_options(terms: PollTerms) -> None:
    texts = [option.strip() for option in terms.options]
    if terms.kind in (PollKind.CHOICE, PollKind.POINTS):
        if not 2 <= len(texts) <= MOST_OPTIONS:
            raise Refusal("poll.options", least=2, most=MOST_OPTIONS)
    elif terms.kind is PollKind.SCALE and len(texts) not in (0, 2):
        raise Refusal("poll.scale_ends")
    if len(set(texts)) < len(texts) or not all(texts):
        raise Refusal("poll.options_alike")
    if any(len(text) > LONGEST_OPTION for text in texts):
        raise Refusal("poll.option_too_long", most=LONGEST_OPTION)


def checked(terms: PollTerms, answer: Answer) -> dict[str, int]:
    """The answer in the order of the screen, so that it does not tell the order of taps.

    Empty means taken back. Refuses what the terms do not allow.
    """
    if terms.kind is PollKind.SCALE:
        if answer and (set(answer) != {SCALE} or answer[SCALE] not in SCALE_VALUES):
            raise Refusal("poll.no_such_answer")
        return dict(answer)
    if not set(answer) <= set(terms.keys) or min(answer.values(), default=1) < 1:
        raise Refusal("poll.no_such_answer")
    if terms.kind is PollKind.POINTS:
        if sum(answer.values()) > terms.points_total:
            raise Refusal("poll.points_spent", total=terms.points_total)
    elif set(answer.values()) - {1}:
        raise Refusal("poll.no_such_answer")
    most = terms.most_choices if terms.kind is PollKind.CHOICE else 1
    if terms.kind is not PollKind.POINTS and len(answer) > most:
        raise Refusal("poll.too_many", most=most)
    return {key: answer[key] for key in terms.keys if key in answer}
