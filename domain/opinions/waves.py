"""Before and after the talk: the same people on the same statements, asked twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from domain.opinions.figures import Tally
from domain.opinions.stances import AGREE, DISAGREE, PASS, Floats, Stances

ANSWERS = (AGREE, PASS, DISAGREE)


@dataclass(frozen=True, slots=True)
class Movement:
    """One statement: how those who answered both times answered then and now.

    `moves[(before, after)]` counts people for each of the nine ways, those who stayed included.
    `only_before`, `only_after`: who answered once, and is in no other figure.
    """

    statement: str
    before: Tally
    after: Tally
    moves: Mapping[tuple[int, int], int]
    only_before: int
    only_after: int

    @property
    def people(self) -> int:
        """How many answered both times."""
        return self.before.seen

    @property
    def changed(self) -> int:
        """How many answered otherwise than before."""
        return sum(n for (then, now), n in self.moves.items() if then != now)

    @property
    def towards_agreeing(self) -> int:
        """How many moved up: from disagreeing to passing or agreeing, from passing to agreeing."""
        return sum(n for (then, now), n in self.moves.items() if now > then)

    @property
    def towards_disagreeing(self) -> int:
        """How many moved down."""
        return sum(n for (then, now), n in self.moves.items() if now < then)

    @property
    def percents_agreeing(self) -> tuple[int, int]:
        """Agreement before and after, in whole hundredths."""
        return self.before.percent(AGREE), self.after.percent(AGREE)


def compare_waves(before: Stances, after: Stances) -> tuple[Movement, ...]:
    """What the talk changed, statement by statement, in the order of `before`.

    Compared are the people and statements both waves know; the others are left out.
    """
    people = sorted(set(before.participants) & set(after.participants))
    statements = [name for name in before.statements if name in set(after.statements)]
    then, now = _part(before, people, statements), _part(after, people, statements)
    return tuple(
        _movement(name, then[:, at], now[:, at], _answers(before, name), _answers(after, name))
        for at, name in enumerate(statements)
    )


def _part(stances: Stances, people: list[str], statements: list[str]) -> Floats:
    rows = {name: at for at, name in enumerate(stances.participants)}
    columns = {name: at for at, name in enumerate(stances.statements)}
    picked = np.ix_([rows[one] for one in people], [columns[one] for one in statements])
    part: Floats = stances.values[picked]
    return part


def _answers(stances: Stances, statement: str) -> int:
    return int(np.count_nonzero(~np.isnan(stances.values[:, stances.statements.index(statement)])))


def _movement(name: str, then: Floats, now: Floats, answers: int, answers_now: int) -> Movement:
    moves = {
        (one, other): int(np.count_nonzero((then == one) & (now == other)))
        for one in ANSWERS
        for other in ANSWERS
    }
    before = [sum(moves[one, other] for other in ANSWERS) for one in ANSWERS]
    after = [sum(moves[other, one] for other in ANSWERS) for one in ANSWERS]
    people = sum(before)
    return Movement(
        name,
        Tally(agree=before[0], passed=before[1], disagree=before[2]),
        Tally(agree=after[0], passed=after[1], disagree=after[2]),
        moves,
        answers - people,
        answers_now - people,
    )
