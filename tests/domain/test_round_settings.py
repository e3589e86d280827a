"""A round is checked as a whole before it exists, and frozen so that a change would show."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from domain.negative_list import Clause
from domain.phases import Phase
from domain.places import Place, PlaceKind
from domain.refusals import Refusal
from domain.roles import Role
from domain.round_settings import (
    DATED,
    RULES_OFFERED,
    Governed,
    RoundSettings,
    ballot_type_of,
    check,
    count_settings_of,
    digest_of,
    draw_tie_seed,
    fixed_in,
    frozen_settings_of,
    refuse_fixed_changes,
)
from domain.rules import RULES

START = datetime(2026, 3, 1, tzinfo=UTC)


def settings(**changes: Any) -> RoundSettings:
    good = RoundSettings(
        name="Lakeside 2026",
        place=Place(PlaceKind.SUBDISTRICT, 1),
        budget_cents=100_000_00,
        field_codes=("homes",),
        starts={phase: START + timedelta(days=7 * n) for n, phase in enumerate(DATED)},
        tie_seed="test",
    )
    return replace(good, **changes)


def project(code: str, number: int, cost_cents: int = 5_000_00) -> Any:
    return SimpleNamespace(code=code, number=number, name=f"Project {code}", cost_cents=cost_cents)


def test_the_defaults_are_approval_of_at_least_three_and_equal_shares() -> None:
    checked = check(settings())
    assert (checked.ballot_type, checked.min_marks, checked.max_marks) == ("approval", 3, None)
    count = count_settings_of(checked)
    assert (count.rule, count.utility, count.completion) == ("equal-shares", "cost", "add1u")
    assert count.stop == "exhaustive"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "  "}, "round.no_name"),
        ({"name": "x" * 61}, "round.long_name"),
        ({"about": "x" * 2001}, "round.long_about"),
        ({"budget_cents": 0}, "round.no_budget"),
        ({"budget_cents": -1}, "round.no_budget"),
        ({"budget_cents": 10**30}, "money.too_much"),
        ({"field_codes": ()}, "round.no_field"),
        ({"place": Place(PlaceKind.SUBDISTRICT)}, "round.no_subdistrict"),
        ({"place": Place(PlaceKind.COMMUNITY, 1)}, "round.no_community"),
        ({"seconds_needed": 0}, "round.seconds"),
        ({"voter_roles": ()}, "round.no_voters"),
        ({"voter_roles": (Role.OFFICER,)}, "round.no_voters"),
        ({"starts": {}}, "round.no_date"),
        ({"ballot_type": "shouting"}, "round.unknown_choice"),
        ({"min_marks": 0}, "round.min_marks"),
        ({"min_marks": 4, "max_marks": 3}, "round.marks_order"),
        ({"ballot_type": "points", "points_total": 0}, "round.points_total"),
        ({"ballot_type": "points", "points_per_project": 11}, "round.points_per_project"),
        ({"ballot_type": "points", "points_total": 2}, "round.points_too_few"),
        ({"rule": "whoever shouts"}, "round.unknown_choice"),
        ({"utility": "joy"}, "count.unknown_choice"),
        ({"increment_cents": 0}, "count.increment"),
        ({"rule": "greedy-threshold", "least_votes": -1}, "count.threshold"),
        ({"rule": "greedy-threshold", "least_votes": 10**7}, "round.least_votes"),
        ({"rule": "greedy-threshold", "least_share": "a third"}, "round.bad_share"),
        ({"rule": "greedy-threshold", "least_share": "1/0"}, "round.bad_share"),
        ({"rule": "greedy-threshold", "least_share": "4/3"}, "round.bad_share"),
        ({"rule": "greedy-threshold", "least_share": "0"}, "round.no_threshold"),
        ({"negative_list": (Clause(1, " ", "", ()),)}, "round.bad_clause"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(settings(**changes))
    assert refused.value.code == code


def test_phases_begin_one_after_the_other() -> None:
    starts = dict(settings().starts)
    starts[Phase.COUNT] = starts[Phase.VOTE]
    with pytest.raises(Refusal) as refused:
        check(settings(starts=starts))
    assert refused.value.facts == {"before": Phase.VOTE, "after": Phase.COUNT}


def test_choosing_one_is_one_mark_whatever_the_form_said() -> None:
    checked = check(settings(ballot_type="choose-1", min_marks=3))
    assert (checked.min_marks, checked.max_marks) == (1, 1)


@pytest.mark.parametrize("rule", RULES_OFFERED)
def test_every_rule_on_offer_can_be_set_up_and_counted_by(rule: str) -> None:
    assert count_settings_of(check(settings(rule=rule))).rule == rule


def test_every_rule_of_the_registry_is_on_offer() -> None:
    assert set(RULES_OFFERED) == set(RULES)


def test_a_threshold_governs_only_the_rule_that_tells_of_it() -> None:
    chosen = {"least_votes": 40, "least_share": "1/4"}
    count = count_settings_of(check(settings(rule="greedy-threshold", **chosen)))
    assert (count.least_votes, count.least_share) == (40, Fraction(1, 4))
    count = count_settings_of(check(settings(rule="greedy", **chosen)))
    assert (count.least_votes, count.least_share) == (0, 0)


@pytest.mark.parametrize("word", ["approval", "choose-1", "points", "knapsack", "ranking"])
def test_every_ballot_on_offer_is_one_that_a_count_reads(word: str) -> None:
    check(settings(ballot_type=word))
    ballot_type_of(word)


def test_nobody_draws_the_lot_twice_and_collection_settles_the_place() -> None:
    assert fixed_in(Phase.PREPARE) == {Governed.TIE_SEED}
    with pytest.raises(Refusal) as refused:
        refuse_fixed_changes(
            Phase.COLLECT, settings(), settings(place=Place(PlaceKind.DISTRICT), seconds_needed=9)
        )
    assert refused.value.facts["what"] == [Governed.PLACE, Governed.SECONDS_NEEDED]


@pytest.mark.parametrize("governed", list(Governed))
def test_from_the_vote_on_nothing_that_governs_the_count_can_change(governed: Governed) -> None:
    changed = settings(**{governed.value: "something else"})
    with pytest.raises(Refusal) as refused:
        refuse_fixed_changes(Phase.VOTE, settings(), changed)
    assert refused.value.facts["what"] == [governed]


def test_the_name_and_the_later_dates_stay_changeable_to_the_end() -> None:
    later = {p: at + timedelta(days=1) for p, at in settings().starts.items()}
    refuse_fixed_changes(Phase.VOTE, settings(), settings(name="Renamed", starts=later))


def test_two_lots_are_never_alike() -> None:
    assert len({draw_tie_seed() for _ in range(100)}) == 100


def test_what_is_frozen_names_the_count_the_ballot_and_every_cost() -> None:
    frozen = frozen_settings_of(settings(), [project("2", 2), project("1", 1, 7_00)])
    assert frozen["count"] == count_settings_of(settings()).to_dict()
    assert frozen["projects"] == [
        {"code": "1", "name": "Project 1", "cost_cents": 7_00},
        {"code": "2", "name": "Project 2", "cost_cents": 5_000_00},
    ]
    assert frozen["digest"] == digest_of(frozen)


def test_one_cent_more_on_one_project_changes_the_digest() -> None:
    before = frozen_settings_of(settings(), [project("1", 1, 700)])
    after = frozen_settings_of(settings(), [project("1", 1, 701)])
    assert before["digest"] != after["digest"]
