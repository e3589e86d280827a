"""Places, fields, accounts."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Subdistrict(Table, table=True):
    """街道."""

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class Community(Table, table=True):
    """社区."""

    id: int = Field(default=None, primary_key=True)
    subdistrict_id: int = Field(foreign_key="subdistrict.id", index=True)
    name: str
    households: int = 0


class FieldOfWork(Table, table=True):
    """领域: one of the citizens' committee's fields; the code is stable, the names are edited."""

    __tablename__ = "field"

    code: str = Field(primary_key=True)
    name: str
    name_en: str
    position: int = 0


class Account(Table, table=True):
    """A person who can sign in. `token_version` rises whenever earlier sign-ins must end."""

    id: int = Field(default=None, primary_key=True)
    username: str = Field(unique=True)
    name: str
    password_hash: str
    role: str = Field(index=True)
    community_id: int | None = Field(default=None, foreign_key="community.id", index=True)
    field_code: str | None = Field(default=None, foreign_key="field.code")
    title: str = ""
    specialities: str = ""
    is_active: bool = True
    is_demo: bool = False
    token_version: int = 1
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class SignIn(Table, table=True):
    """One sign-in on one device; the cookie carries its id, signing out ends it."""

    __tablename__ = "sign_in"

    id: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    token_version: int
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class SignInFailure(Table, table=True):
    """Failed sign-ins by the name that was typed, whether or not such an account exists."""

    __tablename__ = "sign_in_failure"

    username: str = Field(primary_key=True)
    failures: int = 0
    locked_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Secret(Table, table=True):
    """A generated key: the cookie's, and one per round that links voters with ballots."""

    name: str = Field(primary_key=True)
    value: str


class Setting(Table, table=True):
    """A fact about this deployment, e.g. that its data are a demonstration."""

    name: str = Field(primary_key=True)
    value: str
