"""Two outcomes of the same ballots side by side: information, shown once voting has closed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from domain.election import Election, ProjectId
from domain.outcome import Outcome
from domain.profile import Ints
from domain.rules.contest import points_of
from domain.rules.settings import CountSettings


@dataclass(frozen=True)
class Preference:
    """How many voters like the first outcome better, how many the second, how many neither.

    A voter who has no winner at all on one side is counted like any other.
    """

    first: int
    second: int
    neither: int


def preference(
    election: Election, first: Outcome, second: Outcome, utility: str = "cardinality"
) -> Preference:
    """Voters by which outcome holds more of what they marked: by number (points), or by cost."""
    settings = replace(first.settings, utility=utility)
    gain = worth(election, first.winners, settings) - worth(election, second.winners, settings)
    weights = election.profile.weights
    ahead, behind = int(weights[gain > 0].sum()), int(weights[gain < 0].sum())
    return Preference(ahead, behind, election.profile.voters - ahead - behind)


def worth(election: Election, winners: tuple[ProjectId, ...], settings: CountSettings) -> Ints:
    """What these winners are worth to a voter of each group: points, times cost in cents under
    utility `cost`.
    """
    profile = election.profile
    value = np.zeros(len(election.projects), dtype=np.int64)
    for winner in winners:
        place = election.index[winner]
        cost = election.projects[place].cost_cents
        value[place] = cost if settings.utility == "cost" else 1
    gains = points_of(election, settings) * value[profile.projects]
    total = np.zeros(profile.groups, dtype=np.int64)
    np.add.at(total, profile.rows, gains)
    return total
