"""Rosters: who is invited, the PINs they are handed, and the draw by lot."""

import logging
from collections.abc import Iterable, Sequence

from db import meetings, rosters
from db.engine import Session, reading, transaction
from db.tables import Account, Attendee, Meeting
from domain.channels import Channel
from domain.clock import utc_now
from domain.join_codes import draw_code
from domain.meeting_views import PinSlip, RosterLine, SlipSheet
from domain.meetings import VOTING_STANDINGS, Admission, MeetingKind, MeetingState, Standing
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor, Role
from domain.roster_lines import PersonLine, check_people
from services.meeting_access import UNENDED, permit_in, place_of, refuse_unless_in

log = logging.getLogger(__name__)

MOST_PEOPLE = 2_000
STANDING_OF_ROLE = {
    Role.RESIDENT: Standing.RESIDENT,
    Role.MEMBER: Standing.REPRESENTATIVE,
    Role.EXPERT: Standing.EXPERT,
    Role.SPECIALIST: Standing.SPECIALIST,
    Role.FACILITATOR: Standing.GUEST,
    Role.CLERK: Standing.GUEST,
    Role.OFFICER: Standing.GUEST,
}
"""In what capacity people with an account are invited unless somebody says otherwise."""


def list_roster(actor: Actor, meeting_id: int) -> tuple[RosterLine, ...]:
    """Everyone invited or come, by number; for those who may check people in."""
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        permit_in(db, actor, Action.CHECK_IN, meeting)
        rows = meetings.list_attendees(db, meeting_id)
        names = rosters.community_names(db, {one.community_id for one in rows if one.community_id})
        return tuple(_line(one, names.get(one.community_id or 0, "")) for one in rows)


def count_by_role(actor: Actor, meeting_id: int) -> dict[Role, int]:
    """How many people of each role could still be invited from the meeting's place."""
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        permit_in(db, actor, Action.SET_UP_MEETING, meeting)
        known = rosters.list_account_ids(db, meeting_id)
        counts = dict.fromkeys(Role, 0)
        for account, _ in rosters.list_people_of(db, place_of(meeting), Role):
            counts[Role(account.role)] += account.id not in known
        return counts


def invite_by_role(actor: Actor, meeting_id: int, roles: Iterable[Role]) -> int:
    """Invite everyone of these roles who lives in the meeting's place; how many are new."""
    with transaction() as db:
        meeting = _open_roster(db, actor, meeting_id)
        people = rosters.list_people_of(db, place_of(meeting), roles)
        known = rosters.list_account_ids(db, meeting_id)
        new = [account for account, _ in people if account.id not in known]
        invite_accounts_in(db, meeting, new)
        log.info("account %d invited %d to meeting %d", actor.account_id, len(new), meeting_id)
        return len(new)


def invite_people(actor: Actor, meeting_id: int, people: Sequence[PersonLine]) -> int:
    """Invite people by name; how many are new. Nothing is written if one line is wrong.

    Somebody of the same name and standing is on the roster already: pasting twice adds nobody.
    """
    check_people(people)
    with transaction() as db:
        meeting = _open_roster(db, actor, meeting_id)
        rows = meetings.list_attendees(db, meeting_id)
        known = {(one.name, one.standing) for one in rows}
        new = [one for one in people if (one.name, one.standing.value) not in known]
        _refuse_too_many(len(rows) + len(new))
        first = meetings.next_attendee_number(db, meeting_id)
        for number, one in enumerate(new, start=first):
            db.add(
                Attendee(
                    meeting_id=meeting_id,
                    number=number,
                    name=one.name,
                    standing=one.standing.value,
                    floor_area_dm2=one.floor_area_dm2,
                    has_vote=one.standing in VOTING_STANDINGS,
                    is_invited=True,
                    created_at=utc_now(),
                )
            )
        _after_change(db, meeting)
        return len(new)


def remove_from_roster(actor: Actor, meeting_id: int, attendee_id: int) -> None:
    """Take somebody off the roster; refused once they have come. Twice is once."""
    with transaction() as db:
        meeting = _open_roster(db, actor, meeting_id)
        row = db.get(Attendee, attendee_id)
        if row is None or row.meeting_id != meeting_id:
            return
        if row.came_at is not None or row.device_key is not None:
            raise Refusal("roster.has_come", name=row.name)
        db.delete(row)
        meetings.touch(db, meeting)


