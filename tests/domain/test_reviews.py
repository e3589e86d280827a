"""What a review must hold, and how agreement and dissent are told."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import local
from domain.reviews import (
    Axis,
    ExpertReview,
    LegalDraft,
    ReviewDraft,
    SeatState,
    Verdict,
    due_in,
    seat_state,
    summarise,
    summarise_estimates,
)

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
WHOLE = ReviewDraft(4, 5, 3, 2, 10_000_00, "The ramp is steep but can be built.")


def review(*scores: int, cents: int = 10_000_00) -> ExpertReview:
    one, two, three, four = scores
    return ExpertReview("Chen", "engineer", (one, two, three, four), cents, "It can be built.")


def test_a_review_is_whole_only_with_four_scores_an_estimate_and_an_opinion() -> None:
    assert WHOLE.missing() == []
    assert ReviewDraft(4, None, 3, 2, None, "good").missing() == ["benefit", "estimate", "opinion"]


def test_ten_spaces_are_no_opinion() -> None:
    assert "opinion" in ReviewDraft(4, 5, 3, 2, 1, "ok        ").missing()


def test_an_estimate_of_nothing_is_an_estimate() -> None:
    assert "estimate" not in ReviewDraft(estimate_cents=0).missing()


@pytest.mark.parametrize(
    ("draft", "missing"),
    [
        (LegalDraft(opinion="Nothing stands against it."), ["verdict"]),
        (LegalDraft(Verdict.LAWFUL, opinion="Nothing stands against it."), []),
        (LegalDraft(Verdict.LAWFUL_IF, opinion="Only with a permit."), ["condition"]),
        (
            LegalDraft(Verdict.NOT_LAWFUL, condition="x", opinion="It is private ground."),
            ["clause"],
        ),
        (LegalDraft(Verdict.NOT_LAWFUL, clause="Article 9", opinion="no"), ["opinion"]),
    ],
)
def test_a_verdict_must_bring_what_it_rests_on(draft: LegalDraft, missing: list[str]) -> None:
    assert draft.missing() == missing


def test_scores_three_points_apart_are_dissent_and_two_are_not() -> None:
    feasibility, benefit, cost, risk = summarise([review(4, 1, 3, 5), review(2, 4, 3, 5)])
    assert (feasibility.is_dissent, benefit.is_dissent) == (False, True)
    assert (cost.is_unanimous, risk.mean) == (True, Fraction(5))


def test_the_mean_is_exact() -> None:
    assert summarise([review(1, 1, 1, 1), review(1, 1, 1, 1), review(2, 1, 1, 1)])[0].mean == (
        Fraction(4, 3)
    )


def test_without_reviews_there_is_nothing_to_summarise() -> None:
    assert summarise([]) == ()
    assert summarise_estimates(1, []) is None


@given(st.lists(st.tuples(*[st.integers(1, 5)] * 4), min_size=1, max_size=7))
def test_every_mean_lies_between_the_lowest_and_the_highest_score(scores: list) -> None:
    for one in summarise([review(*row) for row in scores]):
        assert 1 <= one.lowest <= one.mean <= one.highest <= 5
        assert one.axis in Axis


@pytest.mark.parametrize(
    ("estimates", "asked", "percent"),
    [((80, 100, 120), 100, 0), ((130,), 100, 30), ((70, 90), 100, -30), ((5,), 0, 0)],
)
def test_the_middle_estimate_is_compared_with_what_is_asked(
    estimates: tuple[int, ...], asked: int, percent: int
) -> None:
    summary = summarise_estimates(asked, [review(3, 3, 3, 3, cents=one) for one in estimates])
    assert summary is not None
    assert summary.percent_off == percent
    assert summary.lowest_cents <= summary.middle_cents <= summary.highest_cents


def test_recused_goes_before_done_and_done_before_late() -> None:
    past = NOW - timedelta(days=1)

    def state(done: datetime | None, recused: datetime | None, is_open: bool = True) -> SeatState:
        return seat_state(due_at=past, done_at=done, recused_at=recused, now=NOW, is_open=is_open)

    assert state(None, None) is SeatState.LATE
    assert state(past, None) is SeatState.DONE
    assert state(past, past) is SeatState.RECUSED
    assert state(None, None, False) is SeatState.UNWRITTEN


def test_a_due_day_lasts_until_midnight_of_the_hall() -> None:
    late_evening = datetime(2026, 5, 1, 15, 30, tzinfo=UTC)
    due = local(due_in(3, late_evening))
    assert (due.day, due.hour, due.minute) == (4, 23, 59)
