"""What experts and legal specialists say of a proposal."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Assignment(Table, table=True):
    """One reviewer for one proposal; `kind` is expert or legal; recusal keeps the row."""

    __table_args__ = (UniqueConstraint("proposal_id", "reviewer_id"),)

    id: int = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    reviewer_id: int = Field(foreign_key="account.id", index=True)
    kind: str
    assigned_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    assigned_by: int | None = Field(default=None, foreign_key="account.id")
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    done_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    recused_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    recused_by: int | None = Field(default=None, foreign_key="account.id")
    """The reviewer themself, or the officer who gave the seat to someone else."""
    recusal_reason: str = ""


class Review(Table, table=True):
    """专家评审: four scores of 1–5 (None while drafting), an estimate and an opinion."""

    __table_args__ = tuple(
        CheckConstraint(f"{column} BETWEEN 1 AND 5", name=f"{column}_range")
        for column in ("feasibility", "benefit", "cost", "risk")
    )

    assignment_id: int = Field(foreign_key="assignment.id", primary_key=True)
    feasibility: int | None = None
    benefit: int | None = None
    cost: int | None = None
    risk: int | None = None
    estimate_cents: int | None = None
    opinion: str = ""
    saved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class LegalOpinion(Table, table=True):
    """法务意见: lawful, lawful_if (with the condition) or not_lawful, and the clause."""

    __tablename__ = "legal_opinion"

    assignment_id: int = Field(foreign_key="assignment.id", primary_key=True)
    verdict: str | None = None
    clause: str = ""
    condition: str = ""
    opinion: str = ""
    saved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
