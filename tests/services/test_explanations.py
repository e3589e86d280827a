"""Why a project won or lost: public only with the result, and never telling how somebody voted."""

import pytest

from db import outcomes
from db.engine import reading, transaction
from db.rounds import get_round
from db.tables import Project
from domain.phases import Phase
from domain.refusals import Refusal
from services import explanations
from tests.cast import Cast
from tests.services.counting import counted, published

RIVALS = [{1}] * 6 + [{1, 2}] * 3 + [{2}] * 2 + [{3}] * 2


@pytest.mark.parametrize("phase", list(Phase))
def test_before_publication_nothing_is_explained(cast: Cast, phase: Phase) -> None:
    round_id = counted(cast, RIVALS)
    with transaction() as db:
        get_round(db, round_id).phase = phase.value
    for ask in (explanations.explain, explanations.find_enough):
        with pytest.raises(Refusal) as refused:
            ask(round_id, "P1")
        assert refused.value.code == "why.not_public"
    assert explanations.find_asked(_proposal_of("P1", round_id)) is None


def test_a_project_that_is_not_in_the_round_is_refused(cast: Cast) -> None:
    round_id = published(cast, RIVALS)
    for ask in (explanations.explain, explanations.find_enough):
        with pytest.raises(Refusal) as refused:
            ask(round_id, "P99")
        assert refused.value.code == "why.unknown_project"


def test_a_proposal_leads_to_the_project_that_came_of_it(cast: Cast) -> None:
    round_id = published(cast, RIVALS)
    asked = explanations.find_asked(_proposal_of("P1", round_id))
    assert asked == explanations.Asked(round_id, "P1", is_funded=True)
    assert explanations.find_asked(cast.proposal(round_id)) is None


def test_where_so_few_people_put_their_money_is_not_told(cast: Cast) -> None:
    """P3's two supporters have spent nothing elsewhere, and nobody is told even that."""
    round_id = published(cast, RIVALS)
    assert explanations.explain(round_id, "P3").money is None


def test_what_would_have_been_enough_is_found_and_progress_is_told(cast: Cast) -> None:
    """Greedy: P1 (9 votes, 40,000) and P2 (5 votes, 50,000) leave 10,000 for P3 (2, 60,000).

    With 6 votes P3 comes before P2 and fits; at 5 it is level with P2, which costs less. At 10,000
    it would fit behind both.
    """
    heard: list[float] = []
    round_id = published(cast, RIVALS, rule="greedy")
    found = explanations.find_enough(round_id, "P3", heard.append)
    assert (found.votes_more, found.cents_less) == (4, 50_000_00)
    assert heard == sorted(heard)
    assert 0 < heard[0] <= heard[-1] <= 1


def _proposal_of(code: str, round_id: int) -> int:
    with reading() as db:
        rows: list[Project] = [row for row, _ in outcomes.list_projects(db, round_id)]
        return next(row.proposal_id or 0 for row in rows if row.code == code)
