"""Queries on topics, field records, findings and advice."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, or_, select

from db.tables import (
    Account,
    Advice,
    Attachment,
    Community,
    FieldOfWork,
    FieldRecord,
    Finding,
    Topic,
    TopicExpert,
    TopicMove,
)
from domain.refusals import Refusal
from domain.research import WORKING, TopicState
from domain.research_views import TopicFilter
from domain.roles import Role

Row = tuple[Topic, Community | None, FieldOfWork | None]
_OWED = [one.value for one in WORKING]


def get_topic(db: Session, topic_id: int, *, for_update: bool = False) -> Topic:
    """The topic, or a refusal. `for_update` locks the row where the database knows row locks."""
    query = select(Topic).where(Topic.id == topic_id)
    if for_update:
        query = query.with_for_update()
    topic = db.exec(query).one_or_none()
    if topic is None:
        raise Refusal("topic.unknown")
    return topic


def find_topic_of(db: Session, request_key: str) -> Topic | None:
    """The topic that was proposed with this form already."""
    return db.exec(select(Topic).where(Topic.request_key == request_key)).one_or_none()


def list_topics(db: Session, wanted: TopicFilter, today: date) -> list[Row]:
    """Topics with place and field, those due first on top, ended ones by age behind."""
    conditions: list[Any] = []
    for column, value in (
        (Topic.field_code, wanted.field_code),
        (Topic.community_id, wanted.community_id),
        (Topic.state, wanted.state.value if wanted.state else None),
    ):
        if value is not None:
            conditions.append(column == value)
    if wanted.is_late:
        conditions += [col(Topic.state).in_(_OWED), col(Topic.due_on) < today]
    for word in wanted.text.split():
        columns = (Topic.title, Topic.question)
        conditions.append(or_(*(col(one).icontains(word, autoescape=True) for one in columns)))
    return _rows(db, *conditions)


def list_topics_of(db: Session, topic_ids: Collection[int]) -> list[Row]:
    """These topics."""
    return _rows(db, col(Topic.id).in_(topic_ids)) if topic_ids else []


def list_topics_in(db: Session, states: Collection[TopicState]) -> list[Row]:
    """Every topic that stands there."""
    return _rows(db, col(Topic.state).in_([one.value for one in states]))


def count_topics_in(db: Session, states: Collection[TopicState]) -> tuple[int, date | None]:
    """How many topics stand there, and the earliest day due among them."""
    where = col(Topic.state).in_([one.value for one in states])
    number, earliest = db.exec(select(func.count(), func.min(Topic.due_on)).where(where)).one()
    return number, earliest


def list_experts_of(
    db: Session, topic_ids: Collection[int]
) -> dict[int, list[tuple[TopicExpert, Account]]]:
    """Who researches each of these topics, who leads first."""
    found: dict[int, list[tuple[TopicExpert, Account]]] = {}
    query = (
        select(TopicExpert, Account)
        .join(Account, col(Account.id) == TopicExpert.account_id)
        .where(col(TopicExpert.topic_id).in_(topic_ids))
        .order_by(col(TopicExpert.leads).desc(), col(TopicExpert.account_id))
    )
    for seat, account in db.exec(query):
        found.setdefault(seat.topic_id, []).append((seat, account))
    return found


def list_experts(db: Session) -> list[Account]:
    """Every expert that can be asked."""
    query = select(Account).where(Account.role == Role.EXPERT.value, col(Account.is_active))
    return list(db.exec(query.order_by(col(Account.id))))


def is_expert(db: Session, account_id: int) -> bool:
    """Whether this is an expert who can be asked."""
    account = db.get(Account, account_id)
    return account is not None and account.is_active and account.role == Role.EXPERT.value


def topic_loads(db: Session) -> dict[int, int]:
    """What each expert owes: topics at work, findings to review, questions to answer."""
    loads: dict[int, int] = {}
    at_work = col(Topic.state).in_(_OWED)
    in_review = Topic.state == TopicState.IN_REVIEW.value
    queries = (
        select(TopicExpert.account_id, func.count())
        .join(Topic, col(Topic.id) == TopicExpert.topic_id)
        .where(at_work)
        .group_by(col(TopicExpert.account_id)),
        select(Finding.reviewer_id, func.count())
        .join(Topic, col(Topic.id) == Finding.topic_id)
        .where(in_review, col(Finding.reviewer_id).is_not(None))
        .group_by(col(Finding.reviewer_id)),
        select(Advice.expert_id, func.count())
        .where(col(Advice.answered_at).is_(None))
        .group_by(col(Advice.expert_id)),
    )
    for query in queries:
        for account_id, number in db.exec(query):
            if account_id is not None:
                loads[account_id] = loads.get(account_id, 0) + number
    return loads


def list_topics_of_expert(db: Session, account_id: int) -> list[Row]:
    """The topics somebody researches."""
    mine = select(TopicExpert.topic_id).where(TopicExpert.account_id == account_id)
    return _rows(db, col(Topic.id).in_(mine))


def list_topics_to_review(db: Session, account_id: int) -> list[Row]:
    """Topics whose finding waits for this person's review."""
    mine = select(Finding.topic_id).where(Finding.reviewer_id == account_id)
    return _rows(db, col(Topic.id).in_(mine), Topic.state == TopicState.IN_REVIEW.value)


