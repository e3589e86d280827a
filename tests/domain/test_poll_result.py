"""Majorities are exact, of people and of floor area; what was lacking is what a recount says."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.poll_result import (
    Electorate,
    GivenAnswer,
    PollResult,
    as_json,
    count_poll,
    from_json,
    measure,
    passes,
)
from domain.polls import MAJORITIES, Base, PollKind, PollTerms

FOR, AGAINST, ABSTAIN = {"for": 1}, {"against": 1}, {"abstain": 1}
few = st.integers(min_value=0, max_value=60)
fewer = st.integers(min_value=0, max_value=12)
untimed = settings(deadline=None)
terms_of_majority = st.builds(
    lambda majority, base: PollTerms("?", majority=majority[0], majority_of=majority[1], base=base),
    st.sampled_from([*MAJORITIES, (1, 1), (3, 5)]),
    st.sampled_from(Base),
)


def room(in_favour: int, against: int, abstain: int = 0) -> list[GivenAnswer]:
    answers = [FOR] * in_favour + [AGAINST] * against + [ABSTAIN] * abstain
    return [GivenAnswer(answer, 100) for answer in answers]


def count(terms: PollTerms, answers: list[GivenAnswer], present: int, roster: int) -> PollResult:
    return count_poll(
        terms, answers, Electorate(present, present * 100), Electorate(roster, roster * 100)
    )


def share_needed(terms: PollTerms, in_favour: int, base: int) -> bool:
    """The majority as a person would say it, with fractions."""
    part = Fraction(terms.majority, terms.majority_of)
    if in_favour == 0:
        return False
    return in_favour > base * part if part == Fraction(1, 2) else in_favour >= base * part


def recounts(
    terms: PollTerms, in_favour: int, against: int, present: int, roster: int
) -> Iterator[tuple[int, bool]]:
    """Count again with one more in favour each time, as long as there is anybody left to be it.

    Of votes cast there are always more to come; of a fixed base those who did not say yes change.
    """
    is_cast = terms.base is Base.CAST
    people = present if terms.base is Base.PRESENT else roster
    for more in range(60 if is_cast else people - in_favour + 1):
        answers = room(in_favour + more, against if is_cast else 0)
        yield more, bool(count(terms, answers, present, roster).has_passed)


@untimed
@given(terms_of_majority, few, few)
def test_a_majority_is_what_its_fraction_says(terms: PollTerms, base: int, votes: int) -> None:
    assert passes(terms, min(votes, base), base) is share_needed(terms, min(votes, base), base)


@untimed
@given(terms_of_majority, fewer, fewer, fewer, fewer, fewer)
def test_what_was_lacking_is_what_a_recount_says(
    terms: PollTerms, in_favour: int, against: int, abstain: int, silent: int, absent: int
) -> None:
    present = in_favour + against + abstain + silent
    roster = present + absent
    result = count(terms, room(in_favour, against, abstain), present, roster)
    assert result.people is not None
    tried = recounts(terms, in_favour, against, present, roster)
    assert result.people.lacking == next((more for more, passed in tried if passed), None)


@untimed
@given(terms_of_majority, few, few, few)
def test_needed_is_the_least_that_passes(
    terms: PollTerms, in_favour: int, against: int, rest: int
) -> None:
    found = measure(terms, in_favour, against, in_favour + against + rest)
    assert passes(terms, found.needed, found.base)
    assert not passes(terms, found.needed - 1, found.base)


@untimed
@given(terms_of_majority, few, few, few, few)
def test_a_frozen_result_is_read_back_as_it_was(
    terms: PollTerms, in_favour: int, against: int, abstain: int, rest: int
) -> None:
    present = in_favour + against + abstain + rest
    result = count(terms, room(in_favour, against, abstain), present, present)
    assert from_json(as_json(result)) == result


@pytest.mark.parametrize(
    ("majority", "in_favour", "against", "is_passed", "lacking"),
    [
        ((1, 2), 10, 10, False, 1),
        ((1, 2), 11, 10, True, 0),
        ((1, 2), 8, 11, False, 4),
        ((2, 3), 20, 10, True, 0),
        ((2, 3), 19, 10, False, 1),
        ((3, 4), 30, 10, True, 0),
        ((3, 4), 29, 10, False, 1),
        ((1, 2), 0, 0, False, 1),
    ],
)
def test_of_votes_cast(
    majority: tuple[int, int], in_favour: int, against: int, is_passed: bool, lacking: int
) -> None:
    terms = PollTerms("?", majority=majority[0], majority_of=majority[1])
    result = count(terms, room(in_favour, against, abstain=50), 200, 200)
    assert result.has_passed is is_passed
    assert result.people is not None
    assert result.people.lacking == lacking


def test_abstaining_weighs_against_a_majority_of_those_present() -> None:
    of_present = PollTerms("?", base=Base.PRESENT)
    assert count(of_present, room(10, 5, abstain=5), 20, 40).has_passed is False
    assert count(replace(of_present, base=Base.CAST), room(10, 5, 5), 20, 40).has_passed is True


def test_those_who_stayed_away_count_only_in_a_majority_of_all() -> None:
    of_all = PollTerms("?", base=Base.ALL)
    assert count(of_all, room(20, 0), 20, 40).has_passed is False
    assert count(of_all, room(21, 0), 21, 40).has_passed is True
    assert count(replace(of_all, base=Base.PRESENT), room(20, 0), 20, 40).has_passed is True


def test_as_many_for_as_against_is_a_tie_and_nobody_at_all_is_none() -> None:
    assert count(PollTerms("?"), room(7, 7), 14, 14).is_tie
    assert not count(PollTerms("?"), room(0, 0), 14, 14).is_tie


def test_owners_need_both_the_people_and_the_area() -> None:
    terms = PollTerms("?", is_secret=False, counts_area=True)
    small, large = GivenAnswer(FOR, 50_00), GivenAnswer(AGAINST, 500_00)
    result = count_poll(terms, [small] * 3 + [large], Electorate(4, 65_000), Electorate(4, 65_000))
    assert result.people is not None
    assert result.area is not None
    assert (result.people.has_passed, result.area.has_passed) == (True, False)
    assert result.has_passed is False
    assert result.area.lacking == 35_001
    assert passes(terms, 15_000 + 35_001, 65_000 + 35_001)
    assert not passes(terms, 15_000 + 35_000, 65_000 + 35_000)


def test_the_most_chosen_wins_and_a_tie_names_them_all() -> None:
    terms = PollTerms("?", PollKind.CHOICE, ("A", "B", "C"), most_choices=2)
    ballots = [GivenAnswer({"1": 1, "2": 1}), GivenAnswer({"2": 1}), GivenAnswer({"1": 1})]
    tied = count(terms, ballots, 5, 5)
    assert (tied.winners, tied.is_tie, tied.counts["3"]) == (("1", "2"), True, 0)
    won = count(terms, [*ballots, GivenAnswer({"2": 1})], 5, 5)
    assert (won.winners, won.is_tie, won.has_passed) == (("2",), False, None)
    assert count(terms, [], 5, 5).winners == ()


def test_points_are_summed() -> None:
    terms = PollTerms("?", PollKind.POINTS, ("A", "B"), points_total=10)
    result = count(terms, [GivenAnswer({"1": 7, "2": 3}), GivenAnswer({"2": 10})], 2, 2)
    assert (result.counts, result.winners, result.answered) == ({"1": 7, "2": 13}, ("2",), 2)


@untimed
@given(st.lists(st.integers(min_value=1, max_value=5), min_size=1))
def test_a_scale_has_an_exact_mean_and_a_middle_with_half_on_either_side(values: list[int]) -> None:
    terms = PollTerms("?", PollKind.SCALE)
    result = count(terms, [GivenAnswer({"scale": value}) for value in values], 99, 99)
    assert result.mean == Fraction(sum(values), len(values))
    assert result.median is not None
    below = sum(value <= result.median for value in values)
    above = sum(value >= result.median for value in values)
    assert min(below, above) * 2 >= len(values)
    assert sum(result.counts.values()) == result.answered == len(values)
