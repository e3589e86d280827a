"""The closed loop: minutes, what was promised, and matters that end with an answer."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column, Index, UniqueConstraint
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Minutes(Table, table=True):
    """会议纪要 of one meeting: drafted from what happened, edited, approved."""

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    state: str = "draft"
    content: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """Sections as `domain.minutes` writes them."""
    language: str = "zh_CN"
    version: int = 1
    """Rises with every correction; `MinutesVersion` keeps each as it was approved."""
    correction_reason: str = ""
    saved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    saved_by: int | None = Field(default=None, foreign_key="account.id")
    approved_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    approved_by: int | None = Field(default=None, foreign_key="account.id")


class MinutesVersion(Table, table=True):
    """The minutes as they were approved: frozen. A later correction is another version."""

    __tablename__ = "minutes_version"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    language: str
    reason: str = ""
    """Why it corrects the one before; empty of the first."""
    approved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    approved_by: int | None = Field(default=None, foreign_key="account.id")


class Promise(Table, table=True):
    """What somebody promised in the room; approving the minutes makes a matter of it."""

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="agenda_item.id")
    what: str
    who: str
    """The body or person as called in the room."""
    owner_id: int | None = Field(default=None, foreign_key="account.id")
    due_on: date
    withdrawn_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")


class DeadlineClass(Table, table=True):
    """时限: how long an answer may take, in hours or in working days."""

    __tablename__ = "deadline_class"
    __table_args__ = (CheckConstraint("hours > 0 OR working_days > 0", name="some_time"),)

    code: str = Field(primary_key=True)
    name: str
    name_en: str
    hours: int = 0
    working_days: int = 0
    grace_hours: int = Field(default=24, sa_column_kwargs={"server_default": "24"})
    """How long after the deadline a late matter waits before it goes one level up."""
    position: int = 0
    is_active: bool = True


class Holiday(Table, table=True):
    """A day that the official calendar of this year makes a holiday, or a working day."""

    day: date = Field(primary_key=True)
    is_working: bool = False
    name: str = ""


class Matter(Table, table=True):
    """事项: anything that must end with an answer, with an owner and a deadline."""

    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating_range"),
        Index("ix_matter_state_escalations_due_at", "state", "escalations", "due_at"),
    )

    id: int = Field(default=None, primary_key=True)
    title: str
    text: str = ""
    place_text: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Where, in the raiser's words."""
    source: str = Field(default="promise", index=True)
    """`domain.matters.Source`."""
    promise_id: int | None = Field(default=None, foreign_key="promise.id", unique=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    community_id: int | None = Field(default=None, foreign_key="community.id", index=True)
    subdistrict_id: int | None = Field(default=None, foreign_key="subdistrict.id")
    field_code: str | None = Field(default=None, foreign_key="field.code", index=True)
    raiser_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    raiser_name: str = ""
    """Of somebody without an account, as the clerk wrote it; never public."""
    recorded_by: int | None = Field(default=None, foreign_key="account.id")
    """Who wrote it down for somebody without an account, and speaks for them."""
    request_key: str | None = Field(default=None, unique=True)
    """Of the form it was sent with: a double tap opens one matter."""
    taken_up_by: int | None = Field(default=None, foreign_key="account.id", index=True)
    """The member of the citizens' committee who makes it theirs."""
    body_code: str | None = Field(default=None, foreign_key="body.code", index=True)
    owner_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    owner_text: str = ""
    state: str = Field(default="open", index=True)
    deadline_class: str | None = Field(default=None, foreign_key="deadline_class.code")
    counted_from: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    """From when the deadline counts; null: from when it was raised."""
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    escalations: int = 0
    """How often it was late and went one level up."""
    escalated_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    answer: str = ""
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    answered_by: int | None = Field(default=None, foreign_key="account.id")
    is_solved: bool | None = None
    """What the answer says: solved, or explained why not; null before an answer."""
    rating: int | None = None
    """The raiser's, 1–5."""
    rating_text: str = ""
    rated_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    reopenings: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    is_public: bool = True
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    is_demo: bool = False


class MatterMove(Table, table=True):
    """The trace of a matter's way; nobody (`account_id` null) when the clock moved it."""

    __tablename__ = "matter_move"

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)
    event: str
    from_state: str
    to_state: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")
    note: str = ""


class Whistle(Table, table=True):
    """社区吹哨、部门报到: a department called to a matter, and when it reported."""

    __table_args__ = (UniqueConstraint("matter_id", "body_code"),)

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id")
    body_code: str = Field(foreign_key="body.code", index=True)
    deadline_class: str | None = Field(default=None, foreign_key="deadline_class.code")
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    reason: str
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    called_by: int = Field(foreign_key="account.id")
    reported_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    reported_by: int | None = Field(default=None, foreign_key="account.id")
    note: str = ""
    escalations: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """How often nobody had reported and it went one level up."""
