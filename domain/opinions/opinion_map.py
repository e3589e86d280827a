"""The map of a conversation: who stands where, which groups there are, what they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from domain.opinions.figures import StatementFigures, tally_statements
from domain.opinions.ground import common_ground, common_rejection, divisive
from domain.opinions.grouping import Grouping, find_groups, one_core
from domain.opinions.naming import NamedBy, name_groups
from domain.opinions.stances import Floats, Stances

LEAST_PEOPLE = 12
"""A room with fewer who answered enough gets a plain table: its map would be one of chance."""


class NoMap(StrEnum):
    """Why there is no map, only a plain table."""

    FEW = "few"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Dot:
    """Where one participant stands, and in which group. Near means alike; axes have no meaning."""

    participant: str
    x: float
    y: float
    group: int


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """People who answer alike. Number 0 is the largest; none is too small to be told.

    `x`, `y`: the middle of its dots. `named_by` holds at least one statement.
    """

    number: int
    participants: tuple[str, ...]
    x: float
    y: float
    named_by: tuple[NamedBy, ...]

    @property
    def size(self) -> int:
        """How many people."""
        return len(self.participants)


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """All that is known of a conversation. Without a map `groups` and `dots` are empty.

    `group_of` has every participant, None for those in no group. `figures` has every statement left
    in, in the order given. `common_ground`, `common_rejection`, `divisive`: ids of statements, the
    strongest first. `placed` people answered at least `least_answers` statements.
    """

    no_map: NoMap | None
    group_of: Mapping[str, int | None]
    dots: tuple[Dot, ...]
    groups: tuple[OpinionGroup, ...]
    figures: tuple[StatementFigures, ...]
    common_ground: tuple[str, ...]
    common_rejection: tuple[str, ...]
    divisive: tuple[str, ...]
    placed: int
    least_answers: int

    @property
    def is_map(self) -> bool:
        """Whether there are groups to be drawn; if not, `figures` make a plain table."""
        return self.no_map is None

    @property
    def unplaced(self) -> int:
        """How many answered too little to be placed; their answers count in `everyone`."""
        return len(self.group_of) - self.placed

    def figures_of(self, statement: str) -> StatementFigures:
        """The figures of one statement that was left in."""
        return next(one for one in self.figures if one.statement == statement)


def draw_map(stances: Stances) -> OpinionMap:
    """The map of these stances, or their plain table. The same stances always give the same."""
    is_enough = stances.is_enough
    placed = int(is_enough.sum())
    grouping: Grouping | None = None
    if placed >= LEAST_PEOPLE:
        with one_core():
            grouping = find_groups(stances.values[is_enough])
    if grouping is None:
        return _plain_table(stances, placed)
    labels = np.full(len(stances.participants), -1, dtype=np.intp)
    labels[is_enough] = grouping.labels
    count = len(grouping.sizes)
    figures = tally_statements(stances, labels, count)
    names = [name for name, enough in zip(stances.participants, is_enough, strict=True) if enough]
    return OpinionMap(
        no_map=None,
        group_of={
            name: int(label) if label >= 0 else None
            for name, label in zip(stances.participants, labels, strict=True)
        },
        dots=_dots(names, grouping),
        groups=_groups(names, grouping, name_groups(figures, count)),
        figures=figures,
        common_ground=common_ground(figures),
        common_rejection=common_rejection(figures),
        divisive=divisive(figures),
        placed=placed,
        least_answers=stances.least_answers,
    )


def _plain_table(stances: Stances, placed: int) -> OpinionMap:
    figures = tally_statements(stances)
    return OpinionMap(
        no_map=NoMap.FEW if placed < LEAST_PEOPLE else NoMap.ALIKE,
        group_of=dict.fromkeys(stances.participants),
        dots=(),
        groups=(),
        figures=figures,
        common_ground=common_ground(figures),
        common_rejection=common_rejection(figures),
        divisive=divisive(figures),
        placed=placed,
        least_answers=stances.least_answers,
    )


def _dots(names: list[str], grouping: Grouping) -> tuple[Dot, ...]:
    rows = zip(names, grouping.points.tolist(), grouping.labels.tolist(), strict=True)
    return tuple(Dot(name, x, y, group) for name, (x, y), group in rows)


def _groups(
    names: list[str], grouping: Grouping, named_by: tuple[tuple[NamedBy, ...], ...]
) -> tuple[OpinionGroup, ...]:
    return tuple(
        OpinionGroup(
            number,
            tuple(names[at] for at in np.flatnonzero(grouping.labels == number)),
            *_middle(grouping.points[grouping.labels == number]),
            named,
        )
        for number, named in enumerate(named_by)
    )


def _middle(points: Floats) -> tuple[float, float]:
    x, y = points.mean(axis=0).tolist()
    return x, y
