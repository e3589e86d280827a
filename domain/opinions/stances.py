"""Stances as a table: one row a participant, one column a statement."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

AGREE, PASS, DISAGREE = 1, 0, -1
MOST_ASKED = 7
_COLUMN_BITS = 32


class Stance(NamedTuple):
    """What one participant answered to one statement: `AGREE`, `PASS` or `DISAGREE`.

    `at_ms`: when, in milliseconds since 1970 (UTC); 0 where nobody wrote it down.
    """

    participant: str
    statement: str
    value: int
    at_ms: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Stances:
    """Everyone's answers: 1 agrees, -1 disagrees, 0 passes, NaN was never answered.

    Statements that were taken out by moderation are not in it; whoever answered only those is.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    values: Floats

    @property
    def answered(self) -> NDArray[np.intp]:
        """How many statements each participant answered."""
        counts: NDArray[np.intp] = np.count_nonzero(~np.isnan(self.values), axis=1)
        return counts

    @property
    def least_answers(self) -> int:
        """How many answers place a participant on the map: seven, or all there are if fewer.

        Statements nobody answered are not among "all there are".
        """
        asked = int(np.count_nonzero((~np.isnan(self.values)).any(axis=0)))
        return max(1, min(MOST_ASKED, asked))

    @property
    def is_enough(self) -> Flags:
        """Who answered enough to be placed."""
        return self.answered >= self.least_answers


def gather(
    stances: Iterable[Stance], statements: Iterable[str] = (), taken_out: Collection[str] = ()
) -> Stances:
    """The table of these stances; a participant's last one on a statement counts.

    Later is what has the later time and, at one time, what comes later. `statements` that nobody
    answered have a column too; those `taken_out` have none.
    """
    people: dict[str, int] = {}
    columns: dict[str, int] = {}
    for statement in statements:
        columns.setdefault(statement, len(columns))
    cells: list[int] = []
    said: list[int] = []
    times: list[int] = []
    for participant, statement, value, at_ms in stances:
        row = people.setdefault(participant, len(people))
        cells.append(row << _COLUMN_BITS | columns.setdefault(statement, len(columns)))
        said.append(value)
        times.append(at_ms)
    values = np.full((len(people), len(columns)), np.nan)
    if cells:
        places = np.array(cells, dtype=np.int64)
        last = _last_ones(places, np.array(times, dtype=np.int64))
        rows, at = places[last] >> _COLUMN_BITS, places[last] & ((1 << _COLUMN_BITS) - 1)
        values[rows, at] = np.array(said, dtype=np.float64)[last]
    left_in = [at for name, at in columns.items() if name not in taken_out]
    names = tuple(columns)
    return Stances(tuple(people), tuple(names[at] for at in left_in), values[:, left_in])


def _last_ones(cells: NDArray[np.int64], at_ms: NDArray[np.int64]) -> NDArray[np.intp]:
    """For every cell that occurs, the place of its last occurrence in time."""
    in_time = np.argsort(at_ms, kind="stable")[::-1]
    _, first = np.unique(cells[in_time], return_index=True)
    last: NDArray[np.intp] = in_time[first]
    return last
