"""Bodies, Party branches, memberships, and the working guide in its versions."""

from datetime import date, datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Body(Table, table=True):
    """An organ that acts or answers: a committee, an office, a department. Names are edited."""

    code: str = Field(primary_key=True)
    kind: str
    """`domain.teams.BodyKind`."""
    name: str
    name_en: str
    about: str = ""
    position: int = 0
    subdistrict_id: int | None = Field(default=None, foreign_key="subdistrict.id")
    head_id: int | None = Field(default=None, foreign_key="account.id")
    """Who answers for the body, and hears first when something there is late."""
    is_active: bool = True


class PartyBranch(Table, table=True):
    """党支部 of a team."""

    __tablename__ = "party_branch"

    id: int = Field(default=None, primary_key=True)
    body_code: str = Field(foreign_key="body.code")
    name: str


class Membership(Table, table=True):
    """What a team knows of its member beside the account. Party membership is shown by choice."""

    account_id: int = Field(foreign_key="account.id", primary_key=True)
    body_code: str = Field(foreign_key="body.code", index=True)
    term_from: date | None = None
    term_to: date | None = None
    branch_id: int | None = Field(default=None, foreign_key="party_branch.id")
    is_party_member: bool = False
    shows_party_membership: bool = False
    duty: str = ""


class GuideVersion(Table, table=True):
    """工作导则 of a body: every change is a new version; the newest is in force."""

    __tablename__ = "guide_version"

    body_code: str = Field(foreign_key="body.code", primary_key=True)
    number: int = Field(primary_key=True)
    duties: list[dict[str, object]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    """In order: `title` and `text` of each duty."""
    note: str = ""
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")
