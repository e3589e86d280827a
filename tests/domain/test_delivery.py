"""Money left, late steps, satisfaction."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.delivery import (
    MilestoneLine,
    Payment,
    Satisfaction,
    Work,
    count_stars,
    refuse_overspending,
)
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal

DAY = date(2026, 5, 10)
DONE = datetime(2026, 5, 9, tzinfo=UTC)


def work(*milestones: MilestoneLine, payments: tuple[Payment, ...] = ()) -> Work:
    return Work(
        project_id=1,
        proposal_id=1,
        round_id=1,
        round_name="2026",
        phase=Phase.IMPLEMENT,
        name="Handrail",
        community="Riverside",
        cost_cents=100_00,
        state=ProposalState.UNDER_WAY,
        milestones=milestones,
        payments=payments,
    )


def step(due_on: date, done_at: datetime | None = None) -> MilestoneLine:
    return MilestoneLine(1, "dig", due_on, None, done_at)


def test_a_step_is_late_the_day_after_its_day_and_never_when_done() -> None:
    due_today, yesterday = step(DAY), step(date(2026, 5, 9))
    assert work(due_today, yesterday, step(date(2026, 5, 1), DONE)).late(DAY) == [yesterday]


def test_a_project_without_a_plan_is_not_done() -> None:
    assert not work().is_plan_done
    assert work(step(DAY, DONE)).is_plan_done
    assert not work(step(DAY, DONE), step(DAY)).is_plan_done


def test_a_voided_payment_gives_its_money_back() -> None:
    paid = Payment(1, 60_00, DAY, "Li", "wood", None)
    void = Payment(2, 30_00, DAY, "Li", "wood", "twice")
    assert work(payments=(paid, void)).left_cents == 40_00


@pytest.mark.parametrize(("amount", "code"), [(0, "amount_zero"), (-5, "amount_zero")])
def test_nothing_is_no_payment(amount: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_overspending(100, 0, amount)
    assert refused.value.code == f"delivery.{code}"


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_payment_is_refused_exactly_when_it_exceeds_what_is_left(
    cost: int, spent: int, amount: int
) -> None:
    if spent + amount <= cost:
        refuse_overspending(cost, spent, amount)
        return
    with pytest.raises(Refusal) as refused:
        refuse_overspending(cost, spent, amount)
    assert refused.value.facts == {"left_cents": cost - spent}


def test_four_and_five_stars_are_satisfied() -> None:
    satisfaction = Satisfaction(count_stars([5, 4, 3, 1]))
    assert satisfaction.counts == (1, 0, 1, 1, 1)
    assert (satisfaction.satisfied, satisfaction.mean) == (Fraction(1, 2), Fraction(13, 4))


def test_without_appraisals_no_share_is_claimed() -> None:
    assert Satisfaction().satisfied is None
    assert Satisfaction().mean is None
