"""A real SQLite file for every test that asks for one, and the cast who act in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db.engine import get_engine
from db.migrate import migrate
from tests.cast import Cast

# How long an example takes says how busy the machine is, and nothing about the app.
settings.register_profile(
    "patient", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at the newest schema, made once by the real migrations."""
    folder = tmp_path_factory.mktemp("migrated")
    patch = pytest.MonkeyPatch()
    patch.setenv("DATA_DIR", str(folder))
    patch.delenv("DATABASE_URL", raising=False)
    migrate()
    get_engine().dispose()
    patch.undo()
    return folder / "yishiting.db"


@pytest.fixture
def database(_migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of this test's own, with an empty database in it."""
    shutil.copy(_migrated, tmp_path / "yishiting.db")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield tmp_path
    get_engine().dispose()


@pytest.fixture
def cast(database: Path) -> Cast:
    """The fixed cast: one subdistrict of two communities, someone of every role."""
    return Cast.enter()
