"""Most supported first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from domain.money import Cents
from domain.rules.contest import Candidate, Contest
from domain.rules.tally import Step, Tally, TieBook


def greedy(contest: Contest) -> Tally:
    """Take the most supported project that fits, until none does."""
    return fill(contest.candidates, contest.budget, skip=True)


def greedy_no_skip(contest: Contest) -> Tally:
    """Take the most supported project, and stop at the first that does not fit."""
    return fill(contest.candidates, contest.budget, skip=False)


def fill(
    candidates: Iterable[Candidate],
    money: Cents,
    *,
    skip: bool,
    book: TieBook | None = None,
    before: int = 0,
) -> Tally:
    """Spend `money` on candidates by falling support; `before` steps were taken already.

    A zero-cost project is funded at once, before any other.
    """
    book = book or TieBook()
    steps: list[Step] = []
    for _, level in groupby(sorted(candidates, key=_eagerness), key=_eagerness):
        tied = list(level)
        while tied:
            if skip:
                tied = [one for one in tied if one.cost <= money]
                if not tied:
                    break
            first = book.take(tied, before + len(steps))
            if first.cost > money:
                return Tally(tuple(steps), book.ties, stopped_by=first.id)
            tied.remove(first)
            money -= first.cost
            steps.append(Step(first.id, first.cost, "greedy", first.votes, first.support))
    return Tally(tuple(steps), book.ties)


def _eagerness(candidate: Candidate) -> tuple[bool, int]:
    return candidate.cost > 0, -candidate.support
