"""The special fund: nothing spent that was not allocated, nothing allocated beyond the budget."""

from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.engine import transaction
from domain.refusals import Refusal
from domain.special_fund import EntryKind, FundDraft, Sums
from services import ledger_audit, special_fund
from tests.cast import Cast
from tests.days import today


def a_line(cast: Cast, yuan: str = "100", name: str = "Research") -> int:
    year = today().year
    return special_fund.plan_line(cast["officer"], year, name, yuan, None, "The year's budget")


def draft(line_id: int, yuan: str, **more: str) -> FundDraft:
    words = {"what": "Survey", "payee": "Smith", "voucher": "V1"} | more
    return FundDraft(line_id, yuan, today(), **words)


def sums(line_id: int) -> Sums:
    lines = special_fund.get_year(None, today().year).lines
    return next(one.sums for one in lines if one.id == line_id)


def test_budget_allocation_and_payment_add_up(cast: Cast) -> None:
    line_id = a_line(cast)
    special_fund.allocate(cast["officer"], draft(line_id, "60"), "a")
    special_fund.pay(cast["officer"], draft(line_id, "25.50"), "b")
    assert sums(line_id) == Sums(100_00, 60_00, 25_50)
    assert sums(line_id).left_cents == 34_50
    assert not ledger_audit.audit_ledgers().mistakes


def test_the_same_form_twice_is_one_entry(cast: Cast) -> None:
    line_id = a_line(cast)
    first = special_fund.allocate(cast["officer"], draft(line_id, "60"), "a")
    assert special_fund.allocate(cast["officer"], draft(line_id, "60"), "a") == first
    assert a_line(cast) == line_id
    assert sums(line_id) == Sums(100_00, 60_00, 0)


def test_nothing_goes_beyond_budget_or_allocation(cast: Cast) -> None:
    line_id = a_line(cast)
    with pytest.raises(Refusal, match=r"fund\.beyond_budget"):
        special_fund.allocate(cast["officer"], draft(line_id, "100.01"), "a")
    special_fund.allocate(cast["officer"], draft(line_id, "60"), "b")
    with pytest.raises(Refusal, match=r"fund\.beyond_allocated") as refused:
        special_fund.pay(cast["officer"], draft(line_id, "60.01"), "c")
    assert refused.value.facts == {"left_cents": 60_00}
    assert sums(line_id) == Sums(100_00, 60_00, 0)


def test_a_payment_names_payee_and_voucher(cast: Cast) -> None:
    line_id = a_line(cast)
    special_fund.allocate(cast["officer"], draft(line_id, "60"), "a")
    for missing in ({"payee": " "}, {"voucher": ""}):
        with pytest.raises(Refusal, match=r"fund\.voucher"):
            special_fund.pay(cast["officer"], draft(line_id, "1", **missing), "b")


def test_an_entry_is_taken_back_by_another_and_both_stay(cast: Cast) -> None:
    line_id = a_line(cast)
    special_fund.allocate(cast["officer"], draft(line_id, "60"), "a")
    wrong = special_fund.pay(cast["officer"], draft(line_id, "25"), "b")
    back = special_fund.reverse(cast["officer"], wrong, "Wrong amount")
    assert special_fund.reverse(cast["officer"], wrong, "Again") == back
    assert sums(line_id) == Sums(100_00, 60_00, 0)
    kinds = [one.kind for one in special_fund.get_year(None, today().year).lines[0].entries]
    assert kinds[:2] == [EntryKind.REVERSAL, EntryKind.PAYMENT]
    with pytest.raises(Refusal, match=r"fund\.is_reversal"):
        special_fund.reverse(cast["officer"], back, "No, right after all")


def test_what_later_entries_rest_on_is_not_taken_back(cast: Cast) -> None:
    line_id = a_line(cast)
    allocation = special_fund.allocate(cast["officer"], draft(line_id, "60"), "a")
    special_fund.pay(cast["officer"], draft(line_id, "25"), "b")
    with pytest.raises(Refusal, match=r"fund\.in_use"):
        special_fund.reverse(cast["officer"], allocation, "Too early")
    assert sums(line_id) == Sums(100_00, 60_00, 25_00)


def test_the_public_reads_sums_and_purposes_and_no_payee(cast: Cast) -> None:
    line_id = a_line(cast)
    special_fund.allocate(cast["officer"], draft(line_id, "60"), "a")
    special_fund.pay(cast["officer"], draft(line_id, "25"), "b")
    for reader in (None, cast["mei"], cast["clerk"]):
        entry = special_fund.get_year(reader, today().year).lines[0].entries[0]
        assert (entry.what, entry.payee, entry.voucher, entry.by) == ("Survey", "", "", "")
    entry = special_fund.get_year(cast["officer"], today().year).lines[0].entries[0]
    assert (entry.payee, entry.voucher, entry.by) == ("Smith", "V1", "Officer")


def test_many_payments_at_once_never_spend_more_than_is_allocated(cast: Cast) -> None:
    line_id, officer = a_line(cast), cast["officer"]
    special_fund.allocate(officer, draft(line_id, "50"), "a")

    def pay(n: int) -> str:
        try:
            special_fund.pay(officer, draft(line_id, "8"), f"p{n}")
        except Refusal as refusal:
            return refusal.code
        return "paid"

    with ThreadPoolExecutor(10) as pool:
        said = sorted(pool.map(pay, range(10)))
    assert said == ["fund.beyond_allocated"] * 4 + ["paid"] * 6
    assert sums(line_id) == Sums(100_00, 50_00, 48_00)
    assert not ledger_audit.audit_ledgers().mistakes


STEPS = st.lists(
    st.tuples(st.sampled_from(["raise", "allocate", "pay", "reverse"]), st.integers(1, 60)),
    max_size=12,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_any_story_of_entries_adds_up(cast: Cast, steps: list[tuple[str, int]]) -> None:
    officer, line_id = cast["officer"], a_line(cast, "100", token_hex(6))
    acts = {
        "raise": (special_fund.raise_budget, EntryKind.BUDGET),
        "allocate": (special_fund.allocate, EntryKind.ALLOCATION),
        "pay": (special_fund.pay, EntryKind.PAYMENT),
    }
    expected, booked = Sums(100_00), list[tuple[int, EntryKind, int]]()
    for name, yuan in steps:
        if name == "reverse" and not booked:
            continue
        if name == "reverse":
            entry_id, kind, cents = booked[-1]
            after = expected.plus(kind, -cents)
        else:
            act, kind = acts[name]
            cents = yuan * 100
            after = expected.plus(kind, cents)
        try:
            if name == "reverse":
                special_fund.reverse(officer, entry_id, "wrong")
                booked.pop()
            else:
                made = act(officer, draft(line_id, str(yuan)), token_hex(8))
                booked.append((made, kind, cents))
        except Refusal:
            assert not after.is_sound
        else:
            assert after.is_sound
            expected = after
        assert sums(line_id) == expected
    assert not ledger_audit.audit_ledgers().mistakes


def test_a_sum_that_was_tampered_with_is_found(cast: Cast) -> None:
    a_line(cast)
    with transaction() as db:
        db.connection().exec_driver_sql("UPDATE fund_line SET budget_cents = 5000")
    assert [one.ledger for one in ledger_audit.audit_ledgers().mistakes] == ["fund"]
