"""A round as pages read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from domain.money import Cents
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.reviews import Verdict
from domain.round_settings import RoundSettings
from domain.way import PhaseStep


@dataclass(frozen=True, slots=True)
class FieldName:
    """领域, in both languages."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class CommunityName:
    """A community and the subdistrict it lies in."""

    id: int
    name: str
    subdistrict_id: int
    subdistrict: str


@dataclass(frozen=True, slots=True)
class RoundCard:
    """A round in a list. `place` None: the whole district; `next_at`: the next phase is due."""

    id: int
    name: str
    about: str
    place: str | None
    phase: Phase
    budget_cents: Cents
    next_at: datetime | None
    proposals: int
    projects: int
    is_demo: bool
    version: int


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project in a round's list."""

    code: str
    name: str
    cost_cents: Cents
    proposal_id: int | None


@dataclass(frozen=True, slots=True)
class RoundView:
    """Everything public about one round. `began`: when each phase really began."""

    id: int
    settings: RoundSettings
    place: str | None
    phase: Phase
    began: Mapping[Phase, datetime]
    way: tuple[PhaseStep, ...]
    frozen_at: datetime | None
    frozen: Mapping[str, object] | None
    states: Mapping[ProposalState, int]
    projects: tuple[ProjectLine, ...]
    fields: tuple[FieldName, ...]
    is_demo: bool
    version: int

    @property
    def too_costly(self) -> tuple[ProjectLine, ...]:
        """Projects that cost more than the whole budget: counted out, with the reason shown."""
        budget = self.settings.budget_cents
        return tuple(one for one in self.projects if one.cost_cents > budget)

    @property
    def proposals(self) -> int:
        """How many proposals the public can see."""
        return sum(n for state, n in self.states.items() if state is not ProposalState.DRAFT)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a move does, as the code of its sentence and its number."""

    code: str
    n: int


@dataclass(frozen=True, slots=True)
class MoveChoice:
    """A legal move: what it does, and what stands in its way (nothing: it may be made)."""

    to: Phase
    is_back: bool
    consequences: tuple[Consequence, ...]
    obstacles: tuple[Refusal, ...]
    due_at: datetime | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal that awaits the officer's decision, with what reviewers said of it."""

    proposal_id: int
    title: str
    state: ProposalState
    cost_cents: Cents
    seconds: int
    mean_score: Fraction | None
    reviews: int
    estimates_cents: tuple[Cents, ...]
    verdicts: tuple[Verdict, ...]
    conditions: tuple[str, ...]

    @property
    def median_estimate_cents(self) -> Cents | None:
        """The middle estimate (the lower of two middle ones), None without estimates."""
        ranked = sorted(self.estimates_cents)
        return ranked[(len(ranked) - 1) // 2] if ranked else None
