"""Who answers alike: people as points on a plane, and the groups those points fall into.

Two principal components of the table; then k-means, and as many groups as the silhouette says
(Rousseeuw 1987). scikit-learn does the sums; it takes a second to import, so that is left until
somebody asks for a map.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.opinions.stances import Floats

Ints = NDArray[np.intp]

SEED = 20210
MANY_STARTS, FEW_STARTS = 50, 10
"""k-means runs from so many beginnings and keeps the best: fewer where the answer hardly varies, in
a crowd, and where it hardly matters, in tables dealt out anew."""

MOST_GROUPS = 5
PEOPLE_A_GROUP = 12
CLEARLY_BETTER = 0.03
"""More groups are taken only for a silhouette better by more than this: among divisions that are
as good as each other the coarsest is the one a hall can follow."""

MOST_COMPARED = 2_000
"""The silhouette compares everyone with everyone; beyond this many, a regular sample of them."""

CHANCE_BELOW = 50
SHUFFLES = 39
MAY_BE_AS_CLEAR = 1
"""With few people on many statements k-means finds groups in anything. Below `CHANCE_BELOW` people
the groups must be clearer than in all but one of 39 tables with the same answers dealt out anew:
chance alone would draw a map once in twenty times."""

_DIGITS = 9


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """A point for each person, and the number of the group each belongs to, the largest being 0."""

    points: Floats
    labels: Ints

    @property
    def sizes(self) -> list[int]:
        """How many people each group has."""
        sizes: list[int] = np.bincount(self.labels).tolist()
        return sizes


@contextmanager
def one_core() -> Iterator[None]:
    """Sums stay on one core: threads cost more than they save on a server that is asked often."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield


def place(values: Floats) -> Floats:
    """A point for each row: the first two principal components, in units of stances.

    A missing answer is taken as the statement's mean, which draws those who answered little to the
    middle; they are moved out again by √(statements / answers). Which end of an axis is which means
    nothing; it is fixed so that the same answers always give the same picture.
    """
    from sklearn.decomposition import PCA

    given = ~np.isnan(values)
    answers = given.sum(axis=0)
    means = np.where(given, values, 0.0).sum(axis=0) / np.maximum(1, answers)
    filled = np.where(given, values, means)
    parted = filled[:, (filled != filled[:1]).any(axis=0)]
    points = np.zeros((len(values), 2))
    if not parted.size:
        return points
    axes = min(2, *parted.shape)
    turned = PCA(axes, svd_solver="covariance_eigh").fit_transform(parted)
    stretch = np.sqrt(np.count_nonzero(answers) / np.maximum(1, given.sum(axis=1)))
    points[:, :axes] = turned * stretch[:, None]
    points *= np.where((points**3).sum(axis=0) < 0, -1.0, 1.0)
    return np.round(points, _DIGITS) + 0.0


def find_groups(values: Floats) -> Grouping | None:
    """The groups of these people, or None where there are none clearer than chance would draw."""
    points = place(values)
    order = np.lexsort((points[:, 1], points[:, 0]))
    divisions = _divisions(points[order])
    if not divisions:
        return None
    best = max(clear for clear, _ in divisions)
    clear, labels = next(one for one in divisions if one[0] >= best - CLEARLY_BETTER)
    if len(points) < CHANCE_BELOW and not _is_beyond_chance(
        clear, int(labels.max()) + 1, _in_neutral_order(values[order])
    ):
        return None
    back = np.empty_like(labels)
    back[order] = labels
    return Grouping(points, _numbered(points, back))


def _divisions(points: Floats) -> list[tuple[float, Ints]]:
    """The silhouette and the labels for 2, 3, … groups."""
    most = min(MOST_GROUPS, 2 + len(points) // PEOPLE_A_GROUP, len(np.unique(points, axis=0)))
    starts = MANY_STARTS if len(points) <= MOST_COMPARED else FEW_STARTS
    return [
        _division(points, groups, starts) for groups in range(2, min(most, len(points) - 1) + 1)
    ]


def _division(points: Floats, groups: int, starts: int) -> tuple[float, Ints]:
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    labels = KMeans(groups, n_init=starts, random_state=SEED).fit_predict(points).astype(np.intp)
    sample = slice(None, None, -(-len(points) // MOST_COMPARED))
    seen = len(np.unique(labels[sample]))
    clear = silhouette_score(points[sample], labels[sample]) if seen > 1 else -1.0
    return round(float(clear), _DIGITS), labels


def _is_beyond_chance(clear: float, groups: int, values: Floats) -> bool:
    """Whether groups are this clear only as answers stand, not when they are dealt out anew.

    Each statement keeps its answers and who answered it; which answer is whose is drawn by lot.
    """
    lot = np.random.default_rng(SEED)
    columns = [np.flatnonzero(~np.isnan(column)) for column in values.T]
    as_clear = 0
    for _ in range(SHUFFLES):
        dealt = values.copy()
        for at, rows in enumerate(columns):
            dealt[rows, at] = lot.permutation(values[rows, at])
        points = place(dealt)
        if len(np.unique(points, axis=0)) > groups:
            as_clear += _division(points, groups, FEW_STARTS)[0] >= clear
        if as_clear > MAY_BE_AS_CLEAR:
            return False
    return True


def _in_neutral_order(values: Floats) -> Floats:
    """The statements in an order that their own order and names play no part in."""
    keys = np.nan_to_num(values, nan=2.0)
    return values[:, np.lexsort(keys)] if keys.size else values


def _numbered(points: Floats, labels: Ints) -> Ints:
    """The labels with the largest group as 0; of two as large, the one further left first."""
    groups = range(int(labels.max()) + 1)
    middles = [tuple(points[labels == one].mean(axis=0)) for one in groups]
    ranked = sorted(groups, key=lambda one: (-int((labels == one).sum()), middles[one]))
    places = np.empty(len(ranked), dtype=np.intp)
    places[ranked] = np.arange(len(ranked))
    return places[labels]
