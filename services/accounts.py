"""Accounts: making them, signing in and out, ending them."""

import logging
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import bcrypt

from db import accounts
from db.engine import Session, reading, transaction
from db.tables import Account, SignIn, SignInFailure
from domain.clock import utc_now
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor, Role
from domain.usernames import is_username
from services.permission import permit

log = logging.getLogger(__name__)

SIGN_IN_LASTS = timedelta(hours=12)
FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=15)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD_BYTES = 72
AT_HOME = (Role.MEMBER, Role.RESIDENT)
"""Who acts in a community of their own."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone whom the demonstration lets everybody be."""

    username: str
    name: str
    role: Role
    title: str
    community: str | None


def create_officer(username: str, name: str, password: str) -> int:
    """Make an officer's account from the console; its id. Refuses weak passwords, taken names."""
    with transaction() as db:
        return _add_account(db, username, name, password, Role.OFFICER)


def create_account(
    actor: Actor, username: str, name: str, password: str, role: Role, community_id: int | None
) -> int:
    """Make an account as an officer; the id. Who acts at home needs a community."""
    with transaction() as db:
        permit(db, actor, Action.MANAGE_ACCOUNTS)
        if role in AT_HOME and community_id is None:
            raise Refusal("account.no_community", role=role)
        return _add_account(db, username, name, password, role, community_id)


def suspend_account(actor: Actor, account_id: int, *, is_active: bool) -> None:
    """Suspend an account, or take it back; every sign-in of it ends at once."""
    with transaction() as db:
        permit(db, actor, Action.MANAGE_ACCOUNTS)
        if account_id == actor.account_id:
            raise Refusal("account.not_oneself")
        account = accounts.get_account(db, account_id)
        account.is_active = is_active
        account.token_version += 1
        accounts.end_sign_ins(db, account_id, utc_now())


def assign_role(actor: Actor, account_id: int, role: Role, community_id: int | None = None) -> None:
    """Give another role, and a community if named; every sign-in of the account ends at once."""
    with transaction() as db:
        permit(db, actor, Action.MANAGE_ACCOUNTS)
        if account_id == actor.account_id:
            raise Refusal("account.not_oneself")
        account = accounts.get_account(db, account_id)
        account.community_id = community_id or account.community_id
        if role in AT_HOME and account.community_id is None:
            raise Refusal("account.no_community", role=role)
        account.role = role.value
        account.token_version += 1
        accounts.end_sign_ins(db, account_id, utc_now())


def reset_password(actor: Actor, account_id: int, password: str) -> None:
    """Give a forgotten account a new password; every sign-in ends and the name is unlocked."""
    _refuse_weak(password)
    with transaction() as db:
        permit(db, actor, Action.MANAGE_ACCOUNTS)
        account = accounts.get_account(db, account_id)
        account.password_hash = hash_password(password)
        account.token_version += 1
        accounts.end_sign_ins(db, account_id, utc_now())
        failures = accounts.find_failures(db, account.username)
        if failures is not None:
            db.delete(failures)


