"""Meetings: the room, who is in it, what is on the agenda, and the trace of every act."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from db.base import Table, UtcDateTime


class Meeting(Table, table=True):
    """议事会. `version` rises with every change that somebody in the room can see."""

    id: int = Field(default=None, primary_key=True)
    kind: str
    """`domain.meetings.MeetingKind`."""
    title: str
    about: str = ""
    venue: str = ""
    place_kind: str
    subdistrict_id: int | None = Field(default=None, foreign_key="subdistrict.id")
    community_id: int | None = Field(default=None, foreign_key="community.id", index=True)
    starts_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    state: str = Field(default="planned", index=True)
    join_code: str | None = Field(default=None, unique=True)
    """Six digits while the meeting can be joined, and before it once slips were printed."""
    admission: str = "open_room"
    """`domain.meetings.Admission`."""
    quorum: list[dict[str, object]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    """Conditions that must all hold, as `domain.quorum` reads them; empty: no quorum."""
    house_rules: dict[str, object] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )
    """Which of the rules of the house are on, and their minutes (`domain.house_rules`)."""
    current_item_id: int | None = None
    current_speech_id: int | None = None
    is_demo: bool = False
    version: int = 1
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: int | None = Field(default=None, foreign_key="account.id")
    opened_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Attendee(Table, table=True):
    """到会人: somebody invited, drawn, or who came; in an open room perhaps without a name.

    One row is one voice. `device_key` is the hash of the token of the one device that speaks for
    this person now; a second device takes over, so that a voice is never doubled.
    """

    __table_args__ = (
        UniqueConstraint("meeting_id", "device_key"),
        UniqueConstraint("meeting_id", "account_id"),
        UniqueConstraint("meeting_id", "pin"),
        CheckConstraint("floor_area_dm2 >= 0", name="floor_area_not_negative"),
    )

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    number: int
    """From 1 in every meeting: how an unnamed person is called."""
    name: str = ""
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    community_id: int | None = Field(default=None, foreign_key="community.id")
    standing: str = "resident"
    """`domain.meetings.Standing`: representative, affected, owner, expert, guest …"""
    floor_area_dm2: int = 0
    """Of owners: hundredths of a square metre."""
    has_vote: bool = True
    is_invited: bool = False
    is_drawn: bool = False
    pin: str | None = None
    """Six digits, handed to the person on paper; null where the meeting needs none."""
    device_key: str | None = None
    channel: str = ""
    """`domain.channels.Channel` of the device; empty where a clerk noted the presence."""
    came_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    left_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    checked_in_by: int | None = Field(default=None, foreign_key="account.id")
    """The clerk who noted the presence; null when the person came in by code or PIN."""
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class PinTry(Table, table=True):
    """Wrong PINs of a meeting from one device: guessing is slowed down."""

    __tablename__ = "pin_try"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    device_key: str = Field(primary_key=True)
    failures: int = 0
    locked_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class RosterDraw(Table, table=True):
    """A draw by lot of those invited, so that anyone can do it again."""

    __tablename__ = "roster_draw"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    seed: str
    seats: int
    strata: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    pool: list[dict[str, object]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    """Everyone who could be drawn, as a number and their strata; never a name."""
    drawn: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Numbers in the pool, in the order drawn; those behind the seats are stand-ins."""
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")


class AgendaItem(Table, table=True):
    """议题. What it is about is one of the links, or only its text."""

    __tablename__ = "agenda_item"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    kind: str
    """`domain.meetings.ItemKind`."""
    title: str
    text: str = ""
    proposal_id: int | None = Field(default=None, foreign_key="proposal.id")
    round_id: int | None = Field(default=None, foreign_key="round.id")
    planned_minutes: int = 10
    state: str = "waiting"
    seconds_spent: int = 0
    """Of earlier stretches; the running one counts from `started_at`."""
    started_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    note: str = ""
    """What the facilitator noted for the minutes."""


class MeetingAct(Table, table=True):
    """What happened in the room, in order: the trace, the minutes' source, and the way back.

    `before` holds the rows as they were (`db.acts`), null where the act cannot be undone.
    """

    __tablename__ = "meeting_act"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    kind: str
    """`domain.meetings.ActKind`."""
    item_id: int | None = Field(default=None, foreign_key="agenda_item.id")
    facts: dict[str, object] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    before: list[dict[str, object]] | None = Field(default=None, sa_column=Column(JSON))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    account_id: int | None = Field(default=None, foreign_key="account.id")
    undone_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    undone_by: int | None = Field(default=None, foreign_key="account.id")
