"""What a ballot paid for: the answer to whoever holds a receipt."""

from __future__ import annotations

from fractions import Fraction

from domain.election import Ballot, Election, ProjectId
from domain.outcome import Outcome
from domain.rules.contest import points_on


def paid_by(election: Election, outcome: Outcome, ballot: Ballot) -> dict[ProjectId, Fraction]:
    """What one voter with this ballot paid, in exact cents, project by project as bought.

    Under greedy rules nobody pays from a purse: the answer is empty.
    """
    points = points_on(election, outcome.settings, ballot)
    purse = outcome.share_cents or Fraction(0)
    since = Fraction(0)
    paid: dict[ProjectId, Fraction] = {}
    for step in outcome.steps:
        if step.project not in points or step.rho is None:
            continue
        if step.price_cents is None:
            paid[step.project] = step.rho - since
            since = step.rho
        else:
            paid[step.project] = min(purse, step.price_cents * points[step.project])
            purse -= paid[step.project]
    return paid
