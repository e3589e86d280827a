"""A count played again, purchase by purchase, with what was in the voters' purses after each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.election import Cents, Election, ProjectId
from domain.outcome import Outcome
from domain.profile import Ints
from domain.rules.contest import points_of
from domain.rules.tally import Step

Purses = NDArray[np.float64]

PURSES_SHOWN = 100
"""One purse on the picture stands for a hundredth of the voters."""

NOTHING = 1e-6
"""Less than this share of a cent is an empty purse: floats are for pictures only."""


@dataclass(frozen=True, slots=True)
class Play:
    """One purchase as the hall watches it.

    `paid`: voters who gave money for it; where nobody has a purse, those who voted for it.
    `purses`: what a hundred voters have left afterwards, poorest first, in thousandths of the purse
    that all began with; empty where the rule knows no purses.
    """

    project: ProjectId
    cost_cents: Cents
    rule: str
    votes: int
    points: int
    paid: int
    left_cents: Cents
    purses: tuple[int, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {**asdict(self), "purses": list(self.purses)}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Play:
        """What `to_dict` wrote."""
        return cls(**{**plain, "purses": tuple(plain["purses"])})


def replay(election: Election, outcome: Outcome) -> tuple[Play, ...]:
    """Every purchase in order."""
    points = points_of(election, outcome.settings)
    purses = _full_purses(election, outcome)
    left, plays = outcome.budget_cents, []
    for step in outcome.steps:
        left -= step.cost_cents
        paid = step.votes
        if purses is not None and step.price_cents is not None:
            paid = _pay(election, points, purses, step)
        shown = () if purses is None else _sampled(purses, _weights(election, outcome), outcome)
        plays.append(
            Play(
                step.project,
                step.cost_cents,
                step.rule,
                step.votes,
                step.support,
                paid,
                left,
                shown,
            )
        )
    return tuple(plays)


def _full_purses(election: Election, outcome: Outcome) -> Purses | None:
    """What each group's voter begins with, in cents; None where the rule knows no purses."""
    if outcome.share_cents is None:
        return None
    return np.full(election.profile.groups, float(outcome.share_cents))


def _weights(election: Election, outcome: Outcome) -> Ints:
    """Voters of each group that hold a purse."""
    profile = election.profile
    if outcome.settings.count_empty:
        return profile.weights
    return np.where(profile.lengths == 0, 0, profile.weights)


def _pay(election: Election, points: Ints, purses: Purses, step: Step) -> int:
    """Take the price out of the supporters' purses; how many voters gave something."""
    profile = election.profile
    price = float(step.price_cents or 0)
    mine = profile.projects == election.index[step.project]
    groups = profile.rows[mine]
    due = np.minimum(purses[groups], price * points[mine])
    purses[groups] -= due
    return int(profile.weights[groups[due > NOTHING]].sum())


def _sampled(purses: Purses, weights: Ints, outcome: Outcome) -> tuple[int, ...]:
    """The purses of a hundred voters, evenly picked from the poorest to the richest."""
    order = np.argsort(purses, kind="stable")
    reached = np.cumsum(weights[order])
    if not len(reached) or not reached[-1] or not outcome.share_cents:
        return ()
    picked = (np.arange(PURSES_SHOWN) + 0.5) / PURSES_SHOWN * reached[-1]
    places = order[np.searchsorted(reached, picked)]
    return tuple(np.rint(purses[places] / float(outcome.share_cents) * 1000).astype(int).tolist())
