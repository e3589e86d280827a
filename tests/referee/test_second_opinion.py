"""Hundreds of random elections and the real ones, counted by pabutools in exact fractions too."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.election import BallotType, Election
from domain.rules import CountSettings
from domain.rules.contest import prepare
from tests.domain.election_strategies import elections
from tests.domain.real_elections import needs_real, real
from tests.referee.second_opinion import both

pytestmark = pytest.mark.referee

APPROVAL = (BallotType.APPROVAL, BallotType.KNAPSACK, BallotType.CHOOSE_ONE)
NUMBERED = (BallotType.POINTS, BallotType.SCORING, BallotType.RANKING)

tried = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)


def settings_for(election: Election, **words: str) -> CountSettings:
    """Settings whose increment leaves only a few reruns."""
    share = election.budget_cents // max(1, election.profile.voters)
    return CountSettings(**words, increment_cents=max(1, share // 5))  # type: ignore[arg-type]


def assert_agreed(election: Election, chosen: CountSettings) -> None:
    """The same winners in the same order.

    Where everything is funded the order may differ: we stop raising purses, pabutools goes on.
    Its Phragmén hands back winners in no order.
    """
    ours, theirs = both(election, chosen)
    assert sorted(ours) == sorted(theirs)
    everything = len(ours) == len(prepare(election, chosen).candidates)
    if chosen.rule != "phragmen" and not everything:
        assert ours == theirs


def without_free(election: Election) -> bool:
    """pabutools divides by the cost."""
    return all(project.cost_cents for project in election.projects) and election.budget_cents > 0


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@pytest.mark.parametrize("completion", ["none", "add1"])
@pytest.mark.parametrize("stop", ["exhaustive", "overspend"])
@given(election=elections(APPROVAL).filter(without_free))
@tried
def test_equal_shares_agrees_on_approval_ballots(
    utility: str, completion: str, stop: str, election: Election
) -> None:
    words = {"utility": utility, "completion": completion, "stop": stop}
    assert_agreed(election, settings_for(election, **words))


@pytest.mark.parametrize("completion", ["none", "add1"])
@given(election=elections(NUMBERED).filter(without_free))
@tried
def test_equal_shares_agrees_on_points_and_rankings(completion: str, election: Election) -> None:
    words = {"utility": "cardinality", "completion": completion}
    assert_agreed(election, settings_for(election, **words))


@given(election=elections(APPROVAL).filter(without_free))
@tried
def test_phragmen_agrees(election: Election) -> None:
    assert_agreed(election, CountSettings(rule="phragmen"))


SMALL = [
    "Netherlands_Assen_2024",
    "Switzerland_Zurich_S5",
    "Canada_Stanford_Dataset_PB_Dieppe_2018_vote_approvals",
    "US_Stanford_Dataset_2022_Jersey_City_Ward_B_vote_knapsacks",
    "Poland_Swiecie_2023",
    "Poland_Wieliczka_2023_Green_Budget",
]


@needs_real
@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("rule", ["equal-shares", "phragmen"])
@given(seed=st.sampled_from(["", "gulou"]))
@settings(max_examples=2, deadline=None)
def test_real_elections_agree(name: str, rule: str, seed: str) -> None:
    election = real(name).election
    share = election.budget_cents // election.profile.voters
    increment = max(100, share // 2000 * 100)
    assert_agreed(election, CountSettings(rule=rule, increment_cents=increment, tie_seed=seed))


@needs_real
def test_lodz_agrees_before_completion() -> None:
    election = real("Poland_Lodz_2022").election
    assert_agreed(election, CountSettings(completion="none"))
