"""The closed loop: minutes, what was promised, and matters that end with an answer."""

from datetime import date, datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Minutes(Table, table=True):
    """会议纪要 of one meeting: drafted from what happened, edited, approved."""

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    state: str = "draft"
    content: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """Sections as `domain.minutes` writes them."""
    version: int = 1
    saved_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    saved_by: int | None = Field(default=None, foreign_key="account.id")
    approved_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
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


class Matter(Table, table=True):
    """事项: anything that must end with an answer, with an owner and a deadline."""

    id: int = Field(default=None, primary_key=True)
    title: str
    text: str = ""
    source: str = "promise"
    """`domain.matters.Source`."""
    promise_id: int | None = Field(default=None, foreign_key="promise.id", unique=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    community_id: int | None = Field(default=None, foreign_key="community.id", index=True)
    subdistrict_id: int | None = Field(default=None, foreign_key="subdistrict.id")
    raiser_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    owner_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    owner_text: str = ""
    state: str = Field(default="open", index=True)
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    answer: str = ""
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


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
