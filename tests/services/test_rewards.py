"""Exchanges: once for each tap, never below zero, never the last voucher twice."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from db.engine import transaction
from db.tables import Account
from domain.clock import utc_now
from domain.points import Balance, ExchangeState
from domain.refusals import Refusal
from domain.roles import Actor
from services import ledger_audit, points, points_reviews, rewards
from tests.cast import Cast
from tests.services.ledgers import a_reward, balance, entered, entries, exchanges, given, stock_of

AT_ONCE = 12


def test_an_exchange_takes_points_and_stock_and_is_one_entry(cast: Cast) -> None:
    given(cast, 10)
    reward_id = a_reward(cast, 8, stock=2)
    rewards.exchange_points(cast["mei"], reward_id, 8, "key")
    assert balance(cast) == Balance(earned=10, spent=8)
    assert stock_of(reward_id) == 1
    assert [one.points for one in entries()] == [10, -8]


def test_what_is_too_dear_is_refused_and_nothing_is_taken(cast: Cast) -> None:
    given(cast, 7)
    reward_id = a_reward(cast, 8)
    with pytest.raises(Refusal, match=r"reward\.too_dear"):
        rewards.exchange_points(cast["mei"], reward_id, 8, "key")
    assert (balance(cast), stock_of(reward_id)) == (Balance(earned=7), 5)


def test_without_stock_the_points_stay(cast: Cast) -> None:
    given(cast, 10)
    reward_id = a_reward(cast, 8, stock=0)
    with pytest.raises(Refusal, match=r"reward\.none_left"):
        rewards.exchange_points(cast["mei"], reward_id, 8, "key")
    assert balance(cast) == Balance(earned=10)


def test_called_off_returns_points_and_stock_once(cast: Cast) -> None:
    given(cast, 10)
    reward_id = a_reward(cast, 8)
    exchange_id = rewards.exchange_points(cast["mei"], reward_id, 8, "key")
    for _ in range(2):
        rewards.call_off(cast["mei"], exchange_id, "Changed my mind")
    assert (balance(cast), stock_of(reward_id)) == (Balance(earned=10), 5)
    assert [one.points for one in entries()] == [10, -8, 8]
    with pytest.raises(Refusal, match=r"exchange\.ended"):
        rewards.hand_over(cast["clerk"], exchange_id)


def test_points_that_return_pay_a_debt_first(cast: Cast) -> None:
    given(cast, 10)
    exchange_id = rewards.exchange_points(cast["mei"], a_reward(cast, 8), 8, "key")
    given(cast, -6)
    assert balance(cast) == Balance(earned=8, spent=8, owed=4)
    rewards.call_off(cast["clerk"], exchange_id, "Sold out after all")
    assert balance(cast) == Balance(earned=4)


def test_what_was_handed_over_is_not_called_off(cast: Cast) -> None:
    given(cast, 10)
    exchange_id = rewards.exchange_points(cast["mei"], a_reward(cast, 8), 8, "key")
    rewards.hand_over(cast["clerk"], exchange_id)
    rewards.hand_over(cast["clerk"], exchange_id)
    with pytest.raises(Refusal, match=r"exchange\.ended"):
        rewards.call_off(cast["mei"], exchange_id, "Changed my mind")
    assert exchanges()[0].state == ExchangeState.HANDED_OVER.value


def test_nobody_calls_off_what_another_ordered(cast: Cast) -> None:
    given(cast, 10)
    exchange_id = rewards.exchange_points(cast["mei"], a_reward(cast, 8), 8, "key")
    with pytest.raises(Refusal, match=r"right\.role"):
        rewards.call_off(cast["ann"], exchange_id, "Envy")


def test_stock_is_set_only_over_what_was_seen(cast: Cast) -> None:
    reward_id = a_reward(cast, 8, stock=5)
    given(cast, 10)
    rewards.exchange_points(cast["mei"], reward_id, 8, "key")
    with pytest.raises(Refusal, match=r"reward\.stock_moved"):
        rewards.set_stock(cast["officer"], reward_id, 5, 9)
    rewards.set_stock(cast["officer"], reward_id, 4, 9)
    assert stock_of(reward_id) == 9


def attempt(actor: Actor, reward_id: int, price: int, key: str) -> str:
    try:
        rewards.exchange_points(actor, reward_id, price, key)
    except Refusal as refusal:
        return refusal.code
    return "done"


def test_one_tap_delivered_many_times_at_once_is_one_exchange(cast: Cast) -> None:
    given(cast, 100)
    reward_id, mei = a_reward(cast, 8, stock=20), cast["mei"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ids = set(
            pool.map(lambda _: rewards.exchange_points(mei, reward_id, 8, "one"), range(AT_ONCE))
        )
    assert len(ids) == len(exchanges()) == 1
    assert (balance(cast).spent, stock_of(reward_id)) == (8, 19)


def test_many_taps_at_once_never_spend_the_same_points(cast: Cast) -> None:
    given(cast, 20)
    reward_id, mei = a_reward(cast, 8, stock=20), cast["mei"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = list(pool.map(lambda n: attempt(mei, reward_id, 8, f"k{n}"), range(AT_ONCE)))
    assert sorted(said) == ["done"] * 2 + ["reward.too_dear"] * (AT_ONCE - 2)
    assert balance(cast) == Balance(earned=20, spent=16)


def test_the_last_voucher_is_had_by_one_of_many(cast: Cast) -> None:
    people = ["mei", "ann"]
    for name in people:
        given(cast, 50, name)
    reward_id = a_reward(cast, 5, stock=1)
    actors = [cast[name] for name in people]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = list(
            pool.map(lambda n: attempt(actors[n % 2], reward_id, 5, f"k{n}"), range(AT_ONCE))
        )
    assert said.count("done") == 1
    assert set(said) == {"done", "reward.none_left"}
    assert (stock_of(reward_id), sum(balance(cast, name).spent for name in people)) == (0, 5)
    assert not ledger_audit.audit_ledgers().mistakes


SPENDING = """
import sys
from db import accounts
from db.engine import reading
from domain.refusals import Refusal
from services import rewards
who, reward_id, first = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with reading() as db:
    actor = accounts.actor_of(db, accounts.find_account(db, who))
