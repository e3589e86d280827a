"""The way something has gone, step by step, as people read it."""

from dataclasses import dataclass
from datetime import datetime

from domain.phases import Phase
from domain.proposal_flow import ProposalState


@dataclass(frozen=True, slots=True)
class WayStep:
    """One step of a proposal. `who` is None when the round moved it; `note` is the reason given."""

    event: str
    source: ProposalState
    target: ProposalState
    at: datetime
    who: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One move of a round. `who` is None when it moved by its dates."""

    source: Phase
    target: Phase
    at: datetime
    who: str | None = None
    reason: str = ""
