"""Queries on accounts, sign-ins and the deployment's own facts."""

import secrets
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from db.tables import Account, Community, Secret, Setting, SignIn, SignInFailure
from domain.refusals import Refusal
from domain.roles import Actor, Role


def find_account(db: Session, username: str) -> Account | None:
    """The account of a user name (kept in lower case)."""
    return db.exec(select(Account).where(Account.username == username)).one_or_none()


def get_account(db: Session, account_id: int) -> Account:
    """The account, or a refusal."""
    account = db.get(Account, account_id)
    if account is None:
        raise Refusal("account.unknown")
    return account


def names_of(db: Session, account_ids: set[int]) -> dict[int, str]:
    """The names of these people, by id."""
    query = select(Account.id, Account.name).where(col(Account.id).in_(account_ids))
    return dict(db.exec(query).all())


def list_accounts(db: Session, role: Role | None = None) -> list[Account]:
    """Accounts, by role if given, in the order they were made."""
    query = select(Account).order_by(col(Account.id))
    if role is not None:
        query = query.where(Account.role == role.value)
    return list(db.exec(query))


def list_demo_accounts(db: Session) -> list[tuple[Account, Community | None]]:
    """The accounts that the demonstration offers by one tap, with their communities."""
    query = (
        select(Account, Community)
        .join(Community, col(Community.id) == Account.community_id, isouter=True)
        .where(col(Account.is_demo), col(Account.is_active))
        .order_by(col(Account.id))
    )
    return [(account, community) for account, community in db.exec(query)]


def find_sign_in(db: Session, sign_in_id: str) -> tuple[SignIn, Account] | None:
    """A sign-in with its account, whether still good or not."""
    query = select(SignIn, Account).join(Account).where(SignIn.id == sign_in_id)
    row = db.exec(query).one_or_none()
    return None if row is None else (row[0], row[1])


def actor_of(db: Session, account: Account, sign_in_id: str | None = None) -> Actor:
    """The account as services see it."""
    community = db.get(Community, account.community_id) if account.community_id else None
    return Actor(
        account_id=account.id,
        username=account.username,
        name=account.name,
        role=Role(account.role),
        token_version=account.token_version,
        community_id=account.community_id,
        subdistrict_id=community.subdistrict_id if community else None,
        sign_in_id=sign_in_id,
    )


def find_failures(db: Session, username: str) -> SignInFailure | None:
    """The failed sign-ins counted under a typed name."""
    return db.get(SignInFailure, username)


def end_sign_ins(db: Session, account_id: int, at: datetime) -> None:
    """End every sign-in of an account."""
    query = select(SignIn).where(SignIn.account_id == account_id, col(SignIn.ended_at).is_(None))
    for sign_in in db.exec(query):
        sign_in.ended_at = at


def find_secret(db: Session, name: str) -> str | None:
    """A generated key, if it was generated yet."""
    row = db.get(Secret, name)
    return None if row is None else row.value


def make_secret(db: Session, name: str) -> str:
    """The key of that name; 32 random bytes are generated at first use (in a transaction)."""
    known = find_secret(db, name)
    if known is not None:
        return known
    value = secrets.token_urlsafe(32)
    db.add(Secret(name=name, value=value))
    db.flush()
    return value


def find_setting(db: Session, name: str) -> str | None:
    """A fact about the deployment."""
    row = db.get(Setting, name)
    return None if row is None else row.value


def put_setting(db: Session, name: str, value: str) -> None:
    """Record a fact about the deployment."""
    db.merge(Setting(name=name, value=value))


def list_people(
    db: Session, typed: str, role: Role | None, *, start: int, most: int
) -> tuple[list[tuple[Account, Community | None]], int]:
    """A page of the accounts whose name or user name holds what was typed, and how many in all."""
    conditions: list[Any] = [Account.role == role.value] if role else []
    if typed:
        named = col(Account.name).contains(typed, autoescape=True)
        conditions.append(named | col(Account.username).contains(typed.lower(), autoescape=True))
    query = (
        select(Account, Community)
        .join(Community, col(Community.id) == Account.community_id, isouter=True)
        .where(*conditions)
        .order_by(col(Account.id))
        .offset(start)
        .limit(most)
    )
    total = db.exec(select(func.count()).select_from(Account).where(*conditions)).one()
    return [(account, community) for account, community in db.exec(query)], total