def password_hash_for(typed_username: str) -> str:
    """The hash to check a typed password against.

    A name that does not exist gets a hash that nothing fits: same answer, same timing.
    Refuses while the name is locked after too many failures.
    """
    username = typed_username.strip().lower()
    with reading() as db:
        failures = accounts.find_failures(db, username)
        if failures and failures.locked_until and failures.locked_until > utc_now():
            minutes = int((failures.locked_until - utc_now()).total_seconds() // 60) + 1
            raise Refusal("sign_in.locked", minutes=minutes)
        account = accounts.find_account(db, username)
        return account.password_hash if account and account.is_active else _fitting_nothing()


def begin_sign_in(typed_username: str) -> Actor:
    """Sign a person in whose password was right; clears the failures of the name."""
    username = typed_username.strip().lower()
    with transaction() as db:
        account = accounts.find_account(db, username)
        if account is None or not account.is_active:
            raise Refusal("sign_in.wrong")
        failures = accounts.find_failures(db, username)
        if failures is not None:
            db.delete(failures)
        return _begin(db, account)


def record_failed_sign_in(typed_username: str) -> None:
    """Count a wrong password; the fifth locks the name for a quarter of an hour."""
    username = typed_username.strip().lower()[:80]
    with transaction() as db:
        row = accounts.find_failures(db, username) or SignInFailure(username=username)
        if row.locked_until and row.locked_until <= utc_now():
            row.failures, row.locked_until = 0, None
        row.failures += 1
        if row.failures >= FAILURES_ALLOWED:
            row.locked_until = utc_now() + LOCKED_FOR
            log.warning("sign-in locked after %d failures", row.failures)
        db.add(row)


def sign_in_for_demonstration(username: str) -> Actor:
    """Be one of the demonstration's people by one tap; refused outside the demonstration."""
    with transaction() as db:
        account = accounts.find_account(db, username)
        if not _is_demonstration(db) or account is None or not account.is_demo:
            raise Refusal("sign_in.no_demonstration")
        return _begin(db, account)


def list_demo_people() -> list[DemoPerson]:
    """Whom the sign-in page offers; empty outside the demonstration."""
    with reading() as db:
        if not _is_demonstration(db):
            return []
        return [
            DemoPerson(a.username, a.name, Role(a.role), a.title, c.name if c else None)
            for a, c in accounts.list_demo_accounts(db)
        ]


def find_actor(sign_in_id: str) -> Actor | None:
    """The person of a sign-in, or None when it has ended, expired, or the account was changed."""
    with reading() as db:
        found = accounts.find_sign_in(db, sign_in_id)
        if found is None:
            return None
        sign_in, account = found
        is_over = sign_in.ended_at is not None or sign_in.expires_at <= utc_now()
        if is_over or not account.is_active or sign_in.token_version != account.token_version:
            return None
        return accounts.actor_of(db, account, sign_in.id)


def sign_out(actor: Actor) -> None:
    """End this device's sign-in: a copy of its cookie no longer signs in."""
    if actor.sign_in_id is None:
        return
    with transaction() as db:
        found = accounts.find_sign_in(db, actor.sign_in_id)
        if found is not None:
            found[0].ended_at = utc_now()


def cookie_key() -> str:
    """The key that signs cookies, generated at first use."""
    with reading() as db:
        known = accounts.find_secret(db, "cookie")
    if known is not None:
        return known
    with transaction() as db:
        return accounts.make_secret(db, "cookie")


def is_demonstration() -> bool:
    """Whether this deployment shows the fictional district (演示数据)."""
    with reading() as db:
        return _is_demonstration(db)


def hash_password(password: str) -> str:
    """A bcrypt hash at cost 12."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(12)).decode()


def _is_demonstration(db: Session) -> bool:
    return os.environ.get("DEMO", "1") != "0" and accounts.find_setting(db, "demo") == "1"


def _begin(db: Session, account: Account) -> Actor:
    sign_in = SignIn(
        id=secrets.token_urlsafe(24),
        account_id=account.id,
        token_version=account.token_version,
        created_at=utc_now(),
        expires_at=utc_now() + SIGN_IN_LASTS,
    )
    db.add(sign_in)
    db.flush()
    log.info("sign-in of account %d as %s", account.id, account.role)
    return accounts.actor_of(db, account, sign_in.id)


def _add_account(
    db: Session,
    username: str,
    name: str,
    password: str,
    role: Role,
    community_id: int | None = None,
) -> int:
    username, name = username.strip().lower(), name.strip()
    if not is_username(username):
        raise Refusal("account.bad_username")
    if not name:
        raise Refusal("account.no_name")
    _refuse_weak(password)
    if accounts.find_account(db, username) is not None:
        raise Refusal("account.taken", username=username)
    account = Account(
        username=username,
        name=name,
        password_hash=hash_password(password),
        role=role.value,
        community_id=community_id,
        created_at=utc_now(),
    )
    db.add(account)
    db.flush()
    return account.id


def _refuse_weak(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD or len(password.encode()) > LONGEST_PASSWORD_BYTES:
        raise Refusal("account.weak_password", least=SHORTEST_PASSWORD)


@cache
def _fitting_nothing() -> str:
    return hash_password(secrets.token_urlsafe(24))
