"""Queries on points: rules, entries, balances, rewards and exchanges."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import case, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from db.tables import (
    Account,
    Exchange,
    PointsAppeal,
    PointsBalance,
    PointsEntry,
    PointsRule,
    Reward,
)
from domain.points import Balance, EntryState, ExchangeState
from domain.refusals import Refusal

MOST_LISTED = 200
OF_ACTS = col(PointsEntry.exchange_id).is_(None)
"""Condition: entries of what people did, not of what they exchanged."""


def list_rules(db: Session) -> list[PointsRule]:
    """Every rule that was ever published, by code."""
    return list(db.exec(select(PointsRule).order_by(col(PointsRule.code))))


def get_rule(db: Session, rule_id: int) -> PointsRule:
    """The rule, or a refusal."""
    row = db.get(PointsRule, rule_id)
    if row is None:
        raise Refusal("points.unknown_rule")
    return row


def find_rule(db: Session, code: str) -> PointsRule | None:
    """The rule of a code."""
    return db.exec(select(PointsRule).where(PointsRule.code == code)).one_or_none()


def get_entry(db: Session, entry_id: int) -> PointsEntry:
    """The entry, locked where the database knows row locks; or a refusal."""
    query = select(PointsEntry).where(PointsEntry.id == entry_id).with_for_update()
    row = db.exec(query).one_or_none()
    if row is None:
        raise Refusal("points.unknown_entry")
    return row


def find_entry(db: Session, request_key: str) -> PointsEntry | None:
    """The entry of a request."""
    return db.exec(select(PointsEntry).where(PointsEntry.request_key == request_key)).one_or_none()


def find_reversal(db: Session, entry_id: int) -> PointsEntry | None:
    """What takes an entry back, or waits to; not what was refused."""
    query = select(PointsEntry).where(
        PointsEntry.reverses_id == entry_id, PointsEntry.state != EntryState.REFUSED.value
    )
    return db.exec(query).one_or_none()


def list_entries(db: Session, *conditions: Any, most: int = MOST_LISTED) -> list[PointsEntry]:
    """Entries that fit, the latest first."""
    query = select(PointsEntry).where(*conditions).order_by(col(PointsEntry.id).desc())
    return list(db.exec(query.limit(most)))


def reversed_among(db: Session, entry_ids: Collection[int]) -> set[int]:
    """Which of these entries an approved entry took back."""
    query = select(PointsEntry.reverses_id).where(
        col(PointsEntry.reverses_id).in_(entry_ids),
        PointsEntry.state == EntryState.APPROVED.value,
    )
    return {one for one in db.exec(query) if one is not None}


def waiting_here(community_id: int | None) -> tuple[Any, ...]:
    """Conditions: entries that wait for a review, of one community's people if given."""
    return (PointsEntry.state == EntryState.ENTERED.value, *of_people_of(community_id))


def of_people_of(community_id: int | None) -> tuple[Any, ...]:
    """Conditions: entries of one community's people; of everybody's if None."""
    if community_id is None:
        return ()
    people = select(Account.id).where(Account.community_id == community_id)
    return (col(PointsEntry.account_id).in_(people),)


def count_entries(db: Session, *conditions: Any) -> int:
    """How many entries fit."""
    return db.exec(select(func.count()).select_from(PointsEntry).where(*conditions)).one()


def get_appeal(db: Session, appeal_id: int) -> PointsAppeal:
    """The appeal, locked where the database knows row locks; or a refusal."""
    query = select(PointsAppeal).where(PointsAppeal.id == appeal_id).with_for_update()
    row = db.exec(query).one_or_none()
    if row is None:
        raise Refusal("points.unknown_appeal")
    return row


def appeals_of(db: Session, entry_ids: Collection[int]) -> dict[int, PointsAppeal]:
    """The appeals against these entries, by entry."""
    query = select(PointsAppeal).where(col(PointsAppeal.entry_id).in_(entry_ids))
    return {row.entry_id: row for row in db.exec(query)}


