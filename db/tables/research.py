"""The experts' work: topics, field research, findings, advice; and what they ask of citizens."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Topic(Table, table=True):
    """课题: on the published list, with experts, until the district says what came of it."""

    id: int = Field(default=None, primary_key=True)
    title: str
    question: str = ""
    field_code: str | None = Field(default=None, foreign_key="field.code", index=True)
    subdistrict_id: int | None = Field(default=None, foreign_key="subdistrict.id")
    community_id: int | None = Field(default=None, foreign_key="community.id", index=True)
    source: str = "district"
    """`domain.research.TopicSource`: the district's need, an expert, or residents' concern."""
    state: str = Field(default="proposed", index=True)
    due_on: date | None = None
    decision: str = ""
    """adopted, partly, not_adopted; the district's reason stands in `decision_reason`."""
    decision_reason: str = ""
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: int | None = Field(default=None, foreign_key="account.id")
    request_key: str | None = Field(default=None, unique=True)
    """Of the form it was proposed with: a double tap proposes one topic."""
    is_demo: bool = False


class TopicMove(Table, table=True):
    """The trace of a topic's way."""

    __tablename__ = "topic_move"

    id: int = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    event: str
    from_state: str
    to_state: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")
    note: str = ""


class TopicExpert(Table, table=True):
    """Who researches a topic; one of them leads."""

    __tablename__ = "topic_expert"

    topic_id: int = Field(foreign_key="topic.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    leads: bool = False


class TopicConcern(Table, table=True):
    """What residents raised that led to a topic: each raiser is told the result."""

    __tablename__ = "topic_concern"

    id: int = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    kind: str
    """proposal, matter or statement."""
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id")
    matter_id: int | None = Field(default=None, foreign_key="matter.id")
    statement_id: int | None = Field(default=None, foreign_key="statement.id")
    told_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    """When the result went to whoever raised it; again when the district has decided."""
    seen_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    """When they opened it."""


class FieldRecord(Table, table=True):
    """实地调研: where experts went, whom they met, what they noted; photos are attachments."""

    __tablename__ = "field_record"

    id: int = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    on: date
    place_text: str
    community_id: int | None = Field(default=None, foreign_key="community.id")
    people_met: str = ""
    people_count: int = 0
    notes: str = ""
    account_id: int = Field(foreign_key="account.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Finding(Table, table=True):
    """研究成果 of a topic, as a draft until it is reviewed and published."""

    topic_id: int = Field(foreign_key="topic.id", primary_key=True)
    title: str = ""
    summary: str = ""
    text: str = ""
    recommendations: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    saved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    saved_by: int | None = Field(default=None, foreign_key="account.id")
    reviewer_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    """The expert who is asked to review it: none of its writers."""
    reviewed_by: int | None = Field(default=None, foreign_key="account.id")
    review_note: str = ""
    published_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Advice(Table, table=True):
    """决策咨询: an expert is asked about a matter, a topic or a need, and answers."""

    id: int = Field(default=None, primary_key=True)
    question: str
    matter_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    topic_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    expert_id: int = Field(foreign_key="account.id", index=True)
    asked_by: int | None = Field(default=None, foreign_key="account.id")
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    answer: str = ""
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    is_public: bool = True
    request_key: str | None = Field(default=None, unique=True)


class Consultation(Table, table=True):
    """征询: what experts propose is put to the citizens' committee; the answers go back."""

    id: int = Field(default=None, primary_key=True)
    topic_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    title: str
    question: str
    text: str = ""
    field_code: str | None = Field(default=None, foreign_key="field.code")
    state: str = Field(default="draft", index=True)
    closes_on: date | None = None
    changed: str = ""
    """What the experts changed after the answers, in their words."""
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: int | None = Field(default=None, foreign_key="account.id")
    opened_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    returned_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    request_key: str | None = Field(default=None, unique=True)


class ConsultationAnswer(Table, table=True):
    """One member's answer: how far they agree, 1–5, and why."""

    __tablename__ = "consultation_answer"
    __table_args__ = (CheckConstraint("agreement BETWEEN 1 AND 5", name="agreement_range"),)

    consultation_id: int = Field(foreign_key="consultation.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    agreement: int
    text: str = ""
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
