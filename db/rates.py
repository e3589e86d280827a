"""The counts behind the three rates, grouped in one query."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, and_, case, col, func, or_, select

from db.tables import Body, Community, FieldOfWork, Matter, Subdistrict
from domain.matters import ANSWERED, SATISFIED_FROM, MatterState
from domain.rates import Counts, RateBy, RateFilter

_GROUPS: dict[RateBy, tuple[Any, Any, Any]] = {
    RateBy.BODY: (Matter.body_code, Body, Body.code),
    RateBy.SUBDISTRICT: (Matter.subdistrict_id, Subdistrict, Subdistrict.id),
    RateBy.COMMUNITY: (Matter.community_id, Community, Community.id),
    RateBy.FIELD: (Matter.field_code, FieldOfWork, FieldOfWork.code),
}


def count_matters(
    db: Session, by: RateBy | None, wanted: RateFilter, now: datetime
) -> dict[Any, Counts]:
    """Counts by the key of a body, place or field; all together under None without `by`."""
    group = _GROUPS[by][0] if by else None
    asked: Any = select
    columns = [group] if group is not None else []
    query = asked(*columns, *_counts(now)).select_from(Matter).where(*_conditions(wanted))
    if group is None:
        return {None: _read(db.exec(query).one())}
    return {row[0]: _read(row[1:]) for row in db.exec(query.group_by(group))}


def names_of(db: Session, by: RateBy) -> dict[Any, tuple[str, str]]:
    """The names of everything that rates are told apart by, Chinese and English."""
    _, table, key = _GROUPS[by]
    english = getattr(table, "name_en", table.name)
    asked: Any = select
    return {row[0]: (row[1], row[2]) for row in db.exec(asked(key, table.name, english))}


def _counts(now: datetime) -> tuple[Any, ...]:
    answered = col(Matter.state).in_([one.value for one in ANSWERED])
    return (
        func.count(),
        _sum(or_(answered, col(Matter.due_at) < now)),
        _sum(and_(answered, col(Matter.answered_at) <= col(Matter.due_at))),
        _sum(answered),
        _sum(and_(answered, col(Matter.is_solved).is_(True))),
        _sum(and_(answered, col(Matter.rating).is_not(None))),
        _sum(and_(answered, col(Matter.rating) >= SATISFIED_FROM)),
    )


def _sum(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _read(row: Any) -> Counts:
    return Counts(*(number or 0 for number in row))


def _conditions(wanted: RateFilter) -> list[Any]:
    found: list[Any] = [Matter.state != MatterState.WITHDRAWN.value]
    begins, ends = wanted.window.instants()
    if begins is not None:
        found.append(Matter.created_at >= begins)
    if ends is not None:
        found.append(Matter.created_at < ends)
    for column, value in (
        (Matter.subdistrict_id, wanted.subdistrict_id),
        (Matter.community_id, wanted.community_id),
        (Matter.field_code, wanted.field_code),
        (Matter.body_code, wanted.body_code),
    ):
        if value is not None:
            found.append(column == value)
    return found
