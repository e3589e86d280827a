"""Matters as pages see them: cards in lists, one whole matter, its way."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.matters import MatterEvent, MatterState, Source
from domain.proposal_views import FileLine
from domain.rights import Action


@dataclass(frozen=True, slots=True)
class MatterDraft:
    """What somebody raises. `raiser_name`: of a person without an account, for whom it is written.

    `community_id` None: the whole district.
    """

    source: Source
    title: str
    text: str = ""
    place_text: str = ""
    community_id: int | None = None
    field_code: str | None = None
    is_public: bool = True
    raiser_name: str = ""


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter as other acts open it. Without `due_at` its deadline is that of its class.

    `subdistrict_id` may be left out with a community. `raiser_id`: whose answer it is;
    `raiser_name` and `recorded_by`: somebody without an account, and who wrote it down.
    """

    title: str
    source: Source
    text: str = ""
    place_text: str = ""
    community_id: int | None = None
    subdistrict_id: int | None = None
    field_code: str | None = None
    raiser_id: int | None = None
    raiser_name: str = ""
    recorded_by: int | None = None
    meeting_id: int | None = None
    promise_id: int | None = None
    body_code: str | None = None
    owner_id: int | None = None
    owner_text: str = ""
    deadline_class: str | None = None
    due_at: datetime | None = None
    is_public: bool = True
    is_demo: bool = False
    request_key: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """To whom a matter is given. `deadline_class` None leaves its deadline as it is."""

    body_code: str | None = None
    owner_id: int | None = None
    deadline_class: str | None = None


@dataclass(frozen=True, slots=True)
class MatterFilter:
    """What the reader of the list wants to see."""

    text: str = ""
    community_id: int | None = None
    field_code: str | None = None
    state: MatterState | None = None
    source: Source | None = None
    body_code: str | None = None
    is_late: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class MatterCard:
    """One matter in a list. `who` is the body or person that answers, empty while nobody does.

    `level`: how many levels up it went because it was late.
    """

    id: int
    title: str
    source: Source
    state: MatterState
    due_at: datetime
    created_at: datetime
    is_late: bool
    community: str = ""
    field: str = ""
    field_en: str = ""
    who: str = ""
    who_en: str = ""
    level: int = 0
    answered_at: datetime | None = None
    is_solved: bool | None = None
    rating: int | None = None
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class MatterPage:
    """A page of the list; `total`: how many were found in all, `late`: of them late."""

    cards: tuple[MatterCard, ...]
    total: int
    late: int
    pages: int


@dataclass(frozen=True, slots=True)
class MatterMoveLine:
    """One step of a matter's way. `who` is empty for the clock; `by_raiser`: the name is kept."""

    event: MatterEvent
    target: MatterState
    at: datetime
    who: str = ""
    by_raiser: bool = False
    by_clock: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class WhistleLine:
    """A department that was called to a matter. `may_report`: for this reader.

    `level`: how many levels up it went because nobody reported.
    """

    id: int
    body: str
    body_en: str
    reason: str
    at: datetime
    due_at: datetime
    is_late: bool
    reported_at: datetime | None = None
    note: str = ""
    may_report: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class MatterSheet:
    """One matter with everything that this reader may see and do."""

    card: MatterCard
    text: str
    place_text: str
    body: str = ""
    body_en: str = ""
    body_code: str | None = None
    owner_id: int | None = None
    term: str = ""
    term_en: str = ""
    term_code: str | None = None
    raiser: str = ""
    """Shown only to those who work on it."""
    taken_up_by: str = ""
    meeting_id: int | None = None
    meeting_title: str = ""
    answer: str = ""
    answered_by: str = ""
    rating_text: str = ""
    closes_at: datetime | None = None
    moves: tuple[MatterMoveLine, ...] = ()
    whistles: tuple[WhistleLine, ...] = ()
    files: tuple[FileLine, ...] = ()
    acts: frozenset[Action] = field(default_factory=frozenset)
    may_reopen: bool = False
    unknown_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call to a body that this person heads."""

    id: int
    matter_id: int
    title: str
    reason: str
    due_at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class MyMatters:
    """Everything in the loop that waits for a person, and what they raised."""

    to_answer: tuple[MatterCard, ...] = ()
    calls: tuple[CallLine, ...] = ()
    gone_up: tuple[MatterCard, ...] = ()
    to_assign: tuple[MatterCard, ...] = ()
    to_rate: tuple[MatterCard, ...] = ()
    to_take_up: tuple[MatterCard, ...] = ()
    raised: tuple[MatterCard, ...] = ()
    taken_up: tuple[MatterCard, ...] = ()
