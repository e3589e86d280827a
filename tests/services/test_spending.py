"""Money of a project: what is paid, with which receipt, and what is left."""

import pytest

from db.engine import reading
from db.tables import Spending
from domain.refusals import Refusal
from services import spending
from tests.cast import Cast
from tests.work_site import SOON, WorkSite, refused


@pytest.fixture
def site(cast: Cast) -> WorkSite:
    return WorkSite(cast)


@pytest.fixture
def begun(site: WorkSite) -> WorkSite:
    site.plan()
    return site


def test_payments_add_up_and_never_exceed_the_cost(begun: WorkSite) -> None:
    begun.pay("4000")
    begun.pay("6000", what="paint")
    assert (begun.work.spent_cents, begun.work.left_cents) == (10_000_00, 0)
    with pytest.raises(Refusal) as refusal:
        begun.pay("0.01", what="a nail")
    assert (refusal.value.code, refusal.value.facts) == ("delivery.overspent", {"left_cents": 0})


def test_a_payment_pressed_twice_is_recorded_once(begun: WorkSite) -> None:
    assert begun.pay() == begun.pay()
    assert begun.work.spent_cents == 4_000_00


def test_a_mistake_is_voided_with_a_reason_and_stays_to_be_seen(begun: WorkSite) -> None:
    payment, clerk = begun.pay("9000"), begun.cast["clerk"]
    assert refused(spending.void_spending, clerk, payment, " ") == "delivery.reason"
    spending.void_spending(clerk, payment, "One zero too many")
    spending.void_spending(clerk, payment, "Again")
    begun.pay("9000", what="wood again")
    assert [one.void_reason for one in begun.work.payments] == [None, "One zero too many"]
    assert begun.work.left_cents == 1_000_00


@pytest.mark.parametrize(
    ("yuan", "more", "code"),
    [
        ("0", {}, "delivery.amount_zero"),
        ("-1", {}, "money.negative"),
        ("1e99", {}, "money.too_much"),
        ("ten", {}, "money.not_a_number"),
        ("10001", {}, "delivery.overspent"),
        ("10", {"receipts": []}, "delivery.no_receipt"),
        ("10", {"receipts": [("a.pdf", b"MZ\x90")]}, "file.kind"),
        ("10", {"payee": " "}, "delivery.payee_and_what"),
        ("10", {"what": "x" * 101}, "delivery.payee_and_what"),
        ("10", {"spent_on": SOON}, "delivery.paid_in_future"),
    ],
)
def test_a_bad_payment_is_refused_and_nothing_is_written(
    begun: WorkSite, yuan: str, more: dict[str, object], code: str
) -> None:
    assert refused(begun.pay, yuan, **more) == code
    with reading() as db:
        assert db.get(Spending, 1) is None


def test_nothing_is_paid_before_the_work_has_begun(site: WorkSite) -> None:
    assert refused(site.pay) == "delivery.wrong_state"
