"""What a rule hands back: purchases in order, and the ties met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from domain.election import ProjectId
from domain.money import Cents
from domain.rules.contest import Candidate


@dataclass(frozen=True)
class Step:
    """One purchase.

    `rule`: which rule bought it (`greedy` after Equal Shares under add1u). `votes`, `support`: its
    voters and their points. For rules in which voters pay: `rho` is the level at which it was
    bought (Equal Shares: cents per unit of utility; Phragmén: the moment, in cents that have
    flowed to each voter); `price_cents`: what a voter who paid in full gave for each point;
    `effective_votes`: cost / price; `emptied`: voters who gave all they had left.
    """

    project: ProjectId
    cost_cents: Cents
    rule: str
    votes: int
    support: int
    rho: Fraction | None = None
    price_cents: Fraction | None = None
    effective_votes: Fraction | None = None
    emptied: int = 0

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON; fractions as "p/q"."""
        plain = dict(vars(self))
        for name in _FRACTIONS:
            plain[name] = None if plain[name] is None else str(plain[name])
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> Step:
        """What `to_dict` wrote."""
        known: dict[str, object] = dict(plain)
        for name in _FRACTIONS:
            known[name] = None if known.get(name) is None else Fraction(str(known[name]))
        return cls(**known)  # type: ignore[arg-type]


_FRACTIONS = ("rho", "price_cents", "effective_votes")


@dataclass(frozen=True)
class Tie:
    """Projects that were exactly level at a step, who was taken, and what decided.

    `projects` stand in the order in which the tie was broken. `run` counts the reruns of Add1 from
    0; `decided_by` is `cost`, `votes` or `lot`. The same tie in later reruns is not repeated but
    counted in `times`, nor is one that goes on at the next step among those who waited.
    """

    run: int
    step: int
    projects: tuple[ProjectId, ...]
    taken: ProjectId
    decided_by: str
    times: int = 1

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {**vars(self), "projects": list(self.projects)}

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> Tie:
        """What `to_dict` wrote."""
        known: dict[str, object] = dict(plain)
        names = known["projects"]
        known["projects"] = tuple(names) if isinstance(names, list | tuple) else ()
        return cls(**known)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Tally:
    """The purchases of a rule. `share`: the purse each voter began with, in cents; `reruns`: how
    often Add1 raised it; `stopped_by`: the project at which a rule that does not skip stopped.
    """

    steps: tuple[Step, ...]
    ties: tuple[Tie, ...] = ()
    share: Fraction | None = None
    reruns: int = 0
    stopped_by: ProjectId = ""

    @property
    def cost(self) -> Cents:
        """Money spent, in cents."""
        return sum(step.cost_cents for step in self.steps)


class TieBook:
    """Breaks ties and writes each one down once."""

    def __init__(self) -> None:
        self.run = 0
        self._met: dict[tuple[frozenset[ProjectId], ProjectId], Tie] = {}
        self._waiting: frozenset[ProjectId] = frozenset()
        self._decided_by = ""

    def next_run(self) -> None:
        """Add1 counts again from fuller purses."""
        self.run += 1
        self._waiting = frozenset()

    def take(self, tied: Iterable[Candidate], step: int) -> Candidate:
        """The one that comes first: lower cost, more votes, the lot."""
        level = sorted(tied, key=lambda candidate: candidate.precedence)
        if len(level) > 1:
            self._write(level, step)
        return level[0]

    def _write(self, level: list[Candidate], step: int) -> None:
        """A tie that only goes on with those who waited is in the book already, order and all."""
        first, decided_by = level[0], _what_decides(level[0], level[1])
        names = frozenset(candidate.id for candidate in level)
        goes_on = names == self._waiting and decided_by == self._decided_by
        self._waiting, self._decided_by = names - {first.id}, decided_by
        if goes_on:
            return
        key = (names, first.id)
        if known := self._met.get(key):
            self._met[key] = replace(known, times=known.times + 1)
            return
        order = tuple(candidate.id for candidate in level)
        self._met[key] = Tie(self.run, step, order, first.id, decided_by)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """All ties in the order first met."""
        return tuple(self._met.values())


def _what_decides(first: Candidate, second: Candidate) -> str:
    if first.cost != second.cost:
        return "cost"
    return "votes" if first.support != second.support else "lot"
