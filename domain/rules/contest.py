"""An election made ready for a rule: who may win, who supports whom, and the lot."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

import numpy as np

from domain.election import BallotType, Election, ProjectId
from domain.money import Cents
from domain.profile import Ints, Profile
from domain.rules.settings import THIRD, CountSettings

OVER_BUDGET = "over_budget"
NO_SUPPORTERS = "no_supporters"
BELOW_THRESHOLD = "below_threshold"


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
    return (profile.marks > 0).astype(np.int64)


def _rank_points(profile: Profile, table: tuple[int, ...]) -> Ints:
    positions = profile.marks
    if not table:
        return np.maximum(np.repeat(profile.lengths, profile.lengths) - positions + 1, 0)
    padded = np.array([0, *table, 0], dtype=np.int64)
    points: Ints = padded[np.minimum(positions, len(table) + 1)]
    return points


def prepare(election: Election, settings: CountSettings) -> Contest:
    """The contest that a rule decides."""
    profile = election.profile
    points = points_of(election, settings)
    empty = profile.empty
    voters = profile.voters - (0 if settings.count_empty else empty)
    marked = points > 0
    places, groups, points = profile.projects[marked], profile.rows[marked], points[marked]
    order = np.argsort(places.astype(np.int32), kind="stable")
    bounds = np.searchsorted(places[order], np.arange(len(election.projects) + 1))
    candidates: list[Candidate] = []
    excluded: dict[ProjectId, str] = {}
    for place, project in enumerate(election.projects):
        mine = order[bounds[place] : bounds[place + 1]]
        weights = profile.weights[groups[mine]]
        support = int((weights * points[mine]).sum())
        reason = _why_not(election, settings, project.cost_cents, support, voters)
        if reason:
            excluded[project.id] = reason
            continue
        candidates.append(
            Candidate(
                project.id,
                project.cost_cents,
                groups[mine],
                points[mine],
                weights,
                int(weights.sum()),
                support,
                (project.cost_cents, -support, lot(settings.tie_seed, project.id)),
            )
        )
    return Contest(
        settings,
        election.budget_cents,
        voters,
        empty,
        profile.weights,
        tuple(candidates),
        excluded,
    )


def _why_not(
    election: Election, settings: CountSettings, cost: Cents, support: int, voters: int
) -> str:
    """Why a project takes no part, or nothing."""
    if cost > election.budget_cents:
        return OVER_BUDGET
    if not support:
        return NO_SUPPORTERS
    share = settings.least_share
    if settings.rule == "greedy-threshold" and not (settings.least_votes or share):
        share = THIRD
    below = support < settings.least_votes
    if below or Fraction(support, voters) < share * Fraction(cost, election.budget_cents or 1):
        return BELOW_THRESHOLD
    return ""
