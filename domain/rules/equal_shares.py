"""The Method of Equal Shares with its completions."""

from __future__ import annotations

from fractions import Fraction

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
    run, reruns = _complete(contest, Pool(contest), book)
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


def _complete(contest: Contest, pool: Pool, book: TieBook) -> tuple[Run, int]:
    """The last run within the budget, and how many raises it took."""
    settings, budget = contest.settings, contest.budget
    share = first_share(budget, contest.voters, settings)
    last, reruns = Run(pool, share, book).play(budget), 0
    while settings.completion != "none" and not _is_done(contest, last):
        book.next_run()
        share += settings.increment_cents
        following = Run(pool, share, book).play(budget)
        if following.over:
            break
        last, reruns = following, reruns + 1
    return last, reruns


def _is_done(contest: Contest, run: Run) -> bool:
    """Whether the stop rule is met: nothing can be added, or nothing is left to add."""
    left = run.left()
    if contest.settings.stop == "overspend":
        return not left
    return all(run.spent + cost > contest.budget for cost in left)
