"""The legal specialists: stations, duty, cases seen only by those named, service records."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Station(Table, table=True):
    """法务特派员工作站 of a community."""

    id: int = Field(default=None, primary_key=True)
    community_id: int = Field(foreign_key="community.id", unique=True)
    name: str
    address: str = ""
    phone: str = ""
    hours: list[dict[str, object]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    """Opening: `weekday` 0–6 (Monday 0), `from` and `to` as HH:MM."""
    is_active: bool = True


class Duty(Table, table=True):
    """Who is on duty at a station on a day, from when to when (HH:MM, the hall's clock)."""

    __table_args__ = (UniqueConstraint("station_id", "account_id", "on", "starts"),)

    id: int = Field(default=None, primary_key=True)
    station_id: int = Field(foreign_key="station.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    on: date = Field(index=True)
    starts: str
    ends: str


class LegalCase(Table, table=True):
    """法务事项. What it says is for those named in it; figures never show a person."""

    __tablename__ = "legal_case"
    __table_args__ = (
        UniqueConstraint("booked_with", "booked_for"),
        CheckConstraint("satisfaction BETWEEN 1 AND 5", name="satisfaction_range"),
    )

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    """`domain.legal.CaseKind`: advice, mediation, education, lawful_decision."""
    community_id: int = Field(foreign_key="community.id", index=True)
    station_id: int | None = Field(default=None, foreign_key="station.id")
    state: str = Field(default="asked", index=True)
    subject: str
    """In a few words, for those named only."""
    content: str = ""
    asker_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    asker_name: str = ""
    request_key: str | None = Field(default=None, unique=True)
    """Of the form it was sent with: a double tap opens one case."""
    matter_id: int | None = Field(default=None, foreign_key="matter.id", unique=True)
    booked_with: int | None = Field(default=None, foreign_key="account.id")
    booked_for: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    answer: str = ""
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    agreement: str = ""
    agreement_version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """Rises with every change of the text: whoever signs, signs the text that they read."""
    agreed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    follow_up_on: date | None = None
    followed_up_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    follow_up_note: str = ""
    due_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    satisfaction: int | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    is_demo: bool = False


class CaseMove(Table, table=True):
    """The trace of a case's way."""

    __tablename__ = "case_move"

    id: int = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="legal_case.id", index=True)
    event: str
    from_state: str
    to_state: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")


class CaseParty(Table, table=True):
    """Who is named in a case and may read it: asker, specialist, member, other party."""

    __tablename__ = "case_party"

    case_id: int = Field(foreign_key="legal_case.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    part: str
    """`domain.legal.Part`."""
    signed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class PaperParty(Table, table=True):
    """A side of a dispute without an account: signs on paper, and who wrote that down."""

    __tablename__ = "paper_party"
    __table_args__ = (UniqueConstraint("case_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="legal_case.id")
    name: str
    signed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    recorded_by: int | None = Field(default=None, foreign_key="account.id")


class ServiceRecord(Table, table=True):
    """服务记录: one service rendered, with or without a case; counted, never shown by person."""

    __tablename__ = "service_record"
    __table_args__ = (CheckConstraint("people_count >= 0", name="people_count_not_negative"),)

    id: int = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    community_id: int = Field(foreign_key="community.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="legal_case.id", index=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    on: date = Field(index=True)
    minutes: int = 30
    people_count: int = 1
    note: str = ""
    request_key: str | None = Field(default=None, unique=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class LegalArticle(Table, table=True):
    """法务知识, published to everyone."""

    __tablename__ = "legal_article"

    id: int = Field(default=None, primary_key=True)
    title: str
    text: str
    law: str = ""
    account_id: int | None = Field(default=None, foreign_key="account.id")
    request_key: str | None = Field(default=None, unique=True)
    published_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
