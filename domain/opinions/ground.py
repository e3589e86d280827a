"""What all groups share, what all reject, and where they part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from domain.opinions.figures import StatementFigures, Tally
from domain.opinions.naming import Z_90

SHARED_FROM = 0.6
"""In every group at least so much likely agreement. One answer is added on each side, so silence
(a half) shares nothing, and of three people all three must agree."""

LEAST_SEEN = 3
"""Fewer answers than this, over all, are neither common ground nor a split."""

PARTED_FROM = 0.3
MOST_DIVISIVE = 10


def common_ground(figures: Sequence[StatementFigures]) -> tuple[str, ...]:
    """Statements that every group agrees with, the most shared first.

    Every group counts as one, whatever its size: no majority outvotes a small group into it.
    """
    return _shared(figures, lambda side: side.likely_agree, lambda one: one.consensus)


def common_rejection(figures: Sequence[StatementFigures]) -> tuple[str, ...]:
    """Statements that every group disagrees with, the most rejected first."""
    return _shared(figures, lambda side: side.likely_disagree, lambda one: one.rejection)


def divisive(figures: Sequence[StatementFigures]) -> tuple[str, ...]:
    """Statements on which groups (or, without a map, people) part, the widest gap first.

    The gap must be one that numbers as small as these do not make by chance.
    """
    parted = [one for one in figures if one.everyone.seen >= LEAST_SEEN and _is_parted(one)]
    parted.sort(key=lambda one: (-one.gap, -one.everyone.seen))
    return tuple(one.statement for one in parted[:MOST_DIVISIVE])


def _shared(
    figures: Sequence[StatementFigures],
    share: Callable[[Tally], float],
    strength: Callable[[StatementFigures], float],
) -> tuple[str, ...]:
    shared = [
        one
        for one in figures
        if one.everyone.seen >= LEAST_SEEN and all(share(side) >= SHARED_FROM for side in one.sides)
    ]
    shared.sort(key=lambda one: (-strength(one), -one.everyone.seen))
    return tuple(one.statement for one in shared)


def _is_parted(one: StatementFigures) -> bool:
    if not one.by_group:
        return one.gap >= 2 * PARTED_FROM
    ranked = sorted(one.by_group, key=lambda side: side.likely_agree)
    low, high = ranked[0], ranked[-1]
    return one.gap >= PARTED_FROM and _z_apart(high, low) > Z_90


def _z_apart(high: Tally, low: Tally) -> float:
    """z of the test that the two agree to different shares, on likely agreement."""
    many, few = high.seen + 2, low.seen + 2
    both = (high.agree + low.agree + 2) / (many + few)
    gap = high.likely_agree - low.likely_agree
    return gap / sqrt(both * (1 - both) * (1 / many + 1 / few))
