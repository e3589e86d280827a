"""The citizens' committee at work: activities, and social funds for what it does."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Activity(Table, table=True):
    """活动: a talk day, a budget, a visit …, with how many came and what came of it."""

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    """`domain.activities.ActivityKind`."""
    title: str
    on: date = Field(index=True)
    community_id: int | None = Field(default=None, foreign_key="community.id", index=True)
    subdistrict_id: int | None = Field(default=None, foreign_key="subdistrict.id")
    """Of the community; without one, of what a whole subdistrict did. Both null: the district."""
    field_code: str | None = Field(default=None, foreign_key="field.code", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", unique=True)
    round_id: int | None = Field(default=None, foreign_key="round.id", unique=True)
    people_count: int = 0
    result: str = ""
    account_id: int | None = Field(default=None, foreign_key="account.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    request_key: str | None = Field(default=None, unique=True)
    """Of the form it was sent with: a double tap records one activity."""
    voided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    voided_by: int | None = Field(default=None, foreign_key="account.id")
    void_reason: str = Field(default="", sa_column_kwargs={"server_default": ""})
    is_demo: bool = False


class ActivityMember(Table, table=True):
    """Which members took part."""

    __tablename__ = "activity_member"

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)


class Pledge(Table, table=True):
    """社会资金: what a giver pledged, for a project or for the committee's work."""

    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount_positive"),)

    id: int = Field(default=None, primary_key=True)
    giver: str
    purpose: str = ""
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    community_id: int | None = Field(default=None, foreign_key="community.id", index=True)
    amount_cents: int
    pledged_on: date
    account_id: int | None = Field(default=None, foreign_key="account.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    withdrawn_by: int | None = Field(default=None, foreign_key="account.id")
    withdrawn_reason: str = ""
    request_key: str | None = Field(default=None, unique=True)
    is_demo: bool = False


class PledgeReceipt(Table, table=True):
    """What arrived of a pledge; a mistake is voided with a reason, never deleted."""

    __tablename__ = "pledge_receipt"
    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount_positive"),)

    id: int = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", index=True)
    amount_cents: int
    received_on: date = Field(index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    voided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    voided_by: int | None = Field(default=None, foreign_key="account.id")
    void_reason: str = ""
    request_key: str | None = Field(default=None, unique=True)
