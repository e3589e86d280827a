"""What every rule in the registry promises, on random elections full of ties."""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.count import count
from domain.election import Ballot, BallotType, Election, Project
from domain.outcome import Outcome, winners_per_voter
from domain.receipts import paid_by
from domain.rules import RULES, CountSettings
from tests.domain.election_strategies import elections, settings_of_count

PAID = [name for name, rule in RULES.items() if rule.voters_pay]
EJR1 = [name for name, rule in RULES.items() if rule.promises_ejr1]

each_rule = pytest.mark.parametrize("rule", RULES)
tried = settings(max_examples=60, deadline=None)


@each_rule
@given(data=st.data(), election=elections())
@tried
def test_an_outcome_stays_within_the_budget_and_adds_up(
    rule: str, data: st.DataObject, election: Election
) -> None:
    outcome = count(election, data.draw(settings_of_count(rule)))
    cost = {project.id: project.cost_cents for project in election.projects}
    assert outcome.cost_cents == sum(cost[winner] for winner in outcome.winners)
    assert outcome.cost_cents <= outcome.budget_cents
    assert tuple(step.project for step in outcome.steps) == outcome.winners
    assert all(step.cost_cents == cost[step.project] for step in outcome.steps)
    assert len(set(outcome.winners)) == len(outcome.winners)
    assert not set(outcome.winners) & set(outcome.excluded)
    assert sum(winners_per_voter(election, outcome).values()) == election.profile.voters


@each_rule
@given(data=st.data(), election=elections())
@tried
def test_each_purchase_is_paid_in_full_by_its_supporters_and_nobody_overdraws(
    rule: str, data: st.DataObject, election: Election
) -> None:
    outcome = count(election, data.draw(settings_of_count(rule)))
    receipts = [(ballot, paid_by(election, outcome, ballot)) for ballot in election.ballots]
    for ballot, receipt in receipts:
        assert set(receipt) <= set(ballot.marks)
        assert all(amount >= 0 for amount in receipt.values())
        if outcome.share_cents is not None:
            assert sum(receipt.values()) <= outcome.share_cents
    for step in outcome.steps:
        if step.rho is not None:
            given_by = (b.weight * receipt.get(step.project, 0) for b, receipt in receipts)
            assert sum(given_by, Fraction(0)) == step.cost_cents


@each_rule
@given(data=st.data(), election=elections())
@tried
def test_neither_the_order_of_ballots_nor_of_projects_matters(
    rule: str, data: st.DataObject, election: Election
) -> None:
    chosen = data.draw(settings_of_count(rule))
    shuffled = replace(
        election,
        projects=tuple(data.draw(st.permutations(election.projects))),
        ballots=tuple(data.draw(st.permutations(election.ballots))),
    )
    assert count(shuffled, chosen).winners == count(election, chosen).winners


@each_rule
@given(data=st.data(), election=elections())
@tried
def test_names_of_projects_decide_nothing_but_the_lot(
    rule: str, data: st.DataObject, election: Election
) -> None:
    chosen = data.draw(settings_of_count(rule))
    outcome = count(election, chosen)
    if any(tie.decided_by == "lot" for tie in outcome.ties):
        return
    new = {project.id: f"{9 - number}x" for number, project in enumerate(election.projects)}
    renamed = replace(
        election,
        projects=tuple(Project(new[p.id], p.name, p.cost_cents) for p in election.projects),
        ballots=tuple(
            Ballot({new[name]: mark for name, mark in ballot.marks.items()}, ballot.weight)
            for ballot in election.ballots
        ),
    )
    assert count(renamed, chosen).winners == tuple(new[winner] for winner in outcome.winners)


@each_rule
@given(data=st.data(), election=elections())
@tried
def test_a_bundle_of_ballots_counts_like_the_ballots_one_by_one(
    rule: str, data: st.DataObject, election: Election
) -> None:
    chosen = data.draw(settings_of_count(rule))
    apart = tuple(Ballot(ballot.marks) for ballot in election.ballots for _ in range(ballot.weight))
    assert count(replace(election, ballots=apart), chosen) == count(election, chosen)


@each_rule
@given(data=st.data(), election=elections())
@tried
def test_an_outcome_survives_being_published_as_json(
    rule: str, data: st.DataObject, election: Election
) -> None:
    outcome = count(election, data.draw(settings_of_count(rule)))
    assert Outcome.from_dict(json.loads(json.dumps(outcome.to_dict()))) == outcome


@pytest.mark.parametrize("rule", EJR1)
@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@given(election=elections((BallotType.APPROVAL,)), completion=st.sampled_from(["none", "add1"]))
@tried
def test_a_group_that_agrees_and_could_pay_is_not_left_behind(
    rule: str, utility: str, election: Election, completion: str
) -> None:
    """EJR up to one project (Peters, Pierczyński, Skowron, Theorem 2)."""
    chosen = CountSettings(rule=rule, utility=utility, completion=completion)
    outcome = count(election, chosen)
    worth = {
        project.id: project.cost_cents if utility == "cost" else 1 for project in election.projects
    }
    for wanted, group in _cohesive_groups(election, outcome):
        aim = sum(worth[name] for name in wanted)
        behind = sum(
            ballot.weight
            for ballot in group
            if not _reaches_with_one_more(ballot, wanted, outcome, worth, aim)
        )
        cost = sum(p.cost_cents for p in election.projects if p.id in wanted)
        assert behind * election.budget_cents < cost * outcome.voters or not behind


def _reaches_with_one_more(
    ballot: Ballot, wanted: tuple[str, ...], outcome: Outcome, worth: dict[str, int], aim: int
) -> bool:
    has = sum(worth[name] for name in ballot.marks if name in outcome.winners)
    more = [worth[name] for name in wanted if name not in outcome.winners]
    return has >= aim or not more or has + max(more) > aim


def _cohesive_groups(
    election: Election, outcome: Outcome
) -> Iterator[tuple[tuple[str, ...], list[Ballot]]]:
    """Projects together with all voters who marked every one of them."""
    ids = [p.id for p in election.projects if p.id not in outcome.excluded and p.cost_cents]
    for size in range(1, len(ids) + 1):
        for wanted in combinations(ids, size):
            group = [b for b in election.ballots if set(wanted) <= set(b.marks)]
            if group:
                yield wanted, group
