"""What a ballot paid for: the answer to whoever holds a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from domain.election import Ballot, Cents, Election, ProjectId
from domain.outcome import Outcome
from domain.rules.contest import points_on


@dataclass(frozen=True, slots=True)
class Choice:
    """One project on the ballot. `mark`: points or place; `paid_cents`: None where nobody pays."""

    code: ProjectId
    number: int
    name: str
    mark: int
    is_funded: bool
    paid_cents: Cents | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """One's own ballot after the count. `share_cents`: what every voter began with, if the rule
    gives everyone a share; `is_counted`: whether the ballot was valid.
    """

    choices: tuple[Choice, ...]
    is_counted: bool
    share_cents: Cents | None

    @property
    def funded(self) -> tuple[Choice, ...]:
        """Choices that were funded."""
        return tuple(choice for choice in self.choices if choice.is_funded)

    @property
    def paid_cents(self) -> Cents:
        """What the ballot paid in all."""
        return sum(choice.paid_cents or 0 for choice in self.choices)


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
