"""Bring the database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.engine import get_engine


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def is_current() -> bool:
    """Whether the database is at the newest migration already (asked at every start: cheap)."""
    with get_engine().connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return here == ScriptDirectory.from_config(_config()).get_current_head()


def migrate() -> None:
    """Run every migration that is missing; does nothing on a current database."""
    if not is_current():
        command.upgrade(_config(), "head")


def write_migration(message: str) -> None:
    """Write a migration for what `db.tables` says and the database lacks (for developers)."""
    command.revision(_config(), message=message, autogenerate=True)
