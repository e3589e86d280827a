"""Ballots as arrays: groups of identical ballots, so that ninety thousand voters fit in a few
numbers each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Marks = tuple[tuple[int, int], ...]
"""One ballot's marks as (place of the project, mark), rising by place."""


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

    def tally(self) -> Counter[Marks]:
        """Voters for each different ballot: equal for equal profiles, whatever their order."""
        places, marks = self.projects.tolist(), self.marks.tolist()
        starts = self.starts.tolist()
        found: Counter[Marks] = Counter()
        for group, weight in enumerate(self.weights.tolist()):
            row = slice(starts[group], starts[group + 1])
            found[tuple(zip(places[row], marks[row], strict=True))] += weight
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
    np.cumsum([len(marks) for marks in ballots], out=starts[1:])
    flat = [number for marks in ballots for pair in marks for number in pair]
    pairs = np.array(flat, dtype=np.int64).reshape(-1, 2)
    return Profile(
        starts,
        np.ascontiguousarray(pairs[:, 0]),
        np.ascontiguousarray(pairs[:, 1]),
        np.array(weights, dtype=np.int64),
    )
