"""Rounds: what is decided before voting opens, the dates, and the trace of moves."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Round(Table, table=True):
    """参与式预算轮次. From the vote on, everything that governs the count is frozen."""

    id: int = Field(default=None, primary_key=True)
    name: str
    about: str = ""
    place_kind: str
    subdistrict_id: int | None = Field(default=None, foreign_key="subdistrict.id")
    community_id: int | None = Field(default=None, foreign_key="community.id")
    phase: str = Field(default="prepare", index=True)
    budget_cents: int
    ballot_type: str = "approval"
    min_marks: int = 3
    max_marks: int | None = None
    points_total: int = 10
    points_per_project: int | None = None
    rule: str = "equal-shares"
    utility: str = "cost"
    completion: str = "add1u"
    stop: str = "exhaustive"
    start: str = "exact"
    increment_cents: int = 100
    tie_seed: str
    count_empty: bool = False
    least_votes: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    least_share: str = Field(default="1/3", sa_column_kwargs={"server_default": "1/3"})
    seconds_needed: int = 5
    voter_roles: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    field_codes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    shows_partial_results: bool = False
    is_demo: bool = False
    is_imported: bool = False
    frozen_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    frozen_settings: dict[str, object] | None = Field(default=None, sa_column=Column(JSON))
    version: int = 1
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: int | None = Field(default=None, foreign_key="account.id")


class PhaseDate(Table, table=True):
    """When a phase of a round is due to begin; the move itself is in `PhaseMove`."""

    __tablename__ = "phase_date"

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    phase: str = Field(primary_key=True)
    starts_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class PhaseMove(Table, table=True):
    """The trace: who moved the round, when, why; nobody (`account_id` null) when by date."""

    __tablename__ = "phase_move"

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    from_phase: str
    to_phase: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")
    reason: str = ""


class NegativeClause(Table, table=True):
    """One clause of a round's negative list 负面清单; a keyword in a draft names the clause."""

    __tablename__ = "negative_clause"

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    number: int = Field(primary_key=True)
    text: str
    text_en: str = ""
    keywords: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class Screen(Table, table=True):
    """What a projector shows. `version` rises with every change, so viewers ask cheaply.

    A play moves on without a write: every viewer finds the step of now from `played_from`, the
    instant at which `step` was shown and the play went on (null: it stands still).
    """

    name: str = Field(primary_key=True)
    round_id: int | None = Field(default=None, foreign_key="round.id")
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    subject_id: int | None = None
    """Which poll, statement or matter, where the slide is about one; null: the current one."""
    is_following: bool = False
    """Whether the screen goes with the meeting: item, speaker, poll as they come."""
    is_frozen: bool = False
    """Whether viewers keep the picture that they have."""
    slide: str = "overview"
    step: int = 0
    played_from: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    seconds_a_step: int = 12
    is_dark: bool = True
    version: int = 1
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: int | None = Field(default=None, foreign_key="account.id")
