"""What people see of points: their own, the desk's, and a season's places."""

from collections.abc import Sequence
from datetime import date

from db import accounts, honours, points
from db.engine import Session, reading
from db.tables import PointsAppeal, PointsBalance, PointsEntry
from domain.clock import local, utc_now
from domain.incentive_views import (
    AppealLine,
    EntryLine,
    ExchangeLine,
    MyPoints,
    Person,
    PointsDesk,
    RankLine,
    RewardLine,
    Season,
)
from domain.points import RANKED_AT_MOST, EntryState, ExchangeState, quarter_of
from domain.rights import Action, Subject
from domain.roles import Actor, Role
from domain.tasks import Task, TaskKind
from services.permission import confirm, permit
from services.points import is_ranking_on, rule_line
from services.rewards import reward_line

MOST_PEOPLE = 30


def get_my_points(actor: Actor) -> MyPoints:
    """A person's balance, entries, exchanges, and what there is to exchange for."""
    me = actor.account_id
    with reading() as db:
        confirm(db, actor)
        entries = points.list_entries(db, PointsEntry.account_id == me)
        held = db.get(PointsBalance, me)
        return MyPoints(
            balance=points.read_balance(db, me),
            waiting=sum(one.points for one in entries if one.state == EntryState.ENTERED.value),
            shows_name=held is not None and held.shows_name,
            is_ranking_on=is_ranking_on(db),
            season=_season(db, me),
            entries=entry_lines(db, entries),
            rewards=tuple(map(reward_line, points.list_rewards(db, only_active=True))),
            exchanges=_exchanges(db, points.of_person(me)),
        )


def get_desk(actor: Actor) -> PointsDesk:
    """What waits, and what was reviewed last; a clerk sees the people of their own community."""
    with reading() as db:
        permit(db, actor, Action.REVIEW_POINTS, subject=_home(actor))
        here = _reach(actor)
        waiting = entry_lines(db, points.list_entries(db, *points.waiting_here(here)))
        mine = {
            row.id
            for row in points.list_entries(db, PointsEntry.entered_by == actor.account_id)
            if row.state == EntryState.ENTERED.value
        }
        decided = (PointsEntry.state != EntryState.ENTERED.value, *points.of_people_of(here))
        is_office = actor.role is Role.OFFICER
        return PointsDesk(
            to_review=tuple(
                one for one in waiting if one.id not in mine and one.account_id != actor.account_id
            ),
            mine_waiting=tuple(one for one in waiting if one.id in mine),
            reviewed=entry_lines(db, points.list_entries(db, *decided, points.OF_ACTS, most=30)),
            appeals=_appeals(db) if is_office else (),
            to_hand_over=_exchanges(db, points.ordered_here(here)),
        )


def list_people(actor: Actor, typed: str) -> tuple[Person, ...]:
    """Whom this actor can enter points for, by name."""
    with reading() as db:
        permit(db, actor, Action.ENTER_POINTS, subject=_home(actor))
        here = _reach(actor)
        found = honours.list_people(db, None, typed, MOST_PEOPLE, community_id=here)
        return tuple(
            Person(key, name, place or "") for key, name, place in found if key != actor.account_id
        )


