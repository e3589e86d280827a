"""The way back from the last act in the room."""

import logging

from db import floor, meetings
from db.engine import transaction
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.meeting_access import permit_in

log = logging.getLogger(__name__)


def undo_last_act(actor: Actor, meeting_id: int, act_id: int) -> None:
    """Take back the act that the tablet names as the last; a second press changes nothing.

    Refused where something else has happened since, where answers were given to a poll, and for
    what is final: a closed poll above all.
    """
    with transaction() as db:
        meeting = meetings.get_meeting(db, meeting_id, for_update=True)
        permit_in(db, actor, Action.RUN_MEETING, meeting)
        act = floor.get_act(db, meeting_id, act_id)
        if act.undone_at is not None:
            return
        newest = floor.find_newest_act(db, meeting_id)
        if newest is None or newest.id != act_id:
            raise Refusal("undo.not_last")
        if act.before is None:
            raise Refusal("undo.final")
        floor.refuse_if_answered(db, act)
        floor.take_back(db, act, actor.account_id)
        if floor.has_doubled_place(db, meeting_id):
            raise Refusal("undo.built_upon")
        meetings.touch(db, meeting)
    log.info("act %d of meeting %d was taken back", act_id, meeting_id)
