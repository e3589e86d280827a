"""The fast count and the plain one, which follows the definition voter by voter, always agree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.count import count
from domain.election import Election
from domain.rules import RULES
from tests.domain.election_strategies import elections, settings_of_count
from tests.domain.plain_count import PlainCount


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data(), election=elections())
@settings(max_examples=150, deadline=None)
def test_the_fast_count_buys_what_the_definition_buys(
    rule: str, data: st.DataObject, election: Election
) -> None:
    chosen = data.draw(settings_of_count(rule))
    assert list(count(election, chosen).winners) == PlainCount(election, chosen).winners()
