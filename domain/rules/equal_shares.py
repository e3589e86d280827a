"""The Method of Equal Shares with its completions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol, TypeVar

from domain.money import Cents
from domain.rules.contest import Contest
from domain.rules.greedy import fill
from domain.rules.pool import Pool
from domain.rules.settings import UNIT_CENTS, CountSettings
from domain.rules.shares import Run
from domain.rules.tally import Tally, TieBook


def equal_shares(contest: Contest) -> Tally:
    """Every voter gets an equal purse; the project that is cheapest for its supporters is bought,
    again and again (Peters, Pierczyński, Skowron, NeurIPS 2021).
    """
    if not contest.voters:
        return Tally(())
    book = TieBook()
    pool, first = Pool(contest), first_share(contest.budget, contest.voters, contest.settings)

    def play(raises: int) -> Run:
        if raises:
            book.next_run()
        share = first + raises * contest.settings.increment_cents
        return Run(pool, share, book).play(contest.budget)

    run, reruns = complete(contest.settings, contest.budget, play)
    steps = run.steps()
    if contest.settings.completion == "add1u":
        bought = {step.project for step in steps}
        rest = [one for one in contest.candidates if one.id not in bought]
        extra = fill(rest, contest.budget - run.spent, skip=True, book=book, before=len(steps))
        steps += extra.steps
    return Tally(steps, book.ties, run.share, reruns)


def first_share(budget: int, voters: int, settings: CountSettings) -> Fraction:
    """The purse each voter begins with, in cents."""
    share = Fraction(budget, voters)
    return share if settings.start == "exact" else Fraction(share // UNIT_CENTS * UNIT_CENTS)


class Ended(Protocol):
    """A run as far as completion asks: what it spent, and what it left unbought."""

    @property
    def over(self) -> bool:
        """Whether it overspent the budget."""

    @property
    def spent(self) -> Cents:
        """What it spent, in cents."""

    def left(self) -> list[Cents]:
        """Costs of the candidates that were not bought."""


Played = TypeVar("Played", bound=Ended)


def complete(
    settings: CountSettings, budget: Cents, play: Callable[[int], Played], begin: int = 0
) -> tuple[Played, int]:
    """The last run within the budget, and its number of raises. `play` plays the run of a number;
    whoever begins later than at 0 must know that no earlier run is the last.
    """
    last, raises = play(begin), begin
    while settings.completion != "none" and not is_done(settings, budget, last):
        following = play(raises + 1)
        if following.over:
            break
        last, raises = following, raises + 1
    return last, raises


def is_done(settings: CountSettings, budget: Cents, run: Ended) -> bool:
    """Whether the stop rule is met: nothing can be added, or nothing is left to add."""
    left = run.left()
    if settings.stop == "overspend":
        return not left
    return all(run.spent + cost > budget for cost in left)