def list_open_appeals(db: Session) -> list[PointsAppeal]:
    """Appeals that nobody has answered, the oldest first."""
    query = select(PointsAppeal).where(col(PointsAppeal.answered_at).is_(None))
    return list(db.exec(query.order_by(col(PointsAppeal.id))))


def read_balance(db: Session, account_id: int) -> Balance:
    """A person's balance as it is held now; nothing for whoever has no entry."""
    query = select(PointsBalance.earned, PointsBalance.spent, PointsBalance.owed).where(
        PointsBalance.account_id == account_id
    )
    row = db.exec(query).one_or_none()
    return Balance(*row) if row else Balance()


def lock_balance(db: Session, account_id: int) -> None:
    """Make the balance's row if it is not there, and keep others from it until the commit."""
    is_postgres = db.get_bind().dialect.name == "postgresql"
    insert: Any = (postgresql if is_postgres else sqlite).insert(PointsBalance)
    row = {"account_id": account_id, "earned": 0, "spent": 0, "owed": 0, "shows_name": False}
    db.connection().execute(insert.values(row).on_conflict_do_nothing())
    query = select(PointsBalance.account_id).where(PointsBalance.account_id == account_id)
    db.exec(query.with_for_update()).one()


def shift_balance(db: Session, account_id: int, *, entered: int = 0, spent: int = 0) -> None:
    """Add to what entries come to and to what was exchanged, as `domain.points.balance_of`."""
    of = PointsBalance
    net: Any = col(of.earned) - col(of.owed) + entered
    after: Any = col(of.spent) + spent
    values = {
        "earned": case((net > after, net), else_=after),
        "spent": after,
        "owed": case((net < after, after - net), else_=0),
    }
    db.connection().execute(update(of).where(col(of.account_id) == account_id).values(values))


def take_points(db: Session, account_id: int, price: int) -> bool:
    """Spend so many points if they are there at this instant; false if they are not."""
    of = PointsBalance
    enough: Any = col(of.earned) - col(of.spent) >= price
    statement = update(of).where(col(of.account_id) == account_id, enough)
    done = db.connection().execute(statement.values(spent=col(of.spent) + price))
    return bool(done.rowcount)


def take_one(db: Session, reward_id: int) -> bool:
    """Take one from the stock if one is there at this instant; false if none is."""
    there = (col(Reward.id) == reward_id, col(Reward.stock) > 0, col(Reward.is_active))
    statement = update(Reward).where(*there).values(stock=col(Reward.stock) - 1)
    return bool(db.connection().execute(statement).rowcount)


def put_back_one(db: Session, reward_id: int) -> None:
    """Put one back into the stock."""
    statement = update(Reward).where(col(Reward.id) == reward_id)
    db.connection().execute(statement.values(stock=col(Reward.stock) + 1))


def set_stock(db: Session, reward_id: int, seen: int, stock: int) -> bool:
    """Set the stock if it is still what was seen; false if it is not."""
    statement = update(Reward).where(col(Reward.id) == reward_id, col(Reward.stock) == seen)
    return bool(db.connection().execute(statement.values(stock=stock)).rowcount)


def get_reward(db: Session, reward_id: int) -> Reward:
    """The reward, or a refusal."""
    row = db.get(Reward, reward_id)
    if row is None:
        raise Refusal("reward.unknown")
    return row


def find_reward(db: Session, name: str) -> Reward | None:
    """The reward of a name."""
    return db.exec(select(Reward).where(Reward.name == name)).one_or_none()


def list_rewards(db: Session, *, only_active: bool) -> list[Reward]:
    """Rewards, the cheapest first."""
    query = select(Reward).order_by(col(Reward.price), col(Reward.id))
    return list(db.exec(query.where(col(Reward.is_active)) if only_active else query))


def get_exchange(db: Session, exchange_id: int) -> Exchange:
    """The exchange, locked where the database knows row locks; or a refusal."""
    query = select(Exchange).where(Exchange.id == exchange_id).with_for_update()
    row = db.exec(query).one_or_none()
    if row is None:
        raise Refusal("exchange.unknown")
    return row


