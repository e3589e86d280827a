"""The one way to the database: `transaction()` to write, `reading()` to read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlmodel import Session

__all__ = [
    "Session",
    "data_dir",
    "database_url",
    "get_engine",
    "one_at_a_time",
    "reading",
    "transaction",
]

BUSY_TIMEOUT_MS = 10_000


def data_dir() -> Path:
    """Where database and attachments live (`DATA_DIR`, default `./data`), made if absent."""
    folder = Path(os.environ.get("DATA_DIR", "data")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database_url() -> str:
    """`DATABASE_URL`, or the SQLite file in the data folder."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir() / 'yishiting.db'}"


@cache
def _engine_for(url: str) -> Engine:
    # A failed statement is logged: without its values, which may be what somebody told a lawyer.
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, pool_size=20, max_overflow=20, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def get_engine() -> Engine:
    """The engine of the configured database, one per URL and process."""
    return _engine_for(database_url())


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Python's driver would otherwise open transactions itself, and never IMMEDIATE ones.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer that starts as a reader can be refused at its first write; IMMEDIATE waits its turn.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction() -> Iterator[Session]:
    """One write: committed whole when the block ends, undone whole when it raises."""
    engine = get_engine().execution_options(writes=True)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """One consistent view for reading; nothing done here is kept."""
    with Session(get_engine(), expire_on_commit=False) as session:
        yield session


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Around what only one process of this data folder may do at once; the others wait for it.

    However long it takes: a transaction that seeds a district outlasts `BUSY_TIMEOUT_MS` on a busy
    machine, and a second server that starts meanwhile would give up.
    """
    with FileLock(data_dir() / "starting.lock"):
        yield
