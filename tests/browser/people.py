"""The people of a walk: each at a screen of their own, signed in once, there when called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from db.engine import get_engine, transaction
from db.tables import Account, Assignment, Community, Proposal
from domain.roles import Role
from tests.browser.app_process import RunningApp
from tests.browser.visitor import Visitor

DEMO = Path(__file__).resolve().parents[2] / "db/demo"


@dataclass
class Hall:
    """One served app and everyone who came, by name."""

    visit: Callable[..., Visitor]
    app: RunningApp
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def person(self, username: str, size: str = "tablet") -> Visitor:
        """The screen of this person, signed in by one tap on the first call."""
        if username not in self.visitors:
            self.visitors[username] = self.visit(size, self.app).be(username)
        return self.visitors[username]

    def passer_by(self, name: str, size: str) -> Visitor:
        """A screen at which nobody is signed in."""
        if name not in self.visitors:
            self.visitors[name] = self.visit(size, self.app)
        return self.visitors[name]


def offer_neighbours(app: RunningApp, of_whom: str, role: Role, how_many: int) -> list[str]:
    """Offer more people of this person's subdistrict by one tap; their user names."""
    home = select(Community.subdistrict_id).join(Account).where(Account.username == of_whom)
    with _district_of(app) as db:
        found = db.exec(
            select(Account)
            .join(Community)
            .where(Account.role == role.value, col(Community.subdistrict_id).in_(home))
            .where(col(Account.is_demo).is_(False))
            .order_by(col(Account.id))
            .limit(how_many)
        )
        return [_offer(account) for account in found]


def offer_reviewers(app: RunningApp, round_id: int, role: Role) -> list[str]:
    """Offer by one tap whoever was given a proposal of this round to judge; their user names."""
    with _district_of(app) as db:
        given = select(Assignment.reviewer_id).join(Proposal).where(Proposal.round_id == round_id)
        found = db.exec(
            select(Account)
            .where(Account.role == role.value, col(Account.id).in_(given))
            .order_by(col(Account.id))
        )
        return [_offer(account) for account in found]


def offer_by_tap(app: RunningApp, username: str) -> str:
    """Offer one more person by one tap; their user name."""
    with _district_of(app) as db:
        return _offer(db.exec(select(Account).where(Account.username == username)).one())


def name_of(hall: Hall, username: str) -> str:
    """What somebody of the demonstration is called."""
    with _district_of(hall.app) as db:
        return db.exec(select(Account.name).where(Account.username == username)).one()


def number_in_address(visitor: Visitor, name: str) -> int:
    """The number after `?name=` in the address of what is shown."""
    found = re.search(rf"[?&]{name}=(\d+)", visitor.page.url)
    assert found, f"no {name} in {visitor.page.url}"
    return int(found[1])


def _offer(account: Account) -> str:
    account.is_demo = True
    return account.username


@contextmanager
def district_of(app: RunningApp) -> Iterator[Session]:
    """The database of a served app, to travel in time by."""
    with _district_of(app) as db:
        yield db


@contextmanager
def _district_of(app: RunningApp) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_DIR", str(app.data_dir))
        patch.delenv("DATABASE_URL", raising=False)
        with transaction() as db:
            yield db
        get_engine().dispose()
