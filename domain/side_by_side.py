"""The same ballots counted in several ways, side by side: information, never a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from domain.comparison import Preference, preference
from domain.count import count
from domain.election import Cents, Election, ProjectId
from domain.outcome import Outcome, winners_per_voter
from domain.rules import CountSettings
from domain.verdicts import Verdict, reasons

MOST_RULES = 3
BUDGET_PERCENTS = tuple(range(-20, 25, 5))
"""By how many hundredths the slider makes the budget smaller or larger."""

Told = Callable[[float], None]
"""Hears how much is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one rule funds. `winners` in the order bought; `preference` against the first side."""

    rule: str
    winners: tuple[ProjectId, ...]
    spent_cents: Cents
    winners_per_voter: Mapping[int, int]
    verdicts: Mapping[ProjectId, Verdict]
    preference: Preference | None

    @property
    def without(self) -> int:
        """Voters who marked none of the winners; empty ballots are among them."""
        return self.winners_per_voter.get(0, 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rule fixed before the vote first, then the others."""

    budget_cents: Cents
    voters: int
    sides: tuple[Side, ...]

    def only_in(self, one: int, other: int) -> tuple[ProjectId, ...]:
        """Projects that one side funds and the other does not, in the order bought."""
        theirs = set(self.sides[other].winners)
        return tuple(winner for winner in self.sides[one].winners if winner not in theirs)


@dataclass(frozen=True, slots=True)
class BudgetStep:
    """What the fixed rule funds with a budget changed by `percent`; who comes in, who goes out."""

    percent: int
    budget_cents: Cents
    spent_cents: Cents
    winners: tuple[ProjectId, ...]
    comes_in: tuple[ProjectId, ...]
    goes_out: tuple[ProjectId, ...]


@dataclass(frozen=True, slots=True)
class ComparedProject:
    """A project by its number and name, with its cost as frozen when voting opened."""

    number: int
    name: str
    cost_cents: Cents


@dataclass(frozen=True, slots=True)
class ComparedRound:
    """A round whose ballots may be counted in other ways. `projects` by code; `digest`: of the
    ballots that were counted, empty before.
    """

    round_id: int
    name: str
    version: int
    is_public: bool
    digest: str
    settings: CountSettings
    projects: dict[ProjectId, ComparedProject]

    @property
    def state(self) -> tuple[int, int, str]:
        """Changes whenever what is compared may have changed: a key to keep comparisons under."""
        return self.round_id, self.version, self.digest


def _under(fixed: CountSettings, rule: str) -> CountSettings:
    """The fixed settings with another rule; thresholds only under a rule that tells of them."""
    if rule == fixed.rule:
        return fixed
    return replace(fixed, rule=rule, least_votes=0, least_share=Fraction(0))


def compare_rules(
    election: Election,
    fixed: CountSettings,
    others: Sequence[str],
    told: Told = lambda part: None,
) -> Comparison:
    """Count by the fixed settings and by those with each other rule in their place.

    Who prefers which counts the voters with nothing on one side too, by number of projects (with
    points: by points).
    """
    rules = (fixed.rule, *(name for name in others if name != fixed.rule))[:MOST_RULES]
    outcomes: list[Outcome] = []
    for number, rule in enumerate(rules, 1):
        outcomes.append(count(election, _under(fixed, rule)))
        told(number / len(rules))
    first = outcomes[0]
    sides = [
        Side(
            outcome.settings.rule,
            outcome.winners,
            outcome.cost_cents,
            winners_per_voter(election, outcome),
            reasons(election, outcome),
            None if outcome is first else preference(election, first, outcome),
        )
        for outcome in outcomes
    ]
    return Comparison(election.budget_cents, election.profile.voters, tuple(sides))


def compare_budgets(
    election: Election, fixed: CountSettings, told: Told = lambda part: None
) -> tuple[BudgetStep, ...]:
    """Count by the fixed settings with every budget of the slider."""
    usual = election.budget_cents
    budgets = {percent: int(Fraction(usual * (100 + percent), 100)) for percent in BUDGET_PERCENTS}
    found: dict[int, Outcome] = {}
    for number, (percent, budget) in enumerate(budgets.items(), 1):
        changed = replace(election, ballots=(), given=election.profile, budget_cents=budget)
        found[percent] = count(changed, fixed)
        told(number / len(budgets))
    ours = found[0].winners
    return tuple(
        BudgetStep(
            percent,
            budgets[percent],
            outcome.cost_cents,
            outcome.winners,
            tuple(one for one in outcome.winners if one not in ours),
            tuple(one for one in ours if one not in outcome.winners),
        )
        for percent, outcome in found.items()
    )
