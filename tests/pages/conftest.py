"""The demonstration district, seeded once, copied for whoever changes it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from db.engine import get_engine
from services import deployment
from services.accounts import sign_in_for_demonstration

ROOT = Path(__file__).resolve().parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def _seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("district")
    patch = pytest.MonkeyPatch()
    patch.setenv("DATA_DIR", str(folder))
    patch.setenv("DEMO", "1")
    patch.delenv("DATABASE_URL", raising=False)
    deployment.prepare()
    get_engine().dispose()
    patch.undo()
    return folder


@pytest.fixture
def district(_seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of this test's own with the whole demonstration in it."""
    folder = Path(shutil.copytree(_seeded, tmp_path / "data"))
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    st.cache_data.clear()
    yield folder
    get_engine().dispose()


@pytest.fixture
def open_page(district: Path) -> Open:
    """Open a page as somebody (None: a visitor): `open_page("ballot", "member1", round="5")`."""

    def open_(name: str, username: str | None = None, **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        if username is not None:
            app.session_state["sign_in_id"] = sign_in_for_demonstration(username).sign_in_id
        for key, value in query.items():
            app.query_params[key] = value
        return app.run().switch_page(f"pages/{name}.py").run() if name != "home" else app.run()

    return open_
