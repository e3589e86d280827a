"""A result as pages and projectors show it: names beside numbers, nothing about any voter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.money import Cents
from domain.phases import Phase
from domain.replay import Play
from domain.rules import CountSettings
from domain.verdicts import Verdict

MOST_WINNERS_SHOWN = 5
"""Voters who got this many or more of their projects are shown together."""


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """One project in the result. `place`: when it was bought, from 1; None if it was not."""

    code: str
    number: int
    name: str
    cost_cents: Cents
    field_code: str
    community: str
    proposal_id: int | None
    votes: int
    points: int
    place: int | None
    verdict: Verdict

    @property
    def is_funded(self) -> bool:
        """Whether it gets its money."""
        return self.place is not None


@dataclass(frozen=True, slots=True)
class Part:
    """A field's or community's part: money it gets, and marks (or points) given to its projects."""

    name: str
    spent_cents: Cents
    support: int
    projects: int
    funded: int


@dataclass(frozen=True, slots=True)
class TieMet:
    """Projects exactly level, by name; who was taken; whether cost, votes or the lot decided."""

    names: tuple[str, ...]
    taken: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """The whole result of a round.

    `voters`: ballots counted in the shares; `empty`: ballots without a mark; `invalid`: ballots
    that were not valid at the close; `entitled`: who could have voted, None where nobody knows.
    """

    round_id: int
    round_name: str
    phase: Phase
    budget_cents: Cents
    ballot_type: str
    is_imported: bool
    settings: CountSettings
    digest: str
    counted_at: datetime
    published_at: datetime | None
    entitled: int | None
    voters: int
    empty: int
    invalid: int
    projects: tuple[ProjectResult, ...]
    winners_per_voter: Mapping[int, int]
    ties: tuple[TieMet, ...]
    plays: tuple[Play, ...]
    share_cents: Cents | None
    raises: int

    @property
    def funded(self) -> tuple[ProjectResult, ...]:
        """Funded projects in the order bought."""
        bought = [project for project in self.projects if project.place is not None]
        return tuple(sorted(bought, key=lambda project: project.place or 0))

    @property
    def not_funded(self) -> tuple[ProjectResult, ...]:
        """The others, the most supported first."""
        others = [project for project in self.projects if project.place is None]
        return tuple(sorted(others, key=lambda project: (-project.points, project.number)))

    @property
    def spent_cents(self) -> Cents:
        """What all funded projects cost together."""
        return sum(project.cost_cents for project in self.funded)

    @property
    def ballots(self) -> int:
        """Everyone whose ballot was valid, empty ones included."""
        return sum(self.winners_per_voter.values())

    def project(self, code: str) -> ProjectResult:
        """The project of that code."""
        return next(project for project in self.projects if project.code == code)

    def by_field(self) -> tuple[Part, ...]:
        """Money and support by field, the most money first."""
        return _parts((project.field_code, project) for project in self.projects)

    def by_community(self) -> tuple[Part, ...]:
        """Money and support by community, the most money first."""
        return _parts((project.community, project) for project in self.projects)

    def winners_in_a_hundred(self) -> tuple[tuple[int, float], ...]:
        """Of a hundred voters, how many got 0, 1, 2 … of their projects; the last is "or more"."""
        all_voters = self.ballots or 1
        most = min(max(self.winners_per_voter, default=0), MOST_WINNERS_SHOWN)
        counts = [0] * (most + 1)
        for won, voters in self.winners_per_voter.items():
            counts[min(won, most)] += voters
        return tuple((won, voters * 100 / all_voters) for won, voters in enumerate(counts))


def _parts(named: Iterable[tuple[str, ProjectResult]]) -> tuple[Part, ...]:
    groups: dict[str, list[ProjectResult]] = {}
    for name, project in named:
        groups.setdefault(name, []).append(project)
    parts = [
        Part(
            name,
            sum(one.cost_cents for one in group if one.is_funded),
            sum(one.points for one in group),
            len(group),
            sum(one.is_funded for one in group),
        )
        for name, group in groups.items()
    ]
    return tuple(sorted(parts, key=lambda part: (-part.spent_cents, -part.support)))
