"""Projects, ballots, turnout and outcomes.

Who voted (`Participation`) and what was voted (`Ballot`) share no column. They are linked only by a
keyed hash under the round's secret; a ballot has no name, no time and no row order.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Project(Table, table=True):
    """候选项目: a costed proposal on the ballot. `code` is its id in files and in the count."""

    __table_args__ = (
        UniqueConstraint("round_id", "code"),
        UniqueConstraint("round_id", "number"),
        CheckConstraint("cost_cents >= 0", name="cost_not_negative"),
    )

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id", unique=True)
    code: str
    number: int
    name: str
    cost_cents: int
    field_code: str | None = Field(default=None, foreign_key="field.code")
    community_id: int | None = Field(default=None, foreign_key="community.id")
    admitted_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Participation(Table, table=True):
    """That a person has begun, saved and finished, and by which way; never what they chose.

    Who was handed a sheet has `channel` paper: on screen they can mark nothing.
    """

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    begun_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    saved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    finished_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    channel: str = "tablet"


class Ballot(Table, table=True):
    """选票: one per voter key and round. `marks` maps a project's code to 1, points or a rank."""

    # Without rowid SQLite keeps rows in key order: the order of arrival is nowhere stored.
    __table_args__ = (
        CheckConstraint("weight >= 1", name="weight_positive"),
        {"sqlite_with_rowid": False},
    )

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    voter_key: str = Field(primary_key=True)
    marks: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    weight: int = 1


class OutcomeRecord(Table, table=True):
    """结果: the frozen count of a round, settings and steps, as `domain.outcome` writes it."""

    __tablename__ = "outcome"

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    settings: dict[str, object] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )
    result: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    figures: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """Sums over the ballots that pages and projectors draw (`domain.figures`), so that showing a
    result never reads a ballot."""
    ballots_digest: str
    counted_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    counted_by: int | None = Field(default=None, foreign_key="account.id")
    published_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    published_by: int | None = Field(default=None, foreign_key="account.id")
