"""Accounts as the office looks through them; never a password, nor what it was hashed to."""

from dataclasses import dataclass

from db import accounts
from db.engine import reading
from domain.rights import Action
from domain.roles import Actor, Role
from services.permission import permit

PEOPLE_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Person:
    """One account in the list."""

    id: int
    username: str
    name: str
    role: Role
    community: str | None
    title: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some of the people found, how many there are in all, and on how many pages."""

    people: tuple[Person, ...]
    total: int

    @property
    def pages(self) -> int:
        """Number of pages, at least one."""
        return max(1, -(-self.total // PEOPLE_A_PAGE))


def list_people(
    actor: Actor, typed: str = "", role: Role | None = None, page: int = 1
) -> PeoplePage:
    """People by name or user name, and by role; a page of them, from 1."""
    with reading() as db:
        permit(db, actor, Action.MANAGE_ACCOUNTS)
        start = (max(1, page) - 1) * PEOPLE_A_PAGE
        rows, total = accounts.list_people(db, typed.strip(), role, start=start, most=PEOPLE_A_PAGE)
        people = tuple(
            Person(
                id=row.id,
                username=row.username,
                name=row.name,
                role=Role(row.role),
                community=home.name if home else None,
                title=row.title,
                is_active=row.is_active,
            )
            for row, home in rows
        )
        return PeoplePage(people, total)
