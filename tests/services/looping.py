"""What tests of the closed loop have in common: a matter of Riverside, its row, its trace."""

import pytest

from db import matters as matter_rows
from db.engine import reading, transaction
from db.tables import Body, Matter
from domain.clock import utc_now
from domain.matter_views import MatterDraft
from domain.matters import Source
from domain.refusals import Refusal
from services import matters
from services.deadlines import ensure_deadlines
from tests.cast import Cast

NOW = utc_now()


def prepare_loop(cast: Cast) -> Cast:
    """The cast with classes of deadline, a calendar, and a department that the clerk heads."""
    ensure_deadlines()
    with transaction() as db:
        head_id = cast["far_clerk"].account_id
        db.add(
            Body(code="lamps", kind="department", name="路灯所", name_en="Lamps", head_id=head_id)
        )
    return cast


def raise_one(cast: Cast, who: str = "ann", key: str = "k", **more: object) -> int:
    """Somebody of Riverside raises that the lamp is out."""
    draft = MatterDraft(
        source=Source(str(more.pop("source", "problem"))),
        title=str(more.pop("title", "The lamp is out")),
        community_id=cast.communities["Riverside"],
        **more,  # type: ignore[arg-type]
    )
    return matters.raise_matter(cast[who], draft, key, now=NOW)


def row(matter_id: int) -> Matter:
    """The matter as it is kept."""
    with reading() as db:
        return db.get_one(Matter, matter_id)


def events(matter_id: int) -> list[tuple[str, int | None]]:
    """The trace: event and account."""
    with reading() as db:
        return [(one.event, one.account_id) for one in matter_rows.list_moves(db, matter_id)]


def refused(act: object, *args: object, **more: object) -> str:
    """The code of the refusal that this act meets."""
    with pytest.raises(Refusal) as met:
        act(*args, **more)  # type: ignore[operator]
    return met.value.code
