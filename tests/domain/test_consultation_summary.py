"""Answers keep their spread: no average, dissent kept, and nobody recognised in a small group."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from domain.consultation_summary import SMALLEST_GROUP, Answer, summarise

ANSWERS = st.lists(
    st.builds(
        Answer,
        agreement=st.integers(1, 5),
        text=st.sampled_from(["", "why"]),
        field_code=st.sampled_from(["", "a", "b", "c", "d"]),
        community=st.sampled_from(["", "x", "y", "z"]),
    ),
    max_size=30,
)


@given(ANSWERS)
def test_no_group_is_so_small_that_somebody_is_recognised(answers: list[Answer]) -> None:
    found = summarise(answers)
    for groups in (found.by_field, found.by_community):
        assert all(one.number >= SMALLEST_GROUP for one in groups)
        assert sum(one.number for one in groups) in (0, len(answers)) or "" not in {
            one.code for one in groups
        }


@given(ANSWERS)
def test_every_reason_is_kept(answers: list[Answer]) -> None:
    found = summarise(answers)
    assert len(found.dissent) + len(found.reasons) == sum(bool(one.text) for one in answers)
    assert found.whole.number == len(answers)


def test_the_smaller_side_is_heard_whichever_it_is() -> None:
    against = [Answer(1, "no")] * 5 + [Answer(5, "yes")]
    assert [one.text for one in summarise(against).dissent] == ["yes"]
    in_favour = [Answer(5, "yes")] * 5 + [Answer(2, "no")]
    assert [one.text for one in summarise(in_favour).dissent] == ["no"]


def test_a_divided_committee_is_not_told_as_a_middle() -> None:
    found = summarise([Answer(1)] * 5 + [Answer(5)] * 5).whole
    assert found.is_divided
    assert found.median == Fraction(3)
    assert not summarise([Answer(3)] * 10).whole.is_divided


def test_a_member_alone_in_a_field_joins_the_others() -> None:
    answers = [Answer(4, field_code="a")] * 4 + [Answer(2, field_code="b")]
    assert [one.code for one in summarise(answers).by_field] == []
