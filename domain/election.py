"""An election as a count sees it: projects with costs, ballots with marks, one budget.

A round of a hall is built from `Ballot` values; a city's file is read straight into a `Profile`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from domain.money import Cents
from domain.profile import Profile, marks_of, merge_ballots
from domain.refusals import Refusal

__all__ = ["Ballot", "BallotType", "Cents", "Election", "Profile", "Project", "ProjectId"]

ProjectId = str

MOST_MARK = 10**9
"""A larger mark or bundle is a typing error."""


class BallotType(StrEnum):
    """How a voter marks; the values are the words of the Pabulib format where it has one."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    KNAPSACK = "knapsack"
    POINTS = "cumulative"
    RANKING = "ordinal"
    SCORING = "scoring"

    @property
    def has_points(self) -> bool:
        """Whether a mark's number is points (more is better)."""
        return self in (BallotType.POINTS, BallotType.SCORING)


@dataclass(frozen=True)
class Project:
    """A costed proposal admitted to the ballot."""

    id: ProjectId
    name: str
    cost_cents: Cents
    fields: tuple[str, ...] = ()
    community: str = ""

    def __post_init__(self) -> None:
        """Refuse a negative cost: it has no meaning."""
        if self.cost_cents < 0:
            raise Refusal("count.negative_cost", project=self.id)


@dataclass(frozen=True)
class Ballot:
    """One voter's whole choice, or that of `weight` voters who chose alike.

    `marks`: approval, choose-1 and knapsack 1; points and scoring the points; ranking the
    position, 1 = first.
    """

    marks: Mapping[ProjectId, int]
    weight: int = 1

    def __post_init__(self) -> None:
        """Refuse marks below zero, weights below one, and numbers that mean nothing."""
        if not 1 <= self.weight <= MOST_MARK:
            raise Refusal("count.weight", weight=self.weight)
        for mark in self.marks.values():
            if not 0 <= mark <= MOST_MARK:
                raise Refusal("count.mark", mark=mark)
        object.__setattr__(self, "marks", MappingProxyType(dict(self.marks)))

    def __contains__(self, project: ProjectId) -> bool:
        return project in self.marks


@dataclass(frozen=True, eq=False)
class Election:
    """One budget, its projects in ballot order and its ballots.

    `ballots` may be left empty when `given` carries them as arrays. `rank_points` is the table
    that turns positions into points (first place first); empty means Borda: with k projects
    ranked, the first earns k points and the last 1.
    """

    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    budget_cents: Cents
    ballot_type: BallotType = BallotType.APPROVAL
    rank_points: tuple[int, ...] = ()
    given: Profile | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Refuse what no rule could count."""
        if self.budget_cents < 0:
            raise Refusal("count.negative_budget")
        if len(self.index) != len(self.projects):
            raise Refusal("count.duplicate_project")

    @cached_property
    def index(self) -> dict[ProjectId, int]:
        """Place of each project in `projects`."""
        return {project.id: place for place, project in enumerate(self.projects)}

    @cached_property
    def profile(self) -> Profile:
        """All ballots as arrays, identical ones merged."""
        if self.given is not None:
            return self.given
        try:
            rows = [
                (marks_of({self.index[p]: mark for p, mark in b.marks.items()}), b.weight)
                for b in self.ballots
            ]
        except KeyError as unknown:
            raise Refusal("count.unknown_project", project=unknown.args[0]) from None
        return merge_ballots(rows)

    def __eq__(self, other: object) -> bool:
        """Same projects, budget and type, and the same ballots in whatever order."""
        if not isinstance(other, Election):
            return NotImplemented
        return (
            self.projects == other.projects
            and self.budget_cents == other.budget_cents
            and self.ballot_type == other.ballot_type
            and self.rank_points == other.rank_points
            and self.profile.tally() == other.profile.tally()
        )

    __hash__ = None  # type: ignore[assignment]
