"""What a poll may ask, and what may be answered to it."""

from dataclasses import replace

import pytest

from domain.polls import PollKind, PollTerms, checked, refuse_bad_terms
from domain.refusals import Refusal

MOTION = PollTerms("A ramp?")
CHOICE = PollTerms("Which?", PollKind.CHOICE, ("A", "B", "C"), most_choices=2)
POINTS = PollTerms("How much?", PollKind.POINTS, ("A", "B"), points_total=10)
SCALE = PollTerms("How well?", PollKind.SCALE, ("badly", "well"))


@pytest.mark.parametrize("terms", [MOTION, CHOICE, POINTS, SCALE, replace(SCALE, options=())])
def test_a_well_made_poll_is_let_through(terms: PollTerms) -> None:
    refuse_bad_terms(terms)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (PollTerms("  "), "poll.no_question"),
        (PollTerms("x" * 201), "poll.question_too_long"),
        (replace(CHOICE, options=("A",)), "poll.options"),
        (replace(CHOICE, options=("A", "A ")), "poll.options_alike"),
        (replace(CHOICE, options=("A", " ")), "poll.options_alike"),
        (replace(CHOICE, options=("A", "x" * 61)), "poll.option_too_long"),
        (replace(CHOICE, most_choices=4), "poll.most_choices"),
        (replace(POINTS, points_total=0), "poll.points_total"),
        (replace(SCALE, options=("badly",)), "poll.scale_ends"),
        (replace(MOTION, majority=1, majority_of=3), "poll.majority"),
        (replace(MOTION, counts_area=True), "poll.area_needs_open"),
        (replace(CHOICE, counts_area=True, is_secret=False), "poll.area_needs_open"),
    ],
)
def test_a_poll_that_could_not_be_counted_fairly_is_refused(terms: PollTerms, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_bad_terms(terms)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("terms", "answer"),
    [
        (MOTION, {"for": 1}),
        (MOTION, {"abstain": 1}),
        (CHOICE, {"1": 1, "3": 1}),
        (POINTS, {"1": 4, "2": 6}),
        (POINTS, {"2": 3}),
        (SCALE, {"scale": 5}),
        (CHOICE, {}),
        (SCALE, {}),
    ],
)
def test_an_answer_that_fits_is_kept_as_it_is(terms: PollTerms, answer: dict[str, int]) -> None:
    assert checked(terms, answer) == answer


@pytest.mark.parametrize(
    ("terms", "answer", "code"),
    [
        (MOTION, {"for": 1, "against": 1}, "poll.too_many"),
        (MOTION, {"for": 2}, "poll.no_such_answer"),
        (MOTION, {"yes": 1}, "poll.no_such_answer"),
        (CHOICE, {"4": 1}, "poll.no_such_answer"),
        (CHOICE, {"0": 1}, "poll.no_such_answer"),
        (CHOICE, {"1": 1, "2": 1, "3": 1}, "poll.too_many"),
        (POINTS, {"1": 11}, "poll.points_spent"),
        (POINTS, {"1": -1, "2": 5}, "poll.no_such_answer"),
        (SCALE, {"scale": 6}, "poll.no_such_answer"),
        (SCALE, {"scale": 3, "1": 1}, "poll.no_such_answer"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    terms: PollTerms, answer: dict[str, int], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        checked(terms, answer)
    assert refused.value.code == code


def test_an_answer_does_not_tell_the_order_of_taps() -> None:
    assert list(checked(CHOICE, {"3": 1, "1": 1})) == ["1", "3"]
