"""Devices in the hall: phones that spoke before, tablets handed round, slips for a ballot there."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field

from db.base import Table, UtcDateTime


class PastDevice(Table, table=True):
    """A device that spoke in a meeting until another one took over: it is told, and why."""

    __tablename__ = "past_device"

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    device_key: str = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Kiosk(Table, table=True):
    """A tablet handed round, for a meeting or for a round's ballot.

    Who is at it now is kept here and not on the tablet: it wakes where it slept, and whoever
    walked away is signed out by the clock.
    """

    __table_args__ = (
        CheckConstraint("(meeting_id IS NULL) <> (round_id IS NULL)", name="of_one_thing"),
    )

    id: int = Field(default=None, primary_key=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    round_id: int | None = Field(default=None, foreign_key="round.id", index=True)
    token_key: str = Field(unique=True)
    """SHA-256 of the random token that the tablet alone holds."""
    pin_hash: str
    """Keyed hash of the PIN that ends the kiosk."""
    opened_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    opened_by: int = Field(foreign_key="account.id")
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    attendee_id: int | None = Field(default=None, foreign_key="attendee.id")
    account_id: int | None = Field(default=None, foreign_key="account.id")
    touched_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    """The last tap of whoever is at it."""
    failures: int = 0
    locked_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class BallotSlip(Table, table=True):
    """A number on paper with which one person fills their own ballot of one round at a kiosk."""

    __tablename__ = "ballot_slip"
    __table_args__ = (UniqueConstraint("round_id", "code_hash"),)

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    account_id: int = Field(foreign_key="account.id", primary_key=True)
    code_hash: str
    issued_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    issued_by: int = Field(foreign_key="account.id")
    kiosk_id: int | None = Field(default=None, foreign_key="kiosk.id")
    """The one tablet on which it was used."""
    used_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
