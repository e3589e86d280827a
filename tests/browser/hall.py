"""A hall in which people vote: rounds of a test's own in the district of a running app."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from db import accounts, ballots
from db.engine import Session, get_engine, transaction
from db.tables import PhaseDate, Project, Round
from domain.clock import utc_now
from domain.phases import Phase
from tests.browser.app_process import RunningApp

PROJECTS = 8


@dataclass(frozen=True, slots=True)
class Hall:
    """The app, and rounds in it that nobody has voted in yet."""

    app: RunningApp

    def round(self, ballot_type: str = "approval", **settings: Any) -> int:
        """A round in its vote, where member1 and resident1 live, with eight projects; its id."""
        with self.database() as db:
            known = db.exec(select(Round).where(Round.phase == Phase.VOTE.value)).first()
            assert known is not None
            copied = known.model_dump(exclude={"id"}) | {"name": f"{ballot_type}"}
            round_ = Round(**(copied | {"ballot_type": ballot_type} | settings))
            db.add(round_)
            db.flush()
            closes = utc_now() + timedelta(days=5)
            db.add(PhaseDate(round_id=round_.id, phase=Phase.COUNT.value, starts_at=closes))
            projects = select(Project).where(Project.round_id == known.id)
            for row in db.exec(projects.order_by(col(Project.number)).limit(PROJECTS)):
                own = {"round_id": round_.id, "proposal_id": None, "cost_cents": 10_000_00}
                db.add(Project(**(row.model_dump(exclude={"id"}) | own)))
            return round_.id

    def close(self, round_id: int) -> None:
        """End the voting of a round."""
        with self.database() as db:
            row = db.get(Round, round_id)
            assert row is not None
            row.phase, row.version = Phase.COUNT.value, row.version + 1

    def marks_of(self, username: str, round_id: int) -> dict[str, int] | None:
        """What is stored as this person's ballot."""
        with self.database() as db:
            account = accounts.find_account(db, username)
            assert account is not None
            return ballots.find_marks(db, round_id, ballots.key_of(db, round_id, account.id))

    def ballots_in(self, round_id: int) -> int:
        """How many have begun to vote in the round."""
        with self.database() as db:
            return ballots.count_participation(db, round_id)[0]

    @contextmanager
    def database(self) -> Iterator[Session]:
        """The district's own database, beside the running app."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATA_DIR", str(self.app.data_dir))
            patch.delenv("DATABASE_URL", raising=False)
            with transaction() as db:
                yield db
            get_engine().dispose()
