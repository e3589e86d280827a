"""The demonstration, made once for all who read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from db.engine import get_engine, reading
from services.deployment import prepare


@pytest.fixture(scope="package")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The demonstration as `make run` makes it, made once and only read."""
    patch = pytest.MonkeyPatch()
    patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("seeded")))
    patch.delenv("DATABASE_URL", raising=False)
    patch.setenv("DEMO", "1")
    prepare()
    with reading() as session:
        yield session
    get_engine().dispose()
    patch.undo()
