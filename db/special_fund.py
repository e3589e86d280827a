"""Queries on the special fund: lines, entries, and the sums that no entry may go beyond."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import case, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from db.tables import Body, FundEntry, FundLine
from domain.refusals import Refusal
from domain.special_fund import EntryKind, Sums


def get_line(db: Session, line_id: int, *, for_update: bool = False) -> FundLine:
    """The line, or a refusal; locked where the database knows row locks."""
    query = select(FundLine).where(FundLine.id == line_id)
    row = db.exec(query.with_for_update() if for_update else query).one_or_none()
    if row is None:
        raise Refusal("fund.unknown_line")
    return row


def find_line(db: Session, year: int, name: str) -> FundLine | None:
    """The line of a name in a year."""
    query = select(FundLine).where(FundLine.year == year, FundLine.name == name)
    return db.exec(query).one_or_none()


def list_lines(db: Session, year: int) -> list[tuple[FundLine, Body | None]]:
    """The lines of a year with the body each is for."""
    query = (
        select(FundLine, Body)
        .join(Body, col(Body.code) == FundLine.body_code, isouter=True)
        .where(FundLine.year == year)
        .order_by(col(FundLine.id))
    )
    return [(row[0], row[1]) for row in db.exec(query)]


def list_years(db: Session) -> list[int]:
    """Years that have lines, the latest first."""
    query = select(FundLine.year).distinct().order_by(col(FundLine.year).desc())
    return list(db.exec(query))


def get_entry(db: Session, entry_id: int) -> FundEntry:
    """The entry, or a refusal."""
    row = db.get(FundEntry, entry_id)
    if row is None:
        raise Refusal("fund.unknown_entry")
    return row


def find_entry(db: Session, **known: Any) -> FundEntry | None:
    """The entry of a request, or the reversal of an entry, if there is one."""
    return db.exec(select(FundEntry).filter_by(**known)).one_or_none()


def list_entries(db: Session, line_ids: Collection[int]) -> list[FundEntry]:
    """The entries of these lines, the latest first."""
    query = select(FundEntry).where(col(FundEntry.line_id).in_(line_ids))
    return list(db.exec(query.order_by(col(FundEntry.id).desc())))


def add_up(db: Session, line_id: int, kind: EntryKind, amount_cents: int) -> bool:
    """Add to a sum of the line if budget, allocation and spending still fit; false if not.

    One statement: what another hand books at the same instant is seen by its condition.
    """
    of = FundLine
    by = dict.fromkeys(EntryKind, 0) | {kind: amount_cents}
    budget: Any = col(of.budget_cents) + by[EntryKind.BUDGET]
    allocated: Any = col(of.allocated_cents) + by[EntryKind.ALLOCATION]
    spent: Any = col(of.spent_cents) + by[EntryKind.PAYMENT]
    fits = (spent >= 0, spent <= allocated, allocated <= budget)
    statement = update(of).where(col(of.id) == line_id, *fits)
    values = {"budget_cents": budget, "allocated_cents": allocated, "spent_cents": spent}
    return bool(db.connection().execute(statement.values(values)).rowcount)


def count_again(db: Session) -> list[tuple[int, Sums, Sums]]:
    """For every line what is held, and what its entries come to."""
    reversed_entry = aliased(FundEntry)
    kind: Any = func.coalesce(reversed_entry.kind, FundEntry.kind)
    asked: Any = select
    sums = [
        func.coalesce(func.sum(case((kind == one.value, FundEntry.amount_cents), else_=0)), 0)
        for one in (EntryKind.BUDGET, EntryKind.ALLOCATION, EntryKind.PAYMENT)
    ]
    query = (
        asked(FundLine.id, FundLine.budget_cents, FundLine.allocated_cents, FundLine.spent_cents)
        .add_columns(*sums)
        .join(FundEntry, col(FundEntry.line_id) == FundLine.id, isouter=True)
        .join(reversed_entry, reversed_entry.id == FundEntry.reverses_id, isouter=True)
        .group_by(col(FundLine.id))
    )
    return [(row[0], Sums(*row[1:4]), Sums(*row[4:7])) for row in db.exec(query)]
