"""Topics, findings, advice and consultations as pages see them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.concerns import Concern
from domain.consultation_summary import Summary
from domain.proposal_views import FileLine
from domain.research import ConsultationState, Decision, TopicEvent, TopicSource, TopicState
from domain.rights import Action


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """What is proposed as a topic. `items`: kind and id of what residents raised of it."""

    title: str
    question: str
    source: TopicSource = TopicSource.DISTRICT
    field_code: str | None = None
    community_id: int | None = None
    items: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TopicFilter:
    """Which topics the reader wants to see; None and empty mean all."""

    text: str = ""
    field_code: str | None = None
    community_id: int | None = None
    state: TopicState | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class TopicCard:
    """One topic in the list. `raised`: how many things residents raised led to it."""

    id: int
    title: str
    state: TopicState
    source: TopicSource
    due_on: date | None
    is_late: bool
    field: str = ""
    field_en: str = ""
    place: str = ""
    experts: tuple[str, ...] = ()
    decision: Decision | None = None
    raised: int = 0


@dataclass(frozen=True, slots=True)
class ExpertLine:
    """One who researches a topic."""

    id: int
    name: str
    title: str
    leads: bool


@dataclass(frozen=True, slots=True)
class ExpertChoice:
    """Who could be asked. `fits`: by speciality; `load`: topics, reviews and advice they owe."""

    id: int
    name: str
    title: str
    fits: bool
    load: int
    is_suggested: bool = False


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One visit to the field. Whom they met is for the committee and the office alone."""

    id: int
    on: date
    place: str
    people_count: int
    notes: str
    author: str
    people_met: str = ""
    community_id: int | None = None
    files: tuple[FileLine, ...] = ()
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class FindingSheet:
    """A finding, as draft or published."""

    title: str = ""
    summary: str = ""
    text: str = ""
    recommendations: tuple[str, ...] = ()
    saved_at: datetime | None = None
    saved_by: str = ""
    reviewer: str = ""
    review_note: str = ""
    published_at: datetime | None = None

    def missing(self) -> tuple[str, ...]:
        """What must be written before it can be handed in."""
        parts = {
            "title": self.title,
            "summary": self.summary,
            "text": self.text,
            "recommendations": "".join(self.recommendations),
        }
        return tuple(name for name, said in parts.items() if not said.strip())


@dataclass(frozen=True, slots=True)
class RaisedLine:
    """What led to a topic: a link where it may be read, no name."""

    kind: str
    title: str
    page: str
    id: int
    at: datetime | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TopicMoveLine:
    """One step of a topic's way."""

    event: TopicEvent
    source: TopicState
    target: TopicState
    at: datetime
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One question to an expert and, when it came, the answer."""

    id: int
    question: str
    expert: str
    expert_title: str
    asked_at: datetime
    due_at: datetime
    is_late: bool
    answer: str = ""
    answered_at: datetime | None = None
    matter_id: int | None = None
    topic_id: int | None = None
    about: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class ConsultationCard:
    """One consultation in a list. `own`: the reader's agreement, if they answered."""

    id: int
    title: str
    state: ConsultationState
    closes_on: date | None
    answers: int
    field: str = ""
    field_en: str = ""
    topic_id: int | None = None
    own: int | None = None


@dataclass(frozen=True, slots=True)
class ConsultationSheet:
    """One consultation, and what this reader may do. `summary` only once it is closed."""

    card: ConsultationCard
    question: str
    text: str
    topic_title: str
    asked_by: str
    members: int
    opened_at: datetime | None
    changed: str
    returned_at: datetime | None
    own_text: str = ""
    summary: Summary | None = None
    field_names: dict[str, tuple[str, str]] = field(default_factory=dict)
    acts: frozenset[Action] = frozenset()


@dataclass(frozen=True, slots=True)
class TopicSheet:
    """One topic with everything this reader may see, and do to it."""

    card: TopicCard
    question: str
    experts: tuple[ExpertLine, ...]
    records: tuple[RecordLine, ...]
    finding: FindingSheet | None
    raised: tuple[RaisedLine, ...]
    moves: tuple[TopicMoveLine, ...]
    advice: tuple[AdviceLine, ...]
    consultations: tuple[ConsultationCard, ...]
    decision_reason: str = ""
    decided_at: datetime | None = None
    interests: tuple[str, ...] = ()
    """Close interests of residents that its finding touches, while nobody was consulted."""
    acts: frozenset[Action] = frozenset()


@dataclass(frozen=True, slots=True)
class ResultLine:
    """What came of what a person raised."""

    topic_id: int
    title: str
    raised: str
    summary: str
    told_at: datetime
    decision: Decision | None = None
    reason: str = ""
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for one expert."""

    research: tuple[TopicCard, ...] = ()
    review: tuple[TopicCard, ...] = ()
    advice: tuple[AdviceLine, ...] = ()
    consultations: tuple[ConsultationCard, ...] = ()
    done: tuple[TopicCard, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """Concerns of a place, names of places and fields beside them."""

    concerns: tuple[Concern, ...]
    places: dict[int, str]
    fields: dict[str, tuple[str, str]]
    topics: dict[int, str]
    looked_at: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the owner of a matter could answer with: a published finding it led to."""

    topic_id: int
    title: str
    state: TopicState
    summary: str = ""
    decision: Decision | None = None
    reason: str = ""
