"""Supporters and ballots of a contest as float and integer arrays, shared by all reruns."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from domain.profile import Ints
from domain.rules.contest import Candidate, Contest

Floats = NDArray[np.float64]

EPSILON = 2.0**-52
"""Twice the relative error of one float operation."""


MOST_FOR_BLAS = 8_000
"""Beyond some 10,000 terms BLAS wakes threads, which cost more than they save and, on a busy
machine, wait for each other."""


def dot(left: Floats, right: Floats | NDArray[np.bool_]) -> float:
    """The sum of products, always on one core."""
    if len(left) <= MOST_FOR_BLAS:
        return float(left @ right)
    return float(np.add.reduce(left * right))


@dataclass(frozen=True, eq=False)
class Backing:
    """One candidate's supporters as floats; `points` is None where every point is 1.

    `factor` turns a price per point into ρ: the project's cost under utility `cost`, else 1.
    `floor_rho` bounds ρ from below, whatever the purses.
    """

    candidate: Candidate
    cost: float
    factor: int
    floor_rho: float
    groups: NDArray[np.intp]
    weights: Floats
    points: Floats | None
    weighted_points: Floats


class Pool:
    """The candidates that cost money, the free ones, and every ballot's marks among the former."""

    def __init__(self, contest: Contest) -> None:
        by_cost = contest.settings.utility == "cost"
        self.contest = contest
        self.free = [one for one in contest.candidates if not one.cost]
        self.backings = [_backing(one, by_cost) for one in contest.candidates if one.cost]
        self.group_count = len(contest.weights)
        self.weights = contest.weights
        self._index_ballots()

    def changed(self, candidate: Candidate, contest: Contest) -> Pool:
        """The pool of a contest that differs in voters' weights and in this candidate, which is
        free in both or in neither.
        """
        other = copy(self)
        other.contest, other.weights = contest, contest.weights
        if not candidate.cost:
            other.free = [candidate if one.id == candidate.id else one for one in self.free]
            return other
        fresh = _backing(candidate, contest.settings.utility == "cost")
        other.backings = [
            fresh if backing.candidate.id == candidate.id else backing for backing in self.backings
        ]
        return other

    def _index_ballots(self) -> None:
        count = len(self.backings)
        sizes = [len(backing.groups) for backing in self.backings]
        groups = _joined([backing.groups for backing in self.backings])
        order = np.argsort(groups.astype(np.int32), kind="stable")
        self._marked = np.repeat(np.arange(count), sizes)[order]
        self._points = _joined([backing.candidate.points for backing in self.backings])[order]
        lengths = np.bincount(groups, minlength=self.group_count)
        self._starts = np.concatenate(([0], np.cumsum(lengths)))
        self._lengths = lengths

    def marks_of(self, groups: NDArray[np.intp]) -> tuple[Ints, Ints, Ints]:
        """All marks of these groups: (place among `groups`, backing, points)."""
        lengths = self._lengths[groups]
        total = int(lengths.sum())
        ends = np.cumsum(lengths)
        cells = np.arange(total) + np.repeat(self._starts[groups] - (ends - lengths), lengths)
        rows = np.repeat(np.arange(len(groups)), lengths)
        return rows, self._marked[cells], self._points[cells]


def _joined(arrays: list[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int64)


def _backing(candidate: Candidate, by_cost: bool) -> Backing:
    factor = candidate.cost if by_cost else 1
    alike = bool((candidate.points == 1).all())
    weights = candidate.weights.astype(np.float64)
    return Backing(
        candidate,
        float(candidate.cost),
        factor,
        float(Fraction(candidate.cost, candidate.support * factor)) * (1 - 4 * EPSILON),
        candidate.groups.astype(np.intp),
        weights,
        None if alike else candidate.points.astype(np.float64),
        weights if alike else (candidate.weights * candidate.points).astype(np.float64),
    )
