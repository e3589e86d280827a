"""Meetings: setting them up, opening and closing them."""

import logging
from dataclasses import replace
from datetime import datetime

from db import agenda, meetings, rosters, stances
from db.engine import Session, transaction
from db.tables import Meeting
from domain.clock import utc_now
from domain.join_codes import draw_code
from domain.meeting_settings import MeetingSettings, check
from domain.meeting_templates import may_open_without_quorum
from domain.meetings import (
    ActKind,
    Admission,
    ItemState,
    MeetingFlow,
    MeetingKind,
    MeetingState,
    step_in,
)
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from services.activities import record_meeting
from services.meeting_access import act_in, permit_in, refuse_unless_in
from services.meeting_reading import (
    find_version,
    get_meeting_view,
    get_settings,
    list_meetings,
    report_of,
    settings_of,
)
from services.permission import permit
from services.rosters import give_pins_in
from services.stances import end_asking_in

__all__ = [
    "cancel_meeting",
    "change_meeting",
    "close_meeting",
    "find_version",
    "get_meeting_view",
    "get_settings",
    "list_meetings",
    "open_meeting",
    "reserve_join_code",
    "set_up_meeting",
]

log = logging.getLogger(__name__)

LONGEST_REASON = 200
_PLANNED = frozenset({MeetingState.PLANNED})
_NOT_OVER = frozenset({MeetingState.PLANNED, MeetingState.OPEN})


def set_up_meeting(actor: Actor, settings: MeetingSettings) -> int:
    """Set a meeting up; its id. Refuses the first thing that is wrong.

    The same meeting, at the same time and place by the same person, is set up once: a double tap
    finds the first one's id.
    """
    settings = check(settings)
    if settings.starts_at < utc_now():
        raise Refusal("meeting.in_the_past")
    with transaction() as db:
        permit(db, actor, Action.SET_UP_MEETING, subject=Subject(place=settings.place))
        twin = _find_twin(db, actor, settings)
        if twin is not None:
            return twin.id
        meeting = Meeting(
            kind=settings.kind.value,
            title=settings.title,
            place_kind=settings.place.kind.value,
            starts_at=settings.starts_at,
            created_at=utc_now(),
            created_by=actor.account_id,
        )
        _write(db, meeting, settings)
        log.info("meeting %d set up by account %d", meeting.id, actor.account_id)
        return meeting.id


def change_meeting(actor: Actor, meeting_id: int, settings: MeetingSettings) -> None:
    """Change a meeting that has not opened; who moves it must have the right in both places."""
    settings = check(settings)
    with transaction() as db:
        meeting = meetings.get_meeting(db, meeting_id, for_update=True)
        permit_in(db, actor, Action.SET_UP_MEETING, meeting)
        permit(db, actor, Action.SET_UP_MEETING, subject=Subject(place=settings.place))
        refuse_unless_in(meeting, _PLANNED)
        if settings.starts_at != meeting.starts_at and settings.starts_at < utc_now():
            raise Refusal("meeting.in_the_past")
        if settings == settings_of(db, meeting):
            return
        _write(db, meeting, replace(settings, kind=MeetingKind(meeting.kind)))
        meetings.touch(db, meeting)
        log.info("meeting %d changed by account %d", meeting_id, actor.account_id)


def cancel_meeting(actor: Actor, meeting_id: int) -> None:
    """Call a planned meeting off; one that is called off stays so."""
    with transaction() as db:
        meeting = meetings.get_meeting(db, meeting_id, for_update=True)
        permit_in(db, actor, Action.SET_UP_MEETING, meeting)
        if meeting.state == MeetingState.CANCELLED.value:
            return
        meeting.state = step_in(
            MeetingFlow, meeting.state, "cancel_meeting", f"meeting.is_{meeting.state}"
        )
        meeting.join_code = None
        meetings.touch(db, meeting)
        log.info("meeting %d cancelled by account %d", meeting_id, actor.account_id)


