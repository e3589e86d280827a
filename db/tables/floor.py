"""Who speaks, what is moved, what is put to a vote in the room."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Speech(Table, table=True):
    """发言: one place on the speakers' list of an item, from asking to having spoken."""

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    item_id: int = Field(foreign_key="agenda_item.id", index=True)
    attendee_id: int = Field(foreign_key="attendee.id")
    side: str = "neutral"
    """`domain.floor.Side`: for, against, neutral."""
    state: str = "waiting"
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    called_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    limit_seconds: int = 180


class Motion(Table, table=True):
    """动议, or an amendment of one (`amends_id`)."""

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    item_id: int = Field(foreign_key="agenda_item.id", index=True)
    number: int
    text: str
    mover_id: int = Field(foreign_key="attendee.id")
    seconder_id: int | None = Field(default=None, foreign_key="attendee.id")
    amends_id: int | None = Field(default=None, foreign_key="motion.id")
    state: str = "moved"
    """`domain.floor.MotionState`."""
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Poll(Table, table=True):
    """表决. Rule and base are fixed when it opens; `result` when it closes."""

    __table_args__ = (
        CheckConstraint("majority_of > 0 AND majority >= 0", name="majority_fraction"),
    )

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="agenda_item.id", index=True)
    motion_id: int | None = Field(default=None, foreign_key="motion.id")
    number: int
    kind: str = "for_against"
    """`domain.polls.PollKind`."""
    question: str
    options: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Of a choice or points: what can be chosen; of a scale: the words of its two ends."""
    is_secret: bool = True
    majority: int = 1
    majority_of: int = 2
    """A fraction: 1/2 means more than half, 2/3 and 3/4 at least that part."""
    base: str = "cast"
    """`domain.polls.Base`: of votes for and against, of those present, of all who have a vote."""
    counts_area: bool = False
    """Owners' matters: the majority must hold of floor area too; only in open polls."""
    points_total: int = 10
    most_choices: int = 1
    state: str = "draft"
    opened_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    result: dict[str, object] | None = Field(default=None, sa_column=Column(JSON))
    """Frozen at the close, as `domain.poll_result.as_json` writes it."""
    withdrawn_reason: str = ""
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class PollVoice(Table, table=True):
    """Who was entitled in a poll, and that they answered; never what."""

    __tablename__ = "poll_voice"

    poll_id: int = Field(foreign_key="poll.id", primary_key=True)
    attendee_id: int = Field(foreign_key="attendee.id", primary_key=True)
    floor_area_dm2: int = 0
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    channel: str = ""


class PollAnswer(Table, table=True):
    """One answer under a keyed hash; `attendee_id` is kept in open polls alone.

    The key's secret is deleted when a secret poll closes: nobody can join the tables from then on.
    """

    __tablename__ = "poll_answer"
    # Without rowid SQLite keeps rows in key order: the order of arrival is nowhere stored.
    __table_args__ = ({"sqlite_with_rowid": False},)

    poll_id: int = Field(foreign_key="poll.id", primary_key=True)
    voter_key: str = Field(primary_key=True)
    answer: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """for/against/abstain → 1; an option's place → 1 or points; scale → its value."""
    attendee_id: int | None = Field(default=None, foreign_key="attendee.id")


class Statement(Table, table=True):
    """观点: one sentence, from a member or from the floor, shown once a moderator let it in."""

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    item_id: int | None = Field(default=None, foreign_key="agenda_item.id")
    number: int
    text: str
    attendee_id: int | None = Field(default=None, foreign_key="attendee.id")
    state: str = "pending"
    """`domain.stances.StatementState`: pending, shown, hidden."""
    hidden_reason: str = ""
    moderated_by: int | None = Field(default=None, foreign_key="account.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Stance(Table, table=True):
    """态度 to a statement: 1 agree, -1 disagree, 0 pass; before and after the talk.

    `person_key` is a keyed hash of the attendee: a map needs to know what one person answered,
    not who it was.
    """

    __table_args__ = (
        CheckConstraint("value BETWEEN -1 AND 1", name="value_range"),
        {"sqlite_with_rowid": False},
    )

    statement_id: int = Field(foreign_key="statement.id", primary_key=True)
    wave: str = Field(default="before", primary_key=True)
    """`domain.stances.Wave`."""
    person_key: str = Field(primary_key=True)
    value: int


class StanceWave(Table, table=True):
    """When an item's statements were open for stances, before or after the talk."""

    __tablename__ = "stance_wave"

    item_id: int = Field(foreign_key="agenda_item.id", primary_key=True)
    wave: str = Field(primary_key=True)
    """`domain.stances.Wave`."""
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    opened_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    """Null while people may answer."""
