"""How a statement was answered: by everyone, and by each group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from domain.opinions.grouping import Ints
from domain.opinions.stances import AGREE, DISAGREE, PASS, Flags, Floats, Stances


@dataclass(frozen=True, slots=True)
class Tally:
    """How many agreed, disagreed and passed."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def seen(self) -> int:
        """How many answered at all: a pass is an answer, silence is none."""
        return self.agree + self.disagree + self.passed

    @property
    def likely_agree(self) -> float:
        """Share of agreement with one answer added on each side: nobody asked is a half."""
        return (self.agree + 1) / (self.seen + 2)

    @property
    def likely_disagree(self) -> float:
        """Share of disagreement with one answer added on each side."""
        return (self.disagree + 1) / (self.seen + 2)

    def percent(self, value: int) -> int:
        """Agreement, passing or disagreement in whole hundredths of those who answered."""
        n = {AGREE: self.agree, PASS: self.passed, DISAGREE: self.disagree}[value]
        return round(100 * n / self.seen) if self.seen else 0


@dataclass(frozen=True, slots=True)
class StatementFigures:
    """One statement, answered by everyone and by each group in the order of their numbers.

    Where there is no map `by_group` is empty. `everyone` holds those of no group as well.
    """

    statement: str
    everyone: Tally
    by_group: tuple[Tally, ...] = ()

    @property
    def sides(self) -> tuple[Tally, ...]:
        """Those whose agreement makes common ground: every group, or the whole room as one."""
        return self.by_group or (self.everyone,)

    @property
    def consensus(self) -> float:
        """Group-informed consensus: the product over the groups of their likely agreement."""
        return float(np.prod([side.likely_agree for side in self.sides]))

    @property
    def rejection(self) -> float:
        """The same of disagreement."""
        return float(np.prod([side.likely_disagree for side in self.sides]))

    @property
    def gap(self) -> float:
        """How far the groups are from each other in likely agreement, 0 to 1.

        Where there is no map: how near the room is to half against half.
        """
        if self.by_group:
            shares = [side.likely_agree for side in self.by_group]
            return max(shares) - min(shares)
        lesser = min(self.everyone.agree, self.everyone.disagree)
        return 2 * lesser / self.everyone.seen if self.everyone.seen else 0.0


def tally_statements(
    stances: Stances, labels: Ints | None = None, groups: int = 0
) -> tuple[StatementFigures, ...]:
    """The figures of every statement; `labels` names each row's group, -1 for none."""
    everyone = _tallies(stances.values)
    if labels is None:
        return tuple(map(StatementFigures, stances.statements, everyone))
    apart = [_tallies(stances.values[labels == group]) for group in range(groups)]
    return tuple(
        StatementFigures(name, everyone[at], tuple(group[at] for group in apart))
        for at, name in enumerate(stances.statements)
    )


def _tallies(values: Floats) -> list[Tally]:
    counts = zip(*(_counted(values == value) for value in (AGREE, DISAGREE, PASS)), strict=True)
    return [Tally(*one) for one in counts]


def _counted(is_so: Flags) -> list[int]:
    counted: list[int] = np.count_nonzero(is_so, axis=0).tolist()
    return counted
