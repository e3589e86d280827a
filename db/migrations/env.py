"""Alembic's entry: the schema of `db.tables`, on the engine of `db.engine`."""

from alembic import context

import db.tables
from db.base import tables
from db.engine import get_engine

assert db.tables  # noqa: S101 - importing it is what fills the metadata


def run() -> None:
    """Migrate in one transaction; batch mode, because SQLite cannot alter a table in place."""
    with get_engine().execution_options(writes=True).connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=tables.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
