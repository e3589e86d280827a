"""Everything that is public, from all tables together: found, counted and ordered by the base."""

from typing import Any

from sqlalchemy import Integer, and_, case, cast, func, literal_column, or_, union_all
from sqlmodel import Session, col, select

from db.tables import Community, FieldOfWork, ServiceRecord, Station, Subdistrict
from db.window_sources import SOURCES
from domain.windows import PAGE_SIZE, WindowFilter, WindowKind, WindowStanding

_PLACES = {kind.value: place for place, kind in enumerate(WindowKind)}


def list_items(db: Session, wanted: WindowFilter) -> list[Any]:
    """One page: with words, those that have them in the title first; then the newest."""
    found = _all_of(wanted)
    subdistrict_id = func.coalesce(found.c.subdistrict_id, Community.subdistrict_id)
    query = (
        _select_any(
            found,
            col(Community.name).label("community"),
            col(Subdistrict.name).label("subdistrict"),
            col(FieldOfWork.name).label("field"),
            col(FieldOfWork.name_en).label("field_en"),
        )
        .outerjoin(Community, col(Community.id) == found.c.community_id)
        .outerjoin(Subdistrict, col(Subdistrict.id) == subdistrict_id)
        .outerjoin(FieldOfWork, col(FieldOfWork.code) == found.c.field_code)
        .order_by(
            _rank(found, wanted),
            # Those without a date come last in every database.
            case((found.c.at.is_(None), 1), else_=0),
            found.c.at.desc(),
            case(_PLACES, value=found.c.kind, else_=len(_PLACES)),
            found.c.id.desc(),
        )
        .limit(PAGE_SIZE)
        .offset((max(1, wanted.page) - 1) * PAGE_SIZE)
    )
    return list(db.execute(query))


def count_items(db: Session, wanted: WindowFilter) -> dict[WindowKind, int]:
    """How much there is of each kind."""
    found = _all_of(wanted)
    query = _select_any(found.c.kind, func.count()).group_by(found.c.kind)
    return {WindowKind(kind): number for kind, number in db.execute(query)}


def count_services(db: Session, since: Any) -> dict[str, int]:
    """Services rendered since a day, by kind."""
    query = (
        select(ServiceRecord.kind, func.count())
        .where(col(ServiceRecord.on) >= since)
        .group_by(col(ServiceRecord.kind))
    )
    return dict(db.exec(query).all())


def count_stations(db: Session) -> int:
    """Stations that are open to the public."""
    return db.exec(select(func.count()).where(col(Station.is_active))).one()


def _select_any(*parts: Any) -> Any:
    of_many: Any = select
    return of_many(*parts)


def _all_of(wanted: WindowFilter) -> Any:
    parts: list[Any] = [_narrowed(SOURCES[kind]().subquery(), wanted) for kind in wanted.kinds]
    together: Any = union_all
    return (together(*parts) if len(parts) > 1 else parts[0]).subquery("found")


def _narrowed(one: Any, wanted: WindowFilter) -> Any:
    """One table's part, narrowed before the parts are put together."""
    conditions: list[Any] = [
        or_(*(column.icontains(word, autoescape=True) for column in (one.c.title, one.c.text)))
        for word in wanted.words
    ]
    if wanted.community_id is not None:
        conditions.append(one.c.community_id == wanted.community_id)
    elif wanted.subdistrict_id is not None:
        there = select(Community.id).where(Community.subdistrict_id == wanted.subdistrict_id)
        conditions.append(
            or_(
                one.c.subdistrict_id == wanted.subdistrict_id,
                one.c.community_id.in_(there),
            )
        )
    if wanted.field_code is not None:
        conditions.append(one.c.field_code == wanted.field_code)
    if wanted.standing is not None:
        is_over = 1 if wanted.standing is WindowStanding.ENDED else 0
        conditions.append(one.c.is_over == is_over)
    return _select_any(one).where(*conditions)


def _rank(found: Any, wanted: WindowFilter) -> Any:
    if not wanted.words:
        return cast(literal_column("0"), Integer)
    in_title = and_(*(found.c.title.icontains(word, autoescape=True) for word in wanted.words))
    return case((in_title, 0), else_=1)
