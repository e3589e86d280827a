"""The ballot paper of a round: public, and the same for everyone."""

from dataclasses import dataclass
from datetime import datetime

from domain.ballots import BallotRules
from domain.election import ProjectId
from domain.money import Cents
from domain.phases import Phase
from domain.round_views import FieldName


@dataclass(frozen=True, slots=True)
class PaperProject:
    """A project as the ballot shows it, with the words of the proposal it came from."""

    code: ProjectId
    number: int
    name: str
    cost_cents: Cents
    field_code: str | None
    community: str | None
    proposal_id: int | None
    problem: str
    plan: str
    place_text: str
    beneficiaries: str


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """A round's projects by number, the rules of its ballot, and when voting closes."""

    round_id: int
    name: str
    phase: Phase
    rules: BallotRules
    projects: tuple[PaperProject, ...]
    fields: tuple[FieldName, ...]
    closes_at: datetime | None

    def field_name(self, code: str | None, *, in_english: bool) -> str:
        """What a field is called, or nothing."""
        found = next((one for one in self.fields if one.code == code), None)
        if found is None:
            return ""
        return found.name_en if in_english else found.name
