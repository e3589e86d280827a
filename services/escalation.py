"""What the clock does: late matters and late reports go up, answers that stand end theirs."""

from datetime import datetime, timedelta

from db import matters
from db.engine import reading, transaction
from domain.clock import utc_now
from domain.deadlines import CLOSES_AFTER, HIGHEST_LEVEL, level_at
from domain.matters import MatterEvent
from services.deadlines import grace_hours_by_class
from services.matter_access import trace

UNREPORTED = {1: MatterEvent.URGE_REPORT, 2: MatterEvent.TELL_UNREPORTED}
"""What stands in the trace when a call reaches a level."""


Steps = list[tuple[int, int]]
"""Each a matter and the level it was taken up to."""


def advance_matters(now: datetime | None = None) -> tuple[Steps, Steps, list[int]]:
    """Escalate what is late: matters, then calls without a report; then close what stands."""
    return escalate_late(now), escalate_calls(now), close_answered(now)


def escalate_late(now: datetime | None = None) -> Steps:
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


def escalate_calls(now: datetime | None = None) -> Steps:
    """社区吹哨: take each call to which nobody reported in time to the level of its delay.

    First its department is urged, then the district's office sees it; each level once, as above.
    """
    moment = now or utc_now()
    with reading() as db:
        if not matters.list_late_calls(db, moment, HIGHEST_LEVEL):
            return []
    steps = []
    with transaction() as db:
        grace = grace_hours_by_class(db)
        for call, matter in matters.list_late_calls(db, moment, HIGHEST_LEVEL):
            wait = timedelta(hours=grace[call.deadline_class])
            body = matters.get_body(db, call.body_code)
            for level in range(call.escalations + 1, level_at(call.due_at, wait, moment) + 1):
                if not matters.raise_call(db, call.id, level):
                    break
                call.escalations = level
                trace(db, matter, UNREPORTED[level], None, note=body.name, now=moment)
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
