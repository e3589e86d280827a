"""Counting again with one project's votes or cost changed, without doing twice what is the same.

Equal Shares with Add1 may be hundreds of runs. Three tests answer whether an amount is enough, each
dearer than the one before: one run, the runs from where the count is expected to end, and all of
them. The first two only guess; the last one decides, and is asked about the guess and one less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

STEPS_BETWEEN_LOOKS = 3
"""Purchases after which a run is looked at again, whether it may be broken off."""

RUNS_BEFORE_THE_LAST = 2
"""How many runs before the expected last one a guess begins with."""


@dataclass(frozen=True)
class _Ended:
    """A run that was played: what completion asks of it, and who was bought.

    `broken_off`: it was not played to the end, as it surely does not end the count. `spent` is then
    the most that it may spend, and `unbought` holds some that surely stay unbought.
    """

    over: bool
    spent: Cents
    bought: frozenset[ProjectId]
    unbought: Mapping[ProjectId, Cents]
    broken_off: bool = False

    def left(self) -> list[Cents]:
        """Costs of the candidates that were not bought."""
        return list(self.unbought.values())


def _whole(run: Run) -> _Ended:
    bought = frozenset(one.id for one in run.bought())
    left = {one.id: one.cost for one in run.unbought()}
    return _Ended(run.over, run.spent, bought, left)


def _at_most(run: Run) -> _Ended:
    """How a run may end at most: all are bought that are not surely out of reach."""
    bought = frozenset(one.id for one in run.bought())
    left = {one.id: one.cost for one in run.out_of_reach()}
    most = run.spent + sum(run.left()) - sum(left.values())
    return _Ended(most > run.pool.contest.budget, most, bought, left, broken_off=True)


class _Variant:
    """The election with an amount applied. Runs are kept: a later test asks for them again."""

    def __init__(self, contest: Contest, pool: Pool, candidate: Candidate) -> None:
        self.contest, self.candidate = contest, candidate
        self._pool = pool
        self._first = first_share(contest.budget, contest.voters, contest.settings)
        self._kept: dict[int, _Ended] = {}
        self._first_look = 1

    def play(self, raises: int) -> _Ended:
        """The run after so many raises, to its end."""
        known = self._find(raises)
        if known is None or known.broken_off:
            known = _whole(self._run(raises).play(self.contest.budget))
            self._keep(raises, known)
        return known

    def glance(self, raises: int) -> _Ended:
        """The run after so many raises; broken off as soon as it surely does not end the count."""
        known = self._find(raises)
        if known is None or (known.broken_off and self.is_an_end(known)):
            known = self._play_until_known(raises)
            self._keep(raises, known)
        return known

    def _play_until_known(self, raises: int) -> _Ended:
        known: _Ended | None = None
        steps, next_look = 0, self._first_look

        def is_known(run: Run) -> bool:
            nonlocal known, steps, next_look
            steps += 1
            if steps < next_look:
                return False
            next_look = steps + STEPS_BETWEEN_LOOKS
            known = _at_most(run)
            return not self.is_an_end(known)

        run = self._run(raises).play(self.contest.budget, is_known)
        if known is None or self.is_an_end(known):
            return _whole(run)
        # The next run has fuller purses: it is seldom known at an earlier step.
        self._first_look = max(1, steps - 1)
        return known

    def is_bought_in(self, raises: int) -> bool:
        """Whether this run buys the project: broken off as soon as that is known."""
        name = self.candidate.id
        run = self._run(raises).play(self.contest.budget, lambda run: run.is_settled(name))
        return any(one.id == name for one in run.bought())

    def _run(self, raises: int) -> Run:
        share = self._first + raises * self.contest.settings.increment_cents
        return Run(self._pool, share, TieBook())

    def _find(self, raises: int) -> _Ended | None:
        return self._kept.get(raises)

    def _keep(self, raises: int, run: _Ended) -> None:
        self._kept[raises] = run

    def complete(self, begin: int) -> tuple[_Ended, int]:
        """The last run from this one on, and its number of raises."""
        self._first_look = 1
        contest = self.contest
        last, raises = complete(contest.settings, contest.budget, self.glance, begin)
        return self.play(raises) if last.broken_off else last, raises

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
        if self._contest.settings.completion == "add1u":
            return variant.is_funded(variant.play(self._expected))
        return variant.is_bought_in(self._expected)

    def _near_the_end(self, amount: int) -> bool:
        variant, back = self._variant(amount), RUNS_BEFORE_THE_LAST
        begin = max(0, self._expected - back)
        while begin and variant.is_an_end(variant.glance(begin)):
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
    who could not pay the lower cost cannot pay the higher. That holds of a run's first steps too.
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

    def _find(self, raises: int) -> _Ended | None:
        lower, run = self._unbought.get(raises, (0, None))
        if run is None or lower > self.candidate.cost:
            return super()._find(raises)
        if self.candidate.id in run.unbought:
            left = {**run.unbought, self.candidate.id: self.candidate.cost}
            return replace(run, unbought=left)
        spent = run.spent + self.candidate.cost - lower
        return replace(run, spent=spent, over=spent > self.contest.budget)

    def _keep(self, raises: int, run: _Ended) -> None:
        super()._keep(raises, run)
        if self.candidate.id not in run.bought:
            self._unbought[raises] = self.candidate.cost, run


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
