"""The money of givers under many hands: it always adds up, and nothing is written down twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from domain.pledges import PledgeDraft, PledgeLine
from domain.refusals import Refusal
from services import pledges
from tests.cast import Cast
from tests.days import in_days, today

AT_ONCE = 8


def pledged(cast: Cast, yuan: str = "1000") -> int:
    draft = PledgeDraft("Corner shop", yuan, today(), community_id=cast.communities["Riverside"])
    return pledges.record_pledge(cast["clerk"], draft, token_hex(8))


def line_of(pledge_id: int) -> PledgeLine:
    return next(one for one in pledges.get_funds().pledges if one.id == pledge_id)


def said_by(act: Callable[[], object]) -> str:
    """What somebody is told: `written`, or why not."""
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return "written"


def at_once(*acts: Callable[[], object]) -> list[str]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(said_by, acts))


def test_two_clerks_who_write_down_one_payment_at_once_write_it_once(cast: Cast) -> None:
    number = pledged(cast)
    said = at_once(
        lambda: pledges.record_receipt(cast["clerk"], number, "300", today(), "desk"),
        lambda: pledges.record_receipt(cast["officer"], number, "300.00", today(), "office"),
    )
    assert said == ["pledge.double", "written"]
    assert [one.amount_cents for one in line_of(number).receipts] == [300_00]


def test_one_form_that_arrives_many_times_at_once_is_one_receipt(cast: Cast) -> None:
    number = pledged(cast)

    def send() -> int:
        return pledges.record_receipt(cast["clerk"], number, "300", today(), "one form")

    with ThreadPoolExecutor(AT_ONCE) as pool:
        written = set(pool.map(lambda _: send(), range(AT_ONCE)))
    assert written == {one.id for one in line_of(number).receipts}
    assert pledges.get_funds().received_cents == 300_00


def test_many_payments_at_once_never_come_to_more_than_was_pledged(cast: Cast) -> None:
    number = pledged(cast, "100")

    def receive(yuan: int) -> Callable[[], object]:
        key = f"form {yuan}"
        return lambda: pledges.record_receipt(cast["clerk"], number, str(yuan), today(), key)

    said = at_once(*(receive(yuan) for yuan in range(21, 21 + AT_ONCE)))
    assert said.count("written") in (3, 4)
    assert set(said) == {"written", "pledge.too_much"}
    line = line_of(number)
    assert line.received_cents + line.left_cents == 100_00
    assert pledges.get_funds().received_cents == line.received_cents


def test_a_voided_payment_can_be_written_down_anew(cast: Cast) -> None:
    number = pledged(cast)
    wrong = pledges.record_receipt(cast["clerk"], number, "300", today(), "1")
    pledges.void_receipt(cast["clerk"], wrong, "Another giver's")
    pledges.record_receipt(cast["clerk"], number, "300", today(), "2")
    assert pledges.get_funds().received_cents == 300_00


def test_the_same_sum_on_another_day_is_another_payment(cast: Cast) -> None:
    number = pledged(cast)
    pledges.record_receipt(cast["clerk"], number, "300", today(), "1")
    pledges.record_receipt(cast["clerk"], number, "300", in_days(-1), "2")
    assert pledges.get_funds().received_cents == 600_00


@dataclass
class Told:
    """A pledge as somebody with a pencil keeps it."""

    cents: int
    is_withdrawn: bool = False
    standing: dict[int, tuple[int, date]] = field(default_factory=dict)

    @property
    def received(self) -> int:
        return sum(cents for cents, _ in self.standing.values())

    @property
    def left(self) -> int:
        return 0 if self.is_withdrawn else self.cents - self.received

    def may_receive(self, cents: int, day: date) -> bool:
        return cents <= self.left and (cents, day) not in self.standing.values()


class Money(RuleBasedStateMachine):
    """Pledge, receive, void, withdraw in any order: pencil and database agree at every step."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[int, Told] = {}
        before = pledges.get_funds()
        self.received_before, self.pledged_before = before.received_cents, before.pledged_cents

    @rule(yuan=st.sampled_from([30, 60]))
    def pledge(self, yuan: int) -> None:
        self.told[pledged(self.cast, str(yuan))] = Told(yuan * 100)

    @precondition(lambda self: self.told)
    @rule(data=st.data(), cents=st.sampled_from([10_00, 25_50, 40_00]), days=st.integers(0, 1))
    def receive(self, data: st.DataObject, cents: int, days: int) -> None:
        number = data.draw(st.sampled_from(sorted(self.told)))
        told, day = self.told[number], in_days(-days)
        may = told.may_receive(cents, day)
        said = said_by(
            lambda: pledges.record_receipt(
                self.cast["officer"], number, f"{cents / 100:.2f}", day, token_hex(8)
            )
        )
        assert (said == "written") is may, said
        if may:
            newest = max(one.id for one in line_of(number).receipts)
            told.standing[newest] = (cents, day)

    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        standing = [(n, one) for n, told in sorted(self.told.items()) for one in told.standing]
        if standing:
            number, receipt_id = data.draw(st.sampled_from(standing))
            pledges.void_receipt(self.cast["clerk"], receipt_id, "Wrong")
            del self.told[number].standing[receipt_id]

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.told)))
        pledges.withdraw_pledge(self.cast["clerk"], number, "Moved away")
        self.told[number].is_withdrawn = True

    @invariant()
    def adds_up(self) -> None:
        funds = pledges.get_funds()
        received = sum(one.received for one in self.told.values())
        stands = sum(one.cents for one in self.told.values() if not one.is_withdrawn)
        assert funds.received_cents == self.received_before + received
        assert funds.pledged_cents == self.pledged_before + stands
        assert funds.received_cents == sum(one.received_cents for one in funds.by_purpose)
        for one in funds.pledges:
            if told := self.told.get(one.id):
                assert (one.received_cents, one.left_cents) == (told.received, told.left)
                assert one.received_cents <= one.amount_cents


def test_any_story_of_pledges_and_payments_adds_up(cast: Cast) -> None:
    Money.cast = cast
    run_state_machine_as_test(
        Money,
        settings=settings(max_examples=10, stateful_step_count=15, deadline=None),
    )
