"""Queries on single matters: the row, its trace, what was called to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, or_, select

from db.tables import Account, Attachment, Body, Matter, MatterMove, Whistle
from domain.matters import UNANSWERED, MatterState
from domain.refusals import Refusal
from domain.roles import Role


def get_matter(db: Session, matter_id: int, *, for_update: bool = False) -> Matter:
    """The matter, or a refusal. `for_update` locks the row where the database knows row locks."""
    query = select(Matter).where(Matter.id == matter_id)
    if for_update:
        query = query.with_for_update()
    matter = db.exec(query).one_or_none()
    if matter is None:
        raise Refusal("matter.unknown")
    return matter


def find_known(db: Session, promise_id: int | None, request_key: str | None) -> Matter | None:
    """The matter that this promise became, or that was sent with this form already."""
    found = None
    if promise_id is not None:
        found = db.exec(select(Matter).where(Matter.promise_id == promise_id)).one_or_none()
    if found is None and request_key is not None:
        found = db.exec(select(Matter).where(Matter.request_key == request_key)).one_or_none()
    return found


def find_body(db: Session, code: str | None) -> Body | None:
    """The body of this code."""
    return None if code is None else db.get(Body, code)


def get_body(db: Session, code: str) -> Body:
    """A body that still acts, or a refusal."""
    body = db.get(Body, code)
    if body is None or not body.is_active:
        raise Refusal("matter.body_unknown")
    return body


def list_bodies(db: Session) -> list[Body]:
    """The bodies that act, in their order."""
    query = select(Body).where(col(Body.is_active)).order_by(col(Body.position), col(Body.code))
    return list(db.exec(query))


def list_moves(db: Session, matter_id: int) -> list[MatterMove]:
    """The way a matter has gone, oldest first."""
    query = select(MatterMove).where(MatterMove.matter_id == matter_id)
    return list(db.exec(query.order_by(col(MatterMove.at), col(MatterMove.id))))


def list_files(db: Session, matter_id: int) -> list[Attachment]:
    """The photos of a matter, oldest first."""
    query = select(Attachment).where(Attachment.matter_id == matter_id)
    return list(db.exec(query.order_by(col(Attachment.id))))


def get_whistle(db: Session, whistle_id: int) -> Whistle:
    """A call to a department, or a refusal."""
    row = db.get(Whistle, whistle_id)
    if row is None:
        raise Refusal("matter.unknown")
    return row


def find_whistle(db: Session, matter_id: int, body_code: str) -> Whistle | None:
    """Whether, and how, a body was called to a matter."""
    where = (Whistle.matter_id == matter_id, Whistle.body_code == body_code)
    return db.exec(select(Whistle).where(*where)).one_or_none()


def list_whistles(db: Session, matter_id: int) -> list[tuple[Whistle, Body]]:
    """Every department called to a matter, the first call first."""
    query = (
        select(Whistle, Body)
        .join(Body, col(Body.code) == Whistle.body_code)
        .where(Whistle.matter_id == matter_id)
    )
    return [(row, body) for row, body in db.exec(query.order_by(col(Whistle.id)))]


def list_late(db: Session, now: datetime, level: int) -> list[Matter]:
    """Unanswered matters past their deadline that went fewer than `level` levels up."""
    query = select(Matter).where(
        col(Matter.state).in_([one.value for one in UNANSWERED]),
        Matter.escalations < level,
        Matter.due_at <= now,
    )
    return list(db.exec(query.order_by(col(Matter.due_at), col(Matter.id))))


def list_late_calls(db: Session, now: datetime, level: int) -> list[tuple[Whistle, Matter]]:
    """Calls past their term to which nobody reported, to matters that still wait for an answer."""
    query = (
        select(Whistle, Matter)
        .join(Matter, col(Matter.id) == Whistle.matter_id)
        .where(
            col(Matter.state).in_([one.value for one in UNANSWERED]),
            col(Whistle.reported_at).is_(None),
            Whistle.escalations < level,
            Whistle.due_at <= now,
        )
        .order_by(col(Whistle.due_at), col(Whistle.id))
    )
    return [(call, matter) for call, matter in db.exec(query)]


def raise_call(db: Session, whistle_id: int, level: int) -> bool:
    """Take a call up to this level from the one below; False if it was, or somebody reported."""
    where: tuple[Any, ...] = (
        col(Whistle.id) == whistle_id,
        col(Whistle.escalations) == level - 1,
        col(Whistle.reported_at).is_(None),
    )
    raised = update(Whistle).where(*where).values(escalations=level)
    return bool(db.connection().execute(raised).rowcount)


def list_to_close(db: Session, answered_before: datetime) -> list[Matter]:
    """Answered matters whose answer stands since before then."""
    query = select(Matter).where(
        Matter.state == MatterState.ANSWERED.value, col(Matter.answered_at) <= answered_before
    )
    return list(db.exec(query.order_by(col(Matter.id))))


def raise_level(db: Session, matter_id: int, level: int, now: datetime) -> bool:
    """Take a matter up to this level from the one below; False if another process was first."""
    where: tuple[Any, ...] = (
        col(Matter.id) == matter_id,
        col(Matter.escalations) == level - 1,
        col(Matter.state).in_([one.value for one in UNANSWERED]),
    )
    raised = update(Matter).where(*where).values(escalations=level, escalated_at=now)
    return bool(db.connection().execute(raised).rowcount)


def close_once(db: Session, matter_id: int, answered_before: datetime) -> bool:
    """Close an answered matter; False if another process was first, or it was opened again."""
    where: tuple[Any, ...] = (
        col(Matter.id) == matter_id,
        col(Matter.state) == MatterState.ANSWERED.value,
        col(Matter.answered_at) <= answered_before,
    )
    closed = update(Matter).where(*where).values(state=MatterState.CLOSED.value)
    return bool(db.connection().execute(closed).rowcount)


def list_possible_owners(db: Session) -> list[Account]:
    """Whoever can be given a matter: those who work for the district, and heads of bodies."""
    heads = select(Body.head_id).where(col(Body.head_id).is_not(None))
    works = col(Account.role).in_([Role.CLERK.value, Role.OFFICER.value])
    query = select(Account).where(or_(works, col(Account.id).in_(heads)), col(Account.is_active))
    return list(db.exec(query.order_by(col(Account.role), col(Account.id))))
