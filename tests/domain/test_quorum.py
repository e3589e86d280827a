"""A quorum holds when every condition does, and says how much is missing when one does not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meetings import VOTING_STANDINGS, Standing
from domain.quorum import (
    OWNERS_ASSEMBLY,
    Condition,
    Measure,
    Present,
    check_conditions,
    conditions_from,
    report,
)
from domain.refusals import Refusal

TWO_GROUPS = (
    Condition(Measure.PEOPLE, Standing.REPRESENTATIVE, least=10),
    Condition(Measure.PEOPLE, Standing.AFFECTED, least=20),
)
people = st.lists(
    st.builds(
        Present,
        standing=st.sampled_from(Standing),
        is_present=st.booleans(),
        is_invited=st.booleans(),
        has_vote=st.booleans(),
        floor_area_dm2=st.integers(0, 20_000),
    ),
    max_size=40,
)
conditions = st.builds(
    Condition,
    measure=st.sampled_from(Measure),
    standing=st.none() | st.sampled_from(Standing),
    least=st.integers(1, 30),
    share=st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1)]),
)


def crowd(standing: Standing, here: int, away: int = 0, area: int = 0) -> list[Present]:
    return [
        Present(standing, is_present=number < here, floor_area_dm2=area)
        for number in range(here + away)
    ]


def test_two_groups_must_both_be_there_and_the_larger_cannot_stand_in_for_the_smaller() -> None:
    nine = crowd(Standing.REPRESENTATIVE, 9) + crowd(Standing.AFFECTED, 50)
    lacking = report(TWO_GROUPS, nine)
    assert not lacking.holds
    assert [(one.have, one.need, one.missing) for one in lacking.conditions] == [
        (9, 10, 1),
        (50, 20, 0),
    ]
    assert report(TWO_GROUPS, [*nine, *crowd(Standing.REPRESENTATIVE, 1)]).holds


def test_owners_need_two_thirds_of_people_and_of_floor_area_alike() -> None:
    many_small = crowd(Standing.OWNER, 8, area=5_000) + crowd(Standing.OWNER, 0, 1, area=90_000)
    by_people, by_area = report(OWNERS_ASSEMBLY, many_small).conditions
    assert by_people.holds
    assert not by_area.holds
    assert (by_area.have, by_area.of, by_area.need) == (40_000, 130_000, 86_667)
    few_large = crowd(Standing.OWNER, 1, area=90_000) + crowd(Standing.OWNER, 0, 8, area=5_000)
    assert not report(OWNERS_ASSEMBLY, few_large).holds
    exact = crowd(Standing.OWNER, 6, 3, area=10_000)
    assert report(OWNERS_ASSEMBLY, exact).holds


def test_a_half_is_more_than_half_and_two_thirds_is_at_least_that_part() -> None:
    half = Condition(Measure.SHARE, Standing.RESIDENT, share=Fraction(1, 2))
    assert not report([half], crowd(Standing.RESIDENT, 5, 5)).holds
    assert report([half], crowd(Standing.RESIDENT, 6, 4)).holds
    two_thirds = Condition(Measure.SHARE, Standing.RESIDENT)
    assert report([two_thirds], crowd(Standing.RESIDENT, 6, 3)).holds


def test_who_walks_in_does_not_count_towards_a_part_of_those_invited() -> None:
    share = Condition(Measure.SHARE, None, share=Fraction(1, 2))
    walked_in = [Present(Standing.RESIDENT, is_present=True, is_invited=False)] * 9
    assert not report([share], crowd(Standing.RESIDENT, 1, 3) + walked_in).holds


def test_a_part_of_nobody_is_never_reached_and_no_condition_is_nothing_to_reach() -> None:
    assert not report([Condition(Measure.SHARE)], []).holds
    assert not report([Condition(Measure.AREA, Standing.OWNER)], crowd(Standing.OWNER, 3)).holds
    assert report([], []).holds
    assert not report([], []).is_asked


def test_guests_without_a_vote_make_no_quorum() -> None:
    ten = Condition(Measure.PEOPLE, None, least=10)
    guests = [
        Present(one, is_present=True, has_vote=one in VOTING_STANDINGS) for one in Standing
    ] * 3
    assert report([ten], guests).conditions[0].have == 3 * len(VOTING_STANDINGS)


@given(conditions, people)
def test_one_more_in_the_room_never_breaks_a_quorum(
    condition: Condition, crowd_: list[Present]
) -> None:
    before = report([condition], crowd_).conditions[0]
    for place, one in enumerate(crowd_):
        if one.is_present:
            continue
        came = Present(one.standing, True, one.is_invited, one.has_vote, one.floor_area_dm2)
        after = report([condition], [*crowd_[:place], came, *crowd_[place + 1 :]]).conditions[0]
        assert after.have >= before.have
        assert after.need == before.need


@given(conditions, people)
def test_exactly_what_is_missing_is_enough(condition: Condition, crowd_: list[Present]) -> None:
    one = report([condition], crowd_).conditions[0]
    assert one.holds == (one.missing == 0)
    assert max(one.have, one.have + one.missing) >= one.need
    assert 0 <= one.have <= one.of


@given(st.lists(conditions, max_size=4))
def test_what_a_meeting_keeps_is_read_back_as_it_was(kept: list[Condition]) -> None:
    read = conditions_from([one.as_row() for one in kept])
    assert [one.as_row() for one in read] == [one.as_row() for one in kept]
    assert [report([one], []).conditions[0].need for one in read] == [
        report([one], []).conditions[0].need for one in kept
    ]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ((Condition(Measure.PEOPLE, least=0),), "quorum.least"),
        ((Condition(Measure.SHARE, share=Fraction(0)),), "quorum.share"),
        ((Condition(Measure.AREA, share=Fraction(3, 2)),), "quorum.share"),
        ((Condition(Measure.SHARE), Condition(Measure.SHARE)), "quorum.twice"),
    ],
)
def test_a_condition_that_means_nothing_is_refused(bad: tuple[Condition, ...], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_conditions(bad)
    assert refused.value.code == code
