"""Why each project was or was not funded, as a code and facts; the sentence is in `locales/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from domain.election import BallotType, Election, Project, ProjectId
from domain.profile import Ints
from domain.rules.contest import BELOW_THRESHOLD, least_support, points_of, support_of
from domain.rules.pool import Floats

if TYPE_CHECKING:
    from domain.outcome import Outcome

MOST_NAMED = 5
"""How many of the projects that took the supporters' money a verdict names."""

FEWEST_TOLD = 5
"""Where fewer people than this paid, their money is not told: it would tell how they voted."""


@dataclass(frozen=True)
class Verdict:
    """`verdict.<code>` and what fills its gaps.

    Codes: funded, over_budget, no_supporters, below_threshold, below_threshold_points,
    too_few_votes, money_elsewhere, does_not_fit, after_stop. Amounts are whole cents in facts
    whose names end in `_cents`.
    """

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def reasons(election: Election, outcome: Outcome) -> dict[ProjectId, Verdict]:
    """The verdict on every project, in ballot order."""
    support, votes = support_of(election, outcome.settings)
    judged: _Purses | _Queue = _Queue(election, outcome, votes, support)
    if outcome.settings.rule == "equal-shares":
        judged = _Purses(election, outcome, votes)
    funded = {step.project: number for number, step in enumerate(outcome.steps, 1)}
    found: dict[ProjectId, Verdict] = {}
    for place, project in enumerate(election.projects):
        if project.id in funded:
            found[project.id] = _funded(outcome, funded[project.id])
        elif project.id in outcome.excluded:
            facts = {"votes": int(votes[place]), "cost_cents": project.cost_cents}
            found[project.id] = Verdict(outcome.excluded[project.id], facts)
            if outcome.excluded[project.id] == BELOW_THRESHOLD:
                found[project.id] = _below(election, outcome, project, int(support[place]), facts)
        else:
            found[project.id] = judged.verdict(place, project)
    return found


def _below(
    election: Election, outcome: Outcome, project: Project, support: int, facts: dict[str, int]
) -> Verdict:
    """What the project had and what it needed, in votes or in points."""
    needed = least_support(election, outcome.settings, project.cost_cents, outcome.voters)
    by_points = election.ballot_type.has_points or election.ballot_type is BallotType.RANKING
    code = f"{BELOW_THRESHOLD}_points" if by_points else BELOW_THRESHOLD
    return Verdict(code, {**facts, "support": support, "support_needed": needed})


def _funded(outcome: Outcome, number: int) -> Verdict:
    step = outcome.steps[number - 1]
    facts: dict[str, object] = {
        "step": number,
        "votes": step.votes,
        "support": step.support,
        "cost_cents": step.cost_cents,
    }
    if step.effective_votes is not None:
        facts["effective_votes"] = round(step.effective_votes)
        facts["emptied"] = step.emptied
    return Verdict("funded", facts)


class _Purses:
    """Losers of Equal Shares: their supporters' money at the start and at the end."""

    def __init__(self, election: Election, outcome: Outcome, votes: Ints) -> None:
        self._outcome, self._votes, self._projects = outcome, votes, election.projects
        share = float(outcome.share_cents or 0)
        profile = election.profile
        points = points_of(election, outcome.settings)
        rows, weights = profile.rows, profile.weights
        self._purses = np.full(profile.groups, share)
        self._flows: dict[int, Floats] = {}
        self._payers: dict[int, Floats] = {}
        backs = points > 0
        count = len(election.projects)
        for step in outcome.steps:
            if step.price_cents is None:
                continue
            place = election.index[step.project]
            mine = backs & (profile.projects == place)
            paid = np.zeros(profile.groups)
            due = float(step.price_cents) * points[mine]
            paid[rows[mine]] = np.minimum(self._purses[rows[mine]], due)
            self._purses -= paid
            given = np.where(backs, (paid * weights)[rows], 0.0)
            self._flows[place] = np.bincount(profile.projects, given, count).astype(np.float64)
            gave = np.where(backs & (paid[rows] > 0), weights[rows], 0.0)
            self._payers[place] = np.bincount(profile.projects, gave, count).astype(np.float64)
        left = np.where(backs, (self._purses * weights)[rows], 0.0)
        self._left = np.bincount(profile.projects, left, count)

    def verdict(self, place: int, project: Project) -> Verdict:
        """Too few supporters from the start, or their money went elsewhere, and where."""
        share = self._outcome.share_cents or 0
        votes = int(self._votes[place])
        money = votes * share
        facts: dict[str, object] = {
            "votes": votes,
            "cost_cents": project.cost_cents,
            "share_cents": round(share),
            "money_cents": round(money),
            "left_cents": round(float(self._left[place])),
        }
        if money < project.cost_cents:
            needed = ceil(project.cost_cents / share) if share else 0
            return Verdict("too_few_votes", {**facts, "votes_needed": needed})
        taken = {
            self._projects[winner].id: round(float(flow[place]))
            for winner, flow in self._flows.items()
            if flow[place] >= 0.5 and self._payers[winner][place] >= FEWEST_TOLD
        }
        largest = sorted(taken.items(), key=lambda item: -item[1])
        return Verdict("money_elsewhere", {**facts, "went_to": dict(largest[:MOST_NAMED])})


class _Queue:
    """Losers of rules that take projects in turn: what was left when their turn came."""

    def __init__(self, election: Election, outcome: Outcome, votes: Ints, support: Ints) -> None:
        self._outcome, self._votes, self._support = outcome, votes, support
        self._index = election.index
        self._skips = outcome.settings.rule in ("greedy", "greedy-threshold")

    def verdict(self, place: int, project: Project) -> Verdict:
        """It did not fit, or the count had stopped before its turn."""
        outcome = self._outcome
        spent = outcome.cost_cents
        if self._skips:
            spent = sum(
                step.cost_cents
                for step in outcome.steps
                if self._comes_before(self._index[step.project], step.cost_cents, place, project)
            )
        facts: dict[str, object] = {
            "votes": int(self._votes[place]),
            "cost_cents": project.cost_cents,
            "left_cents": outcome.budget_cents - spent,
        }
        if self._skips or outcome.stopped_by == project.id:
            return Verdict("does_not_fit", facts)
        return Verdict("after_stop", {**facts, "stopped_by": outcome.stopped_by})

    def _comes_before(self, winner: int, cost: int, place: int, project: Project) -> bool:
        """Whether a winner had its turn before the project: free, more support, or lower cost."""
        if not cost or self._support[winner] != self._support[place]:
            return not cost or bool(self._support[winner] > self._support[place])
        return cost <= project.cost_cents
