"""Carrying out: milestones, progress, spending, appraisal."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Milestone(Table, table=True):
    """A step of a funded project with its due day, and the day first planned if that was moved."""

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    position: int
    title: str
    due_on: date
    first_due_on: date | None = None
    done_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Progress(Table, table=True):
    """A note from the site, with photos as attachments."""

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    milestone_id: int | None = Field(default=None, foreign_key="milestone.id")
    account_id: int = Field(foreign_key="account.id")
    text: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Spending(Table, table=True):
    """Money paid, with its receipt; a mistake is voided with a reason, never deleted."""

    __table_args__ = (CheckConstraint("amount_cents > 0", name="amount_positive"),)

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    amount_cents: int
    spent_on: date
    payee: str
    what: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    voided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    voided_by: int | None = Field(default=None, foreign_key="account.id")
    void_reason: str = ""


class Appraisal(Table, table=True):
    """满意度: one per person and project, 1–5, may be changed while the phase lasts."""

    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="stars_range"),)

    project_id: int = Field(foreign_key="project.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    stars: int
    text: str = ""
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
