"""The price at which supporters can pay for a project, in floats with a bound on their error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from domain.rules.pool import EPSILON, Backing, Floats, dot


@dataclass(frozen=True)
class Price:
    """A price per point in cents, and how far it may be from the truth."""

    place: int
    value: float
    error: float
    low: float
    high: float


def average(backing: Backing, purses: Floats, start: float) -> tuple[float, float]:
    """The price per point at which these purses pay the cost, and the points paid in full.

    Whoever cannot pay the average gives all they have; the rest share what is left. `start` is a
    price known to be too low or right: whoever cannot pay that is poor from the outset. The poor
    only grow in number; where rounding would let one go again, the price is right already.
    """
    weighted, points = backing.weighted_points, backing.points
    support = float(backing.candidate.support)
    value, before = start, -1.0
    while True:
        poor = purses < (value if points is None else value * points)
        theirs = backing.weights * poor
        lost = float(np.add.reduce(theirs)) if points is None else dot(weighted, poor)
        if lost <= before:
            return value, support - before
        money = dot(theirs, purses)
        value, before = (backing.cost - money) / (support - lost), lost


def price_of(backing: Backing, place: int, value: float, error: float) -> Price:
    """The price with the bounds that its error leaves."""
    low = (value - error) / backing.factor * (1 - 2 * EPSILON)
    high = (value + error) / backing.factor * (1 + 2 * EPSILON)
    return Price(place, value, error, low, high)
