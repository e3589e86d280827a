"""Proposals as pages show them: values read in one go, with what this reader may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.files import MediaType
from domain.money import Cents
from domain.negative_list import Breach
from domain.phases import Phase
from domain.proposal_content import ProposalContent
from domain.proposal_flow import ProposalState
from domain.roles import Role

CARDS_A_PAGE = 24


class CardOrder(StrEnum):
    """How a list of proposals is ordered."""

    NEWEST = "newest"
    MOST_SECONDED = "most_seconded"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"


@dataclass(frozen=True, slots=True)
class CardFilter:
    """Which proposals a list shows; None and empty mean all. `page` counts from 1."""

    text: str = ""
    round_id: int | None = None
    field_code: str | None = None
    community_id: int | None = None
    state: ProposalState | None = None
    order: CardOrder = CardOrder.NEWEST
    page: int = 1


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """A proposal in a list."""

    id: int
    title: str
    state: ProposalState
    cost_cents: Cents
    round_id: int
    round_name: str
    community: str
    field: str
    field_en: str
    seconds: int
    seconds_needed: int
    comments: int


@dataclass(frozen=True, slots=True)
class CardPage:
    """One page of a list, and how many proposals there are on all pages."""

    cards: tuple[ProposalCard, ...]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // CARDS_A_PAGE))


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose by name: a round, a community, a field (`key` is its id or code)."""

    key: int | str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What the list can be narrowed to: only what some public proposal has."""

    rounds: tuple[Choice, ...]
    communities: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    states: tuple[ProposalState, ...]


@dataclass(frozen=True, slots=True)
class FileLine:
    """An attached file; its bytes are read apart, after the right is checked."""

    id: int
    name: str
    media_type: MediaType
    size_bytes: int
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class ProposalLink:
    """A proposal by its name."""

    id: int
    title: str


class Act(StrEnum):
    """What a reader can do on a proposal's page."""

    EDIT = "edit"
    SECOND = "second"
    TAKE_BACK = "take_back"
    COMMENT = "comment"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    MODERATE = "moderate"


@dataclass(frozen=True, slots=True)
class ProposalSheet:
    """A whole proposal as this reader sees it."""

    id: int
    content: ProposalContent
    state: ProposalState
    round_id: int
    round_name: str
    phase: Phase
    budget_cents: Cents
    community: str
    field: str
    field_en: str
    author: str
    is_mine: bool
    version: int
    submitted_at: datetime | None
    seconds: int
    seconds_needed: int
    seconded_at: datetime | None
    changed_since_seconded: bool
    has_revision: bool
    answer: str
    merged_into: ProposalLink | None
    merged_here: tuple[ProposalLink, ...]
    files: tuple[FileLine, ...]
    breaches: tuple[Breach, ...]
    acts: frozenset[Act]


@dataclass(frozen=True, slots=True)
class Similar:
    """A public proposal that resembles a text."""

    card: ProposalCard
    score: float


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version: what the proposal said from `at` on."""

    number: int
    at: datetime
    author: str
    content: ProposalContent
    field: str = ""
    field_en: str = ""


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment. When hidden, only moderators get its `text`; others get an empty one."""

    id: int
    proposal: ProposalLink
    author: str
    role: Role
    text: str
    at: datetime
    is_hidden: bool
    hidden_reason: str


@dataclass(frozen=True, slots=True)
class MergeAsk:
    """One author's request to another; `is_mine_to_answer` for the author who is asked."""

    id: int
    source: ProposalLink
    target: ProposalLink
    asked_by: str
    asked_at: datetime
    message: str
    state: str
    is_mine: bool
    is_mine_to_answer: bool


@dataclass(frozen=True, slots=True)
class SupportQuestion:
    """Whether a supporter's 附议 goes along with a merged proposal."""

    id: int
    source: ProposalLink
    target: ProposalLink


@dataclass(frozen=True, slots=True)
class SupportedProposal:
    """A proposal that this person seconds; `is_changed`: its text changed since."""

    card: ProposalCard
    is_changed: bool
