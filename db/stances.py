"""Queries on statements, the waves in which stances are asked, and the stances themselves."""

from datetime import datetime
from functools import cache
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from db import accounts
from db.base import Table
from db.tables import Secret, Stance, StanceWave, Statement
from domain.ballots import voter_key
from domain.refusals import Refusal
from domain.stances import StatementState, Wave


def get_statement(db: Session, statement_id: int) -> Statement:
    """The statement, or a refusal."""
    row = db.get(Statement, statement_id)
    if row is None:
        raise Refusal("statement.unknown")
    return row


def list_statements(
    db: Session,
    meeting_id: int,
    item_id: int | None = None,
    *states: StatementState,
) -> list[Statement]:
    """Statements of a meeting, or of one item, in these states (none named: all), by number."""
    query = select(Statement).where(Statement.meeting_id == meeting_id)
    if item_id is not None:
        query = query.where(Statement.item_id == item_id)
    if states:
        query = query.where(col(Statement.state).in_([one.value for one in states]))
    return list(db.exec(query.order_by(col(Statement.number))))


def list_of_person(db: Session, meeting_id: int, attendee_id: int) -> list[Statement]:
    """What one person has written in a meeting."""
    where = (Statement.meeting_id == meeting_id, Statement.attendee_id == attendee_id)
    return list(db.exec(select(Statement).where(*where).order_by(col(Statement.number))))


def next_number(db: Session, meeting_id: int) -> int:
    """The number of the next statement, from 1."""
    query = select(func.max(Statement.number)).where(Statement.meeting_id == meeting_id)
    return (db.exec(query).one() or 0) + 1


def find_wave(db: Session, item_id: int, wave: Wave) -> StanceWave | None:
    """When stances were asked on an item, before or after the talk."""
    return db.get(StanceWave, (item_id, wave.value))


def list_waves(db: Session, meeting_id: int) -> list[StanceWave]:
    """Every time of asking in a meeting, the latest opened last."""
    query = select(StanceWave).where(StanceWave.meeting_id == meeting_id)
    return list(db.exec(query.order_by(col(StanceWave.opened_at))))


def find_open_wave(db: Session, meeting_id: int) -> StanceWave | None:
    """What is being asked now; a room is asked one thing at a time."""
    where = (StanceWave.meeting_id == meeting_id, col(StanceWave.closed_at).is_(None))
    return db.exec(select(StanceWave).where(*where)).first()


def secret_name(meeting_id: int) -> str:
    """Under which name the key between people and stances of a meeting is kept."""
    return f"stance:{meeting_id}"


def make_key(db: Session, meeting_id: int) -> None:
    """Make the meeting's key when a wave first opens.

    Past the trace: taking the opening back must not part people from what they answered meanwhile.
    """
    row = {"name": secret_name(meeting_id), "value": token_urlsafe(32)}
    insert = _insert(db.get_bind().dialect.name, Secret)
    db.connection().execute(insert.values(row).on_conflict_do_nothing())


def find_person_key(db: Session, meeting_id: int, attendee_id: int) -> str | None:
    """The name a person's stances are kept under; None where there is no key, or none any more."""
    secret = accounts.find_secret(db, secret_name(meeting_id))
    return None if secret is None else voter_key(secret, attendee_id)


def put_stance(db: Session, statement_id: int, wave: Wave, person_key: str, value: int) -> None:
    """Keep this as the person's one stance on the statement in this wave."""
    row = {
        "statement_id": statement_id,
        "wave": wave.value,
        "person_key": person_key,
        "value": value,
    }
    db.connection().execute(_putting(db.get_bind().dialect.name), row)


def stances_of(db: Session, item_id: int, wave: Wave, person_key: str) -> dict[int, int]:
    """What one person answered: statement → stance, of what is shown."""
    query = _of_wave(select(Stance.statement_id, Stance.value), item_id, wave).where(
        Stance.person_key == person_key
    )
    return dict(db.exec(query).all())


def count_by_statement(db: Session, item_id: int, wave: Wave) -> dict[int, int]:
    """How many have answered each statement that is shown."""
    query = _of_wave(select(Stance.statement_id, func.count()), item_id, wave)
    return dict(db.exec(query.group_by(col(Stance.statement_id))).all())


def count_people(db: Session, item_id: int, wave: Wave, statements: int) -> tuple[int, int]:
    """How many have answered anything, and how many all of so many statements."""
    query = _of_wave(select(func.count()), item_id, wave).group_by(col(Stance.person_key))
    answered = list(db.exec(query))
    return len(answered), sum(n >= statements for n in answered)


def list_stances(db: Session, item_id: int, wave: Wave) -> list[tuple[str, int, int]]:
    """Every stance on what is shown, as (person's key, statement, value), in the order of keys."""
    query = _of_wave(select(Stance.person_key, Stance.statement_id, Stance.value), item_id, wave)
    order = (col(Stance.person_key), col(Stance.statement_id))
    return [tuple(row) for row in db.exec(query.order_by(*order))]


def find_map_version(
    db: Session, item_id: int, wave: Wave
) -> tuple[datetime | None, tuple[int, ...]]:
    """What a map depends on: when its wave closed, and which statements are shown."""
    row = find_wave(db, item_id, wave)
    query = select(Statement.id).where(
        Statement.item_id == item_id, Statement.state == StatementState.SHOWN.value
    )
    shown = tuple(db.exec(query.order_by(col(Statement.id))))
    return (None if row is None else row.closed_at), shown


def _of_wave(query: Any, item_id: int, wave: Wave) -> Any:
    joined = query.select_from(Stance).join(Statement, col(Statement.id) == Stance.statement_id)
    return joined.where(
        Statement.item_id == item_id,
        Statement.state == StatementState.SHOWN.value,
        Stance.wave == wave.value,
    )


@cache
def _putting(dialect: str) -> Any:
    columns = ("statement_id", "wave", "person_key", "value")
    statement = _insert(dialect, Stance).values({name: bindparam(name) for name in columns})
    return statement.on_conflict_do_update(
        index_elements=["statement_id", "wave", "person_key"],
        set_={"value": statement.excluded.value},
    )


def _insert(dialect: str, table: type[Table]) -> Any:
    target: SqlTable = table.__table__  # type: ignore[attr-defined]
    return (postgresql if dialect == "postgresql" else sqlite).insert(target)
