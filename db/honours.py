"""Queries on honours: nominations, the committee's votes, awards."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, func, select

from db.tables import Account, Body, Community, Honour, HonourVote, Membership, Nomination
from db.teams import get_body, of_team, team_of
from domain.honours import HonourState
from domain.refusals import Refusal
from domain.roles import Role

VOTERS = (Role.MEMBER, Role.EXPERT, Role.SPECIALIST)
"""Whose vote chooses: the members of the two committees and the legal specialists."""


def get_honour(db: Session, honour_id: int, *, for_update: bool = False) -> Honour:
    """The honour, or a refusal; locked where the database knows row locks."""
    query = select(Honour).where(Honour.id == honour_id)
    row = db.exec(query.with_for_update() if for_update else query).one_or_none()
    if row is None:
        raise Refusal("honour.unknown")
    return row


def find_honour(db: Session, year: int, name: str) -> Honour | None:
    """The honour of a name in a year."""
    query = select(Honour).where(Honour.year == year, Honour.name == name)
    return db.exec(query).one_or_none()


def list_honours(db: Session, year: int) -> list[tuple[Honour, Body | None]]:
    """The honours of a year with the body whose members they are for."""
    query = (
        select(Honour, Body)
        .join(Body, col(Body.code) == Honour.body_code, isouter=True)
        .where(Honour.year == year)
        .order_by(col(Honour.id))
    )
    return [(row[0], row[1]) for row in db.exec(query)]


def list_years(db: Session) -> list[int]:
    """Years that have honours, the latest first."""
    query = select(Honour.year).distinct().order_by(col(Honour.year).desc())
    return list(db.exec(query))


def get_nomination(db: Session, nomination_id: int) -> Nomination:
    """The nomination, or a refusal."""
    row = db.get(Nomination, nomination_id)
    if row is None:
        raise Refusal("honour.unknown_nomination")
    return row


def find_nomination(db: Session, honour_id: int, nominee_id: int) -> Nomination | None:
    """The nomination of a person for an honour."""
    query = select(Nomination).where(
        Nomination.honour_id == honour_id, Nomination.nominee_id == nominee_id
    )
    return db.exec(query).one_or_none()


def list_nominations(
    db: Session, honour_ids: Collection[int]
) -> list[tuple[Nomination, str, str | None]]:
    """Who is nominated, with name and community, in the order they were."""
    query = (
        select(Nomination, Account.name, Community.name)
        .join(Account, col(Account.id) == Nomination.nominee_id)
        .join(Community, col(Community.id) == Account.community_id, isouter=True)
        .where(col(Nomination.honour_id).in_(honour_ids))
        .order_by(col(Nomination.id))
    )
    return [(row[0], row[1], row[2]) for row in db.exec(query)]


def count_votes(db: Session, honour_ids: Collection[int]) -> dict[int, int]:
    """Votes by nomination; every nomination is there, with nought if it has none."""
    votes: Any = func.count(col(HonourVote.account_id))
    asked: Any = select
    query = (
        asked(Nomination.id, votes)
        .join(HonourVote, col(HonourVote.nomination_id) == Nomination.id, isouter=True)
        .where(col(Nomination.honour_id).in_(honour_ids))
        .group_by(col(Nomination.id))
    )
    return {row[0]: row[1] for row in db.exec(query)}


def voted_by(db: Session, account_id: int, honour_ids: Collection[int]) -> set[int]:
    """The nominations that a person voted for."""
    query = (
        select(HonourVote.nomination_id)
        .join(Nomination, col(Nomination.id) == HonourVote.nomination_id)
        .where(HonourVote.account_id == account_id, col(Nomination.honour_id).in_(honour_ids))
    )
    return set(db.exec(query))


def count_voters(db: Session, honour_ids: Collection[int]) -> dict[int, int]:
    """How many people voted, by honour."""
    people: Any = func.count(func.distinct(col(HonourVote.account_id)))
    asked: Any = select
    query = (
        asked(Nomination.honour_id, people)
        .join(HonourVote, col(HonourVote.nomination_id) == Nomination.id)
        .where(col(Nomination.honour_id).in_(honour_ids))
        .group_by(col(Nomination.honour_id))
    )
    return {row[0]: row[1] for row in db.exec(query)}


def find_vote(db: Session, nomination_id: int, account_id: int) -> HonourVote | None:
    """A person's vote for a nomination."""
    return db.get(HonourVote, (nomination_id, account_id))


def list_people(
    db: Session, body_code: str | None, typed: str, most: int, *, community_id: int | None = None
) -> list[tuple[int, str, str | None]]:
    """People who can be honoured or given points: of a body if it has members, by name if typed."""
    query = (
        select(Account.id, Account.name, Community.name)
        .join(Community, col(Community.id) == Account.community_id, isouter=True)
        .join(Membership, col(Membership.account_id) == Account.id, isouter=True)
        .where(col(Account.is_active))
        .order_by(col(Account.name), col(Account.id))
        .limit(most)
    )
    if typed:
        query = query.where(col(Account.name).contains(typed, autoescape=True))
    if community_id is not None:
        query = query.where(Account.community_id == community_id)
    if body_code is not None:
        query = query.where(*of_team(db, get_body(db, body_code)))
    return [(row[0], row[1], row[2]) for row in db.exec(query)]


def is_member(db: Session, account: Account, body_code: str) -> bool:
    """Whether a person belongs to a team, by its roster or by their role."""
    team = team_of(db, account)
    return team is not None and team.code == body_code


def count_to_vote(db: Session, account_id: int) -> int:
    """Honours whose vote is on and for which this person has not voted."""
    voted = (
        select(Nomination.honour_id)
        .join(HonourVote, col(HonourVote.nomination_id) == Nomination.id)
        .where(HonourVote.account_id == account_id)
    )
    query = select(func.count()).select_from(Honour)
    is_on = Honour.state == HonourState.VOTING.value
    return db.exec(query.where(is_on, col(Honour.id).not_in(voted))).one()
