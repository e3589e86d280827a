"""Sequential Phragmén: money flows to every voter at the same speed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np

from domain.rules.contest import Candidate, Contest
from domain.rules.tally import Step, Tally, TieBook

RULE = "phragmen"
MARGIN = 1e-9
"""Far above the float error of a moment: what lies closer is decided by exact rationals."""


def phragmen(contest: Contest) -> Tally:
    """Buy a project as soon as its supporters can pay; stop at the first that no longer fits.

    A voter who pays gives all that has flowed to them since they last paid (Brill et al.,
    Phragmén's Voting Methods and Justified Representation). Points count as approval.
    """
    book = TieBook()
    flow = _Flow(contest)
    steps: list[Step] = []
    money = contest.budget
    while flow.queue:
        moment, level = flow.next_level()
        chosen = book.take(level, len(steps))
        flow.put_back((one for one in level if one is not chosen), moment)
        if chosen.cost > money:
            return Tally(tuple(steps), book.ties, stopped_by=chosen.id)
        money -= chosen.cost
        steps.append(_step(chosen, moment))
        flow.pay(chosen, moment)
    return Tally(tuple(steps), book.ties)


def _step(one: Candidate, moment: Fraction) -> Step:
    effective = one.cost / moment if moment else Fraction(one.votes)
    return Step(one.id, one.cost, RULE, one.votes, one.support, moment, None, effective)


class _Flow:
    """When each project's supporters can pay for it, and when each ballot last paid."""

    def __init__(self, contest: Contest) -> None:
        self._candidates = contest.candidates
        self._place = {one.id: place for place, one in enumerate(contest.candidates)}
        self._last = np.zeros(len(contest.weights), dtype=np.int64)
        self._moments = [Fraction(0)]
        self._floats = [0.0]
        self.queue = [(one.cost / one.votes, place) for place, one in enumerate(self._candidates)]
        heapify(self.queue)

    def next_level(self) -> tuple[Fraction, list[Candidate]]:
        """The next moment at which something can be paid, and all that can be paid then."""
        near: list[tuple[float, int]] = []
        best = np.inf
        while self.queue and self.queue[0][0] <= best:
            _, place = heappop(self.queue)
            moment = self._about(place)
            near.append((moment, place))
            best = min(best, moment * (1 + MARGIN))
        level = {place: self._exactly(place) for moment, place in near if moment <= best}
        least = min(level.values())
        chosen = [place for place, moment in level.items() if moment == least]
        for moment, place in near:
            if place not in chosen:
                heappush(self.queue, (moment * (1 - MARGIN), place))
        return least, [self._candidates[place] for place in chosen]

    def put_back(self, ones: Iterable[Candidate], moment: Fraction) -> None:
        """Keep the projects of a level that were not taken."""
        for one in ones:
            heappush(self.queue, (float(moment) * (1 - MARGIN), self._place[one.id]))

    def pay(self, chosen: Candidate, moment: Fraction) -> None:
        """Let the supporters give all they have at this moment."""
        self._last[chosen.groups] = len(self._moments)
        self._moments.append(moment)
        self._floats.append(float(moment))

    def _waits(self, place: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Voters of a project by the purchase they last paid for."""
        one = self._candidates[place]
        counts = np.bincount(self._last[one.groups], weights=one.weights)
        return counts.astype(np.int64)

    def _about(self, place: int) -> float:
        one, waits = self._candidates[place], self._waits(place)
        return (one.cost + float(waits @ np.array(self._floats[: len(waits)]))) / one.votes

    def _exactly(self, place: int) -> Fraction:
        one, waits = self._candidates[place], self._waits(place)
        paid = sum((self._moments[at] * int(waits[at]) for at in np.flatnonzero(waits)), Fraction())
        return (one.cost + paid) / one.votes
