"""Who paid for what, in sums over many voters: never a ballot, never a group that tells one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.election import Cents, Election, ProjectId
from domain.outcome import Outcome
from domain.profile import Ints
from domain.rules.contest import points_of
from domain.rules.tally import Step
from domain.verdicts import FEWEST_TOLD

Floats = NDArray[np.float64]

NOTHING = 1e-6
"""Less than this share of a cent is nothing: floats are for telling, not for deciding."""

SEVERAL = "several"
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that a project's supporters gave for another: how much, and how many of them."""

    project: ProjectId
    cents: Cents
    voters: int


@dataclass(frozen=True, slots=True)
class SupportersMoney:
    """What a project's supporters began with, have left, and gave for other projects.

    `spent` names a project only where enough of them paid for it; the rest is `elsewhere_cents`.
    """

    supporters: int
    began_cents: Cents
    left_cents: Cents
    spent: tuple[Flow, ...]
    elsewhere_cents: Cents


@dataclass(frozen=True, slots=True)
class Payers:
    """People who paid for a project: a field's or community's code, how many, how much together.

    `name` is where most of their marks lie; `SEVERAL` where no one place has the most, `OTHERS` for
    groups too small to be told apart.
    """

    name: str
    voters: int
    cents: Cents


def payments(election: Election, outcome: Outcome) -> Iterator[tuple[Step, Floats]]:
    """Each purchase that voters paid, with what one voter of every group gave for it, in cents."""
    profile, points = election.profile, points_of(election, outcome.settings)
    purses = np.full(profile.groups, float(outcome.share_cents or 0))
    since = np.zeros(profile.groups)
    for step in outcome.steps:
        if step.rho is None:
            continue
        mine = (profile.projects == election.index[step.project]) & (points > 0)
        groups, paid = profile.rows[mine], np.zeros(profile.groups)
        if step.price_cents is None:
            paid[groups] = float(step.rho) - since[groups]
            since[groups] = float(step.rho)
        else:
            paid[groups] = np.minimum(purses[groups], float(step.price_cents) * points[mine])
            purses -= paid
        yield step, paid


def supporters_money(
    election: Election, outcome: Outcome, project: ProjectId
) -> SupportersMoney | None:
    """Where the money of a loser's supporters went; None where the rule knows no purses.

    Also None for too few supporters: where their money went would tell how they voted.
    """
    weights = _supporters(election, outcome, project)
    supporters = int(weights.sum())
    if outcome.share_cents is None or supporters < FEWEST_TOLD:
        return None
    flows, spent = [], 0.0
    for step, paid in payments(election, outcome):
        cents = float(paid @ weights)
        spent += cents
        voters = int(weights[paid > NOTHING].sum())
        if voters >= FEWEST_TOLD:
            flows.append(Flow(step.project, round(cents), voters))
    flows.sort(key=lambda flow: -flow.cents)
    began = float(outcome.share_cents) * supporters
    elsewhere = max(0, round(spent) - sum(flow.cents for flow in flows))
    return SupportersMoney(supporters, round(began), round(began - spent), tuple(flows), elsewhere)


def full_price(election: Election, outcome: Outcome, project: ProjectId) -> Cents | None:
    """What everyone who could paid for a winner; None where voters paid by points, or not."""
    step = next(step for step in outcome.steps if step.project == project)
    if step.price_cents is None or step.support != step.votes:
        return None
    return round(step.price_cents)


def payers(election: Election, outcome: Outcome, project: ProjectId) -> tuple[Payers, ...]:
    """Who paid for a winner, by the field (else community) that most of their marks lie in.

    Empty where nobody pays, where projects have neither, and where groups would be too small.
    """
    names = _places(election)
    step_paid = next(
        (paid for step, paid in payments(election, outcome) if step.project == project), None
    )
    if step_paid is None or len(set(names) - {""}) < 2:
        return ()
    leaning = _leanings(election, outcome, names)
    gave = step_paid > NOTHING
    weights = np.where(gave, election.profile.weights, 0)
    groups = []
    for name in sorted(set(leaning[gave].tolist())):
        of_name = leaning == name
        voters = int(weights[of_name].sum())
        groups.append(Payers(name, voters, round(float((step_paid * weights)[of_name].sum()))))
    return _told_apart(groups)


def _supporters(election: Election, outcome: Outcome, project: ProjectId) -> Ints:
    """Voters of each group who marked the project."""
    profile = election.profile
    mine = profile.projects == election.index[project]
    backs = mine & (points_of(election, outcome.settings) > 0)
    weights = np.zeros(profile.groups, dtype=np.int64)
    weights[profile.rows[backs]] = profile.weights[profile.rows[backs]]
    return weights


def _places(election: Election) -> list[str]:
    """A name for every project: its field where there are several, else its community."""
    fields = [project.fields[0] if project.fields else "" for project in election.projects]
    if len(set(fields) - {""}) > 1:
        return fields
    return [project.community for project in election.projects]


def _leanings(election: Election, outcome: Outcome, names: list[str]) -> NDArray[np.str_]:
    """For each group of voters the name that most of their points went to, else `SEVERAL`."""
    profile, points = election.profile, points_of(election, outcome.settings)
    known = sorted(set(names))
    number = np.array([known.index(name) for name in names])
    given = np.zeros((profile.groups, len(known)), dtype=np.int64)
    np.add.at(given, (profile.rows, number[profile.projects]), points)
    most = given.max(axis=1, keepdims=True)
    is_clear = (given == most).sum(axis=1) == 1
    found = np.array([name or SEVERAL for name in known])[given.argmax(axis=1)]
    return np.where(is_clear, found, SEVERAL)


def _told_apart(groups: list[Payers]) -> tuple[Payers, ...]:
    """Small groups put together, with the next larger one if they are still too few."""
    groups = sorted(groups, key=lambda group: group.voters)
    merged = [group for group in groups if group.voters < FEWEST_TOLD]
    rest = groups[len(merged) :]
    while merged and rest and sum(group.voters for group in merged) < FEWEST_TOLD:
        merged.append(rest.pop(0))
    if merged:
        together = Payers(
            OTHERS, sum(one.voters for one in merged), sum(one.cents for one in merged)
        )
        rest = [*rest, together] if together.voters >= FEWEST_TOLD else []
    ordered = sorted(rest, key=lambda group: (group.name in (OTHERS, SEVERAL), -group.cents))
    return tuple(ordered) if len(ordered) > 1 else ()
