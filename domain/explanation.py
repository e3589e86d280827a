"""What would have been enough, found by counting again and again, and verified by a last count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from domain.count import count
from domain.election import BallotType, Election, Project, ProjectId
from domain.money import Cents
from domain.outcome import Outcome
from domain.profile import Ints, Profile
from domain.recounting import Test, tests_of_cost, tests_of_votes
from domain.rules.contest import support_of
from domain.rules.settings import CountSettings

MOST_TIMES_VOTERS = 16
"""Nobody is told of more new voters than so many times those who voted."""


STRIDE = 8
"""By how much the steps grow in which an edge is looked for from a guess."""


@dataclass(frozen=True)
class Enough:
    """What would have funded a project, all else equal; None where nothing of the kind would.

    `votes_more`: so many more voters whose ballots mark this project alone. `cents_less`: so much
    lower a cost, above zero. Both were verified by a recount; one vote or one cent less was not
    enough.
    """

    votes_more: int | None
    cents_less: Cents | None


def enough(
    election: Election,
    settings: CountSettings,
    project: ProjectId,
    told: Callable[[], None] = lambda: None,
    known: Outcome | None = None,
) -> Enough:
    """What would have been enough for a project that lost; zero and zero for a winner.

    `told` hears of every recount; `most_recounts` says about how many there may be. `known`: the
    outcome of this very count, where it need not be found again.
    """
    known = known or count(election, settings)
    if project in known.winners:
        return Enough(0, 0)
    case = _Case(election, settings, project, told, known.reruns)
    return Enough(case.votes_more(), case.cents_less())


def most_recounts(election: Election, project: ProjectId) -> int:
    """About how often `enough` counts again: by doubling, then by halving."""
    cost = election.projects[election.index[project]].cost_cents
    doublings = (MOST_TIMES_VOTERS * max(1, election.profile.voters)).bit_length() + 1
    return 2 * doublings + cost.bit_length() + 1


class _Case:
    """A project that lost, and the tests of what is enough for it."""

    def __init__(
        self,
        election: Election,
        settings: CountSettings,
        project: ProjectId,
        told: Callable[[], None],
        raises: int,
    ) -> None:
        self._election, self._settings, self._project = election, settings, project
        self._told, self._raises = told, raises
        self._place = election.index[project]
        self._cost = election.projects[self._place].cost_cents
        no_threshold = not (settings.least_votes or settings.least_share)
        self._has_runs = settings.rule == "equal-shares" and no_threshold

    def votes_more(self) -> int | None:
        """So many more voters, at most `MOST_TIMES_VOTERS` times those who voted."""
        if self._cost > self._election.budget_cents:
            return None
        tests: tuple[Test, ...] = (self._with_votes,)
        if self._has_runs:
            one_more = _with_votes(self._election, self._place, 1)
            tests = tests_of_votes(one_more, self._settings, self._project, self._raises)
        most = MOST_TIMES_VOTERS * max(1, self._election.profile.voters)
        return find_edge([self._heard(test) for test in tests], _by_doubling, most)

    def cents_less(self) -> Cents | None:
        """So much lower a cost, above zero."""
        over = max(0, self._cost - self._election.budget_cents)
        most = self._cost - 1 - over
        if most < (0 if over else 1):
            return None
        fitting = _cheaper(self._election, self._place, over)
        tests: tuple[Test, ...] = (
            lambda less: _wins(_cheaper(fitting, self._place, less), self._settings, self._project),
        )
        if self._has_runs and support_of(self._election, self._settings)[0][self._place]:
            tests = tests_of_cost(fitting, self._settings, self._project, self._raises)
        heard = [self._heard(test) for test in tests]
        if over and heard[-1](0):
            return over
        less = find_edge(heard, _by_halving, most) if most else None
        return None if less is None else over + less

    def _with_votes(self, more: int) -> bool:
        votes = _with_votes(self._election, self._place, more)
        return _wins(votes, self._settings, self._project)

    def _heard(self, test: Test) -> Test:
        def heard(amount: int) -> bool:
            self._told()
            return test(amount)

        return heard


def find_edge(
    tests: Sequence[Test], begin: Callable[[Test, int], int | None], most: int
) -> int | None:
    """An amount that is enough by the last test while one less is not; None if none is found.

    Every test but the last is a guess from which the next one goes on. Zero is not enough. Rules
    need not be monotone: the edge found is a true one, if not always the only one.
    """
    guess: int | None = None
    for test in tests:
        near = None if guess is None else _near(test, guess, most)
        guess = begin(test, most) if near is None else near
    return guess


def _wins(election: Election, settings: CountSettings, project: ProjectId) -> bool:
    return project in count(election, settings).winners


def _near(test: Test, guess: int, most: int) -> int | None:
    """An edge looked for from a guess, in growing steps; None if `most` is not enough."""
    step = 1
    if test(guess):
        high = guess
        while (low := max(0, high - step)) and test(low):
            high, step = low, step * STRIDE
        return _between(test, low, high)
    low = guess
    while low < most:
        high = min(low + step, most)
        if test(high):
            return _between(test, low, high)
        low, step = high, step * STRIDE
    return None


def _by_doubling(test: Test, most: int) -> int | None:
    low, high = 0, 1
    while not test(high):
        if high >= most:
            return None
        low, high = high, min(high * 2, most)
    return _between(test, low, high)


def _by_halving(test: Test, most: int) -> int | None:
    return _between(test, 0, most) if test(most) else None


def _between(test: Test, low: int, high: int) -> int:
    """Between an amount that is not enough and one that is: one that is while one less is not."""
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if test(middle) else (middle, high)
    return high


def _cheaper(election: Election, place: int, less: Cents) -> Election:
    projects = list(election.projects)
    project: Project = projects[place]
    projects[place] = replace(project, cost_cents=project.cost_cents - less)
    return replace(election, projects=tuple(projects), ballots=(), given=election.profile)


def _with_votes(election: Election, place: int, more: int) -> Election:
    """The election with `more` voters who mark only this project, as its supporters mark it."""
    profile = election.profile
    given = Profile(
        np.append(profile.starts, profile.starts[-1] + 1),
        np.append(profile.projects, place),
        np.append(profile.marks, _usual_mark(election, place)),
        np.append(profile.weights, more),
    )
    return replace(election, ballots=(), given=given)


def _usual_mark(election: Election, place: int) -> int:
    """First place on a ranking; else the median of what the project's supporters gave."""
    if election.ballot_type is BallotType.RANKING:
        return 1
    profile = election.profile
    mine = profile.projects == place
    marks: Ints = np.repeat(profile.marks[mine], profile.weights[profile.rows[mine]])
    return int(np.median(marks)) if len(marks) else 1
