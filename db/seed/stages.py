"""A round as the seed brings it to its phase: its dates, its people, its proposals."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from db.tables import Account, Proposal, Round
from domain.clock import local
from domain.phases import Phase

FIRST_HOUR, LAST_HOUR = 7, 22
"""Nobody writes a proposal at three in the morning."""

MOST_ATTEMPTS = 40


@dataclass
class Stage:
    """One round of the demonstration. `plans`: its part of `allotment.json`, by proposal id."""

    round_: Round
    dates: dict[Phase, datetime]
    now: datetime
    officer: Account
    members: list[Account]
    residents: list[Account]
    proposals: list[Proposal] = field(default_factory=list)
    plans: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def phase(self) -> Phase:
        """The phase the round is in."""
        return Phase(self.round_.phase)

    @property
    def citizens(self) -> list[Account]:
        """Everyone who lives in the round's area and may second, comment, vote and appraise."""
        return [*self.members, *self.residents]

    def has_reached(self, phase: Phase) -> bool:
        """Whether that phase has begun."""
        order = list(Phase)
        return order.index(self.phase) >= order.index(phase)

    def has_passed(self, phase: Phase) -> bool:
        """Whether that phase is over."""
        return self.has_reached(phase) and self.phase is not phase

    def at(self, phase: Phase, share: float) -> datetime:
        """The instant when that share of a phase is over; of the present one, of its past part."""
        order = list(Phase)
        starts = self.dates[phase]
        ends = self.now if phase is self.phase else self.dates[order[order.index(phase) + 1]]
        return starts + (ends - starts) * share

    def author_of(self, proposal: Proposal) -> Account:
        """The member who wrote it."""
        return next(one for one in self.members if one.id == proposal.author_id)

    def called(self, title: str) -> Proposal:
        """The proposal of that title."""
        return next(one for one in self.proposals if one.title == title)


def awake(at: datetime) -> datetime:
    """That instant, or the evening before if it falls into the night; their order stays."""
    here = local(at)
    if FIRST_HOUR <= here.hour < LAST_HOUR:
        return at
    evening = here.replace(hour=LAST_HOUR, minute=0, second=0)
    if here.hour < FIRST_HOUR:
        evening -= timedelta(days=1)
    return evening.astimezone(UTC)


def moments(
    chance: random.Random, after: datetime, before: datetime, count: int = 1
) -> list[datetime]:
    """So many instants between the two, in order, while people are awake (if any hour there is).

    Draws once from `chance`, whatever the hour is: at night the same story is told as at noon.
    """
    own = random.Random(chance.random())  # noqa: S311 - a repeatable story, not a secret
    found = []
    for _ in range(count):
        for _attempt in range(MOST_ATTEMPTS):
            at = after + (before - after) * own.random()
            if FIRST_HOUR <= local(at).hour < LAST_HOUR:
                break
        found.append(at)
    return sorted(found)
