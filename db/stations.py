"""Queries on stations, duty, services rendered and articles: nothing here says what a case says."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select

from db.tables import (
    Account,
    Community,
    Duty,
    LegalArticle,
    LegalCase,
    ServiceRecord,
    Station,
)
from domain.refusals import Refusal


def list_stations(
    db: Session, typed: str = "", subdistrict_id: int | None = None
) -> list[tuple[Station, Community]]:
    """Stations that are open to the public, by community; by name or address if given."""
    query = (
        select(Station, Community)
        .join(Community, col(Community.id) == Station.community_id)
        .where(col(Station.is_active))
    )
    if typed:
        parts = (Community.name, Station.name, Station.address)
        query = query.where(or_(*(col(part).contains(typed, autoescape=True) for part in parts)))
    if subdistrict_id is not None:
        query = query.where(Community.subdistrict_id == subdistrict_id)
    return [(row, community) for row, community in db.exec(query.order_by(col(Community.id)))]


def get_station(db: Session, station_id: int, *, for_update: bool = False) -> Station:
    """The station, or a refusal. `for_update` locks it where the database knows row locks."""
    query = select(Station).where(Station.id == station_id)
    row = db.exec(query.with_for_update() if for_update else query).one_or_none()
    if row is None:
        raise Refusal("station.unknown")
    return row


def find_of_community(db: Session, community_id: int) -> Station | None:
    """The station of a community."""
    return db.exec(select(Station).where(Station.community_id == community_id)).one_or_none()


def list_duties(
    db: Session, first: date, last: date, station_ids: Collection[int] | None = None
) -> list[tuple[Duty, Account]]:
    """Duties from one day to another, both included, in the order of time."""
    query = (
        select(Duty, Account)
        .join(Account, col(Account.id) == Duty.account_id)
        .where(col(Duty.on).between(first, last))
    )
    if station_ids is not None:
        query = query.where(col(Duty.station_id).in_(station_ids))
    query = query.order_by(col(Duty.on), col(Duty.starts), col(Duty.id))
    return [(duty, account) for duty, account in db.exec(query)]


def list_duties_of(db: Session, account_id: int, on: date) -> list[Duty]:
    """A person's duties on a day, at whatever station."""
    return list(db.exec(select(Duty).where(Duty.account_id == account_id, Duty.on == on)))


def get_duty(db: Session, duty_id: int) -> Duty:
    """The duty, or a refusal."""
    row = db.get(Duty, duty_id)
    if row is None:
        raise Refusal("duty.unknown")
    return row


def communities_served(db: Session, account_id: int, since: date) -> set[int]:
    """The communities on whose rosters a specialist stands since that day."""
    query = (
        select(Station.community_id)
        .join(Duty, col(Duty.station_id) == Station.id)
        .where(Duty.account_id == account_id, Duty.on >= since)
    )
    return set(db.exec(query.distinct()))


def specialists_of(db: Session, community_id: int, since: date) -> frozenset[int]:
    """The specialists on the roster of a community's station since that day."""
    query = (
        select(Duty.account_id)
        .join(Station, col(Station.id) == Duty.station_id)
        .where(Station.community_id == community_id, Duty.on >= since)
    )
    return frozenset(db.exec(query.distinct()))


def list_booked(
    db: Session, account_ids: Collection[int], since: datetime
) -> set[tuple[int, datetime]]:
    """Half hours that are taken: with whom, and when."""
    query = select(LegalCase.booked_with, LegalCase.booked_for).where(
        col(LegalCase.booked_with).in_(account_ids), col(LegalCase.booked_for) >= since
    )
    return {(who, at) for who, at in db.exec(query) if who is not None and at is not None}


def find_record(db: Session, request_key: str) -> ServiceRecord | None:
    """The service that was sent with this form already."""
    where = ServiceRecord.request_key == request_key
    return db.exec(select(ServiceRecord).where(where)).one_or_none()


def list_records(db: Session, account_id: int, most: int) -> list[tuple[ServiceRecord, Community]]:
    """The services a person rendered, the newest first."""
    query = (
        select(ServiceRecord, Community)
        .join(Community, col(Community.id) == ServiceRecord.community_id)
        .where(ServiceRecord.account_id == account_id)
        .order_by(col(ServiceRecord.on).desc(), col(ServiceRecord.id).desc())
        .limit(most)
    )
    return [(row, community) for row, community in db.exec(query)]


