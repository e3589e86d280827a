"""What is shown of a count: sums over the ballots, so that showing never reads a ballot."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from domain.election import Ballot, Election, ProjectId
from domain.outcome import Outcome, winners_per_voter
from domain.replay import Play, replay
from domain.rules.contest import points_of
from domain.verdicts import Verdict, reasons


@dataclass(frozen=True, slots=True)
class Figures:
    """`votes` and `points` of each project; `winners_per_voter`: winners marked → voters;
    `invalid`: voters whose ballot was not valid when voting closed, and so was not counted.
    """

    votes: Mapping[ProjectId, int]
    points: Mapping[ProjectId, int]
    winners_per_voter: Mapping[int, int]
    plays: tuple[Play, ...]
    verdicts: Mapping[ProjectId, Verdict]
    invalid: int = 0

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "votes": dict(self.votes),
            "points": dict(self.points),
            "winners_per_voter": {str(n): m for n, m in self.winners_per_voter.items()},
            "plays": [play.to_dict() for play in self.plays],
            "verdicts": {
                name: {"code": verdict.code, "facts": dict(verdict.facts)}
                for name, verdict in self.verdicts.items()
            },
            "invalid": self.invalid,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Figures:
        """What `to_dict` wrote."""
        return cls(
            votes=dict(plain["votes"]),
            points=dict(plain["points"]),
            winners_per_voter={int(n): int(m) for n, m in plain["winners_per_voter"].items()},
            plays=tuple(Play.from_dict(play) for play in plain["plays"]),
            verdicts={name: Verdict(**verdict) for name, verdict in plain["verdicts"].items()},
            invalid=int(plain["invalid"]),
        )


def figures_of(election: Election, outcome: Outcome, invalid: int = 0) -> Figures:
    """The sums that pages and projectors show of this count."""
    profile = election.profile
    points = points_of(election, outcome.settings)
    weights = profile.weights[profile.rows]
    length = len(election.projects)
    votes = np.bincount(profile.projects, weights * (points > 0), length)
    sums = np.bincount(profile.projects, weights * points, length)
    names = [project.id for project in election.projects]
    return Figures(
        votes=dict(zip(names, votes.astype(int).tolist(), strict=True)),
        points=dict(zip(names, sums.astype(int).tolist(), strict=True)),
        winners_per_voter=winners_per_voter(election, outcome),
        plays=replay(election, outcome),
        verdicts=reasons(election, outcome),
        invalid=invalid,
    )


def digest_of(ballots: Iterable[Ballot]) -> str:
    """SHA-256 over all ballots: one sorted line `<voters> <marks as JSON>` for each different one.

    The same ballots give the same digest in whatever order and however they were merged.
    """
    voters: Counter[str] = Counter()
    for ballot in ballots:
        voters[_canonical(ballot.marks)] += ballot.weight
    lines = sorted(f"{weight} {marks}\n" for marks, weight in voters.items())
    return sha256("".join(lines).encode()).hexdigest()


def _canonical(marks: Mapping[ProjectId, int]) -> str:
    return json.dumps(dict(marks), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