def set_standing(actor: Actor, meeting_id: int, attendee_id: int, standing: Standing) -> None:
    """Change in what capacity somebody is there; their vote follows it."""
    with transaction() as db:
        meeting = _open_roster(db, actor, meeting_id)
        row = meetings.get_attendee(db, meeting_id, attendee_id)
        if row.standing == standing.value:
            return
        row.standing, row.has_vote = standing.value, standing in VOTING_STANDINGS
        meetings.touch(db, meeting)


def renew_pin(actor: Actor, meeting_id: int, attendee_id: int) -> None:
    """Give somebody a new PIN in place of a lost slip; the old one admits nobody any more."""
    with transaction() as db:
        meeting = meetings.get_meeting(db, meeting_id, for_update=True)
        permit_in(db, actor, Action.CHECK_IN, meeting)
        refuse_unless_in(meeting, UNENDED)
        row = meetings.get_attendee(db, meeting_id, attendee_id)
        row.pin = draw_code(rosters.list_pins(db, meeting_id))


def list_slips(actor: Actor, meeting_id: int) -> SlipSheet:
    """What is printed for the roster: every PIN with the code that opens the meeting."""
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        permit_in(db, actor, Action.CHECK_IN, meeting)
        refuse_unless_in(meeting, UNENDED)
        if meeting.join_code is None:
            raise Refusal("roster.no_slips")
        return SlipSheet(
            title=meeting.title,
            starts_at=meeting.starts_at,
            venue=meeting.venue,
            join_code=meeting.join_code,
            slips=tuple(
                PinSlip(one.number, one.name, Standing(one.standing), one.pin)
                for one in meetings.list_attendees(db, meeting_id)
                if one.is_invited and one.pin is not None
            ),
        )


def invite_accounts_in(
    db: Session, meeting: Meeting, people: Sequence[Account], *, is_drawn: bool = False
) -> None:
    """Put these accounts on the roster within a transaction; the caller has checked the right."""
    first = meetings.next_attendee_number(db, meeting.id)
    _refuse_too_many(first - 1 + len(people))
    for number, account in enumerate(people, start=first):
        standing = _standing(meeting, Role(account.role))
        db.add(
            Attendee(
                meeting_id=meeting.id,
                number=number,
                name=account.name,
                account_id=account.id,
                community_id=account.community_id,
                standing=standing.value,
                has_vote=standing in VOTING_STANDINGS,
                is_invited=True,
                is_drawn=is_drawn,
                created_at=utc_now(),
            )
        )
    _after_change(db, meeting)


def give_pins_in(db: Session, meeting: Meeting) -> None:
    """Give a PIN to everyone invited who has none, where the meeting admits by PIN."""
    if meeting.admission != Admission.ROSTER.value:
        return
    taken = rosters.list_pins(db, meeting.id)
    for one in meetings.list_attendees(db, meeting.id):
        if one.is_invited and one.pin is None:
            one.pin = draw_code(taken)
            taken.add(one.pin)


def _standing(meeting: Meeting, role: Role) -> Standing:
    # A hearing is held for those whom a thing affects: its residents are invited as such.
    if role is Role.RESIDENT and meeting.kind == MeetingKind.HEARING.value:
        return Standing.AFFECTED
    return STANDING_OF_ROLE[role]


def _open_roster(db: Session, actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, held and with the right checked, while its roster may still change."""
    meeting = meetings.get_meeting(db, meeting_id, for_update=True)
    permit_in(db, actor, Action.SET_UP_MEETING, meeting)
    refuse_unless_in(meeting, frozenset({MeetingState.PLANNED, MeetingState.OPEN}))
    return meeting


def _after_change(db: Session, meeting: Meeting) -> None:
    db.flush()
    give_pins_in(db, meeting)
    meetings.touch(db, meeting)


def _refuse_too_many(people: int) -> None:
    if people > MOST_PEOPLE:
        raise Refusal("roster.many", most=MOST_PEOPLE)


def _line(row: Attendee, community: str) -> RosterLine:
    return RosterLine(
        id=row.id,
        number=row.number,
        name=row.name,
        standing=Standing(row.standing),
        community=community,
        floor_area_dm2=row.floor_area_dm2,
        has_vote=row.has_vote,
        is_invited=row.is_invited,
        is_drawn=row.is_drawn,
        has_pin=row.pin is not None,
        has_account=row.account_id is not None,
        channel=Channel(row.channel) if row.channel else None,
        came_at=row.came_at,
        left_at=row.left_at,
    )
