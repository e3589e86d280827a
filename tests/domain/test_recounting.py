"""What would have been enough is found quickly, and is what counting everything again finds."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain import explanation
from domain.count import count
from domain.election import Election, ProjectId
from domain.explanation import Enough, enough
from domain.rules import CountSettings
from tests.domain.election_strategies import elections, near_elections, settings_of_count
from tests.domain.real_elections import needs_real, real

ADD1 = CountSettings(rule="equal-shares", completion="add1")
REAL = {
    "Poland_Swiecie_2023": ADD1,
    "Poland_Wieliczka_2023_Green_Budget": replace(ADD1, stop="overspend", completion="add1u"),
}


def with_votes(election: Election, project: ProjectId, more: int) -> Election:
    return explanation._with_votes(election, election.index[project], more) if more else election


def with_less(election: Election, project: ProjectId, less: int) -> Election:
    return explanation._cheaper(election, election.index[project], less)


def assert_is_an_edge(
    election: Election, chosen: CountSettings, project: ProjectId, found: Enough
) -> None:
    """Whole counts say: so much is enough, and one less is not."""
    for amount, change in ((found.votes_more, with_votes), (found.cents_less, with_less)):
        if amount is not None:
            assert project in count(change(election, project, amount), chosen).winners
            assert project not in count(change(election, project, amount - 1), chosen).winners


def in_whole_counts(election: Election, chosen: CountSettings, project: ProjectId) -> Enough:
    """The same search without a guess: every answer is a whole count."""
    cost = election.projects[election.index[project]].cost_cents
    most = explanation.MOST_TIMES_VOTERS * max(1, election.profile.voters)

    def votes(more: int) -> bool:
        return project in count(with_votes(election, project, more), chosen).winners

    def less(cents: int) -> bool:
        return project in count(with_less(election, project, cents), chosen).winners

    may_win = cost <= election.budget_cents
    return Enough(
        explanation._by_doubling(votes, most) if may_win else None,
        explanation._by_halving(less, cost - 1) if cost > 1 else None,
    )


def is_monotone(election: Election, chosen: CountSettings, project: ProjectId) -> bool:
    """Whether more votes and a lower cost only help, as far as a few amounts show."""
    cost = election.projects[election.index[project]].cost_cents
    votes = [project in count(with_votes(election, project, n), chosen).winners for n in range(40)]
    cents = sorted({cost * part // 60 for part in range(60)})
    less = [project in count(with_less(election, project, n), chosen).winners for n in cents]
    return votes == sorted(votes) and less == sorted(less)


@given(data=st.data(), voted=st.one_of(elections(), near_elections()))
@settings(max_examples=150, deadline=None)
def test_every_amount_told_is_an_edge_of_whole_counts(data: st.DataObject, voted: Election) -> None:
    chosen = data.draw(settings_of_count("equal-shares"))
    if max((one.cost_cents for one in voted.projects), default=0) > 10**6:
        chosen = replace(chosen, increment_cents=voted.budget_cents // 20 + 1)
    won = count(voted, chosen).winners
    losers = [one.id for one in voted.projects if one.id not in won]
    assume(losers)
    name = data.draw(st.sampled_from(losers))
    found = enough(voted, chosen, name)
    assert_is_an_edge(voted, chosen, name, found)
    slow = in_whole_counts(voted, chosen, name)
    assert (found.votes_more is None) <= (slow.votes_more is None)
    assert (found.cents_less is None) <= (slow.cents_less is None)


@given(data=st.data(), voted=elections())
@settings(max_examples=60, deadline=None)
def test_where_more_only_helps_the_amount_is_the_only_one(
    data: st.DataObject, voted: Election
) -> None:
    chosen = data.draw(settings_of_count("equal-shares"))
    won = count(voted, chosen).winners
    losers = [one.id for one in voted.projects if one.id not in won]
    assume(losers)
    name = data.draw(st.sampled_from(losers))
    assume(is_monotone(voted, chosen, name))
    found, slow = enough(voted, chosen, name), in_whole_counts(voted, chosen, name)
    if (slow.votes_more or 0) < 40:
        assert found.votes_more == slow.votes_more


@needs_real
@pytest.mark.parametrize("name", REAL)
def test_in_real_elections_the_quick_way_finds_what_the_slow_way_finds(name: str) -> None:
    election, chosen = real(name).election, REAL[name]
    outcome = count(election, chosen)
    losers = [one.id for one in election.projects if one.id not in outcome.winners]
    for project in losers[:: max(1, len(losers) // 2)][:2]:
        found = enough(election, chosen, project, known=outcome)
        assert found == in_whole_counts(election, chosen, project)


@needs_real
def test_where_there_are_several_amounts_the_one_told_is_true() -> None:
    """In this small election one vote more is enough for a project, two are not, three are."""
    election, chosen = (
        real("Switzerland_Zurich_S5D10").election,
        replace(ADD1, increment_cents=1000),
    )
    won = count(election, chosen).winners
    for project in (one.id for one in election.projects if one.id not in won):
        assert_is_an_edge(election, chosen, project, enough(election, chosen, project))


@needs_real
def test_a_project_dearer_than_the_budget_must_first_come_within_it() -> None:
    """It needs to be no dearer than the budget; being the only one asked for, that is enough."""
    election = real("Poland_Swiecie_2023").election
    dear = with_less(election, "c1", -election.budget_cents * 2)
    found = enough(dear, ADD1, "c1")
    assert found.votes_more is None
    assert found.cents_less is not None
    assert_is_an_edge(dear, ADD1, "c1", Enough(None, found.cents_less))
