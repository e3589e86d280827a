"""A served house with a cast in it, and phones; every test opens a meeting of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from db.engine import get_engine, transaction
from db.meetings import get_meeting
from domain.polls import PollTerms
from services import polls
from tests.browser.app_process import RunningApp, served
from tests.cast import Cast
from tests.phone.handset import Handset

_codes = count(400_001)


@dataclass(frozen=True, slots=True)
class Evening:
    """An open meeting with one item under discussion."""

    cast: Cast
    meeting_id: int
    item_id: int
    code: str

    def open_poll(self, question: str = "Handrails?", **terms: object) -> int:
        """Put a question to the vote; its id."""
        host = self.cast["host"]
        asked = PollTerms(question=question, **terms)  # type: ignore[arg-type]
        poll_id = polls.prepare_poll(host, self.meeting_id, asked, item_id=self.item_id)
        polls.open_poll(host, poll_id)
        return poll_id


@pytest.fixture(scope="module")
def house(
    _migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[RunningApp, Cast]]:
    """`server.py` as a process of its own, on a database that the tests write to as well."""
    folder = tmp_path_factory.mktemp("phone") / "data"
    folder.mkdir()
    shutil.copy(_migrated, folder / "yishiting.db")
    patch = pytest.MonkeyPatch()
    patch.setenv("DATA_DIR", str(folder))
    patch.delenv("DATABASE_URL", raising=False)
    cast = Cast.enter()
    with served(folder, variables={"DEMO": "0"}) as app:
        yield app, cast
    get_engine().dispose()
    patch.undo()


@pytest.fixture
def evening(house: tuple[RunningApp, Cast]) -> Callable[..., Evening]:
    """Open a meeting: `evening(admission="roster")`."""
    cast = house[1]

    def open_one(**settings: object) -> Evening:
        code = str(next(_codes))
        meeting_id = cast.meeting(join_code=code, **settings)
        item_id = cast.item(meeting_id, title="Handrails at gate seven", state="running")
        with transaction() as db:
            get_meeting(db, meeting_id).current_item_id = item_id
        return Evening(cast, meeting_id, item_id, code)

    return open_one


@pytest.fixture
def phone(house: tuple[RunningApp, Cast]) -> Callable[..., Handset]:
    """Another phone, in Chinese unless its headers say otherwise."""

    def take_one(**headers: str) -> Handset:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Handset(house[0].url, named)

    return take_one
