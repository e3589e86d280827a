"""Other rules and budgets: who may look when, and that each is the count itself."""

from dataclasses import replace

import pytest

from domain.phases import Phase
from domain.refusals import Refusal
from domain.side_by_side import BUDGET_PERCENTS
from services import comparisons, outcomes
from tests.cast import PEOPLE, Cast
from tests.services.counting import VOTES, counted, published, say, voted_round

EVERYONE = (*PEOPLE, None)
BEFORE_THE_VOTE_IS_OVER = (
    Phase.PREPARE,
    Phase.COLLECT,
    Phase.REVIEW,
    Phase.DELIBERATE,
    Phase.VOTE,
)

RIVALS = [{1}] * 6 + [{2}] * 5 + [{3, 4}] * 3
"""Six for P1 (40,000), five for P2 (50,000), three for P3 (60,000) and P4 (70,000)."""


@pytest.mark.parametrize("phase", BEFORE_THE_VOTE_IS_OVER)
def test_nobody_compares_before_the_vote_is_over(cast: Cast, phase: Phase) -> None:
    round_id = cast.round(phase)
    for username in EVERYONE:
        actor = cast[username] if username else None
        for look in (
            lambda who: comparisons.get_compared_round(who, round_id),
            lambda who: comparisons.compare_rules(who, round_id, ("greedy",)),
            lambda who: comparisons.compare_budgets(who, round_id),
        ):
            with pytest.raises(Refusal) as refused:
                look(actor)
            assert refused.value.code == "comparison.too_early", (username, phase)
        assert round_id not in [one.round_id for one in comparisons.list_compared(actor)]


@pytest.mark.parametrize("is_counted", [False, True])
def test_until_the_result_is_public_only_officers_compare(cast: Cast, is_counted: bool) -> None:
    round_id = counted(cast, VOTES) if is_counted else voted_round(cast, VOTES)
    for username in EVERYONE:
        actor = cast[username] if username else None
        listed = round_id in [one.round_id for one in comparisons.list_compared(actor)]
        assert listed == (username == "officer"), username
        if username == "officer":
            assert not comparisons.get_compared_round(actor, round_id).is_public
            assert comparisons.compare_rules(actor, round_id, ("greedy",)).sides
            assert comparisons.compare_budgets(actor, round_id)
            continue
        for look in (
            lambda who: comparisons.get_compared_round(who, round_id),
            lambda who: comparisons.compare_rules(who, round_id, ("greedy",)),
            lambda who: comparisons.compare_budgets(who, round_id),
        ):
            with pytest.raises(Refusal) as refused:
                look(actor)
            assert refused.value.code == "comparison.not_public", username


def test_everyone_compares_a_public_result_without_signing_in(cast: Cast) -> None:
    round_id = published(cast, VOTES)
    for username in EVERYONE:
        actor = cast[username] if username else None
        assert [one.round_id for one in comparisons.list_compared(actor)] == [round_id]
        assert comparisons.get_compared_round(actor, round_id).is_public
        assert len(comparisons.compare_rules(actor, round_id, ("greedy",)).sides) == 2


def test_an_officer_who_was_signed_out_meanwhile_sees_nothing_early(cast: Cast) -> None:
    round_id = counted(cast, VOTES)
    stale = replace(cast["officer"], token_version=99)
    with pytest.raises(Refusal) as refused:
        comparisons.get_compared_round(stale, round_id)
    assert refused.value.code == "account.signed_out"


def test_the_first_side_is_the_result_that_was_published(cast: Cast) -> None:
    round_id = published(cast, RIVALS)
    view = outcomes.find_outcome_view(round_id)
    assert view is not None
    ours = comparisons.compare_rules(None, round_id, ("greedy", "phragmen")).sides[0]
    assert ours.winners == tuple(project.code for project in view.funded)
    assert (ours.rule, ours.spent_cents) == (view.settings.rule, view.spent_cents)
    assert ours.winners_per_voter == view.winners_per_voter


def test_comparing_changes_nothing_that_was_decided(cast: Cast) -> None:
    round_id = counted(cast, RIVALS)
    comparisons.compare_rules(cast["officer"], round_id, ("greedy",))
    comparisons.compare_budgets(cast["officer"], round_id)
    assert outcomes.is_recountable(cast["officer"], round_id)
    outcomes.publish_outcome(cast["officer"], round_id, say)


def test_an_unknown_rule_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        comparisons.compare_rules(None, published(cast, VOTES), ("coin",))
    assert refused.value.code == "comparison.unknown_rule"


def test_every_budget_of_the_slider_is_counted_and_progress_is_told(cast: Cast) -> None:
    """Greedy: P1 and P2 cost 90,000 of 100,000. With 80,000, P2 (50,000) no longer fits beside P1;
    with 110,000 nothing more fits; P3 (60,000) needs 150,000.
    """
    heard: list[float] = []
    round_id = published(cast, RIVALS, rule="greedy")
    steps = comparisons.compare_budgets(None, round_id, heard.append)
    assert tuple(step.percent for step in steps) == BUDGET_PERCENTS
    by_percent = {step.percent: step for step in steps}
    assert by_percent[0].winners == ("P1", "P2")
    assert by_percent[-20].winners == ("P1",)
    assert by_percent[-20].goes_out == ("P2",)
    assert by_percent[20].comes_in == by_percent[20].goes_out == ()
    assert by_percent[-10].budget_cents == 90_000_00
    assert by_percent[-10].winners == ("P1", "P2")
    assert heard == sorted(heard)
    assert heard[-1] == 1
