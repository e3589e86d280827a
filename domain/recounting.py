"""Counting again with one project's votes or cost changed, without doing twice what is the same.

Equal Shares with Add1 may be hundreds of runs. Three tests answer whether an amount is enough, each
dearer than the one before: one run, the runs from where the count is expected to end, and all of
them. The first two only guess; the last one decides, and is asked about the guess and one less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from domain.election import Election, ProjectId
from domain.money import Cents
from domain.profile import Ints
from domain.rules.contest import Candidate, Contest, prepare
from domain.rules.equal_shares import complete, first_share, is_done
from domain.rules.greedy import fill
from domain.rules.pool import Pool
from domain.rules.settings import CountSettings
from domain.rules.shares import Run
from domain.rules.tally import TieBook

Test = Callable[[int], bool]
"""Whether so many votes more, or cents less, are enough."""

RUNS_BEFORE_THE_LAST = 2
"""How many runs before the expected last one a guess begins with."""


@dataclass(frozen=True)
class _Ended:
    """A run that was played: what completion asks of it, and who was bought."""

    over: bool
    spent: Cents
    bought: frozenset[ProjectId]
    costs_left: tuple[Cents, ...]

    def left(self) -> list[Cents]:
        """Costs of the candidates that were not bought."""
        return list(self.costs_left)


class _Variant:
    """The election with an amount applied. Runs are kept: a later test asks for them again."""

    def __init__(self, contest: Contest, pool: Pool, candidate: Candidate) -> None:
        self.contest, self.candidate = contest, candidate
        self._pool = pool
        self._first = first_share(contest.budget, contest.voters, contest.settings)
        self._played: dict[int, _Ended] = {}

    def play(self, raises: int) -> _Ended:
        """The run after so many raises."""
        if raises not in self._played:
            share = self._first + raises * self.contest.settings.increment_cents
            run = Run(self._pool, share, TieBook()).play(self.contest.budget)
            bought = frozenset(one.id for one in run.bought())
            self._played[raises] = _Ended(run.over, run.spent, bought, tuple(run.left()))
        return self._played[raises]

    def complete(self, begin: int) -> tuple[_Ended, int]:
        """The last run from this one on, and its number of raises."""
        contest = self.contest
        return complete(contest.settings, contest.budget, self.play, begin)

    def is_an_end(self, run: _Ended) -> bool:
        """Whether no run after this one could be the last."""
        return run.over or is_done(self.contest.settings, self.contest.budget, run)

    def is_funded(self, last: _Ended) -> bool:
        """Whether the project is funded by this last run, or with what it left."""
        contest, name = self.contest, self.candidate.id
        if name in last.bought or last.over or contest.settings.completion != "add1u":
            return name in last.bought
        rest = [one for one in contest.candidates if one.id not in last.bought]
        extra = fill(rest, contest.budget - last.spent, skip=True)
        return any(step.project == name for step in extra.steps)


class Recounts:
    """Tests of amounts on an election that Equal Shares counts. `raises`: how many it took as it
    was, where the search begins.
    """

    def __init__(self, contest: Contest, project: ProjectId, raises: int) -> None:
        self._contest, self._pool, self._expected = contest, Pool(contest), raises
        self._candidate = next(one for one in contest.candidates if one.id == project)
        self._variants: dict[int, _Variant] = {}

    def tests(self) -> tuple[Test, ...]:
        """From the cheapest guess to the count that decides."""
        return (self._in_one_run, self._near_the_end, self._in_all_runs)

    def _in_one_run(self, amount: int) -> bool:
        variant = self._variant(amount)
        return variant.is_funded(variant.play(self._expected))

    def _near_the_end(self, amount: int) -> bool:
        variant, back = self._variant(amount), RUNS_BEFORE_THE_LAST
        begin = max(0, self._expected - back)
        while begin and variant.is_an_end(variant.play(begin)):
            begin, back = max(0, begin - back), back * 2
        last, self._expected = variant.complete(begin)
        return variant.is_funded(last)

    def _in_all_runs(self, amount: int) -> bool:
        variant = self._variant(amount)
        last, self._expected = variant.complete(0)
        return variant.is_funded(last)

    def _variant(self, amount: int) -> _Variant:
        if amount not in self._variants:
            self._variants[amount] = self._vary(amount)
        return self._variants[amount]

    def _vary(self, amount: int) -> _Variant:
        raise NotImplementedError

    def _changed(self, one: Candidate, voters: int, weights: Ints) -> tuple[Contest, Pool]:
        """Contest and pool with the candidate changed."""
        candidates = tuple(one if old.id == one.id else old for old in self._contest.candidates)
        contest = replace(self._contest, voters=voters, weights=weights, candidates=candidates)
        return contest, self._pool.changed(one, contest)


class MoreVotes(Recounts):
    """Tests of how many voters more. The election has one such voter already, in the last group."""

    def _vary(self, amount: int) -> _Variant:
        weights = self._contest.weights.copy()
        weights[-1] = amount
        old = self._candidate
        mine = weights[old.groups]
        votes, support = int(mine.sum()), int((mine * old.points).sum())
        precedence = (old.cost, -support, old.precedence[2])
        one = replace(old, weights=mine, votes=votes, support=support, precedence=precedence)
        contest, pool = self._changed(one, self._contest.voters - 1 + amount, weights)
        return _Variant(contest, pool, one)


class LowerCost(Recounts):
    """Tests of how much less a project that fits the budget would have to cost.

    A run of the same purses in which the project was not bought at a lower cost is the same run:
    its price for each unit of utility, and its place among the tied, only rise with the cost, and
    who could not pay the lower cost cannot pay the higher.
    """

    def __init__(self, contest: Contest, project: ProjectId, raises: int) -> None:
        super().__init__(contest, project, raises)
        self._unbought: dict[int, tuple[Cents, _Ended]] = {}

    def _vary(self, amount: int) -> _Variant:
        cost = self._candidate.cost - amount
        precedence = (cost, *self._candidate.precedence[1:])
        one = replace(self._candidate, cost=cost, precedence=precedence)
        contest, pool = self._changed(one, self._contest.voters, self._contest.weights)
        return _Cheaper(contest, pool, one, self._unbought)


class _Cheaper(_Variant):
    """A lower cost, with the runs of lower costs still in which the project was not bought."""

    def __init__(
        self,
        contest: Contest,
        pool: Pool,
        candidate: Candidate,
        unbought: dict[int, tuple[Cents, _Ended]],
    ) -> None:
        super().__init__(contest, pool, candidate)
        self._unbought = unbought

    def play(self, raises: int) -> _Ended:
        """The run after so many raises; the same run of a lower cost where there is one."""
        cost = self.candidate.cost
        known = self._unbought.get(raises)
        if known is None or known[0] > cost:
            run = super().play(raises)
            if self.candidate.id not in run.bought:
                others = list(run.costs_left)
                others.remove(cost)
                self._unbought[raises] = cost, replace(run, costs_left=tuple(others))
            return run
        return replace(known[1], costs_left=(*known[1].costs_left, cost))


def tests_of_votes(
    election: Election, settings: CountSettings, project: ProjectId, raises: int
) -> tuple[Test, ...]:
    """Tests of votes more; `election` has one such voter, in the last group of its profile."""
    return MoreVotes(prepare(election, settings), project, raises).tests()


def tests_of_cost(
    election: Election, settings: CountSettings, project: ProjectId, raises: int
) -> tuple[Test, ...]:
    """Tests of cents less; the project has supporters and fits the budget."""
    return LowerCost(prepare(election, settings), project, raises).tests()
