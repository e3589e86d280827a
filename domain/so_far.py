"""What an open vote comes to so far: sums, for rounds that were set up to show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.election import Ballot, BallotType, ProjectId
from domain.phases import Phase

MOST_LEADERS = 5
LEAST_BALLOTS = 5
"""With fewer ballots a sum would tell how somebody voted."""


@dataclass(frozen=True, slots=True)
class Leader:
    """A project and what it has: `support` counts people, or points where points are given."""

    number: int
    name: str
    support: int


@dataclass(frozen=True, slots=True)
class SoFar:
    """The leading projects, most support first; none while the ballots are too few to tell."""

    ballots: int
    in_points: bool
    leaders: tuple[Leader, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are ballots enough to hide each one in the sum."""
        return self.ballots >= LEAST_BALLOTS


def may_show_so_far(phase: Phase, *, is_allowed: bool) -> bool:
    """Whether anyone may see sums now: while voting, in a round that was set up to show them."""
    return is_allowed and phase is Phase.VOTE


def sum_so_far(
    kind: BallotType,
    ballots: Iterable[Ballot],
    projects: Mapping[ProjectId, tuple[int, str]],
) -> SoFar:
    """Add up valid ballots. `projects`: number and name by code; a rank counts as one supporter."""
    sums: Counter[ProjectId] = Counter()
    n = 0
    for ballot in ballots:
        n += ballot.weight
        for code, mark in ballot.marks.items():
            sums[code] += ballot.weight * (mark if kind.has_points else 1)
    leaders = sorted(
        (Leader(*projects[code], support) for code, support in sums.items() if support),
        key=lambda one: (-one.support, one.number),
    )
    return SoFar(n, kind.has_points, tuple(leaders[:MOST_LEADERS]) if n >= LEAST_BALLOTS else ())
