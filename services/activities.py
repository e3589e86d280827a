"""活动: recorded by who was there, or by themselves when a meeting closes or a result is public."""

import logging

from db import accounts, activities, rounds
from db.engine import Session, reading, transaction
from db.tables import Activity, ActivityMember, Meeting, Round
from domain.activities import (
    CARDS_A_PAGE,
    LONGEST_REASON,
    LONGEST_RESULT,
    LONGEST_TITLE,
    ActivityFilter,
    ActivityKind,
    ActivityLine,
    ActivityPage,
    ActivityRecord,
    kind_of_meeting,
    refuse_incomplete,
)
from domain.clock import local, utc_now
from domain.places import Place, PlaceKind
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor, Role
from services.permission import permit

log = logging.getLogger(__name__)


def record_activity(actor: Actor, record: ActivityRecord, request_key: str) -> int:
    """Write down an activity of a community; its id. The same form sent twice records one."""
    with transaction() as db:
        community = rounds.get_community(db, record.community_id)
        place = Place(PlaceKind.COMMUNITY, community.subdistrict_id, community.id)
        permit(db, actor, Action.RECORD_ACTIVITY, subject=Subject(place=place))
        known = activities.find_activity(db, request_key=request_key)
        if known is not None:
            return known.id
        refuse_incomplete(record, local(utc_now()).date())
        _refuse_strangers(db, record.member_ids)
        row = Activity(
            kind=record.kind.value,
            title=tidy(record.title, LONGEST_TITLE),
            on=record.on,
            community_id=community.id,
            subdistrict_id=community.subdistrict_id,
            field_code=record.field_code,
            people_count=record.people_count,
            result=tidy(record.result, LONGEST_RESULT),
            account_id=actor.account_id,
            at=utc_now(),
            request_key=request_key,
        )
        db.add(row)
        db.flush()
        for account_id in sorted(set(record.member_ids)):
            db.add(ActivityMember(activity_id=row.id, account_id=account_id))
        log.info("activity %d recorded by account %d", row.id, actor.account_id)
        return row.id


def void_activity(actor: Actor, activity_id: int, reason: str) -> None:
    """Take back a record that was a mistake, with the reason; it stays in the database.

    What a meeting or a round wrote is no mistake, and stands.
    """
    said = tidy(reason, LONGEST_REASON)
    with transaction() as db:
        row = activities.get_activity(db, activity_id)
        place = Place(PlaceKind.DISTRICT)
        if row.community_id is not None:
            place = Place(PlaceKind.COMMUNITY, row.subdistrict_id, row.community_id)
        permit(db, actor, Action.RECORD_ACTIVITY, subject=Subject(place=place))
        if row.voided_at is not None:
            return
        if row.meeting_id is not None or row.round_id is not None:
            raise Refusal("activity.wrote_itself")
        if not said:
            raise Refusal("activity.reason", most=LONGEST_REASON)
        row.voided_at, row.voided_by, row.void_reason = utc_now(), actor.account_id, said
        log.info("activity %d voided by account %d", activity_id, actor.account_id)


def record_meeting(db: Session, meeting: Meeting, came: int) -> None:
    """Make an activity of a meeting that closes, in the caller's transaction; once."""
    if activities.find_activity(db, meeting_id=meeting.id) is not None:
        return
    closed_at = meeting.closed_at or utc_now()
    members = activities.members_who_came(db, meeting.id)
    row = Activity(
        kind=kind_of_meeting(meeting.kind).value,
        title=meeting.title,
        on=local(meeting.opened_at or closed_at).date(),
        community_id=meeting.community_id,
        subdistrict_id=meeting.subdistrict_id,
        meeting_id=meeting.id,
        people_count=came,
        at=closed_at,
        is_demo=meeting.is_demo,
    )
    db.add(row)
    db.flush()
    db.add_all(ActivityMember(activity_id=row.id, account_id=one) for one in members)


def record_round(db: Session, round_: Round) -> None:
    """Make an activity of a round whose result becomes public, in the caller's transaction."""
    if activities.find_activity(db, round_id=round_.id) is not None:
        return
    now = utc_now()
    db.add(
        Activity(
            kind=ActivityKind.BUDGET.value,
            title=round_.name,
            on=local(now).date(),
            community_id=round_.community_id,
            subdistrict_id=round_.subdistrict_id,
            round_id=round_.id,
            people_count=activities.count_finished(db, round_.id),
            at=now,
            is_demo=round_.is_demo,
        )
    )


def list_activities(wanted: ActivityFilter, page: int = 1) -> ActivityPage:
    """A page of activities, public to read, the latest first."""
    start = (max(page, 1) - 1) * CARDS_A_PAGE
    with reading() as db:
        rows, total, people = activities.list_activities(db, wanted, start=start, most=CARDS_A_PAGE)
        members = activities.members_of(db, [row.id for row, _, _ in rows])
    lines = tuple(
        ActivityLine(
            id=row.id,
            kind=ActivityKind(row.kind),
            title=row.title,
            on=row.on,
            place=community or subdistrict or "",
            community_id=row.community_id,
            field_code=row.field_code,
            people_count=row.people_count,
            result=row.result,
            members=members.get(row.id, ()),
            meeting_id=row.meeting_id,
            round_id=row.round_id,
        )
        for row, community, subdistrict in rows
    )
    return ActivityPage(lines, total, people, -(-total // CARDS_A_PAGE))


def list_members(community_id: int) -> list[tuple[int, str]]:
    """The members of the citizens' committee in a community: id and name."""
    with reading() as db:
        return activities.list_members(db, community_id)


def _refuse_strangers(db: Session, account_ids: tuple[int, ...]) -> None:
    for account_id in account_ids:
        if accounts.get_account(db, account_id).role != Role.MEMBER.value:
            raise Refusal("activity.no_member")
