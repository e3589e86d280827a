"""What a group is named by: the statements it answers in its own way, more than all the others.

Polis calls this representativeness. A side of a statement speaks for a group if most of the group
took it, and if the group took it more than the rest did, each by a test at 90 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from domain.opinions.figures import StatementFigures, Tally
from domain.opinions.stances import AGREE, DISAGREE, PASS

MOST_NAMED = 5
Z_90 = 1.2815515655446004
"""One-sided, of the normal distribution."""


@dataclass(frozen=True, slots=True)
class NamedBy:
    """A statement a group is named by: whether it agrees or disagrees, and with which figures.

    `side` is 1 or -1, and 0 for a group that only passed. `is_sure` is False where no statement
    passed the tests and this is the nearest to it: a group is never left without a word of its own.
    """

    statement: str
    side: int
    group: Tally
    rest: Tally
    is_sure: bool

    @property
    def share(self) -> float:
        """Share of those in the group who answered and took this side."""
        return _share(self.group, self.side)

    @property
    def share_of_rest(self) -> float:
        """The same among everyone in the other groups."""
        return _share(self.rest, self.side)


@dataclass(frozen=True, slots=True)
class _Weighed:
    named: NamedBy
    weight: float


def name_groups(
    figures: Sequence[StatementFigures], groups: int
) -> tuple[tuple[NamedBy, ...], ...]:
    """For every group what it is named by, the most telling first, at most `MOST_NAMED`."""
    return tuple(_name(figures, group) for group in range(groups))


def _name(figures: Sequence[StatementFigures], group: int) -> tuple[NamedBy, ...]:
    weighed = [
        one
        for row in figures
        for side in (AGREE, DISAGREE)
        if row.by_group[group].seen and (one := _weigh(row, group, side))
    ]
    weighed.sort(key=lambda one: one.weight, reverse=True)
    told: dict[str, NamedBy] = {}
    for one in weighed:
        if one.named.is_sure:
            told.setdefault(one.named.statement, one.named)
    sure = list(told.values())[:MOST_NAMED]
    return tuple(sure) or tuple(one.named for one in weighed[:1]) or _passed_most(figures, group)


def _passed_most(figures: Sequence[StatementFigures], group: int) -> tuple[NamedBy, ...]:
    """The word of a group that took no side anywhere: what it passed on most."""
    row = max(figures, key=lambda one: one.by_group[group].passed)
    return (NamedBy(row.statement, PASS, row.by_group[group], _rest(row, group), False),)


def _weigh(row: StatementFigures, group: int, side: int) -> _Weighed | None:
    ours = row.by_group[group]
    rest = _rest(row, group)
    taken, taken_by_rest = _taken(ours, side), _taken(rest, side)
    if not taken:
        return None
    most = one_proportion(taken, ours.seen)
    more = two_proportions(taken, ours.seen, taken_by_rest, rest.seen)
    likely = (taken + 1) / (ours.seen + 2)
    ratio = likely / ((taken_by_rest + 1) / (rest.seen + 2))
    is_sure = most > Z_90 and more > Z_90
    named = NamedBy(row.statement, side, ours, rest, is_sure)
    # Where a test is negative the product would turn its meaning round.
    weight = ratio * max(more, 0.0) * likely * max(most, 0.0) if is_sure else more + most
    return _Weighed(named, weight)


def one_proportion(taken: int, seen: int) -> float:
    """z of the test that more than half took it; one answer is added, as Polis does."""
    return 2 * sqrt(seen + 1) * ((taken + 1) / (seen + 1) - 0.5)


def two_proportions(taken: int, seen: int, taken_there: int, seen_there: int) -> float:
    """z of the test that a larger share took it here than there, one answer added to each."""
    here, there = (taken + 1) / (seen + 1), (taken_there + 1) / (seen_there + 1)
    both = (taken + taken_there + 2) / (seen + seen_there + 2)
    spread = both * (1 - both) * (1 / (seen + 1) + 1 / (seen_there + 1))
    return (here - there) / sqrt(spread) if spread > 0 else 0.0


def _rest(row: StatementFigures, group: int) -> Tally:
    others = [tally for at, tally in enumerate(row.by_group) if at != group]
    return Tally(
        sum(one.agree for one in others),
        sum(one.disagree for one in others),
        sum(one.passed for one in others),
    )


def _taken(tally: Tally, side: int) -> int:
    return {AGREE: tally.agree, DISAGREE: tally.disagree, PASS: tally.passed}[side]


def _share(tally: Tally, side: int) -> float:
    return _taken(tally, side) / tally.seen if tally.seen else 0.0
