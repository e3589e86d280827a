"""What may be marked, when a ballot is valid, and that a change said twice is done once."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ballots import (
    BallotRules,
    Change,
    Missing,
    Standing,
    cents_left,
    choosing,
    chosen_in_order,
    is_double_tap,
    is_valid,
    mark,
    missing,
    points_left,
    standing_of,
    voter_key,
)
from domain.election import BallotType
from domain.refusals import Refusal

COSTS = {"1": 30_00, "2": 50_00, "3": 70_00, "10": 20_00}


def rules(kind: BallotType, **more: int | None) -> BallotRules:
    return BallotRules(kind, COSTS, **more)  # type: ignore[arg-type]


APPROVAL = rules(BallotType.APPROVAL, min_marks=3)
ONE = rules(BallotType.CHOOSE_ONE, min_marks=1)
POINTS = rules(BallotType.POINTS, min_marks=2, points_total=6, points_per_project=4)
KNAPSACK = rules(BallotType.KNAPSACK, min_marks=1, budget_cents=100_00)
RANKING = rules(BallotType.RANKING, min_marks=2, max_marks=3)
ALL_FIVE = [APPROVAL, ONE, POINTS, KNAPSACK, RANKING]


def after(given_rules: BallotRules, *changes: tuple[str, int]) -> dict[str, int]:
    marks: dict[str, int] = {}
    for code, wanted in changes:
        marks = mark(given_rules, marks, Change(code, wanted))
    return marks


def code_of_refusal(given_rules: BallotRules, marks: Mapping[str, int], change: Change) -> str:
    with pytest.raises(Refusal) as refused:
        mark(given_rules, marks, change)
    return refused.value.code


def test_an_approval_is_put_and_taken_back() -> None:
    assert after(APPROVAL, ("1", 1), ("2", 1), ("1", 0)) == {"2": 1}


def test_approving_has_no_upper_limit_unless_the_round_sets_one() -> None:
    assert len(after(APPROVAL, *((code, 1) for code in COSTS))) == 4
    at_most_two = rules(BallotType.APPROVAL, max_marks=2)
    assert code_of_refusal(at_most_two, {"1": 1, "2": 1}, Change("3", 1)) == "ballot.too_many"


def test_choosing_another_project_moves_the_one_mark() -> None:
    assert after(ONE, ("1", 1), ("2", 1)) == {"2": 1}
    assert after(ONE, ("1", 1), ("1", 0)) == {}


def test_points_stay_within_the_total_and_the_most_for_one_project() -> None:
    assert after(POINTS, ("1", 4), ("2", 2)) == {"1": 4, "2": 2}
    assert code_of_refusal(POINTS, {}, Change("1", 5)) == "ballot.points_per_project"
    assert code_of_refusal(POINTS, {"1": 4, "2": 2}, Change("3", 1)) == "ballot.points_spent"
    assert points_left(POINTS, {"1": 4}) == 2


def test_a_knapsack_never_costs_more_than_the_budget_and_says_what_is_left() -> None:
    assert cents_left(KNAPSACK, after(KNAPSACK, ("1", 1), ("2", 1))) == 20_00
    with pytest.raises(Refusal) as refused:
        mark(KNAPSACK, {"1": 1, "2": 1}, Change("3", 1))
    assert refused.value.facts == {"left_cents": 20_00, "cost_cents": 70_00}
    assert after(KNAPSACK, ("1", 1), ("2", 1), ("10", 1)) == {"1": 1, "2": 1, "10": 1}


def test_a_ranking_grows_in_the_order_of_taps_and_closes_its_gaps() -> None:
    ranked = after(RANKING, ("3", 1), ("1", 2), ("10", 3))
    assert ranked == {"3": 1, "1": 2, "10": 3}
    assert mark(RANKING, ranked, Change("3", 0)) == {"1": 1, "10": 2}
    assert chosen_in_order(RANKING, ranked) == ["3", "1", "10"]


def test_a_tap_ranks_next_and_says_the_same_when_it_is_delivered_again() -> None:
    assert choosing(RANKING, {"3": 1}, "1", is_wanted=True) == Change("1", 2)
    assert choosing(RANKING, {"3": 1, "1": 2, "2": 3}, "1", is_wanted=True) == Change("1", 2)
    assert choosing(RANKING, {"3": 1}, "3", is_wanted=False) == Change("3", 0)
    assert choosing(APPROVAL, {"3": 1}, "1", is_wanted=True) == Change("1", 1)


def test_a_ranked_project_can_be_moved_to_another_place() -> None:
    assert mark(RANKING, {"3": 1, "1": 2, "2": 3}, Change("2", 1)) == {"2": 1, "3": 2, "1": 3}


@pytest.mark.parametrize("given_rules", ALL_FIVE)
def test_what_is_not_on_the_ballot_or_below_zero_is_refused(given_rules: BallotRules) -> None:
    assert code_of_refusal(given_rules, {}, Change("no", 1)) == "ballot.unknown_project"
    assert code_of_refusal(given_rules, {}, Change("1", -1)) == "ballot.no_such_mark"


@pytest.mark.parametrize("given_rules", [APPROVAL, ONE, KNAPSACK])
def test_a_ballot_without_points_takes_no_number_but_one(given_rules: BallotRules) -> None:
    assert code_of_refusal(given_rules, {}, Change("1", 2)) == "ballot.no_such_mark"


def test_what_is_missing_is_told_as_a_number_of_projects() -> None:
    assert missing(APPROVAL, {"1": 1}) == Missing(2)
    assert missing(APPROVAL, {"1": 1, "2": 1, "3": 1}) is None


def test_no_ballot_asks_for_more_than_can_be_marked() -> None:
    two = {"1": 60_00, "2": 60_00}
    assert BallotRules(BallotType.APPROVAL, two, min_marks=3).least == 2
    assert BallotRules(BallotType.KNAPSACK, two, min_marks=3, budget_cents=100_00).least == 1
    assert BallotRules(BallotType.POINTS, two, min_marks=2, points_total=1).least == 1
    assert BallotRules(BallotType.CHOOSE_ONE, two, min_marks=3).least == 1


def test_an_empty_ballot_is_never_valid() -> None:
    for given_rules in ALL_FIVE:
        assert not is_valid(given_rules, {})


@pytest.mark.parametrize(
    ("given_rules", "marks"),
    [
        (APPROVAL, {"1": 1, "2": 1, "no": 1}),
        (APPROVAL, {"1": 1, "2": 1, "3": 2}),
        (ONE, {"1": 1, "2": 1}),
        (POINTS, {"1": 5, "2": 1}),
        (POINTS, {"1": 4, "2": 4}),
        (POINTS, {"1": 1, "2": 0}),
        (KNAPSACK, {"3": 1, "2": 1}),
        (RANKING, {"1": 1, "2": 3}),
        (RANKING, {"1": 1, "2": 1}),
        (RANKING, {"1": 1, "2": 2, "3": 3, "10": 4}),
    ],
)
def test_a_ballot_from_elsewhere_that_breaks_a_limit_is_not_valid(
    given_rules: BallotRules, marks: dict[str, int]
) -> None:
    assert not is_valid(given_rules, marks)


def test_standing_goes_from_not_begun_to_finished() -> None:
    enough = {"1": 1, "2": 1, "3": 1}
    assert standing_of(APPROVAL, None, is_finished=False) is Standing.NOT_BEGUN
    assert standing_of(APPROVAL, {}, is_finished=False) is Standing.INCOMPLETE
    assert standing_of(APPROVAL, {"1": 1}, is_finished=True) is Standing.INCOMPLETE
    assert standing_of(APPROVAL, enough, is_finished=False) is Standing.VALID
    assert standing_of(APPROVAL, enough, is_finished=True) is Standing.FINISHED


def test_the_second_half_of_a_double_tap_is_known_by_project_and_time() -> None:
    assert is_double_tap(("1", 10.0), "1", 10.4)
    assert not is_double_tap(("1", 10.0), "2", 10.4)
    assert not is_double_tap(("1", 10.0), "1", 10.8)
    assert not is_double_tap(None, "1", 10.0)


def test_a_voter_key_tells_nothing_without_the_secret() -> None:
    assert voter_key("secret", 7) == voter_key("secret", 7)
    assert voter_key("secret", 7) != voter_key("another", 7)
    assert len({voter_key("secret", account) for account in range(500)}) == 500
    assert voter_key("secret", 7) != "7"
    assert len(voter_key("secret", 7)) == 64


CHANGES = st.lists(st.tuples(st.sampled_from(list(COSTS)), st.integers(0, 5)), max_size=25)


@given(given_rules=st.sampled_from(ALL_FIVE), changes=CHANGES)
def test_whatever_is_tapped_a_stored_ballot_lacks_something_or_is_valid(
    given_rules: BallotRules, changes: list[tuple[str, int]]
) -> None:
    marks: dict[str, int] = {}
    for code, wanted in changes:
        try:
            marks = mark(given_rules, marks, Change(code, wanted))
        except Refusal:
            continue
        assert is_valid(given_rules, marks) == (missing(given_rules, marks) is None)


@given(given_rules=st.sampled_from(ALL_FIVE), changes=CHANGES)
def test_a_change_delivered_twice_changes_nothing_more(
    given_rules: BallotRules, changes: list[tuple[str, int]]
) -> None:
    marks: dict[str, int] = {}
    for code, wanted in changes:
        try:
            marks = mark(given_rules, marks, Change(code, wanted))
        except Refusal:
            continue
        assert mark(given_rules, marks, Change(code, wanted)) == marks