def list_stock(actor: Actor) -> tuple[RewardLine, ...]:
    """Every reward, offered or not, for the office."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_REWARDS)
        return tuple(map(reward_line, points.list_rewards(db, only_active=False)))


def list_rewards() -> tuple[RewardLine, ...]:
    """What points can be exchanged for; public to read."""
    with reading() as db:
        return tuple(map(reward_line, points.list_rewards(db, only_active=True)))


def read_ranking_switch() -> bool:
    """Whether the list of a season is shown."""
    with reading() as db:
        return is_ranking_on(db)


def list_points_tasks(db: Session, actor: Actor) -> list[Task]:
    """Entries to review, appeals to answer, rewards to hand over, an honour to vote on."""
    found: list[Task] = []
    if actor.role in (Role.OFFICER, Role.CLERK) and (_is_office(actor) or actor.community_id):
        here = _reach(actor)
        not_mine = (
            PointsEntry.entered_by != actor.account_id,
            PointsEntry.account_id != actor.account_id,
        )
        waiting = points.count_entries(db, *points.waiting_here(here), *not_mine)
        found.append(Task(TaskKind.REVIEW_POINTS, waiting))
        found.append(Task(TaskKind.HAND_OVER_REWARD, points.count_ordered(db, here)))
    if _is_office(actor):
        found.append(Task(TaskKind.ANSWER_APPEAL, len(points.list_open_appeals(db))))
    if actor.role in honours.VOTERS:
        found.append(Task(TaskKind.VOTE_HONOUR, honours.count_to_vote(db, actor.account_id)))
    return [one for one in found if one.n]


def entry_lines(db: Session, rows: Sequence[PointsEntry]) -> tuple[EntryLine, ...]:
    """The rows as pages see them, with every name, rule and appeal looked up at once."""
    ids = {row.id for row in rows}
    people = {row.account_id for row in rows}
    for row in rows:
        people |= {one for one in (row.entered_by, row.reviewed_by) if one is not None}
    names = accounts.names_of(db, people)
    rules = {row.id: rule_line(row) for row in points.list_rules(db)}
    rewards = points.rewards_of(db, {row.exchange_id for row in rows if row.exchange_id})
    appeals, reversed_ids = points.appeals_of(db, ids), points.reversed_among(db, ids)
    return tuple(
        EntryLine(
            id=row.id,
            account_id=row.account_id,
            person=names.get(row.account_id, ""),
            points=row.points,
            state=EntryState(row.state),
            on=row.on,
            evidence=row.evidence,
            rule=rules.get(row.rule_id or 0),
            reward=rewards.get(row.exchange_id or 0, ""),
            entered_by=names.get(row.entered_by or 0, ""),
            reviewed_by=names.get(row.reviewed_by or 0, ""),
            reviewed_at=row.reviewed_at,
            review_note=row.review_note,
            is_reversal=row.reverses_id is not None,
            is_reversed=row.id in reversed_ids,
            is_exchange=row.exchange_id is not None,
            appeal=_appeal_line(appeals.get(row.id)),
        )
        for row in rows
    )


def _appeal_line(row: PointsAppeal | None) -> AppealLine | None:
    if row is None:
        return None
    return AppealLine(row.id, row.reason, row.at, row.answer, row.is_upheld)


def _appeals(db: Session) -> tuple[EntryLine, ...]:
    rows = points.list_open_appeals(db)
    return entry_lines(db, [points.get_entry(db, row.entry_id) for row in rows])


def _exchanges(db: Session, conditions: Sequence[object]) -> tuple[ExchangeLine, ...]:
    return tuple(
        ExchangeLine(row.id, reward, person, row.price, ExchangeState(row.state), row.at, row.note)
        for row, reward, person in points.list_exchanges(db, *conditions)
    )


def _season(db: Session, me: int) -> Season:
    first, after = quarter_of(_today())
    found = points.rank(db, first, after)
    places = _places(found)
    mine = next((row[3] for row in found if row[0] == me), 0)
    lines = tuple(
        RankLine(places[row[0]], row[3], row[1] if row[2] or row[0] == me else "", row[0] == me)
        for row in found[:RANKED_AT_MOST]
    )
    return Season(
        first=first,
        my_points=mine,
        my_place=places.get(me),
        people=len(found),
        lines=lines if is_ranking_on(db) else (),
    )


def _places(found: Sequence[tuple[int, str, bool, int]]) -> dict[int, int]:
    places: dict[int, int] = {}
    first_with: dict[int, int] = {}
    for place, row in enumerate(found, start=1):
        places[row[0]] = first_with.setdefault(row[3], place)
    return places


def _home(actor: Actor) -> Subject:
    return Subject(community_id=actor.community_id)


def _is_office(actor: Actor) -> bool:
    return actor.role is Role.OFFICER


def _reach(actor: Actor) -> int | None:
    return None if _is_office(actor) else actor.community_id


def _today() -> date:
    return local(utc_now()).date()