def count_records(db: Session, conditions: Collection[Any]) -> list[tuple[str, int, int]]:
    """Services by kind: how many, and how many people they reached."""
    people = func.coalesce(func.sum(ServiceRecord.people_count), 0)
    query = (
        select(ServiceRecord.kind, func.count(), people)
        .join(Community, col(Community.id) == ServiceRecord.community_id)
        .where(*conditions)
        .group_by(col(ServiceRecord.kind))
    )
    return [(kind, number, int(reached)) for kind, number, reached in db.exec(query)]


def records_where(
    since: date | None, until: date | None, community_id: int | None, subdistrict_id: int | None
) -> list[Any]:
    """The conditions of a figure on services; None leaves one out. `until` is included."""
    wanted = _in_place(ServiceRecord.community_id, community_id, subdistrict_id)
    if since is not None:
        wanted.append(col(ServiceRecord.on) >= since)
    if until is not None:
        wanted.append(col(ServiceRecord.on) <= until)
    return wanted


def cases_where(
    since: datetime | None,
    until: datetime | None,
    community_id: int | None,
    subdistrict_id: int | None,
    kind: str | None,
) -> list[Any]:
    """The conditions of a figure on cases; None leaves one out. `until` is not included."""
    wanted = _in_place(LegalCase.community_id, community_id, subdistrict_id)
    if since is not None:
        wanted.append(col(LegalCase.created_at) >= since)
    if until is not None:
        wanted.append(col(LegalCase.created_at) < until)
    if kind is not None:
        wanted.append(col(LegalCase.kind) == kind)
    return wanted


def count_cases(
    db: Session, conditions: Collection[Any]
) -> list[tuple[str, bool, bool, int | None, int]]:
    """How many cases there are by state, whether answered, whether agreed, and satisfaction."""
    is_answered, is_agreed = (
        col(LegalCase.answered_at).is_not(None),
        col(LegalCase.agreed_at).is_not(None),
    )
    select_any: Any = select
    keys: tuple[Any, ...] = (
        col(LegalCase.state),
        is_answered,
        is_agreed,
        col(LegalCase.satisfaction),
    )
    query: Any = (
        select_any(*keys, func.count())
        .join(Community, col(Community.id) == LegalCase.community_id)
        .where(*conditions)
        .group_by(*keys)
    )
    return [tuple(row) for row in db.exec(query)]


def get_article(db: Session, article_id: int) -> LegalArticle:
    """The article, or a refusal."""
    row = db.get(LegalArticle, article_id)
    if row is None:
        raise Refusal("article.unknown")
    return row


def find_article_by_key(db: Session, request_key: str) -> LegalArticle | None:
    """The article that was sent with this form already."""
    where = LegalArticle.request_key == request_key
    return db.exec(select(LegalArticle).where(where)).one_or_none()


def list_articles(db: Session, typed: str = "") -> list[tuple[LegalArticle, Account | None]]:
    """What is published, the newest first; with the typed words in title, text or law."""
    query = _articles().where(col(LegalArticle.published_at).is_not(None))
    if typed:
        parts = (LegalArticle.title, LegalArticle.text, LegalArticle.law)
        query = query.where(or_(*(col(part).contains(typed, autoescape=True) for part in parts)))
    order = (col(LegalArticle.published_at).desc(), col(LegalArticle.id).desc())
    return [(row, author) for row, author in db.exec(query.order_by(*order))]


def list_articles_of(db: Session, account_id: int) -> list[tuple[LegalArticle, Account | None]]:
    """Everything that a person wrote, drafts included, the newest first."""
    query = _articles().where(LegalArticle.account_id == account_id)
    return [(row, author) for row, author in db.exec(query.order_by(col(LegalArticle.id).desc()))]


def _articles() -> Any:
    return select(LegalArticle, Account).outerjoin(
        Account, col(Account.id) == LegalArticle.account_id
    )


def _in_place(of: int, community_id: int | None, subdistrict_id: int | None) -> list[Any]:
    wanted: list[Any] = []
    if community_id is not None:
        wanted.append(col(of) == community_id)
    if subdistrict_id is not None:
        wanted.append(col(Community.subdistrict_id) == subdistrict_id)
    return wanted
