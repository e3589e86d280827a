"""The demonstration's points, rewards, honours and special fund."""

import random
from datetime import datetime, timedelta
from typing import Any

from db.engine import Session
from db.seed.content import content
from db.seed.people import People
from db.tables import (
    Account,
    Body,
    Exchange,
    FundEntry,
    FundLine,
    Honour,
    HonourVote,
    Nomination,
    PointsAppeal,
    PointsBalance,
    PointsEntry,
    PointsRule,
    Reward,
)
from domain.clock import local
from domain.honours import HonourState, certificate_number
from domain.points import EntryState, ExchangeState, balance_of
from domain.roles import Role
from domain.special_fund import EntryKind

_SINCE = timedelta(days=400)
_OTHERS = 24
"""How many people have a few points beside those whom the sign-in page offers."""


def seed_incentives(db: Session, people: People, moment: datetime, chance: random.Random) -> None:
    """Write rules and rewards, then what people earned and exchanged, honours, and the fund."""
    rules = _seed_rules(db, moment)
    rewards = [Reward(**row) for row in content("incentives")["rewards"]]
    db.add_all(rewards)
    db.flush()
    for account in _who_earns(people, chance):
        _seed_points(db, people, account, rules, moment, chance)
    _seed_exchanges(db, people, rewards, moment)
    _seed_honours(db, people, moment, chance)
    _seed_fund(db, people, moment)


def _seed_rules(db: Session, moment: datetime) -> dict[str, PointsRule]:
    day = local(moment).date()
    told = content("incentives")
    rules = {row["code"]: PointsRule(**row, in_force_from=day - _SINCE) for row in told["rules"]}
    past = PointsRule(
        **told["withdrawn"], in_force_from=day - _SINCE, withdrawn_on=day - timedelta(days=120)
    )
    db.add_all([past, *rules.values()])
    db.flush()
    return rules


def _who_earns(people: People, chance: random.Random) -> list[Account]:
    teams = (Role.MEMBER, Role.EXPERT, Role.SPECIALIST, Role.RESIDENT)
    everyone = [one for role in teams for one in people.of(role)]
    offered = [one for one in everyone if one.is_demo]
    others = [one for one in people.of(Role.MEMBER) if not one.is_demo]
    return offered + chance.sample(others, min(_OTHERS, len(others)))


def _seed_points(
    db: Session,
    people: People,
    account: Account,
    rules: dict[str, PointsRule],
    moment: datetime,
    chance: random.Random,
) -> None:
    clerk, officers = people.of(Role.CLERK)[0], people.of(Role.OFFICER)
    net = 0
    for row in content("incentives")["entries"]:
        if not account.is_demo and chance.random() < 0.4:
            continue
        at = moment - timedelta(days=row["days_ago"])
        rule = rules[row["rule"]]
        is_reviewed = row["state"] != EntryState.ENTERED.value
        # Whoever is offered by one tap can answer the appeals: another refused these.
        officer = officers[-1 if row["state"] == EntryState.REFUSED.value else 0]
        entry = PointsEntry(
            account_id=account.id,
            rule_id=rule.id,
            points=rule.points,
            evidence=row["evidence"],
            state=row["state"],
            on=local(at).date(),
            entered_at=at,
            entered_by=clerk.id,
            reviewed_at=at + timedelta(hours=20) if is_reviewed else None,
            reviewed_by=officer.id if is_reviewed else None,
            review_note=row.get("note", ""),
        )
        db.add(entry)
        net += rule.points * (row["state"] == EntryState.APPROVED.value)
        if row["state"] == EntryState.REFUSED.value and account.is_demo:
            _appeal(db, account, entry, at)
    held = balance_of(net, 0)
    db.add(PointsBalance(account_id=account.id, earned=held.earned, owed=held.owed))


def _appeal(db: Session, account: Account, entry: PointsEntry, at: datetime) -> None:
    if account.role != Role.MEMBER.value:
        return
    db.flush()
    reason = content("incentives")["appeal"]
    db.add(PointsAppeal(entry_id=entry.id, reason=reason, at=at + timedelta(hours=30)))


def _seed_exchanges(db: Session, people: People, rewards: list[Reward], moment: datetime) -> None:
    ends = (ExchangeState.HANDED_OVER, ExchangeState.ORDERED)
    for account in [one for one in people.of(Role.MEMBER) if one.is_demo]:
        for place, (reward, state) in enumerate(zip(rewards[:2], ends, strict=True)):
            at = moment - timedelta(days=4 - 3 * place)
            is_over = state is ExchangeState.HANDED_OVER
            made = Exchange(
                reward_id=reward.id,
                account_id=account.id,
                price=reward.price,
                state=state.value,
                at=at,
                ended_at=at + timedelta(hours=26) if is_over else None,
                ended_by=people.of(Role.CLERK)[0].id if is_over else None,
                request_key=f"demo-{account.id}-{place}",
            )
            db.add(made)
            db.flush()
            _spend(db, made, at)
            reward.stock -= 1


