"""What would have been enough, found by counting again and again, and verified by a last count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from domain.count import count
from domain.election import BallotType, Election, Project, ProjectId
from domain.money import Cents
from domain.profile import Ints, Profile
from domain.rules.settings import CountSettings

MOST_TIMES_VOTERS = 16
"""Nobody is told of more new voters than so many times those who voted."""


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
) -> Enough:
    """What would have been enough for a project that lost; zero and zero for a winner.

    `told` hears of every recount; `most_recounts` says how many there may be.
    """
    place = election.index[project]
    if _wins(election, settings, project):
        return Enough(0, 0)
    cost = election.projects[place].cost_cents
    voters = max(1, election.profile.voters)

    def with_votes(more: int) -> bool:
        told()
        return _wins(_with_votes(election, place, more), settings, project)

    def with_less(less: Cents) -> bool:
        told()
        return _wins(_cheaper(election, place, less), settings, project)

    votes = (
        _at_least(with_votes, MOST_TIMES_VOTERS * voters) if cost <= election.budget_cents else None
    )
    cheaper = cost > 1 and with_less(cost - 1)
    return Enough(votes, _edge(with_less, 0, cost - 1) if cheaper else None)


def most_recounts(election: Election, project: ProjectId) -> int:
    """At most how often `enough` counts again: by doubling, then by halving."""
    cost = election.projects[election.index[project]].cost_cents
    doublings = (MOST_TIMES_VOTERS * max(1, election.profile.voters)).bit_length() + 1
    return 2 * doublings + cost.bit_length() + 1


def _wins(election: Election, settings: CountSettings, project: ProjectId) -> bool:
    return project in count(election, settings).winners


def _at_least(is_enough: Callable[[int], bool], most: int) -> int | None:
    """An amount that is enough while one less is not, by doubling; None if `most` is not enough."""
    low, high = 0, 1
    while not is_enough(high):
        if high >= most:
            return None
        low, high = high, min(high * 2, most)
    return _edge(is_enough, low, high)


def _edge(is_enough: Callable[[int], bool], low: int, high: int) -> int:
    """Between an amount that is not enough and one that is: one that is while one less is not.

    Rules need not be monotone: the edge found is a true one, if not always the only one.
    """
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
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
