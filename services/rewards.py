"""福利兑换: points for a reward, once; nobody spends what another tap spent at the same instant."""

import logging

from db import points
from db.engine import Session, transaction
from db.tables import Exchange, PointsEntry, Reward
from domain.clock import local, utc_now
from domain.incentive_views import RewardLine
from domain.points import (
    LONGEST_ABOUT,
    LONGEST_NOTE,
    LONGEST_REWARD,
    MOST_PRICE,
    MOST_STOCK,
    EntryState,
    ExchangeState,
    step_exchange,
)
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, may
from domain.roles import Actor
from services.permission import confirm, permit
from services.points import person_of

log = logging.getLogger(__name__)


def add_reward(actor: Actor, name: str, about: str, price: int, stock: int) -> int:
    """Offer a reward for so many points; its id. A name is used once."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_REWARDS)
        said = tidy(name, LONGEST_REWARD)
        if not said or not 0 < price <= MOST_PRICE or not 0 <= stock <= MOST_STOCK:
            raise Refusal("reward.incomplete")
        known = points.find_reward(db, said)
        if known is not None:
            if (known.price, known.stock) == (price, stock):
                return known.id
            raise Refusal("reward.name_taken")
        row = Reward(name=said, about=tidy(about, LONGEST_ABOUT), price=price, stock=stock)
        db.add(row)
        db.flush()
        log.info("reward %d added by account %d", row.id, actor.account_id)
        return row.id


def set_stock(actor: Actor, reward_id: int, seen: int, stock: int) -> None:
    """Say how many are there now; refused if somebody took one since the page was drawn."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_REWARDS)
        row = points.get_reward(db, reward_id)
        if not 0 <= stock <= MOST_STOCK:
            raise Refusal("reward.incomplete")
        if row.stock == stock:
            return
        if not points.set_stock(db, reward_id, seen, stock):
            raise Refusal("reward.stock_moved", n=row.stock)
        log.info("reward %d: stock %d by account %d", reward_id, stock, actor.account_id)


def offer_reward(actor: Actor, reward_id: int, *, is_active: bool) -> None:
    """Take a reward off the list, or put it back; what was ordered is still handed over."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_REWARDS)
        points.get_reward(db, reward_id).is_active = is_active


def exchange_points(actor: Actor, reward_id: int, price: int, request_key: str) -> int:
    """Exchange points for one reward at the price that was shown; the exchange's id.

    The same request twice is one exchange. Points and stock are taken by statements that hold
    only if both are still there, so two taps at the same instant never spend one thing twice.
    """
    with transaction() as db:
        permit(db, actor, Action.EXCHANGE_POINTS)
        points.lock_balance(db, actor.account_id)
        known = points.find_exchange(db, request_key)
        if known is not None:
            if known.account_id != actor.account_id:
                raise Refusal("exchange.unknown")
            return known.id
        reward = points.get_reward(db, reward_id)
        if reward.price != price:
            raise Refusal("reward.price_moved")
        if not points.take_points(db, actor.account_id, price):
            raise Refusal("reward.too_dear", n=points.read_balance(db, actor.account_id).available)
        if not points.take_one(db, reward_id):
            raise Refusal("reward.none_left")
        made = Exchange(
            reward_id=reward_id,
            account_id=actor.account_id,
            price=price,
            at=utc_now(),
            request_key=request_key,
        )
        db.add(made)
        db.flush()
        db.add(_entry_of(made, -price))
        log.info("exchange %d by account %d", made.id, actor.account_id)
        return made.id


def hand_over(actor: Actor, exchange_id: int) -> None:
    """The reward is in its owner's hands."""
    with transaction() as db:
        row = points.get_exchange(db, exchange_id)
        subject = person_of(db, row.account_id)
        permit(db, actor, Action.HAND_OVER_REWARD, subject=subject)
        if row.state == ExchangeState.HANDED_OVER.value:
            return
        row.state = step_exchange(row.state, "hand_over")
        row.ended_at, row.ended_by = utc_now(), actor.account_id
        log.info("exchange %d handed over by account %d", exchange_id, actor.account_id)


def call_off(actor: Actor, exchange_id: int, reason: str) -> None:
    """Call off what was ordered, as its owner or at the desk; points and stock return, once."""
    with transaction() as db:
        row = points.get_exchange(db, exchange_id)
        _permit_call_off(db, actor, row)
        if row.state == ExchangeState.CALLED_OFF.value:
            return
        said = tidy(reason, LONGEST_NOTE)
        if not said:
            raise Refusal("points.no_reason")
        row.state = step_exchange(row.state, "call_off")
        row.ended_at, row.ended_by, row.note = utc_now(), actor.account_id, said
        db.add(_entry_of(row, row.price))
        db.flush()
        points.lock_balance(db, row.account_id)
        points.shift_balance(db, row.account_id, spent=-row.price)
        points.put_back_one(db, row.reward_id)
        log.info("exchange %d called off by account %d", exchange_id, actor.account_id)


def reward_line(row: Reward) -> RewardLine:
    """The row as pages see it."""
    return RewardLine(row.id, row.name, row.about, row.price, row.stock, row.is_active)


def _permit_call_off(db: Session, actor: Actor, row: Exchange) -> None:
    confirm(db, actor)
    if row.account_id == actor.account_id and may(Action.EXCHANGE_POINTS, actor, None):
        return
    permit(db, actor, Action.HAND_OVER_REWARD, subject=person_of(db, row.account_id))


def _entry_of(row: Exchange, points_moved: int) -> PointsEntry:
    # Nobody reviews it: it follows from what the person themselves did, at a published price.
    return PointsEntry(
        account_id=row.account_id,
        exchange_id=row.id,
        points=points_moved,
        state=EntryState.APPROVED.value,
        on=local(utc_now()).date(),
        entered_at=utc_now(),
        entered_by=row.account_id,
    )
