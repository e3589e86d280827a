"""The exact side of a run of Equal Shares: purses and prices as rationals, found when needed.

A purse that is not empty is the share minus the prices it paid in full. So the money of any groups
together is one combination of the steps' prices with whole-number weights: no rational per voter.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from domain.profile import Ints
from domain.rules.pool import Pool

Groups = NDArray[np.intp]


@dataclass(eq=False)
class Purchase:
    """A step of a run: who gave all they had (`emptied`, with something left until then) and the
    points of those who paid in full. `exact` is the price per point where the purchase had to know.
    """

    place: int
    emptied: Groups
    full_points: int
    exact: Fraction | None = None


class Ledger:
    """Purchases in order, and what they leave in purses that began with `share` cents."""

    def __init__(self, pool: Pool, share: Fraction) -> None:
        self._pool, self._share = pool, share
        self._step_of = np.full(len(pool.backings), -1, dtype=np.int64)
        self._prices: list[Fraction] = []
        self.purchases: list[Purchase] = []

    def write(self, purchase: Purchase) -> None:
        """Add the next purchase."""
        self._step_of[purchase.place] = len(self.purchases)
        self.purchases.append(purchase)

    def priced(self) -> list[tuple[Purchase, Fraction]]:
        """All purchases, each with its exact price per point."""
        self._settle(len(self.purchases))
        return list(zip(self.purchases, self._prices, strict=True))

    def sum_of(self, groups: Groups) -> Fraction:
        """All money of these groups, whose purses must not be empty; weights counted."""
        if not len(groups):
            return Fraction(0)
        return self._sum_before(groups, len(self.purchases))

    def purses_of(self, groups: Groups, filled: NDArray[np.bool_]) -> list[Fraction]:
        """The exact purse of one voter of each group; empty where `filled` says so."""
        if not len(groups):
            return []
        rows, steps, points = self._payments(groups, len(self.purchases))
        table = np.zeros((len(groups), len(self.purchases)), dtype=np.int64)
        table[rows, steps] = points
        kinds, kind_of = np.unique(table, axis=0, return_inverse=True)
        purses = [self._less(Fraction(1), kind) for kind in kinds]
        return [
            purses[kind] if has else Fraction(0)
            for kind, has in zip(kind_of.ravel().tolist(), filled.tolist(), strict=True)
        ]

    def _payments(self, groups: Groups, before: int) -> tuple[Ints, Ints, Ints]:
        """Marks of these groups that were bought before a step: (row, step, points)."""
        rows, marked, points = self._pool.marks_of(groups)
        steps = self._step_of[marked]
        bought = (steps >= 0) & (steps < before)
        return rows[bought], steps[bought], points[bought]

    def _sum_before(self, groups: Groups, before: int) -> Fraction:
        rows, steps, points = self._payments(groups, before)
        weights = self._pool.weights[groups]
        paid = np.zeros(before, dtype=np.int64)
        np.add.at(paid, steps, points * weights[rows])
        return self._less(Fraction(int(weights.sum())), paid)

    def _less(self, shares: Fraction, paid: Ints) -> Fraction:
        """`shares` full purses less `paid` points at each step's price."""
        self._settle(len(paid))
        money = shares * self._share
        for step in np.flatnonzero(paid).tolist():
            money -= self._prices[step] * int(paid[step])
        return money

    def _settle(self, before: int) -> None:
        """Find the exact prices of all steps before this one, in order."""
        while len(self._prices) < before:
            step = len(self._prices)
            purchase = self.purchases[step]
            exact = purchase.exact
            if exact is None:
                money = Fraction(self._pool.backings[purchase.place].candidate.cost)
                if len(purchase.emptied):
                    money -= self._sum_before(purchase.emptied, step)
                exact = money / purchase.full_points
            self._prices.append(exact)
