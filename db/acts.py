"""The trace of a meeting's acts, and the way back from the last one.

While an act is recorded, every row that its transaction changes, adds or deletes is remembered as
it was before. Taking an act back puts those rows there again.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, event, inspect
from sqlmodel import Session, col, select

from db.base import Table, UtcDateTime, tables
from db.tables import MeetingAct
from domain.clock import utc_now

_UNTOUCHED = {"meeting_act"}
"""Rows that an undo leaves as they are: the trace itself."""
_KEPT_COLUMNS = {"version"}
"""Columns that an undo never turns back: caches and screens must see it as a change."""


class Recorder:
    """Collects, in one transaction, how the rows that it touches were before."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._before: dict[tuple[str, str], dict[str, object]] = {}

    def before(self) -> list[dict[str, object]]:
        """What changed, as it was: `table`, `key`, and `row` (None where there was none yet).

        Of a changed row only the changed columns are kept, so that taking the act back leaves
        alone what others have written since.
        """
        self._db.flush()
        return list(self._before.values())

    def watch(self, _session: Any, _context: Any, _instances: Any) -> None:
        """Remember what this flush is about to change."""
        for row in self._db.dirty:
            self._remember(row, _changed_columns(row))
        for row in self._db.deleted:
            self._remember(row, _columns(row))

    def note_new(self, _session: Any, _context: Any) -> None:
        """Remember what this flush has added: its key is known now."""
        for row in self._db.new:
            self._remember(row, None)

    def _remember(self, row: Any, columns: dict[str, object] | None) -> None:
        table = row.__table__.name
        if table in _UNTOUCHED:
            return
        key = [_plain(getattr(row, column.key)) for column in row.__table__.primary_key]
        kept = self._before.setdefault(
            (table, json.dumps(key)), {"table": table, "key": key, "row": columns}
        )
        if isinstance(kept["row"], dict) and columns:
            kept["row"] = columns | kept["row"]


@contextmanager
def recording(db: Session) -> Iterator[Recorder]:
    """Remember how rows were before, for as long as the block lasts."""
    db.flush()
    recorder = Recorder(db)
    event.listen(db, "before_flush", recorder.watch)
    event.listen(db, "after_flush", recorder.note_new)
    try:
        yield recorder
        db.flush()
    finally:
        event.remove(db, "before_flush", recorder.watch)
        event.remove(db, "after_flush", recorder.note_new)


def find_last_act(db: Session, meeting_id: int) -> MeetingAct | None:
    """The newest act that was not taken back and can be."""
    query = (
        select(MeetingAct)
        .where(MeetingAct.meeting_id == meeting_id, col(MeetingAct.undone_at).is_(None))
        .order_by(col(MeetingAct.id).desc())
    )
    act = db.exec(query).first()
    return act if act is not None and act.before is not None else None


def list_acts(db: Session, meeting_id: int) -> list[MeetingAct]:
    """The trace of a meeting, oldest first, what was taken back included."""
    query = select(MeetingAct).where(MeetingAct.meeting_id == meeting_id)
    return list(db.exec(query.order_by(col(MeetingAct.id))))


def take_back(db: Session, act: MeetingAct, account_id: int) -> None:
    """Put the rows of the act back as they were, and say so in the trace."""
    for kept in reversed(act.before or []):
        _put_back(db, str(kept["table"]), kept["key"], kept["row"])
    act.undone_at, act.undone_by = utc_now(), account_id


def _put_back(db: Session, table: str, key: Any, columns: Any) -> None:
    entity = _entity(table)
    now = db.get(entity, tuple(_typed(entity, i, part) for i, part in enumerate(key)))
    if columns is None:
        if now is not None:
            db.delete(now)
        db.flush()
        return
    if now is None:
        now = entity()
        db.add(now)
    for column in entity.__table__.columns:  # type: ignore[attr-defined]
        if column.key in columns and column.key not in _KEPT_COLUMNS:
            setattr(now, column.key, _revived(column, columns[column.key]))
    db.flush()


def _entity(table: str) -> type[Table]:
    for mapper in tables.mappers:
        if mapper.local_table is not None and mapper.local_table.name == table:  # type: ignore[attr-defined]
            return mapper.class_
    raise LookupError(table)


def _changed_columns(row: Any) -> dict[str, object]:
    attributes = inspect(row).attrs
    return {
        column.key: _plain(attributes[column.key].history.deleted[0])
        for column in row.__table__.columns
        if attributes[column.key].history.deleted
    }


def _columns(row: Any) -> dict[str, object]:
    now = {column.key: _plain(getattr(row, column.key)) for column in row.__table__.columns}
    return now | _changed_columns(row)


def _plain(value: Any) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(entity: type[Table], place: int, part: Any) -> Any:
    return _revived(list(entity.__table__.primary_key)[place], part)  # type: ignore[attr-defined]


def _revived(column: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value
