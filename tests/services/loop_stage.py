"""Matters of Riverside for everyone of the cast: raised by them, owned by them, headed by them."""

from dataclasses import dataclass, field

from db.engine import transaction
from db.tables import Body, Matter, Whistle
from domain.clock import utc_now
from tests.cast import PEOPLE, Cast


@dataclass
class LoopStage:
    """By account: a matter that waits, one that is answered, a private one, and a call."""

    waiting: dict[int, int] = field(default_factory=dict)
    answered: dict[int, int] = field(default_factory=dict)
    private: dict[int, int] = field(default_factory=dict)
    calls: dict[int, int] = field(default_factory=dict)


def build_loop(cast: Cast) -> LoopStage:
    """Everyone raised and owns three matters of Riverside, and heads a body that was called."""
    stage = LoopStage()
    me = {name: cast[name].account_id for name in PEOPLE}
    with transaction() as db:
        for name, account_id in me.items():
            body = Body(code=name, kind="department", name=name, name_en=name, head_id=account_id)
            db.add(body)
            rows = [
                _matter(cast, account_id),
                _matter(cast, account_id, state="answered", answer="Done.", answered_at=utc_now()),
                _matter(cast, account_id, is_public=False),
            ]
            db.add_all(rows)
            db.flush()
            for places, row in zip(
                (stage.waiting, stage.answered, stage.private), rows, strict=True
            ):
                places[account_id] = row.id
            call = Whistle(
                matter_id=rows[0].id,
                body_code=name,
                due_at=utc_now(),
                reason="Come and see",
                at=utc_now(),
                called_by=account_id,
            )
            db.add(call)
            db.flush()
            stage.calls[account_id] = call.id
    return stage


def _matter(cast: Cast, account_id: int, **more: object) -> Matter:
    row = Matter(
        title="The lamp is out",
        source="problem",
        community_id=cast.communities["Riverside"],
        subdistrict_id=cast.subdistricts["Lakeside"],
        raiser_id=account_id,
        owner_id=account_id,
        due_at=utc_now(),
        created_at=utc_now(),
    )
    row.sqlmodel_update(more)
    return row
