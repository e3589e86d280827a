"""Proposals and what gathers around them."""

from datetime import datetime

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Proposal(Table, table=True):
    """提案. `version` is the number of its newest `ProposalVersion`; 0 while only a draft."""

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    community_id: int | None = Field(default=None, foreign_key="community.id", index=True)
    field_code: str | None = Field(default=None, foreign_key="field.code", index=True)
    state: str = Field(default="draft", index=True)
    title: str = ""
    problem: str = ""
    plan: str = ""
    place_text: str = ""
    beneficiaries: str = ""
    cost_items: list[dict[str, object]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    cost_cents: int = 0
    version: int = 0
    revision: dict[str, object] | None = Field(default=None, sa_column=Column(JSON))
    """The author's changes to a submitted text, saved as typed, before they are published."""
    merged_into_id: int | None = Field(default=None, foreign_key="proposal.id")
    answer: str = ""
    """Why it ended, in the officer's words: declined, lapsed, or not funded."""
    reviews_released_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    submitted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class ProposalMove(Table, table=True):
    """The trace of a proposal's way; nobody (`account_id` null) when the round moved it."""

    __tablename__ = "proposal_move"

    id: int = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    event: str
    from_state: str
    to_state: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")
    note: str = ""


class ProposalVersion(Table, table=True):
    """What the proposal said when it was submitted, and after each change since."""

    __tablename__ = "proposal_version"

    proposal_id: int = Field(foreign_key="proposal.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")


class Attachment(Table, table=True):
    """A file whose bytes lie under the data folder by `sha256`, never under the web root."""

    id: int = Field(default=None, primary_key=True)
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id", index=True)
    progress_id: int | None = Field(default=None, foreign_key="progress.id", index=True)
    spending_id: int | None = Field(default=None, foreign_key="spending.id", index=True)
    field_record_id: int | None = Field(default=None, foreign_key="field_record.id", index=True)
    matter_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    sha256: str
    media_type: str
    size_bytes: int
    original_name: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")
    removed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Seconding(Table, table=True):
    """附议: one per person and proposal."""

    proposal_id: int = Field(foreign_key="proposal.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    came_from_id: int | None = Field(default=None, foreign_key="proposal.id")
    """The merged proposal whose supporter agreed to move here."""


class Comment(Table, table=True):
    """A public remark; hidden by a moderator with a reason, never deleted."""

    id: int = Field(default=None, primary_key=True)
    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    account_id: int = Field(foreign_key="account.id")
    text: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    hidden_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    hidden_by: int | None = Field(default=None, foreign_key="account.id")
    hidden_reason: str = ""


class MergeRequest(Table, table=True):
    """One author asks another to take their proposal in; nothing moves before both agree."""

    __tablename__ = "merge_request"

    id: int = Field(default=None, primary_key=True)
    from_proposal_id: int = Field(foreign_key="proposal.id", index=True)
    into_proposal_id: int = Field(foreign_key="proposal.id", index=True)
    asked_by: int = Field(foreign_key="account.id")
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    message: str = ""
    state: str = "asked"
    """asked, accepted, refused, withdrawn."""
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class SupporterQuestion(Table, table=True):
    """A supporter of a merged proposal is asked whether their support goes with it."""

    __tablename__ = "supporter_question"
    __table_args__ = (UniqueConstraint("merge_request_id", "account_id"),)

    id: int = Field(default=None, primary_key=True)
    merge_request_id: int = Field(foreign_key="merge_request.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    moves: bool | None = None
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
