"""A district with rules, points and rewards in it, as the tests of the ledgers need them."""

from secrets import token_hex

from sqlmodel import select

from db.engine import reading, transaction
from db.points import read_balance
from db.tables import Account, Exchange, PointsEntry, Reward
from domain.clock import utc_now
from domain.incentive_views import EntryDraft, RuleDraft
from domain.points import Balance
from domain.roles import Role
from services import points, points_reviews, rewards
from tests.cast import Cast
from tests.days import today


def another_officer(cast: Cast, name: str = "officer2") -> None:
    """One more officer, who can review what the first one entered."""
    with transaction() as db:
        db.add(
            Account(
                username=name,
                name=name.capitalize(),
                role=Role.OFFICER.value,
                password_hash="-",
                created_at=utc_now(),
            )
        )


def a_rule(cast: Cast, worth: int, code: str = "") -> int:
    """A rule in force from today."""
    draft = RuleDraft(code or token_hex(3), f"Act worth {worth}", worth, today())
    return points.publish_rule(cast["officer"], draft)


def entered(cast: Cast, worth: int, name: str = "mei") -> int:
    """An entry of so many points that waits for its review."""
    draft = EntryDraft(cast[name].account_id, a_rule(cast, worth), today(), "Seen by the clerk")
    return points.enter_points(cast["officer"], draft, token_hex(8))


def given(cast: Cast, worth: int, name: str = "mei") -> int:
    """An approved entry of so many points; the clerk of Riverside approves."""
    entry_id = entered(cast, worth, name)
    points_reviews.approve_entry(cast["clerk"], entry_id)
    return entry_id


def a_reward(cast: Cast, price: int, stock: int = 5) -> int:
    """A reward."""
    return rewards.add_reward(cast["officer"], f"Voucher {token_hex(3)}", "", price, stock)


def balance(cast: Cast, name: str = "mei") -> Balance:
    """A person's balance as it is held."""
    with reading() as db:
        return read_balance(db, cast[name].account_id)


def stock_of(reward_id: int) -> int:
    """How many of a reward are there."""
    with reading() as db:
        row = db.get(Reward, reward_id)
        assert row is not None
        return row.stock


def exchanges() -> list[Exchange]:
    """Every exchange."""
    with reading() as db:
        return list(db.exec(select(Exchange)))


def entries() -> list[PointsEntry]:
    """Every entry."""
    with reading() as db:
        return list(db.exec(select(PointsEntry)))