def open_meeting(actor: Actor, meeting_id: int, reason: str = "") -> str:
    """Open the doors; the code by which people join. A meeting that is open keeps its code.

    Without a quorum a talk day opens all the same; any other needs a `reason`, which is traced.
    """
    with act_in(
        actor, meeting_id, ActKind.OPEN_MEETING, states=_NOT_OVER, can_be_undone=False
    ) as act:
        meeting = act.meeting
        if meeting.state == MeetingState.OPEN.value:
            act.happened = False
            return meeting.join_code or ""
        quorum = report_of(meeting, meetings.list_attendees(act.db, meeting_id))
        if not quorum.holds:
            _refuse_without_quorum(meeting, reason)
            act.facts["reason"] = reason.strip()
        act.facts |= {
            "quorum_holds": quorum.holds,
            "present": len(meetings.list_present(act.db, meeting_id)),
        }
        meeting.state = step_in(MeetingFlow, meeting.state, "open_meeting", "meeting.is_closed")
        meeting.opened_at = utc_now()
        meeting.join_code = meeting.join_code or draw_code(rosters.list_join_codes(act.db))
        give_pins_in(act.db, meeting)
        log.info("meeting %d opened by account %d", meeting_id, actor.account_id)
        return meeting.join_code


def close_meeting(actor: Actor, meeting_id: int) -> None:
    """Close the meeting: what still runs ends, its code and PINs open nothing any more.

    Refused while a poll is open: its result would never be known.
    """
    with act_in(
        actor,
        meeting_id,
        ActKind.CLOSE_MEETING,
        states=frozenset({MeetingState.OPEN, MeetingState.CLOSED}),
        can_be_undone=False,
    ) as act:
        meeting, now = act.meeting, utc_now()
        if meeting.state == MeetingState.CLOSED.value:
            act.happened = False
            return
        if agenda.has_open_poll(act.db, meeting_id):
            raise Refusal("meeting.poll_open")
        _end_all(act.db, meeting, now)
        end_asking_in(act.db, meeting_id)
        meeting.state = step_in(MeetingFlow, meeting.state, "close_meeting", "meeting.is_closed")
        meeting.closed_at, meeting.join_code = now, None
        came = [one for one in meetings.list_attendees(act.db, meeting_id) if one.came_at]
        act.facts |= {"came": len(came)}
        record_meeting(act.db, meeting, len(came))
        for one in meetings.list_attendees(act.db, meeting_id):
            one.pin = None
        log.info("meeting %d closed by account %d", meeting_id, actor.account_id)


def reserve_join_code(actor: Actor, meeting_id: int) -> str:
    """The code that slips are printed with before the meeting opens; it opens nothing until then.

    Drawn once: asking again gives the same.
    """
    with transaction() as db:
        meeting = meetings.get_meeting(db, meeting_id, for_update=True)
        permit_in(db, actor, Action.CHECK_IN, meeting)
        refuse_unless_in(meeting, _NOT_OVER)
        meeting.join_code = meeting.join_code or draw_code(rosters.list_join_codes(db))
        give_pins_in(db, meeting)
        return meeting.join_code


def _find_twin(db: Session, actor: Actor, settings: MeetingSettings) -> Meeting | None:
    for row in meetings.list_meetings(db, _PLANNED, since=settings.starts_at):
        is_same = row.created_by == actor.account_id and row.starts_at == settings.starts_at
        if is_same and settings_of(db, row) == replace(settings, items=settings_of(db, row).items):
            return row
    return None


def _refuse_without_quorum(meeting: Meeting, reason: str) -> None:
    if len(reason) > LONGEST_REASON:
        raise Refusal("meeting.long_reason", most=LONGEST_REASON)
    if not reason.strip() and not may_open_without_quorum(MeetingKind(meeting.kind)):
        raise Refusal("meeting.no_quorum")


def _end_all(db: Session, meeting: Meeting, now: datetime) -> None:
    items, speeches = agenda.list_running(db, meeting.id)
    for item in items:
        if item.started_at is not None:
            item.seconds_spent += max(0, int((now - item.started_at).total_seconds()))
        item.state, item.started_at = ItemState.DONE.value, None
    for speech in speeches:
        speech.state, speech.ended_at = "spoken", now
    wave = stances.find_open_wave(db, meeting.id)
    if wave is not None:
        wave.closed_at = now
    meeting.current_item_id = meeting.current_speech_id = None


def _write(db: Session, meeting: Meeting, settings: MeetingSettings) -> None:
    place = settings.place
    meeting.sqlmodel_update(
        {
            "title": settings.title,
            "about": settings.about,
            "venue": settings.venue,
            "place_kind": place.kind.value,
            "subdistrict_id": place.subdistrict_id,
            "community_id": place.community_id,
            "starts_at": settings.starts_at,
            "admission": settings.admission.value,
            "quorum": [one.as_row() for one in settings.quorum],
            "house_rules": settings.rules.as_row(),
        }
    )
    db.add(meeting)
    db.flush()
    agenda.put_items(db, meeting.id, settings.items)
    if settings.admission is Admission.ROSTER:
        give_pins_in(db, meeting)
