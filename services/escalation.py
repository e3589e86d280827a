"""What the clock does: late matters go up, answers that nobody objects to end theirs."""

from datetime import datetime, timedelta

from db import matters
from db.engine import reading, transaction
from domain.clock import utc_now
from domain.deadlines import CLOSES_AFTER, HIGHEST_LEVEL, level_at
from domain.matters import MatterEvent
from services.deadlines import grace_hours_by_class
from services.matter_access import trace


def advance_matters(now: datetime | None = None) -> tuple[list[tuple[int, int]], list[int]]:
    """Escalate what is late and close what stands; (matter, level) gone up, and matters closed."""
    return escalate_late(now), close_answered(now)


def escalate_late(now: datetime | None = None) -> list[tuple[int, int]]:
    """Take every late matter to the level its delay has reached; (matter, level) of each step.

    From its owner to the head of the body, then to the district's office. Nobody's name stands in
    the trace, and each level is reached once, however many processes ask at the same time.
    """
    moment = now or utc_now()
    # Most minutes nothing is late: to see that must not hold the writers up.
    with reading() as db:
        if not matters.list_late(db, moment, HIGHEST_LEVEL):
            return []
    steps = []
    with transaction() as db:
        grace = grace_hours_by_class(db)
        for matter in matters.list_late(db, moment, HIGHEST_LEVEL):
            wait = timedelta(hours=grace[matter.deadline_class])
            for level in range(matter.escalations + 1, level_at(matter.due_at, wait, moment) + 1):
                if not matters.raise_level(db, matter.id, level, moment):
                    break
                matter.escalations, matter.escalated_at = level, moment
                trace(db, matter, MatterEvent.ESCALATE, None, note=str(level), now=moment)
                steps.append((matter.id, level))
    return steps


def close_answered(now: datetime | None = None) -> list[int]:
    """Close every matter whose answer nobody objected to for 15 days; their ids."""
    moment = now or utc_now()
    before = moment - CLOSES_AFTER
    with reading() as db:
        if not matters.list_to_close(db, before):
            return []
    closed = []
    with transaction() as db:
        for matter in matters.list_to_close(db, before):
            if matters.close_once(db, matter.id, before):
                trace(db, matter, MatterEvent.CLOSE, None, now=moment)
                closed.append(matter.id)
    return closed
