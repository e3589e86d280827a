"""Points, honours and the fund on the stage, and what the table of rights grants there, as acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from db.engine import transaction
from db.tables import (
    Exchange,
    FundLine,
    Honour,
    Nomination,
    PointsAppeal,
    PointsEntry,
    PointsRule,
    Reward,
)
from domain.clock import utc_now
from domain.honours import HonourState
from domain.incentive_views import EntryDraft, HonourDraft, RuleDraft
from domain.phases import Phase
from domain.rights import Action
from domain.roles import Actor
from domain.special_fund import FundDraft
from services import honours, points, points_reviews, rewards, special_fund
from tests.cast import PEOPLE, Cast
from tests.days import today

if TYPE_CHECKING:
    from tests.services.stage import Stage


@dataclass
class IncentiveStage:
    """Ids; `deductions`: for everyone an approved entry that they could appeal."""

    today: date
    rule: int = 0
    waiting: int = 0
    appeal: int = 0
    reward: int = 0
    exchange: int = 0
    nominating: int = 0
    nomination: int = 0
    line: int = 0
    deductions: dict[int, int] = field(default_factory=dict)


def build_incentives(cast: Cast) -> IncentiveStage:
    """Mei has an entry to be reviewed and a reward to fetch; Zhou is nominated."""
    stage, me = IncentiveStage(today()), cast["mei"].account_id
    with transaction() as db:
        rule = PointsRule(code="A1", text="Helps", points=5, in_force_from=stage.today)
        reward = Reward(name="Soap", price=3, stock=9)
        honour = Honour(name="Mediators", year=2026, state=HonourState.VOTING.value)
        open_honour = Honour(name="Thinkers", year=2026)
        line = FundLine(year=2026, name="Tea", budget_cents=900, created_at=utc_now())
        db.add_all([rule, reward, honour, open_honour, line])
        db.flush()
        stage.rule, stage.reward, stage.line = rule.id, reward.id, line.id
        stage.nominating = open_honour.id
        waiting = _entry(cast, me, rule.id, stage.today)
        order = Exchange(
            reward_id=reward.id, account_id=me, price=3, at=utc_now(), request_key="stage"
        )
        nominee = Nomination(
            honour_id=honour.id,
            nominee_id=cast["zhou"].account_id,
            nominated_by=me,
            reason="Kind",
            at=utc_now(),
        )
        deductions = {
            cast[name].account_id: _deduction(cast, cast[name].account_id, rule.id, stage.today)
            for name in PEOPLE
        }
        db.add_all([waiting, order, nominee, *deductions.values()])
        db.flush()
        stage.deductions = {key: row.id for key, row in deductions.items()}
        appealed = stage.deductions[cast["bo"].account_id]
        appeal = PointsAppeal(entry_id=appealed, reason="Ill", at=utc_now())
        db.add(appeal)
        db.flush()
        stage.waiting, stage.exchange = waiting.id, order.id
        stage.nomination, stage.appeal = nominee.id, appeal.id
    return stage


def _entry(cast: Cast, account_id: int, rule_id: int, today: date) -> PointsEntry:
    return PointsEntry(
        account_id=account_id,
        rule_id=rule_id,
        points=5,
        evidence="Seen",
        on=today,
        entered_at=utc_now(),
        entered_by=cast["far_clerk"].account_id,
    )


def _deduction(cast: Cast, account_id: int, rule_id: int, today: date) -> PointsEntry:
    row = _entry(cast, account_id, rule_id, today)
    row.points, row.state, row.reviewed_at = -1, "approved", utc_now()
    return row


def _fund(stage: Stage) -> FundDraft:
    return FundDraft(stage.incentives.line, "1", stage.incentives.today, "Tea")


INCENTIVE_ACTS: dict[Action, Callable[[Stage, Actor, Phase], object]] = {
    Action.SET_UP_POINTS: lambda s, a, p: points.publish_rule(
        a, RuleDraft("Z9", "Sings", 2, s.incentives.today)
    ),
    Action.ENTER_POINTS: lambda s, a, p: points.enter_points(
        a,
        EntryDraft(s.cast["mei"].account_id, s.incentives.rule, s.incentives.today, "Seen"),
        "key",
    ),
    Action.REVIEW_POINTS: lambda s, a, p: points_reviews.approve_entry(a, s.incentives.waiting),
    Action.APPEAL_POINTS: lambda s, a, p: points_reviews.appeal(
        a, s.incentives.deductions[a.account_id], "I was ill"
    ),
    Action.ANSWER_APPEAL: lambda s, a, p: points_reviews.answer_appeal(
        a, s.incentives.appeal, "So it was", is_upheld=True
    ),
    Action.EXCHANGE_POINTS: lambda s, a, p: rewards.exchange_points(
        a, s.incentives.reward, 3, "key"
    ),
    Action.SET_UP_REWARDS: lambda s, a, p: rewards.add_reward(a, "Rice", "", 5, 5),
    Action.HAND_OVER_REWARD: lambda s, a, p: rewards.hand_over(a, s.incentives.exchange),
    Action.SET_UP_HONOURS: lambda s, a, p: honours.set_up_honour(a, HonourDraft("New", 2026)),
    Action.NOMINATE: lambda s, a, p: honours.nominate(
        a, s.incentives.nominating, s.cast["zhou"].account_id, "Kind"
    ),
    Action.VOTE_HONOUR: lambda s, a, p: honours.vote(a, s.incentives.nomination, is_for=True),
    Action.PLAN_FUND: lambda s, a, p: special_fund.plan_line(a, 2026, "Rent", "5", None, "Plan"),
    Action.BOOK_FUND: lambda s, a, p: special_fund.allocate(a, _fund(s), "key"),
}
