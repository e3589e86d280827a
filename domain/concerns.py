"""What residents raise often or sharply: proposals, matters and statements grouped by likeness.

Two are taken to be about the same thing when their short runs of characters resemble each other
(`domain.similarity`) and their fields do not differ; a group is everything so connected. Only pairs
that share a run few others have are compared at all, so that thousands take about a second. The
system suggests; whether a group becomes a topic is for a person to decide.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from domain.research import ConcernKind
from domain.similarity import TITLE_WEIGHT, grams_of

ALIKE_FROM = 0.22
"""From here on two are connected. Higher than for a hint to one author: a chain of near misses
would end in one group of everything."""

FEW_PEOPLE, MANY_PEOPLE = 2, 5
SHARP_FROM = 2
"""So many signs of displeasure make a concern sharp, however few raised it."""

_CLOSER, _CLOSEST = 0.06, 0.9
"""By so much more alike must be what stays together when a group became a chain; and the end."""

_SMALL = 4
"""So few cannot become a chain."""

_COMMON = 60
"""A run that more than this many (or a 25th of all) share tells nothing apart."""

_ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class ConcernItem:
    """One thing that somebody raised. `people`: whose accounts are known to want it.

    `others`: how many more, without a name; `displeased`: signs of displeasure, e.g. that it is
    late, was rated low, or that many in the room disagree.
    """

    kind: ConcernKind
    id: int
    title: str
    text: str = ""
    field_code: str | None = None
    community_id: int | None = None
    people: frozenset[int] = frozenset()
    others: int = 0
    displeased: int = 0
    at: datetime | None = None
    topic_id: int | None = None
    """The topic to which it belongs already."""

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from every other."""
        return (self.kind.value, self.id)


@dataclass(frozen=True, slots=True)
class Concern:
    """Things raised that are about the same, the most central first."""

    items: tuple[ConcernItem, ...]
    people: int
    displeased: int

    @property
    def title(self) -> str:
        """What it is called: the title of its most central item."""
        return self.items[0].title

    @property
    def is_frequent(self) -> bool:
        """Whether many raised it."""
        return self.people >= MANY_PEOPLE

    @property
    def is_sharp(self) -> bool:
        """Whether it stands out by displeasure."""
        return self.displeased >= SHARP_FROM

    @property
    def weight(self) -> int:
        """By what concerns are ordered: people, and displeasure twice."""
        return self.people + 2 * self.displeased

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it is about, the most named first."""
        named = Counter(one.field_code for one in self.items if one.field_code)
        return tuple(sorted(named, key=lambda one: (-named[one], one)))

    @property
    def places(self) -> tuple[int, ...]:
        """The communities it was raised in, the most named first."""
        named = Counter(one.community_id for one in self.items if one.community_id)
        return tuple(sorted(named, key=lambda one: (-named[one], one)))

    @property
    def topic_ids(self) -> frozenset[int]:
        """The topics that work on it already."""
        return frozenset(one.topic_id for one in self.items if one.topic_id is not None)


def group_concerns(items: Iterable[ConcernItem]) -> tuple[Concern, ...]:
    """The concerns among these, the weightiest first; in whatever order they are given.

    One thing alone, however many second it, goes its own way: only displeasure makes it one.
    """
    known = sorted({one.key: one for one in items}.values(), key=lambda one: one.key)
    if not known:
        return ()
    alike = _alike(known)
    found = [_concern(known, places, alike) for places in _coherent(alike)]
    kept = [
        one for one in found if one.is_sharp or (one.people >= FEW_PEOPLE and len(one.items) > 1)
    ]
    return tuple(sorted(kept, key=lambda one: (-one.weight, one.items[0].key)))


def _coherent(alike: csr_array) -> Iterator[np.ndarray]:
    """What is connected; where that became a chain, only what is connected more closely.

    A group holds together when two thirds of it resemble its most central thing.
    """
    waiting = [(np.arange(alike.shape[0]), ALIKE_FROM)]
    while waiting:
        places, least = waiting.pop()
        within = alike[places][:, places]
        close = within.multiply(within >= least)
        number, labels = connected_components(csr_array(close), directed=False)
        order = np.argsort(labels, kind="stable")
        ends = np.cumsum(np.bincount(labels, minlength=number))
        for ours in np.split(order, ends[:-1]):
            if least >= _CLOSEST or _holds_together(within[ours][:, ours]):
                yield places[ours]
            else:
                waiting.append((places[ours], least + _CLOSER))


def _holds_together(within: csr_array) -> bool:
    others = within.shape[0] - 1
    return others < _SMALL or bool(3 * np.diff(within.indptr).max() >= 2 * others)


def _concern(known: Sequence[ConcernItem], places: np.ndarray, alike: csr_array) -> Concern:
    closeness = np.asarray(alike[places][:, places].sum(axis=0)).ravel()
    ranked = sorted(
        range(len(places)),
        key=lambda at: (-round(float(closeness[at]), 6), known[int(places[at])].key),
    )
    members = tuple(known[int(places[at])] for at in ranked)
    named = frozenset().union(*(one.people for one in members))
    return Concern(
        items=members,
        people=len(named) + sum(one.others for one in members),
        displeased=sum(one.displeased for one in members),
    )


def _alike(known: Sequence[ConcernItem]) -> csr_array:
    vectors = _vectors(known)
    fields = _field_numbers(known)
    rows, columns, scores = [], [], []
    across = csr_array(vectors.T)
    for start in range(0, len(known), _ROWS_AT_ONCE):
        block = coo_array(vectors[start : start + _ROWS_AT_ONCE] @ across)
        ours, theirs = block.row + start, block.col
        near = (block.data >= ALIKE_FROM) & (ours != theirs)
        near &= (fields[ours] == fields[theirs]) | (fields[ours] < 0) | (fields[theirs] < 0)
        rows.append(ours[near])
        columns.append(theirs[near])
        scores.append(block.data[near])
    whole = (np.concatenate(scores), (np.concatenate(rows), np.concatenate(columns)))
    return csr_array(whole, shape=(len(known), len(known)))


def _vectors(known: Sequence[ConcernItem]) -> csr_array:
    counted = [_counts(one) for one in known]
    documents_with = Counter(gram for grams in counted for gram in grams)
    most = max(_COMMON, len(known) // 25)
    numbers: dict[str, int] = {}
    columns, weights, ends = [], [], [0]
    for grams in counted:
        ours = {
            gram: (1 + math.log(times)) * math.log(1 + len(known) / documents_with[gram])
            for gram, times in grams.items()
        }
        length = math.sqrt(sum(one * one for one in ours.values())) or 1.0
        for gram, weight in ours.items():
            if 1 < documents_with[gram] <= most:
                columns.append(numbers.setdefault(gram, len(numbers)))
                weights.append(weight / length)
        ends.append(len(columns))
    return csr_array((weights, columns, ends), shape=(len(known), max(1, len(numbers))))


def _counts(one: ConcernItem) -> Counter[str]:
    rest = "" if one.text.startswith(one.title) and one.kind is ConcernKind.STATEMENT else one.text
    counted = grams_of(rest)
    for gram, times in grams_of(one.title).items():
        counted[gram] += TITLE_WEIGHT * times
    return counted


def _field_numbers(known: Sequence[ConcernItem]) -> np.ndarray:
    codes = sorted({one.field_code for one in known if one.field_code})
    return np.array([codes.index(one.field_code) if one.field_code else -1 for one in known])
