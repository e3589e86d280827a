"""Queries on consultations of the citizens' committee and their answers."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from db.tables import (
    Account,
    Community,
    Consultation,
    ConsultationAnswer,
    FieldOfWork,
    Topic,
    TopicExpert,
)
from domain.refusals import Refusal
from domain.research import ConsultationState
from domain.roles import Role

Row = tuple[Consultation, FieldOfWork | None, Topic | None]


def get_consultation(
    db: Session, consultation_id: int, *, for_update: bool = False
) -> Consultation:
    """The consultation, or a refusal."""
    query = select(Consultation).where(Consultation.id == consultation_id)
    if for_update:
        query = query.with_for_update()
    row = db.exec(query).one_or_none()
    if row is None:
        raise Refusal("consultation.unknown")
    return row


def find_consultation_of(db: Session, request_key: str) -> Consultation | None:
    """The consultation that was drafted with this form already."""
    query = select(Consultation).where(Consultation.request_key == request_key)
    return db.exec(query).one_or_none()


def list_rows(db: Session, *conditions: Any) -> list[Row]:
    """Consultations with field and topic, the newest first."""
    query = (
        select(Consultation, FieldOfWork, Topic)
        .outerjoin(FieldOfWork, col(FieldOfWork.code) == Consultation.field_code)
        .outerjoin(Topic, col(Topic.id) == Consultation.topic_id)
        .where(*conditions)
        .order_by(col(Consultation.created_at).desc(), col(Consultation.id).desc())
    )
    return [(row, field, topic) for row, field, topic in db.exec(query)]


def list_in(db: Session, states: Collection[ConsultationState]) -> list[Row]:
    """Consultations in these states."""
    return list_rows(db, col(Consultation.state).in_([one.value for one in states]))


def list_of_topic(db: Session, topic_id: int) -> list[Row]:
    """What was asked of citizens about a topic."""
    return list_rows(db, Consultation.topic_id == topic_id)


def list_of_expert(
    db: Session, account_id: int, states: Collection[ConsultationState]
) -> list[Row]:
    """Consultations of an expert, or of a topic they research, in these states."""
    topics = select(TopicExpert.topic_id).where(TopicExpert.account_id == account_id)
    return list_rows(
        db,
        col(Consultation.state).in_([one.value for one in states]),
        (col(Consultation.created_by) == account_id) | col(Consultation.topic_id).in_(topics),
    )


def list_due(db: Session, today: date) -> list[Consultation]:
    """Open consultations whose last day is over."""
    query = select(Consultation).where(
        Consultation.state == ConsultationState.OPEN.value, col(Consultation.closes_on) < today
    )
    return list(db.exec(query.order_by(col(Consultation.id))))


def find_answer(db: Session, consultation_id: int, account_id: int) -> ConsultationAnswer | None:
    """A member's answer."""
    return db.get(ConsultationAnswer, (consultation_id, account_id))


def own_answers(db: Session, account_id: int) -> dict[int, int]:
    """How far a member agreed, by consultation."""
    query = select(ConsultationAnswer.consultation_id, ConsultationAnswer.agreement).where(
        ConsultationAnswer.account_id == account_id
    )
    return dict(db.exec(query).all())


def count_answers(db: Session) -> dict[int, int]:
    """How many answered each consultation."""
    query = select(ConsultationAnswer.consultation_id, func.count()).group_by(
        col(ConsultationAnswer.consultation_id)
    )
    return dict(db.exec(query).all())


def list_answers(
    db: Session, consultation_id: int
) -> list[tuple[ConsultationAnswer, Account, Community | None]]:
    """Every answer with who gave it and where they live."""
    query = (
        select(ConsultationAnswer, Account, Community)
        .join(Account, col(Account.id) == ConsultationAnswer.account_id)
        .outerjoin(Community, col(Community.id) == Account.community_id)
        .where(ConsultationAnswer.consultation_id == consultation_id)
        .order_by(col(ConsultationAnswer.account_id))
    )
    return [(answer, account, home) for answer, account, home in db.exec(query)]


def count_members(db: Session) -> int:
    """How many members the citizens' committee has."""
    where = (Account.role == Role.MEMBER.value, col(Account.is_active))
    return db.exec(select(func.count()).select_from(Account).where(*where)).one()


def open_unanswered(db: Session, account_id: int) -> Sequence[Consultation]:
    """The open consultations a member has not answered, the first to end first."""
    answered = select(ConsultationAnswer.consultation_id).where(
        ConsultationAnswer.account_id == account_id
    )
    query = (
        select(Consultation)
        .where(
            Consultation.state == ConsultationState.OPEN.value,
            col(Consultation.id).not_in(answered),
        )
        .order_by(col(Consultation.closes_on), col(Consultation.id))
    )
    return db.exec(query).all()
