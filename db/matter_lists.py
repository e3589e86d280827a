"""Queries on lists of matters, and counts of what waits for whom."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, and_, case, col, func, or_, select

from db.tables import Account, Body, Community, FieldOfWork, Matter, Whistle
from domain.matter_views import MatterFilter
from domain.matters import UNANSWERED, MatterState

Row = tuple[Matter, Community | None, FieldOfWork | None, Body | None, Account | None]

_WAITING = [one.value for one in UNANSWERED]


def is_waiting() -> Any:
    """An answer is still owed."""
    return col(Matter.state).in_(_WAITING)


def list_rows(db: Session, wanted: MatterFilter, now: datetime, page_size: int) -> list[Row]:
    """One page of public matters: late ones by how late they are, otherwise the newest first."""
    order = (col(Matter.due_at), col(Matter.id)) if wanted.is_late else _newest()
    query = _joined().where(*_conditions(wanted, now)).order_by(*order)
    return _rows(db, query.limit(page_size).offset((wanted.page - 1) * page_size))


def count(db: Session, wanted: MatterFilter, now: datetime) -> tuple[int, int]:
    """How many public matters there are, and how many of them are late."""
    late = func.sum(case((and_(is_waiting(), col(Matter.due_at) < now), 1), else_=0))
    query = select(func.count(), late).select_from(Matter).where(*_conditions(wanted, now))
    total, is_late = db.exec(query).one()
    return total, is_late or 0


def list_of(db: Session, *conditions: Any, most: int = 200) -> list[Row]:
    """Matters of these conditions, the earliest due first."""
    query = _joined().where(*conditions).order_by(col(Matter.due_at), col(Matter.id))
    return _rows(db, query.limit(most))


def list_raised(db: Session, account_id: int, most: int = 100) -> list[Row]:
    """What a person raised, or wrote down for somebody, the newest first."""
    query = _joined().where(raised_by(account_id)).order_by(*_newest()).limit(most)
    return _rows(db, query)


def get_row(db: Session, matter_id: int) -> Row | None:
    """One matter with the names beside it."""
    found = _rows(db, _joined().where(Matter.id == matter_id))
    return found[0] if found else None


def raised_by(account_id: int) -> Any:
    """What a person raised, or wrote down for somebody without an account."""
    for_another = and_(Matter.recorded_by == account_id, Matter.raiser_name != "")
    return or_(Matter.raiser_id == account_id, for_another)


def to_answer(account_id: int) -> tuple[Any, ...]:
    """What a person owes an answer to: as its owner, or as head of the body where it is late."""
    headed = select(Body.code).where(Body.head_id == account_id)
    of_body = and_(
        col(Matter.body_code).in_(headed),
        or_(col(Matter.owner_id).is_(None), col(Matter.escalations) > 0),
    )
    return is_waiting(), or_(col(Matter.owner_id) == account_id, of_body)


def to_assign(community_id: int | None) -> tuple[Any, ...]:
    """Matters that nobody answers for yet, of a community; None is everywhere."""
    unowned = (
        Matter.state == MatterState.OPEN.value,
        col(Matter.owner_id).is_(None),
        col(Matter.body_code).is_(None),
    )
    return unowned if community_id is None else (*unowned, Matter.community_id == community_id)


def to_take_up(community_id: int | None) -> tuple[Any, ...]:
    """What residents of a community raised and no member made theirs."""
    return (
        is_waiting(),
        Matter.community_id == community_id,
        col(Matter.taken_up_by).is_(None),
        col(Matter.promise_id).is_(None),
        col(Matter.is_public),
    )


def to_rate(account_id: int) -> tuple[Any, ...]:
    """Answers to what a person raised that they have not rated."""
    return (
        raised_by(account_id),
        Matter.state == MatterState.ANSWERED.value,
        col(Matter.rating).is_(None),
    )


def gone_up(level: int) -> tuple[Any, ...]:
    """Matters that reached a level, late themselves or for a department that did not report."""
    unreported = select(Whistle.matter_id).where(
        col(Whistle.reported_at).is_(None), Whistle.escalations >= level
    )
    return (is_waiting(), or_(Matter.escalations >= level, col(Matter.id).in_(unreported)))


def count_of(db: Session, *conditions: Any) -> tuple[int, datetime | None, Matter | None]:
    """How many there are, the earliest due among them, and the one where it is but one."""
    known: Any = (func.count(), func.min(Matter.due_at), func.min(Matter.id))
    number, earliest, key = db.exec(select(*known).select_from(Matter).where(*conditions)).one()
    return number, earliest, db.get(Matter, key) if number == 1 else None


def list_calls(db: Session, account_id: int) -> list[tuple[Whistle, Matter]]:
    """Whistles that a head of a body has not reported to, the earliest due first."""
    query = (
        select(Whistle, Matter)
        .join(Matter, col(Matter.id) == Whistle.matter_id)
        .join(Body, col(Body.code) == Whistle.body_code)
        .where(Body.head_id == account_id, col(Whistle.reported_at).is_(None))
        .order_by(col(Whistle.due_at))
    )
    return [(call, matter) for call, matter in db.exec(query)]


def states_in_use(db: Session) -> list[str]:
    """The states that some public matter is in."""
    return list(db.exec(select(Matter.state).where(col(Matter.is_public)).distinct()))


def _newest() -> tuple[Any, ...]:
    return col(Matter.created_at).desc(), col(Matter.id).desc()


def _joined() -> Any:
    of_five: Any = select  # its types know four tables at most
    return (
        of_five(Matter, Community, FieldOfWork, Body, Account)
        .outerjoin(Community, col(Community.id) == Matter.community_id)
        .outerjoin(FieldOfWork, col(FieldOfWork.code) == Matter.field_code)
        .outerjoin(Body, col(Body.code) == Matter.body_code)
        .outerjoin(Account, col(Account.id) == Matter.owner_id)
    )


def _rows(db: Session, query: Any) -> list[Row]:
    return [
        (matter, community, field, body, owner)
        for matter, community, field, body, owner in db.exec(query)
    ]


def _conditions(wanted: MatterFilter, now: datetime) -> list[Any]:
    found: list[Any] = [col(Matter.is_public)]
    for column, value in (
        (Matter.community_id, wanted.community_id),
        (Matter.field_code, wanted.field_code),
        (Matter.state, wanted.state.value if wanted.state else None),
        (Matter.source, wanted.source.value if wanted.source else None),
        (Matter.body_code, wanted.body_code),
    ):
        if value is not None:
            found.append(column == value)
    if wanted.is_late:
        found += [is_waiting(), col(Matter.due_at) < now]
    for word in wanted.text.split():
        found.append(
            or_(
                *(
                    col(column).icontains(word, autoescape=True)
                    for column in (Matter.title, Matter.text, Matter.place_text)
                )
            )
        )
    return found