def _spend(db: Session, made: Exchange, at: datetime) -> None:
    db.add(
        PointsEntry(
            account_id=made.account_id,
            exchange_id=made.id,
            points=-made.price,
            state=EntryState.APPROVED.value,
            on=local(at).date(),
            entered_at=at,
            entered_by=made.account_id,
        )
    )
    held = db.get(PointsBalance, made.account_id)
    if held is not None:
        held.spent += made.price
    db.flush()


def _seed_honours(db: Session, people: People, moment: datetime, chance: random.Random) -> None:
    year = local(moment).year
    for row in content("incentives")["honours"]:
        honour = Honour(
            name=row["name"],
            name_en=row["name_en"],
            about=row["about"],
            year=year - row["years_ago"],
            body_code=_body(db, row["body"]),
            most_awards=row["most"],
            state=row["state"],
        )
        db.add(honour)
        db.flush()
        _seed_nominations(
            db, people, honour, moment - timedelta(days=365 * row["years_ago"]), chance
        )


def _seed_nominations(
    db: Session, people: People, honour: Honour, moment: datetime, chance: random.Random
) -> None:
    roles = {"experts": (Role.EXPERT,), "citizens": (Role.MEMBER,)}
    among = roles.get(honour.body_code or "", (Role.SPECIALIST, Role.MEMBER))
    everyone = [one for role in among for one in people.of(role) if not one.is_demo]
    voters = [one for role in (Role.MEMBER, Role.EXPERT) for one in people.of(role)]
    for place, nominee in enumerate(chance.sample(everyone, min(honour.most_awards + 2, 5)), 1):
        at = moment - timedelta(days=20 - place)
        is_honoured = honour.state == HonourState.AWARDED.value and place <= honour.most_awards
        made = Nomination(
            honour_id=honour.id,
            nominee_id=nominee.id,
            nominated_by=people.of(Role.FACILITATOR)[0].id,
            reason=chance.choice(content("incentives")["reasons"]),
            at=at,
            awarded_at=moment if is_honoured else None,
            certificate_number=certificate_number(honour.year, honour.id, place)
            if is_honoured
            else None,
        )
        db.add(made)
        db.flush()
        if honour.state != HonourState.NOMINATING.value:
            others = [one for one in voters if one.id != nominee.id and not one.is_demo]
            for voter in chance.sample(others, min(30 - 4 * place, len(others))):
                db.add(HonourVote(nomination_id=made.id, account_id=voter.id, at=at))


def _seed_fund(db: Session, people: People, moment: datetime) -> None:
    officer, year = people.of(Role.OFFICER)[0], local(moment).year
    first = moment - timedelta(days=30)
    for row in content("incentives")["fund"]:
        line = FundLine(
            year=year,
            name=row["name"],
            body_code=_body(db, row["body"]),
            budget_cents=row["budget"] * 100,
            allocated_cents=row["allocated"] * 100,
            spent_cents=100 * sum(one[0] for one in row["payments"]),
            created_at=first,
        )
        db.add(line)
        db.flush()
        _seed_entries(db, line, row, officer.id, first)


def _seed_entries(
    db: Session, line: FundLine, row: dict[str, Any], officer_id: int, first: datetime
) -> None:
    ground = content("incentives")["ground"]
    booked: list[tuple[EntryKind, list[Any]]] = [
        (EntryKind.BUDGET, [row["budget"], ground[0], ""]),
        (EntryKind.ALLOCATION, [row["allocated"], ground[1], ""]),
        *((EntryKind.PAYMENT, one) for one in row["payments"]),
    ]
    for place, (kind, (yuan, what, payee)) in enumerate(booked):
        at = first + timedelta(days=6 * place)
        db.add(
            FundEntry(
                line_id=line.id,
                kind=kind.value,
                amount_cents=yuan * 100,
                on=local(at).date(),
                payee=payee,
                what=what,
                voucher=f"{line.year}-{line.id:02d}{place:02d}" if payee else "",
                at=at,
                account_id=officer_id,
                request_key=f"demo-{line.id}-{place}",
            )
        )


def _body(db: Session, code: str | None) -> str | None:
    return code if code is not None and db.get(Body, code) is not None else None
