"""社区吹哨、部门报到: a community calls a department to a matter, and the department reports."""

from datetime import datetime

from db import matters
from db.engine import transaction
from db.tables import Whistle
from domain.clock import utc_now
from domain.matters import LONGEST_NOTE, MatterEvent
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from services.deadlines import due_of
from services.matter_access import permit_matter, place_of, refuse_unless_unanswered, trace
from services.permission import permit


def whistle(
    actor: Actor,
    matter_id: int,
    body_code: str,
    reason: str,
    deadline_class: str | None = None,
    now: datetime | None = None,
) -> int:
    """Call a body to a matter, for a reason; the call's id. A body is called once to each matter.

    It must report within the class named, or else within the matter's own, counted from now.
    """
    with transaction() as db:
        matter = permit_matter(db, actor, Action.WHISTLE, matter_id)
        known = matters.find_whistle(db, matter_id, body_code)
        if known is not None:
            return known.id
        refuse_unless_unanswered(matter)
        said = tidy(reason, LONGEST_NOTE)
        if not said:
            raise Refusal("matter.no_reason")
        body, moment = matters.get_body(db, body_code), now or utc_now()
        code = deadline_class or matter.deadline_class
        row = Whistle(
            matter_id=matter_id,
            body_code=body_code,
            deadline_class=code,
            due_at=due_of(db, code, moment),
            reason=said,
            at=moment,
            called_by=actor.account_id,
        )
        db.add(row)
        db.flush()
        note = f"{body.name}: {said}"
        trace(db, matter, MatterEvent.WHISTLE, actor.account_id, note=note, now=moment)
        return row.id


def report_in(actor: Actor, whistle_id: int, note: str, now: datetime | None = None) -> None:
    """Report to a matter as the head of the body that was called: what it does about it."""
    with transaction() as db:
        row = matters.get_whistle(db, whistle_id)
        matter = matters.get_matter(db, row.matter_id, for_update=True)
        body = matters.get_body(db, row.body_code)
        heads = frozenset() if body.head_id is None else frozenset({body.head_id})
        subject = Subject(place=place_of(matter), assignee_ids=heads)
        permit(db, actor, Action.REPORT_IN, subject=subject)
        if row.reported_at is not None:
            return
        said = tidy(note, LONGEST_NOTE)
        if not said:
            raise Refusal("matter.no_report")
        row.reported_at, row.reported_by, row.note = now or utc_now(), actor.account_id, said
        db.add(row)
        told = f"{body.name}: {said}"
        trace(db, matter, MatterEvent.REPORT_IN, actor.account_id, note=told, now=now)
