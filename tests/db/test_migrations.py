"""The schema: what the migrations make is what the tables say, here and on PostgreSQL."""

import io
import os
import subprocess
import sys
from importlib import import_module, util
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from db.base import tables
from db.engine import get_engine
from db.migrate import _config, is_current, migrate
from tests.browser.app_process import ROOT


def test_the_migrations_make_exactly_the_tables_that_the_code_reads(database: Path) -> None:
    with get_engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_migrating_a_current_database_changes_nothing(database: Path) -> None:
    assert is_current()
    migrate()
    assert is_current()


def test_everything_can_be_taken_down_again(database: Path) -> None:
    command.downgrade(_config(), "base")
    assert set(inspect(get_engine()).get_table_names()) <= {"alembic_version"}


def test_every_migration_is_also_good_sql_for_postgresql() -> None:
    script = ScriptDirectory.from_config(_config())
    written = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": written}
    )
    for revision in reversed(list(script.walk_revisions())):
        spec = util.spec_from_file_location("a_migration", revision.path)
        assert spec is not None
        assert spec.loader is not None
        module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
        with Operations.context(context):
            module.upgrade()
    sql = written.getvalue()
    for table in tables.metadata.tables:
        assert f"CREATE TABLE {table} " in sql or f'CREATE TABLE "{table}" ' in sql
    assert "TIMESTAMP WITH TIME ZONE" in sql


def test_two_servers_that_start_at_once_prepare_one_district(tmp_path: Path) -> None:
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DATABASE_URL": "", "DEMO": "1"}
    both = [
        subprocess.Popen([sys.executable, "cli.py", "seed-demo"], cwd=ROOT, env=environment)
        for _ in range(2)
    ]
    assert [one.wait(timeout=120) for one in both] == [0, 0]


def test_every_table_lives_in_a_registry_of_our_own() -> None:
    import_module("db.tables")
    assert len(tables.metadata.tables) > 25
