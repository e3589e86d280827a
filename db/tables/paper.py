"""Printed sheets, what was read from them, and who was handed one.

A sheet has a number and no name; who received a sheet is recorded apart, without a number. Sheets
and their readings have no time either: nothing tells in which order they came out of the box.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field

from db.base import Table, UtcDateTime


class PaperBatch(Table, table=True):
    """A pile of sheets printed together. `style`: the digest of the settings they were made for."""

    __tablename__ = "paper_batch"

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    sheets: int
    style: str
    needs_two_people: bool = True
    made_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    made_by: int = Field(foreign_key="account.id")


class PaperSheet(Table, table=True):
    """A sheet by its serial. `marks`: the settled reading, null until there is one."""

    __tablename__ = "paper_sheet"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    serial: str = Field(primary_key=True)
    batch_id: int = Field(foreign_key="paper_batch.id", index=True)
    state: str = Field(default="issued", index=True)
    marks: dict[str, int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    is_spoilt: bool = False
    reason: str = ""
    decided_by: int | None = Field(default=None, foreign_key="account.id")


class PaperEntry(Table, table=True):
    """One reading of a sheet: the first, or the second which was typed without seeing the first."""

    __tablename__ = "paper_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["round_id", "serial"], ["paper_sheet.round_id", "paper_sheet.serial"]
        ),
        CheckConstraint("number IN (1, 2)", name="number_known"),
        {"sqlite_with_rowid": False},
    )

    round_id: int = Field(primary_key=True)
    serial: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    marks: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    is_spoilt: bool = False
    entered_by: int = Field(foreign_key="account.id")


class PaperHandOut(Table, table=True):
    """That somebody received a sheet: an account, or a person known by a keyed hash alone."""

    __tablename__ = "paper_hand_out"
    __table_args__ = (
        UniqueConstraint("round_id", "account_id"),
        UniqueConstraint("round_id", "person_key"),
        CheckConstraint("(account_id IS NULL) <> (person_key IS NULL)", name="one_person"),
    )

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id")
    person_key: str | None = None
    name_key: str | None = None
    community_id: int | None = Field(default=None, foreign_key="community.id")
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    handed_by: int = Field(foreign_key="account.id")


class PaperBox(Table, table=True):
    """The box was opened: how many sheets lay in it."""

    __tablename__ = "paper_box"

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    returned: int
    counted_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    counted_by: int = Field(foreign_key="account.id")
