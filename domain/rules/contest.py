"""An election made ready for a rule: who may win, who supports whom, and the lot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from math import ceil

import numpy as np

from domain.election import Ballot, BallotType, Election, Project, ProjectId
from domain.money import Cents
from domain.profile import Ints, Profile
from domain.refusals import Refusal
from domain.rules.settings import CountSettings

OVER_BUDGET = "over_budget"
NO_SUPPORTERS = "no_supporters"
BELOW_THRESHOLD = "below_threshold"

MOST_SUPPORT = 2.0**52
"""Points beyond this no longer fit a float exactly; no real election comes near."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A project that may win: its supporters as arrays, one entry a group of ballots.

    `votes` counts voters, `support` their points (equal to votes on approval ballots).
    `precedence` orders tied projects: lower cost, more support, then the lot.
    """

    id: ProjectId
    cost: Cents
    groups: Ints
    points: Ints
    weights: Ints
    votes: int
    support: int
    precedence: tuple[int, int, bytes]


@dataclass(frozen=True, eq=False)
class Contest:
    """Candidates in ballot order, the voters counted, and who was left out with the reason."""

    settings: CountSettings
    budget: Cents
    voters: int
    empty: int
    weights: Ints
    candidates: tuple[Candidate, ...]
    excluded: dict[ProjectId, str]


def lot(seed: str, project: ProjectId) -> bytes:
    """The project's place in the lot: whoever has the lowest SHA-256 of "seed:id" comes first.

    Anyone can redo it, and neither the spelling nor the order of ids favours a project.
    """
    return sha256(f"{seed}:{project}".encode()).digest()


def points_of(election: Election, settings: CountSettings) -> Ints:
    """Points of every mark in the election's profile."""
    profile = election.profile
    if election.ballot_type is BallotType.RANKING:
        return _rank_points(profile, settings.rank_points or election.rank_points)
    if election.ballot_type.has_points:
        return profile.marks
    return np.minimum(profile.marks, np.int64(1))


def _rank_points(profile: Profile, table: tuple[int, ...]) -> Ints:
    if not table:
        lengths = profile.lengths[profile.rows]
        borda: Ints = np.maximum(lengths - profile.marks + 1, np.int64(0))
        return borda
    padded = np.array([0, *table, 0], dtype=np.int64)
    given: Ints = padded[np.minimum(profile.marks, np.int64(len(table) + 1))]
    return given


def points_on(election: Election, settings: CountSettings, ballot: Ballot) -> dict[ProjectId, int]:
    """Points that one ballot gives, project by project; only those above zero."""
    alone = replace(election, ballots=(ballot,), given=None)
    ids = [election.projects[place].id for place in alone.profile.projects.tolist()]
    points = points_of(alone, settings).tolist()
    return {name: given for name, given in zip(ids, points, strict=True) if given > 0}


def support_of(election: Election, settings: CountSettings) -> tuple[Ints, Ints]:
    """Points and voters of every project, in ballot order."""
    profile, points = election.profile, points_of(election, settings)
    weights = profile.weights[profile.rows]
    support = np.zeros(len(election.projects), dtype=np.int64)
    votes = support.copy()
    np.add.at(support, profile.projects, weights * points)
    np.add.at(votes, profile.projects, weights * (points > 0))
    return support, votes


def prepare(election: Election, settings: CountSettings) -> Contest:
    """The contest that a rule decides."""
    profile = election.profile
    voters = profile.voters - (0 if settings.count_empty else profile.empty)
    backers = _Backers(profile, points_of(election, settings), len(election.projects))
    candidates: list[Candidate] = []
    excluded: dict[ProjectId, str] = {}
    for place, project in enumerate(election.projects):
        candidate = backers.candidate(place, project, settings.tie_seed)
        reason = _why_not(election, settings, candidate, voters)
        if reason:
            excluded[project.id] = reason
        else:
            candidates.append(candidate)
    budget, empty = election.budget_cents, profile.empty
    return Contest(settings, budget, voters, empty, profile.weights, tuple(candidates), excluded)


class _Backers:
    """The supporters of each project, cut out of the profile."""

    def __init__(self, profile: Profile, points: Ints, projects: int) -> None:
        marked = points > 0
        places = profile.projects[marked].astype(np.int32)
        order = np.argsort(places, kind="stable")
        self._groups = profile.rows[marked][order]
        self._points = points[marked][order]
        self._weights = profile.weights[self._groups]
        self._bounds = np.searchsorted(places[order], np.arange(projects + 1)).tolist()

    def candidate(self, place: int, project: Project, seed: str) -> Candidate:
        """The project at this place with those who support it."""
        mine = slice(self._bounds[place], self._bounds[place + 1])
        points, weights = self._points[mine], self._weights[mine]
        if float(np.add.reduce(weights.astype(np.float64) * points)) >= MOST_SUPPORT:
            raise Refusal("count.too_many_points", project=project.id)
        support = int((weights * points).sum())
        precedence = (project.cost_cents, -support, lot(seed, project.id))
        return Candidate(
            project.id,
            project.cost_cents,
            self._groups[mine],
            points,
            weights,
            int(weights.sum()),
            support,
            precedence,
        )


def _why_not(election: Election, settings: CountSettings, one: Candidate, voters: int) -> str:
    """Why a project takes no part, or nothing."""
    if one.cost > election.budget_cents:
        return OVER_BUDGET
    if not one.support:
        return NO_SUPPORTERS
    if one.support < least_support(election, settings, one.cost, voters):
        return BELOW_THRESHOLD
    return ""


def least_support(election: Election, settings: CountSettings, cost: Cents, voters: int) -> int:
    """The votes (points) that a project of this cost needs to take part, of so many voters."""
    share = settings.needed_share * Fraction(cost, election.budget_cents or 1)
    return max(settings.least_votes, ceil(share * voters))
