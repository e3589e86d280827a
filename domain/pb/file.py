"""A `.pb` file as values: what it says, the election in it, and what was odd about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from domain.election import Election
from domain.profile import Ints, Marks

Row = tuple[str, ...]

SHOWN = 60
"""How much of a strange value a message repeats."""


@dataclass(frozen=True)
class PbWarning:
    """Something odd that was read all the same: `pb.<code>`, the line, and facts about it."""

    code: str
    line: int
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Columns of a section by name, and their cells as written, column by column."""

    names: Row
    columns: tuple[Row, ...]

    @property
    def height(self) -> int:
        """How many rows."""
        return len(self.columns[0]) if self.columns else 0

    def column(self, name: str) -> Row:
        """The cells of a column, or nothing if there is none of that name."""
        return self.columns[self.names.index(name)] if name in self.names else ()


@dataclass(frozen=True, eq=False)
class PbFile:
    """What a file holds. `projects` and `voters` keep every cell but the votes themselves;
    `ballot_of[i]` is the group of voter i in the election's profile.
    """

    meta: Mapping[str, str]
    election: Election
    projects: Table
    voters: Table
    ballot_of: Ints
    warnings: tuple[PbWarning, ...] = ()

    def __eq__(self, other: object) -> bool:
        """The same cells and the same ballots voter by voter, whatever the warnings."""
        if not isinstance(other, PbFile):
            return NotImplemented
        return (
            dict(self.meta) == dict(other.meta)
            and self.projects == other.projects
            and self.voters == other.voters
            and self.election == other.election
            and self.marks_by_voter() == other.marks_by_voter()
        )

    __hash__ = None  # type: ignore[assignment]

    def marks_by_voter(self) -> list[Marks]:
        """Each voter's marks, in file order."""
        ballots = self.election.profile.ballots()
        return [ballots[group] for group in self.ballot_of.tolist()]


def shown(text: str) -> str:
    """A strange value as a message may repeat it: short, on one line, harmless to a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in text.strip()[:SHOWN])


def voters_of(election: Election) -> Ints:
    """`ballot_of` for an election that knows no voters: each group as often as it weighs."""
    weights = election.profile.weights
    return np.repeat(np.arange(len(weights)), weights)
