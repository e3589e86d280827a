"""The outcome of a count: frozen, complete, and fit to be published as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from domain.election import Election, ProjectId
from domain.money import Cents
from domain.rules.contest import points_of
from domain.rules.settings import CountSettings
from domain.rules.tally import Step, Tie
from domain.verdicts import Verdict, reasons

__all__ = ["Outcome", "Step", "Tie", "Verdict", "reasons", "winners_per_voter"]


@dataclass(frozen=True)
class Outcome:
    """Who is funded and how it came about.

    `voters`: those who took part in n; `empty`: voters with an empty ballot, counted in n only if
    the settings say so. `winners` in the order bought; `excluded`: reason code of each project
    that took no part. `share_cents`: the purse of the run that decided, after `reruns` raises.
    `stopped_by`: the project at which a rule that does not skip stopped.
    """

    settings: CountSettings
    budget_cents: Cents
    cost_cents: Cents
    voters: int
    empty: int
    projects: int
    winners: tuple[ProjectId, ...]
    excluded: Mapping[ProjectId, str]
    steps: tuple[Step, ...]
    ties: tuple[Tie, ...] = ()
    share_cents: Fraction | None = None
    reruns: int = 0
    stopped_by: ProjectId = field(default="")

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON; fractions as "p/q"."""
        return {
            **vars(self),
            "settings": self.settings.to_dict(),
            "winners": list(self.winners),
            "excluded": dict(self.excluded),
            "steps": [step.to_dict() for step in self.steps],
            "ties": [tie.to_dict() for tie in self.ties],
            "share_cents": None if self.share_cents is None else str(self.share_cents),
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> Outcome:
        """What `to_dict` wrote."""
        known: dict[str, object] = dict(plain)
        share = known.get("share_cents")
        known["settings"] = CountSettings.from_dict(_mapping(known["settings"]))
        known["winners"] = tuple(_list(known["winners"]))
        known["steps"] = tuple(Step.from_dict(_mapping(one)) for one in _list(known["steps"]))
        known["ties"] = tuple(Tie.from_dict(_mapping(one)) for one in _list(known["ties"]))
        known["share_cents"] = None if share is None else Fraction(str(share))
        return cls(**known)  # type: ignore[arg-type]


def winners_per_voter(election: Election, outcome: Outcome) -> dict[int, int]:
    """How many voters marked 0, 1, 2 … of the winners; empty ballots are among the 0."""
    profile = election.profile
    won = np.zeros(len(election.projects), dtype=bool)
    won[[election.index[winner] for winner in outcome.winners]] = True
    marked = points_of(election, outcome.settings) > 0
    hits = np.bincount(
        profile.rows[marked], weights=won[profile.projects[marked]], minlength=profile.groups
    ).astype(np.int64)
    counts = np.bincount(hits, weights=profile.weights)
    return {number: int(voters) for number, voters in enumerate(counts.tolist())}


def _mapping(plain: object) -> Mapping[str, object]:
    if not isinstance(plain, Mapping):
        raise TypeError(f"expected an object, found {type(plain).__name__}")
    return plain


def _list(plain: object) -> list[object]:
    if not isinstance(plain, list | tuple):
        raise TypeError(f"expected a list, found {type(plain).__name__}")
    return list(plain)