for n in range(first, first + 5):
    try:
        rewards.exchange_points(actor, reward_id, 5, f"{who}-{n}")
    except Refusal:
        pass
"""


def test_two_processes_spend_for_one_person_and_nothing_is_spent_twice(cast: Cast) -> None:
    given(cast, 32)
    reward_id = a_reward(cast, 5, stock=50)
    root = Path(__file__).resolve().parents[2]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SPENDING, "mei", str(reward_id), first],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        for first in ("0", "3")
    ]
    assert [one.wait(timeout=120) for one in running] == [0, 0]
    assert balance(cast) == Balance(earned=32, spent=30)
    assert stock_of(reward_id) == 44
    assert not ledger_audit.audit_ledgers().mistakes


class Ledger(RuleBasedStateMachine):
    """One person's points over any story; a plain list of what happened is the referee."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.name = f"person{self.next_number()}"
        with transaction() as db:
            db.add(
                Account(
                    username=self.name,
                    name=self.name,
                    role="member",
                    password_hash="-",
                    community_id=self.cast.communities["Riverside"],
                    created_at=utc_now(),
                )
            )
        self.me = self.cast[self.name]
        self.reward_id, self.stock = a_reward(self.cast, 5, stock=3), 3
        self.net, self.spent = 0, 0
        self.approved: list[tuple[int, int]] = []
        self.open: list[int] = []

    numbers = iter(range(10_000))

    @classmethod
    def next_number(cls) -> int:
        return next(cls.numbers)

    @rule(worth=st.integers(-12, 12).filter(bool), is_approved=st.booleans())
    def enter(self, worth: int, is_approved: bool) -> None:
        entry_id = entered(self.cast, worth, self.name)
        if is_approved:
            points_reviews.approve_entry(self.cast["clerk"], entry_id)
            self.net += worth
            self.approved.append((entry_id, worth))
        else:
            points_reviews.refuse_entry(self.cast["clerk"], entry_id, "no")

    @rule()
    def reverse(self) -> None:
        if self.approved:
            entry_id, worth = self.approved.pop()
            back = points.ask_reversal(self.cast["officer"], entry_id, "wrong")
            points_reviews.approve_entry(self.cast["clerk"], back)
            self.net -= worth

    @rule(twice=st.booleans())
    def exchange(self, twice: bool) -> None:
        key = f"{self.name}-{self.next_number()}"
        may = self.net - self.spent >= 5 and self.stock > 0
        for _ in range(1 + twice):
            said = attempt(self.me, self.reward_id, 5, key)
            assert (said == "done") == may
        if may:
            self.spent, self.stock = self.spent + 5, self.stock - 1
            self.open.append(max(one.id for one in exchanges()))

    @rule()
    def call_off(self) -> None:
        if self.open:
            rewards.call_off(self.me, self.open.pop(), "no")
            self.spent, self.stock = self.spent - 5, self.stock + 1

    @invariant()
    def held_is_what_happened(self) -> None:
        held = balance(self.cast, self.name)
        assert held.net == self.net
        assert held.spent == self.spent
        assert held.available >= 0
        assert held.owed == 0 or held.available == 0
        assert stock_of(self.reward_id) == self.stock


def test_any_story_of_entries_and_exchanges_adds_up(cast: Cast) -> None:
    Ledger.cast = cast
    machine = Ledger.TestCase
    machine.settings = settings(
        max_examples=8,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()
    assert not ledger_audit.audit_ledgers().mistakes
