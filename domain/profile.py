"""Ballots as arrays: groups of identical ballots, so that ninety thousand voters fit in a few
numbers each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Marks = tuple[tuple[int, ...], tuple[int, ...]]
"""One ballot: places of the marked projects, rising, and the mark of each."""


@dataclass(frozen=True, eq=False)
class Profile:
    """Groups of identical ballots.

    Group g carries `weights[g]` voters and marks `projects[starts[g]:starts[g + 1]]` (places in
    `Election.projects`, rising) with `marks[...]`. An empty ballot is a group without marks.
    """

    starts: Ints
    projects: Ints
    marks: Ints
    weights: Ints

    @property
    def groups(self) -> int:
        """How many different ballots there are."""
        return len(self.weights)

    @property
    def voters(self) -> int:
        """All voters, those with an empty ballot included."""
        return int(self.weights.sum())

    @property
    def empty(self) -> int:
        """Voters whose ballot carries no mark."""
        return int(self.weights[self.lengths == 0].sum())

    @property
    def lengths(self) -> Ints:
        """Marks of each group."""
        return np.diff(self.starts)

    @property
    def rows(self) -> Ints:
        """The group of each mark."""
        return np.repeat(np.arange(self.groups), self.lengths)

    def ballots(self) -> list[Marks]:
        """The marks of each group."""
        places, marks = self.projects.tolist(), self.marks.tolist()
        bounds = self.starts.tolist()
        return [
            (tuple(places[start:end]), tuple(marks[start:end])) for start, end in pairwise(bounds)
        ]

    def tally(self) -> Counter[Marks]:
        """Voters for each different ballot: equal for equal profiles, whatever their order."""
        found: Counter[Marks] = Counter()
        for marks, weight in zip(self.ballots(), self.weights.tolist(), strict=True):
            found[marks] += weight
        return found


def merge_ballots(rows: Iterable[tuple[Marks, int]]) -> Profile:
    """The profile of (marks, weight) rows, equal ones merged in order of first appearance."""
    weights: dict[Marks, int] = {}
    for marks, weight in rows:
        weights[marks] = weights.get(marks, 0) + weight
    return profile_of(list(weights), list(weights.values()))


def profile_of(ballots: list[Marks], weights: list[int]) -> Profile:
    """The profile of different ballots with their weights."""
    starts = np.zeros(len(ballots) + 1, dtype=np.int64)
    np.cumsum([len(places) for places, _ in ballots], out=starts[1:])
    total = int(starts[-1])
    return Profile(
        starts,
        np.fromiter(chain.from_iterable(places for places, _ in ballots), np.int64, total),
        np.fromiter(chain.from_iterable(marks for _, marks in ballots), np.int64, total),
        np.array(weights, dtype=np.int64),
    )


def marks_of(marks: Mapping[int, int]) -> Marks:
    """The marks of a ballot from place → mark."""
    places = sorted(marks)
    return tuple(places), tuple(marks[place] for place in places)
