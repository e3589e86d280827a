"""What a rule hands back: purchases in order, and the ties met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

    `run` counts the reruns of Add1 from 0; `decided_by` is `cost`, `votes` or `lot`. The same tie
    in later reruns is not repeated but counted in `times`.
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

    def take(self, tied: Iterable[Candidate], step: int) -> Candidate:
        """The one that comes first: lower cost, more votes, the lot."""
        level = sorted(tied, key=lambda candidate: candidate.precedence)
        first = level[0]
        if len(level) > 1:
            self._write(level, step)
        return first

    def _write(self, level: list[Candidate], step: int) -> None:
        first, second = level[0], level[1]
        names = tuple(candidate.id for candidate in level)
        key = (frozenset(names), first.id)
        if known := self._met.get(key):
            self._met[key] = Tie(
                known.run, known.step, known.projects, first.id, known.decided_by, known.times + 1
            )
            return
        decided_by = "lot"
        if first.cost != second.cost:
            decided_by = "cost"
        elif first.support != second.support:
            decided_by = "votes"
        self._met[key] = Tie(self.run, step, names, first.id, decided_by)

    @property
    def ties(self) -> tuple[Tie, ...]:
        """All ties in the order first met."""
        return tuple(self._met.values())