def list_moves(db: Session, topic_id: int) -> list[TopicMove]:
    """The way a topic has gone, oldest first."""
    query = select(TopicMove).where(TopicMove.topic_id == topic_id)
    return list(db.exec(query.order_by(col(TopicMove.at), col(TopicMove.id))))


def get_record(db: Session, record_id: int) -> FieldRecord:
    """A field record, or a refusal."""
    row = db.get(FieldRecord, record_id)
    if row is None:
        raise Refusal("record.unknown")
    return row


def list_records(db: Session, topic_id: int) -> list[FieldRecord]:
    """The field records of a topic, the newest visit first."""
    query = select(FieldRecord).where(FieldRecord.topic_id == topic_id)
    return list(db.exec(query.order_by(col(FieldRecord.on).desc(), col(FieldRecord.id).desc())))


def list_photos(db: Session, record_ids: Collection[int]) -> dict[int, list[Attachment]]:
    """The photos of these records, oldest first."""
    found: dict[int, list[Attachment]] = {}
    query = select(Attachment).where(
        col(Attachment.field_record_id).in_(record_ids), col(Attachment.removed_at).is_(None)
    )
    for row in db.exec(query.order_by(col(Attachment.id))):
        found.setdefault(row.field_record_id or 0, []).append(row)
    return found


def find_finding(db: Session, topic_id: int) -> Finding | None:
    """What was written of a topic."""
    return db.get(Finding, topic_id)


def get_advice(db: Session, advice_id: int) -> Advice:
    """A question to an expert, or a refusal."""
    row = db.get(Advice, advice_id)
    if row is None:
        raise Refusal("advice.unknown")
    return row


def find_advice_of(db: Session, request_key: str) -> Advice | None:
    """The question that was asked with this form already."""
    return db.exec(select(Advice).where(Advice.request_key == request_key)).one_or_none()


def list_advice(db: Session, *conditions: Any) -> list[tuple[Advice, Account]]:
    """Questions with the expert who is asked, the earliest due first."""
    query = (
        select(Advice, Account)
        .join(Account, col(Account.id) == Advice.expert_id)
        .where(*conditions)
        .order_by(col(Advice.due_at), col(Advice.id))
    )
    return [(row, expert) for row, expert in db.exec(query)]


def list_advice_of(
    db: Session, *, matter_id: int | None = None, topic_id: int | None = None
) -> list[tuple[Advice, Account]]:
    """What was asked about a matter or a topic."""
    if matter_id is not None:
        return list_advice(db, Advice.matter_id == matter_id)
    return list_advice(db, Advice.topic_id == topic_id)


def list_advice_asked_of(db: Session, account_id: int) -> list[tuple[Advice, Account]]:
    """What an expert was asked and has not answered."""
    return list_advice(db, Advice.expert_id == account_id, col(Advice.answered_at).is_(None))


def _rows(db: Session, *conditions: Any) -> list[Row]:
    query = (
        select(Topic, Community, FieldOfWork)
        .outerjoin(Community, col(Community.id) == Topic.community_id)
        .outerjoin(FieldOfWork, col(FieldOfWork.code) == Topic.field_code)
        .where(*conditions)
        .order_by(col(Topic.due_on).is_(None), col(Topic.due_on), col(Topic.id))
    )
    return [(topic, community, field) for topic, community, field in db.exec(query)]
