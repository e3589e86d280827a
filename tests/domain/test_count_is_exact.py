"""The fast count and the plain one, which follows the definition voter by voter, always agree."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.count import count
from domain.election import Ballot, Election, Project
from domain.rules import RULES, CountSettings
from tests.domain.election_strategies import HUGE, elections, near_elections, settings_of_count
from tests.domain.plain_count import PlainCount

PAID = [name for name, rule in RULES.items() if rule.voters_pay]


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data(), election=elections())
@settings(max_examples=150, deadline=None)
def test_the_fast_count_buys_what_the_definition_buys(
    rule: str, data: st.DataObject, election: Election
) -> None:
    chosen = data.draw(settings_of_count(rule))
    assert list(count(election, chosen).winners) == PlainCount(election, chosen).winners()


@pytest.mark.parametrize("rule", PAID)
@given(data=st.data(), election=near_elections())
@settings(max_examples=300, deadline=None)
def test_what_floats_cannot_tell_apart_is_told_apart(
    rule: str, data: st.DataObject, election: Election
) -> None:
    chosen = replace(
        data.draw(settings_of_count(rule)),
        increment_cents=data.draw(st.sampled_from([HUGE // 6, HUGE // 3 + 1, HUGE])),
    )
    outcome = count(election, chosen)
    assert list(outcome.winners) == PlainCount(election, chosen).winners()


def test_a_price_lower_by_a_fraction_of_a_cent_in_a_million_million_wins() -> None:
    """A asks a third of a cent more than 10^15 of each of three voters, B a whole cent more."""
    election = Election(
        (Project("B", "", 10**15 + 1), Project("A", "", 3 * 10**15 + 1)),
        (Ballot({"A": 1}, 2), Ballot({"A": 1, "B": 1})),
        6 * 10**15,
    )
    chosen = CountSettings(utility="cardinality", completion="none")
    outcome = count(election, chosen)
    assert outcome.winners == ("A",)
    assert outcome.ties == ()


def test_a_purse_short_by_a_fraction_of_a_cent_is_short() -> None:
    """Six voters hold 3·10^15 − 1/3 each; whoever is emptied by projects 3 and 2 cannot pay 0."""
    costs = {"0": HUGE + 2, "1": HUGE + 2, "2": HUGE + 2, "3": HUGE - 2}
    cast = {"01": 1, "23": 2, "3": 1, "023": 1, "12": 1}
    election = Election(
        tuple(Project(name, "", cost) for name, cost in costs.items()),
        tuple(Ballot(dict.fromkeys(marks, 1), weight) for marks, weight in cast.items()),
        6 * HUGE - 2,
    )
    chosen = CountSettings(utility="cardinality", completion="none")
    assert PlainCount(election, chosen).winners() == ["3", "2", "1"]
    assert count(election, chosen).winners == ("3", "2", "1")
