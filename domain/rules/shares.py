"""One run of the Method of Equal Shares from given purses.

Floats find the cheapest project; every comparison closer than their proven error is made again in
exact rationals. Exactness is cheap because a purse is its share minus the prices already paid in
full: sums of purses are one integer combination of the prices of the steps.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from domain.election import ProjectId
from domain.money import Cents
from domain.rules.contest import Candidate
from domain.rules.ledger import Groups, Ledger, Purchase
from domain.rules.pool import EPSILON, Backing, Floats, Pool, dot
from domain.rules.prices import Price, average, price_of
from domain.rules.tally import Step, TieBook

RULE = "equal-shares"
NONE = Fraction(0)


class Run:
    """Purses of one run. `over` tells that it spent more than the budget and was broken off."""

    def __init__(self, pool: Pool, share: Fraction, book: TieBook) -> None:
        self.pool, self.share, self.book = pool, share, book
        self.share_float = float(share)
        self.purses: Floats = np.full(pool.group_count, self.share_float)
        self.ledger = Ledger(pool, share)
        self.free: list[Candidate] = []
        self.spent: Cents = 0
        self.over = False
        self._level: dict[int, tuple[Price, Fraction]] = {}

    def play(self, budget: Cents, is_known: Callable[[Run], bool] | None = None) -> Run:
        """Buy until nobody can afford anything, until the budget is overspent, or until `is_known`
        says after a purchase that no more need be bought.
        """
        self._take_free()
        queue = self._queue()
        while chosen := self._cheapest(queue):
            self._buy(chosen)
            if self.spent > budget:
                self.over = True
                break
            if is_known is not None and is_known(self):
                break
        return self

    def _take_free(self) -> None:
        waiting = list(self.pool.free)
        while waiting:
            first = self.book.take(waiting, len(self.free))
            waiting.remove(first)
            self.free.append(first)

    def _queue(self) -> list[tuple[float, int]]:
        """Candidates that full purses could pay for, by a lower bound of their price."""
        queue = []
        for place, backing in enumerate(self.pool.backings):
            reach = backing.candidate.votes * self.share_float
            if reach * (1 + 4 * EPSILON) >= backing.cost:
                queue.append((backing.floor_rho, place))
        heapify(queue)
        return queue

    def _cheapest(self, queue: list[tuple[float, int]]) -> Price | None:
        """Take the cheapest project out of the queue, re-pricing only those that may be it."""
        priced: list[Price] = []
        best = np.inf
        while queue and queue[0][0] <= best:
            low, place = heappop(queue)
            known = self._level.get(place)
            if price := known[0] if known else self._price(place, low):
                priced.append(price)
                best = min(best, price.high)
        if not priced:
            return None
        level = [price for price in priced if price.low <= best]
        chosen = level[0] if len(level) == 1 else self._settle(level)
        for price in priced:
            if price is not chosen:
                heappush(queue, (price.low, price.place))
        return chosen

    def _settle(self, level: list[Price]) -> Price:
        """The cheapest of prices that floats cannot tell apart.

        Their exact prices are kept for the next step: who is level today is often level again.
        """
        exact = {price.place: self._exact_rho(price) for price in level}
        least = min(exact.values())
        tied = {
            self.pool.backings[price.place].candidate.id: price
            for price in level
            if exact[price.place] == least
        }
        candidates = [self.pool.backings[price.place].candidate for price in tied.values()]
        step = len(self.free) + len(self.ledger.purchases)
        chosen = tied[self.book.take(candidates, step).id]
        self._level = {
            price.place: (price, exact[price.place]) for price in level if price is not chosen
        }
        return chosen

    def _error_of(self, backing: Backing, moved: float) -> float:
        """How far a float sum of this candidate's purses, or of `moved` cents, may be off."""
        terms = len(backing.groups) + 16
        held = backing.candidate.votes * self.share_float
        return EPSILON * (terms * moved + (len(self.ledger.purchases) + 4) * held)

    def _price(self, place: int, low: float) -> Price | None:
        """The price now, or None if the supporters cannot pay; ρ was at least `low` before."""
        backing = self.pool.backings[place]
        purses = self.purses[backing.groups]
        total = dot(backing.weights, purses)
        slack = self._error_of(backing, total)
        if total < backing.cost - slack:
            return None
        if total <= backing.cost + slack:
            return self._price_at_the_limit(place, purses)
        value, full_points = average(backing, purses, low * backing.factor)
        error = self._error_of(backing, backing.cost) / full_points + 4 * EPSILON * value
        return price_of(backing, place, value, error)

    def _price_at_the_limit(self, place: int, purses: Floats) -> Price | None:
        """The price when the supporters' whole money is within float error of the cost."""
        backing = self.pool.backings[place]
        holders = purses > 0
        groups = backing.groups[holders]
        if self.ledger.sum_of(groups) < backing.candidate.cost:
            return None
        points = 1.0 if backing.points is None else backing.points[holders]
        value = float((purses[holders] / points).max())
        last = purses[holders] >= value * points * (1 - 1e-9)
        least = float(backing.weighted_points[holders][last].min())
        slack = 4 * self._error_of(backing, backing.cost)
        return price_of(backing, place, value, slack / least + 1e-9 * value)

    def _parts(self, price: Price) -> tuple[Backing, Groups, Groups, NDArray[np.int64], int]:
        """Supporters surely poorer than the price, those on the edge with their points, and the
        points of those surely richer.
        """
        backing = self.pool.backings[price.place]
        purses = self.purses[backing.groups]
        points = 1.0 if backing.points is None else backing.points
        slack = price.error * points + self.share_float * EPSILON * (len(self.ledger.purchases) + 4)
        due = price.value * points
        poor = purses < due - slack
        edge = ~poor & (purses <= due + slack)
        full = backing.weighted_points[~(poor | edge)]
        poor &= purses > 0
        return (
            backing,
            backing.groups[poor],
            backing.groups[edge],
            backing.candidate.points[edge],
            int(full.sum()),
        )

    def _exact_price(self, price: Price) -> tuple[Fraction, Groups, int, dict[int, Fraction]]:
        """The exact price per point, who is emptied with money left to give, the points of those
        who pay in full, and what is left to those on the edge.
        """
        backing, poor, edge, edge_points, full = self._parts(price)
        money = backing.candidate.cost - self.ledger.sum_of(poor)
        purses = self.ledger.purses_of(edge, self.purses[edge] > 0)
        weights = self.pool.weights[edge]
        ranked = sorted(range(len(edge)), key=lambda at: purses[at] / int(edge_points[at]))
        full += int((weights * edge_points).sum())
        fallen = 0
        while fallen < len(ranked):
            at = ranked[fallen]
            if purses[at] * full >= money * int(edge_points[at]):
                break
            money -= purses[at] * int(weights[at])
            full -= int(weights[at] * edge_points[at])
            fallen += 1
        value = money / full
        left = {
            int(edge[at]): max(purses[at] - value * int(edge_points[at]), Fraction(0))
            for at in ranked
        }
        given = [int(edge[at]) for at in ranked[:fallen] if purses[at]]
        return value, np.concatenate((poor, np.array(given, dtype=np.intp))), full, left

    def _exact_rho(self, price: Price) -> Fraction:
        if known := self._level.get(price.place):
            return known[1]
        return self._exact_price(price)[0] / self.pool.backings[price.place].factor

    def _buy(self, price: Price) -> None:
        backing, poor, edge, _, full = self._parts(price)
        points = 1.0 if backing.points is None else backing.points
        purses = self.purses[backing.groups] - price.value * points
        exact: Fraction | None = None
        left: dict[int, Fraction] = {}
        if len(edge):
            exact, poor, full, left = self._exact_price(price)
        self.purses[backing.groups] = np.maximum(purses, 0.0)
        self.purses[poor] = 0.0
        for group, rest in left.items():
            self.purses[group] = float(rest)
        self.ledger.write(Purchase(price.place, poor, full, exact))
        self.spent += backing.candidate.cost
        if self._level:
            for place in set(self.pool.marks_of(backing.groups)[1].tolist()):
                self._level.pop(place, None)

    def bought(self) -> list[Candidate]:
        """Those that were bought, the free ones first."""
        places = (purchase.place for purchase in self.ledger.purchases)
        return [*self.free, *(self.pool.backings[place].candidate for place in places)]

    def out_of_reach(self) -> list[Candidate]:
        """Those not bought whose supporters surely can no longer pay: purses only shrink."""
        return [one.candidate for one in self._unbought() if self._is_out_of_reach(one)]

    def is_settled(self, project: ProjectId) -> bool:
        """Whether this project was bought, or surely cannot be any more."""
        waiting = (one for one in self._unbought() if one.candidate.id == project)
        return all(self._is_out_of_reach(one) for one in waiting)

    def _is_out_of_reach(self, backing: Backing) -> bool:
        money = dot(backing.weights, self.purses[backing.groups])
        return money < backing.cost - self._error_of(backing, money)

    def left(self) -> list[Cents]:
        """Costs of the candidates that were not bought."""
        return [one.cost for one in self.unbought()]

    def unbought(self) -> list[Candidate]:
        """The candidates that were not bought."""
        return [backing.candidate for backing in self._unbought()]

    def _unbought(self) -> list[Backing]:
        bought = {purchase.place for purchase in self.ledger.purchases}
        return [one for place, one in enumerate(self.pool.backings) if place not in bought]

    def steps(self) -> tuple[Step, ...]:
        """The purchases with their exact prices."""
        free = [
            Step(one.id, 0, RULE, one.votes, one.support, NONE, NONE, Fraction(one.support))
            for one in self.free
        ]
        return (*free, *(self._step(*priced) for priced in self.ledger.priced()))

    def _step(self, purchase: Purchase, price: Fraction) -> Step:
        backing = self.pool.backings[purchase.place]
        one = backing.candidate
        emptied = int(self.pool.weights[purchase.emptied].sum())
        return Step(
            one.id,
            one.cost,
            RULE,
            one.votes,
            one.support,
            price / backing.factor,
            price,
            one.cost / price,
            emptied,
        )
