"""会议纪要: drafted from what happened, approved, corrected with a reason.

The sentences of a draft are the caller's (`say`): services know no language.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from db import accounts, meetings, minutes
from db.engine import reading, transaction
from db.tables import Minutes, MinutesVersion
from domain.clock import utc_now
from domain.meetings import step_in
from domain.minutes import Content, as_json, from_json, redrafted, settled
from domain.minutes_flow import MinutesFlow, MinutesState
from domain.minutes_record import MeetingRecord
from domain.minutes_views import ApprovedMinutes, MinutesDraft
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, Subject, may
from domain.roles import Actor
from services.matter_opening import open_promised_matters
from services.meeting_access import permit_in, place_of
from services.minutes_access import note_saved, permit_on_minutes, refuse_unless_writable
from services.minutes_record import read_record
from services.permission import confirm

log = logging.getLogger(__name__)

Say = Callable[[MeetingRecord, str], Content]
"""Puts a record into sentences of a language."""

LONGEST_REASON = 200
CHINESE = "zh_CN"
LANGUAGES = (CHINESE, "en")


def draft_minutes(actor: Actor, meeting_id: int, say: Say, language: str = CHINESE) -> None:
    """Draft the minutes of a meeting that is over, or bring the draft up to the record.

    Nobody's words are overwritten: see `domain.minutes.redrafted`.
    """
    if language not in LANGUAGES:
        raise Refusal("minutes.language")
    drafted = say(read_record(actor, meeting_id), language)
    with transaction() as db:
        permit_on_minutes(db, actor, meeting_id, Action.WRITE_MINUTES)
        row = minutes.find_minutes(db, meeting_id, for_update=True)
        if row is None:
            row = Minutes(meeting_id=meeting_id, saved_at=utc_now())
            row.content, row.language = as_json(drafted), language
            db.add(row)
            note_saved(row, actor)
            log.info("minutes of meeting %d drafted by account %d", meeting_id, actor.account_id)
            return
        refuse_unless_writable(row)
        current = from_json(row.content)
        content = redrafted(current, drafted)
        if content != current or row.language != language:
            row.content, row.language = as_json(content), language
            note_saved(row, actor)


def find_draft(actor: Actor, meeting_id: int) -> MinutesDraft | None:
    """The minutes as they are being written; None before the first draft."""
    with reading() as db:
        permit_in(db, actor, Action.WRITE_MINUTES, meetings.get_meeting(db, meeting_id))
        row = minutes.find_minutes(db, meeting_id)
        if row is None:
            return None
        names = accounts.names_of(db, {row.saved_by} if row.saved_by else set())
        return MinutesDraft(
            meeting_id=meeting_id,
            state=MinutesState(row.state),
            content=from_json(row.content),
            language=row.language,
            number=row.version,
            reason=row.correction_reason,
            saved_at=row.saved_at,
            saved_by=names.get(row.saved_by or 0, ""),
        )


def list_states(actor: Actor) -> dict[int, MinutesState | None]:
    """Every meeting that is over, the latest first, and how far its minutes are (None: not begun).

    Of the places where this person writes minutes.
    """
    with reading() as db:
        confirm(db, actor)
        return {
            meeting.id: state
            for meeting, state in minutes.states_of_minutes(db)
            if may(Action.WRITE_MINUTES, actor, None, Subject(place=place_of(meeting)))
        }


def approve_minutes(actor: Actor, meeting_id: int, seen_at: datetime) -> int:
    """Approve the text as it was saved at `seen_at`; how many promises became matters by it.

    What was changed since is refused: nobody approves words that they have not read. From here on
    everyone can read it, and it is frozen. Approved twice is approved once.
    """
    with transaction() as db:
        meeting = permit_on_minutes(db, actor, meeting_id, Action.APPROVE_MINUTES)
        row = minutes.get_minutes(db, meeting_id, for_update=True)
        if row.state == MinutesState.APPROVED.value:
            return 0
        if row.saved_at != seen_at:
            raise Refusal("minutes.changed_meanwhile")
        content = from_json(row.content)
        promises = minutes.list_promises(db, meeting_id)
        _refuse_unready(content, {one.id for one in promises})
        row.content = as_json(settled(content))
        row.state = step_in(MinutesFlow, row.state, "approve", "minutes.not_so_now")
        row.approved_at, row.approved_by = utc_now(), actor.account_id
        db.add(_version(row))
        opened = open_promised_matters(db, meeting, promises)
        meetings.touch(db, meeting)
        log.info("minutes of meeting %d approved by account %d", meeting_id, actor.account_id)
        return opened


def begin_correction(actor: Actor, meeting_id: int, reason: str) -> None:
    """Open approved minutes for another version; the approved one stays public meanwhile."""
    why = tidy(reason, LONGEST_REASON)
    with transaction() as db:
        permit_on_minutes(db, actor, meeting_id, Action.WRITE_MINUTES)
        row = minutes.get_minutes(db, meeting_id, for_update=True)
        if row.state == MinutesState.CORRECTING.value:
            return
        if not why:
            raise Refusal("minutes.no_reason")
        row.state = step_in(MinutesFlow, row.state, "correct", "minutes.not_so_now")
        row.version, row.correction_reason = row.version + 1, why
        note_saved(row, actor)


def give_up_correction(actor: Actor, meeting_id: int) -> None:
    """Throw the correction away: the minutes are again what was approved last."""
    with transaction() as db:
        permit_on_minutes(db, actor, meeting_id, Action.WRITE_MINUTES)
        row = minutes.get_minutes(db, meeting_id, for_update=True)
        if row.state == MinutesState.APPROVED.value:
            return
        row.state = step_in(MinutesFlow, row.state, "give_up", "minutes.not_so_now")
        last = minutes.list_versions(db, meeting_id)[0]
        told = from_json(last.content).promise_ids
        if {one.id for one in minutes.list_promises(db, meeting_id)} != told:
            raise Refusal("minutes.promises_differ")
        row.content, row.language = dict(last.content), last.language
        row.version, row.correction_reason = last.number, last.reason
        note_saved(row, actor)


def find_approved(meeting_id: int) -> ApprovedMinutes | None:
    """The minutes as they were approved last; public. None before."""
    found = list_approved(meeting_id)
    return found[0] if found else None


def list_approved(meeting_id: int) -> tuple[ApprovedMinutes, ...]:
    """Every approved version, the newest first; public: a correction hides nothing."""
    with reading() as db:
        return tuple(_approved(one) for one in minutes.list_versions(db, meeting_id))


def has_approved(meeting_id: int) -> bool:
    """Whether everyone can read minutes of this meeting."""
    with reading() as db:
        return minutes.has_version(db, meeting_id)


def _refuse_unready(content: Content, promises: set[int]) -> None:
    clashes = sum(one.is_clash and not one.is_left_out for one in content.paragraphs)
    if clashes:
        raise Refusal("minutes.clash", n=clashes)
    if content.promise_ids != promises:
        raise Refusal("minutes.promises_changed")


def _version(row: Minutes) -> MinutesVersion:
    return MinutesVersion(
        meeting_id=row.meeting_id,
        number=row.version,
        content=dict(row.content),
        language=row.language,
        reason=row.correction_reason,
        approved_at=row.approved_at or utc_now(),
        approved_by=row.approved_by,
    )


def _approved(row: MinutesVersion) -> ApprovedMinutes:
    return ApprovedMinutes(
        meeting_id=row.meeting_id,
        number=row.number,
        content=from_json(row.content),
        language=row.language,
        reason=row.reason,
        approved_at=row.approved_at,
    )
