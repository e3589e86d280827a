"""Why each project won or lost, in facts that can be checked against the ballots."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.comparison import Preference, preference
from domain.count import count
from domain.election import Ballot, BallotType, Election, Project
from domain.explanation import enough
from domain.outcome import reasons, winners_per_voter
from domain.receipts import paid_by
from domain.rules import RULES, CountSettings
from locales import catalogue, translate
from tests.domain.election_strategies import elections, settings_of_count
from tests.domain.test_elections_by_hand import counted, election

ROOT = Path(__file__).parents[2]


def why(name: str, project: str, **options: object) -> tuple[str, dict[str, object]]:
    outcome = counted(name, **options)
    verdict = reasons(election(name), outcome)[project]
    return verdict.code, dict(verdict.facts)


def test_a_winner_knows_its_step_and_how_many_votes_carried_it() -> None:
    code, facts = why("villages", "A2")
    assert code == "funded"
    assert (facts["step"], facts["votes"], facts["effective_votes"]) == (2, 6, 6)


def test_a_loser_with_too_few_supporters_learns_how_many_it_takes() -> None:
    """C costs 9 and has one supporter with 10/3: it takes three."""
    code, facts = why("stop_rule", "C")
    assert code == "too_few_votes"
    assert (facts["votes"], facts["votes_needed"], facts["money_cents"]) == (1, 3, 333)


def test_a_loser_whose_supporters_paid_for_others_learns_where_the_money_went() -> None:
    """Five voters began with 32 and paid 15 and 100/6 for A1 and A2."""
    code, facts = why("villages", "A3")
    assert code == "money_elsewhere"
    assert facts["went_to"] == {"A2": 8333, "A1": 7500}
    assert facts["left_cents"] == 5 * 3200 - 8333 - 7500


def test_a_project_that_does_not_fit_learns_what_was_left_at_its_turn() -> None:
    assert why("skip", "B", rule="greedy") == (
        "does_not_fit",
        {"votes": 2, "cost_cents": 5000, "left_cents": 4000},
    )


def test_a_project_after_the_stop_learns_where_the_count_stopped() -> None:
    code, facts = why("skip", "C", rule="greedy-no-skip")
    assert (code, facts["stopped_by"]) == ("after_stop", "B")


def test_what_a_threshold_asked_is_told_in_what_the_ballots_give() -> None:
    projects = (Project("A", "A", 100),)
    asked = CountSettings(rule="greedy-threshold", least_votes=9)
    for kind, code in (("approval", "below_threshold"), ("cumulative", "below_threshold_points")):
        one = Election(projects, (Ballot({"A": 2}, 2),), 100, BallotType(kind))
        verdict = reasons(one, count(one, asked))["A"]
        assert verdict.code == code
        assert verdict.facts["support_needed"] == 9


def test_what_a_ballot_paid_for_is_told_to_the_last_fraction() -> None:
    receipt = paid_by(election("villages"), counted("villages"), Ballot({"A1": 1, "A2": 1}))
    assert receipt == {"A1": Fraction(9000, 6), "A2": Fraction(10000, 6)}


def test_winners_per_voter_counts_everybody() -> None:
    assert winners_per_voter(election("villages"), counted("villages")) == {0: 0, 1: 4, 2: 6}
    assert winners_per_voter(election("empty"), counted("empty")) == {0: 2, 1: 2}


def test_a_comparison_counts_voters_who_have_nothing_on_one_side() -> None:
    shares, greedy = counted("villages"), counted("villages", rule="greedy")
    assert preference(election("villages"), shares, greedy) == Preference(4, 5, 1)


def test_what_would_have_been_enough_is_exact_to_the_vote_and_the_cent() -> None:
    """Under greedy A3 has 5 votes at 100; the 4 of B1 need one more to be level with it, and then
    two, as the lot decides between level projects; a lower cost wins a tie only.
    """
    villages = election("villages")
    found = enough(villages, CountSettings(rule="greedy", tie_seed="0"), "B1")
    assert found.votes_more in (1, 2)
    assert found.cents_less == 100_00 - 10_00


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data(), voted=elections())
@settings(max_examples=25, deadline=None)
def test_every_project_gets_a_verdict_that_reads_as_a_sentence_in_both_languages(
    rule: str, data: st.DataObject, voted: Election
) -> None:
    outcome = count(voted, data.draw(settings_of_count(rule)))
    verdicts = reasons(voted, outcome)
    assert list(verdicts) == [project.id for project in voted.projects]
    assert {name for name, one in verdicts.items() if one.code == "funded"} == set(outcome.winners)
    for verdict in verdicts.values():
        for language in ("zh_CN", "en"):
            key = f"verdict.{verdict.code}"
            assert translate(language, key, **verdict.facts) not in ("", key)


@given(data=st.data(), voted=elections())
@settings(max_examples=40, deadline=None)
def test_enough_is_enough_and_one_less_is_not(data: st.DataObject, voted: Election) -> None:
    chosen = data.draw(settings_of_count())
    losers = [p.id for p in voted.projects if p.id not in count(voted, chosen).winners]
    assume(losers)
    name = losers[0]
    found = enough(voted, chosen, name)
    if found.votes_more is not None and voted.ballot_type.value in ("approval", "knapsack"):

        def with_more(more: int) -> Election:
            extra = (Ballot({name: 1}, more),) if more else ()
            return Election(
                voted.projects, voted.ballots + extra, voted.budget_cents, voted.ballot_type
            )

        assert name in count(with_more(found.votes_more), chosen).winners
        assert name not in count(with_more(found.votes_more - 1), chosen).winners


def test_every_code_of_the_count_has_a_sentence_in_both_languages() -> None:
    sources = [*ROOT.glob("domain/pb/*.py"), *ROOT.glob("domain/rules/*.py")]
    sources += [ROOT / "domain" / f"{name}.py" for name in ("election", "count_report")]
    text = "".join(source.read_text("utf-8") for source in sources)
    keys = {f"refusal.{code}" for code in re.findall(r'Refusal\(\s*"([^"]+)"', text)}
    keys |= {f"warning.{code}" for code in re.findall(r'Warning\(\s*"([^"]+)"', text)}
    keys |= {f"warning.{code}" for code in re.findall(r'append\(\s*\(\s*"(pb[^"]+)"', text)}
    assert len(keys) > 30
    for language in ("zh_CN", "en"):
        assert not keys - set(catalogue(language))