def find_exchange(db: Session, request_key: str) -> Exchange | None:
    """The exchange of a request."""
    return db.exec(select(Exchange).where(Exchange.request_key == request_key)).one_or_none()


def list_exchanges(db: Session, *conditions: Any) -> list[tuple[Exchange, str, str]]:
    """Exchanges that fit with reward and person, the latest first."""
    query = (
        select(Exchange, Reward.name, Account.name)
        .join(Reward, col(Reward.id) == Exchange.reward_id)
        .join(Account, col(Account.id) == Exchange.account_id)
        .where(*conditions)
        .order_by(col(Exchange.id).desc())
        .limit(MOST_LISTED)
    )
    return [(row[0], row[1], row[2]) for row in db.exec(query)]


def rewards_of(db: Session, exchange_ids: Collection[int]) -> dict[int, str]:
    """What these exchanges were for, by exchange."""
    query = (
        select(Exchange.id, Reward.name)
        .join(Reward, col(Reward.id) == Exchange.reward_id)
        .where(col(Exchange.id).in_(exchange_ids))
    )
    return dict(db.exec(query).all())


def of_person(account_id: int) -> tuple[Any, ...]:
    """Conditions: exchanges of one person."""
    return (Exchange.account_id == account_id,)


def ordered_here(community_id: int | None) -> tuple[Any, ...]:
    """Conditions: exchanges to be handed over, to one community's people if given."""
    waiting: tuple[Any, ...] = (Exchange.state == ExchangeState.ORDERED.value,)
    if community_id is None:
        return waiting
    people = select(Account.id).where(Account.community_id == community_id)
    return (*waiting, col(Exchange.account_id).in_(people))


def count_ordered(db: Session, community_id: int | None) -> int:
    """How many exchanges are to be handed over."""
    query = select(func.count()).select_from(Exchange).where(*ordered_here(community_id))
    return db.exec(query).one()


def rank(db: Session, first: date, after: date) -> list[tuple[int, str, bool, int]]:
    """Account, name, whether it may be shown, points by entries of these days; most first."""
    points: Any = func.sum(PointsEntry.points)
    asked: Any = select
    query = (
        asked(Account.id, Account.name, PointsBalance.shows_name, points)
        .join(PointsEntry, col(PointsEntry.account_id) == Account.id)
        .join(PointsBalance, col(PointsBalance.account_id) == Account.id)
        .where(
            PointsEntry.state == EntryState.APPROVED.value,
            col(PointsEntry.exchange_id).is_(None),
            col(PointsEntry.on) >= first,
            col(PointsEntry.on) < after,
        )
        .group_by(col(Account.id), col(Account.name), col(PointsBalance.shows_name))
        .having(points > 0)
        .order_by(points.desc(), col(Account.id))
    )
    return [(row[0], row[1], row[2], row[3]) for row in db.exec(query)]


def count_again(db: Session) -> Iterable[tuple[int, Balance, int, int]]:
    """For every balance what is held, and what its entries come to: by entry, by exchange."""
    by_entry: Any = func.sum(
        case((col(PointsEntry.exchange_id).is_(None), PointsEntry.points), else_=0)
    )
    everything: Any = func.sum(PointsEntry.points)
    asked: Any = select
    sums = (
        asked(PointsEntry.account_id, by_entry.label("entered"), everything.label("total"))
        .where(PointsEntry.state == EntryState.APPROVED.value)
        .group_by(col(PointsEntry.account_id))
        .subquery()
    )
    of = PointsBalance
    query = asked(of.account_id, of.earned, of.spent, of.owed, sums.c.entered, sums.c.total).join(
        sums, sums.c.account_id == of.account_id, isouter=True
    )
    for account_id, earned, spent, owed, entered, total in db.exec(query):
        yield account_id, Balance(earned, spent, owed), entered or 0, (entered or 0) - (total or 0)
