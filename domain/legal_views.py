"""The legal specialists' work as pages see it: stations, duty, cases, articles, figures."""

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.legal import CaseEvent, CaseKind, CaseState, Part
from domain.opening_hours import Opening


@dataclass(frozen=True, slots=True)
class DutyLine:
    """Somebody on duty: on a day, from when to when (HH:MM)."""

    id: int
    account_id: int
    name: str
    title: str
    on: date
    starts: str
    ends: str
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class StationView:
    """A station as everyone sees it."""

    id: int
    community_id: int
    community: str
    name: str
    address: str
    phone: str
    hours: tuple[Opening, ...]
    is_open: bool
    opens_at: datetime | None
    on_duty: tuple[DutyLine, ...] = ()
    """Today's, in their order."""


@dataclass(frozen=True, slots=True)
class StationDraft:
    """What the office writes of a station."""

    name: str
    address: str = ""
    phone: str = ""
    hours: tuple[Opening, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A half hour that can be booked with somebody on duty."""

    account_id: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """What somebody asks. `slot`: when they come to the station; None: in writing."""

    kind: CaseKind
    community_id: int
    subject: str
    content: str = ""
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that nobody took yet: of what kind, where, since when; nothing of what it says."""

    id: int
    kind: CaseKind
    community: str
    asked_at: datetime
    due_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case in the list of somebody who is named in it."""

    id: int
    kind: CaseKind
    state: CaseState
    subject: str
    community: str
    part: Part
    asked_at: datetime
    due_at: datetime | None
    is_late: bool
    booked_for: datetime | None = None
    follow_up_on: date | None = None
    must_sign: bool = False
    must_rate: bool = False


@dataclass(frozen=True, slots=True)
class PartyLine:
    """Somebody named in a case; `paper_id`: a side without an account, who signs on paper."""

    name: str
    part: Part
    signed_at: datetime | None = None
    account_id: int | None = None
    paper_id: int | None = None


@dataclass(frozen=True, slots=True)
class CaseMoveLine:
    """One step of a case's way."""

    event: CaseEvent
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who can be asked to help: a member who mediates, a colleague."""

    account_id: int
    name: str
    community: str = ""
    is_of_field: bool = False


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """One case, for one of those named in it."""

    card: CaseCard
    content: str
    answer: str
    answered_at: datetime | None
    agreement: str
    agreement_version: int
    agreed_at: datetime | None
    followed_up_at: datetime | None
    follow_up_note: str
    satisfaction: int | None
    parties: tuple[PartyLine, ...] = ()
    moves: tuple[CaseMoveLine, ...] = ()
    events: frozenset[CaseEvent] = field(default_factory=frozenset)
    """What this reader may do to it now."""
    station: str = ""
    address: str = ""
    may_rate: bool = False


@dataclass(frozen=True, slots=True)
class MyCases:
    """Cases of one person: those they are named in, and those a specialist may take."""

    waiting: tuple[OpenCase, ...] = ()
    open: tuple[CaseCard, ...] = ()
    ended: tuple[CaseCard, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """A service rendered, with or without a case."""

    kind: CaseKind
    community_id: int
    on: date
    minutes: int = 30
    people_count: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in the list of whoever rendered it."""

    id: int
    kind: CaseKind
    community: str
    on: date
    minutes: int
    people_count: int
    note: str


@dataclass(frozen=True, slots=True)
class CaseCounts:
    """Figures of cases: counts of cases, never of people. `satisfied` None: too few rated."""

    asked: int
    answered: int
    solved: int
    rated: int
    satisfied: float | None


@dataclass(frozen=True, slots=True)
class ServiceCounts:
    """Figures of services rendered, by kind; `people` is how many they reached in all."""

    by_kind: dict[CaseKind, int]
    people: int

    @property
    def total(self) -> int:
        """Services of every kind."""
        return sum(self.by_kind.values())


@dataclass(frozen=True, slots=True)
class Article:
    """法务知识: a text for everyone."""

    id: int
    title: str
    text: str
    law: str
    author: str
    author_id: int | None
    published_at: datetime | None
    at: datetime
