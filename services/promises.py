"""承诺: what somebody says in the room they will do, who, and until when."""

import logging
from contextlib import AbstractContextManager
from datetime import date, timedelta

from db import accounts, meetings, minutes
from db.engine import reading
from db.tables import Promise
from domain.clock import local, utc_now
from domain.matters import LONGEST_TITLE
from domain.meetings import ActKind, MeetingState
from domain.minutes_flow import WRITABLE, MinutesState
from domain.minutes_record import PromiseRecord
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.meeting_access import Act, act_in
from services.minutes_record import list_promises_in

log = logging.getLogger(__name__)

LONGEST_WHAT, LONGEST_WHO = LONGEST_TITLE, 40
MOST_OFFERED = 6
FARTHEST = timedelta(days=731)
_HELD = frozenset({MeetingState.OPEN, MeetingState.CLOSED})


def make_promise(
    actor: Actor,
    meeting_id: int,
    what: str,
    who: str,
    due_on: date,
    owner_id: int | None = None,
    item_id: int | None = None,
) -> int:
    """Write down a promise, of the current item where none is named; its id.

    `owner_id`: the account of who will answer for it. The same promise is written down once.
    """
    what, who = what.strip(), who.strip()
    _refuse_odd(what, who, due_on)
    with _act(actor, meeting_id, ActKind.PROMISE) as act:
        _refuse_if_approved(act)
        for one in minutes.list_promises(act.db, meeting_id):
            if (one.what, one.who, one.due_on) == (what, who, due_on):
                act.happened = False
                return one.id
        if owner_id is not None:
            accounts.get_account(act.db, owner_id)
        row = Promise(
            meeting_id=meeting_id,
            item_id=_item_of(act, item_id),
            what=what,
            who=who,
            owner_id=owner_id,
            due_on=due_on,
            at=utc_now(),
            account_id=actor.account_id,
        )
        act.db.add(row)
        act.db.flush()
        _tell(act, row)
        log.info("promise %d made in meeting %d", row.id, meeting_id)
        return row.id


def withdraw_promise(actor: Actor, meeting_id: int, promise_id: int) -> None:
    """Take a promise back that was written down wrongly; refused once it has become a matter."""
    with _act(actor, meeting_id, ActKind.WITHDRAW_PROMISE) as act:
        row = minutes.get_promise(act.db, meeting_id, promise_id)
        if row.withdrawn_at is not None:
            act.happened = False
            return
        if promise_id in minutes.matters_of_promises(act.db, meeting_id):
            raise Refusal("promise.is_matter")
        _refuse_if_approved(act)
        row.withdrawn_at = utc_now()
        _tell(act, row)


def list_promises(meeting_id: int) -> tuple[PromiseRecord, ...]:
    """What was promised in the meeting, in the order promised; public in the room."""
    with reading() as db:
        return tuple(list_promises_in(db, meeting_id))


def list_usual_promisers(meeting_id: int) -> tuple[str, ...]:
    """Who promised something in this place before, the latest first: one tap instead of typing."""
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        return tuple(minutes.list_promisers(db, meeting.community_id, MOST_OFFERED))


def _act(actor: Actor, meeting_id: int, kind: ActKind) -> AbstractContextManager[Act]:
    return act_in(actor, meeting_id, kind, action=Action.WRITE_MINUTES, states=_HELD)


def _refuse_odd(what: str, who: str, due_on: date) -> None:
    if not what or len(what) > LONGEST_WHAT:
        raise Refusal("promise.what", most=LONGEST_WHAT)
    if not who or len(who) > LONGEST_WHO:
        raise Refusal("promise.who", most=LONGEST_WHO)
    today = local(utc_now()).date()
    if not today <= due_on <= today + FARTHEST:
        raise Refusal("promise.due_on")


def _refuse_if_approved(act: Act) -> None:
    row = minutes.find_minutes(act.db, act.meeting.id, for_update=True)
    if row is not None and MinutesState(row.state) not in WRITABLE:
        raise Refusal("promise.minutes_approved")


def _item_of(act: Act, item_id: int | None) -> int | None:
    if item_id is not None:
        return meetings.get_item(act.db, act.meeting.id, item_id).id
    return act.meeting.current_item_id


def _tell(act: Act, row: Promise) -> None:
    act.item_id = row.item_id
    act.facts |= {
        "promise_id": row.id,
        "title": row.what,
        "who": row.who,
        "due_on": row.due_on.isoformat(),
    }
