"""The demonstration's meetings: a talk day that is over, one tonight, and three that are coming."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from db import meetings
from db.engine import Session
from db.seed.content import content
from db.seed.meeting_minutes import seed_minutes
from db.seed.meeting_rooms import seed_past_room, seed_room_of_tonight
from db.seed.meeting_rosters import invite, seed_drawn_roster, seed_owners
from db.seed.people import People, Places
from db.tables import Account, AgendaItem, Attendee, Community, Meeting, Proposal
from domain.clock import CHINA_TIME, local
from domain.meeting_templates import TALK_DAY_HOUR, TALK_DAY_OF_MONTH, TEMPLATES, usual_start
from domain.meetings import Admission, ItemState, MeetingKind, MeetingState
from domain.proposal_flow import PUBLIC
from domain.quorum import OWNERS_ASSEMBLY
from domain.roles import Role

BEGAN_BEFORE = timedelta(minutes=38)
"""How long ago the meeting of tonight began."""

PAST_AT_LEAST = timedelta(days=3)
_MINUTE = 60


@dataclass
class Hall:
    """The community whose hall it is, and its people."""

    db: Session
    community: Community
    officer: Account
    host: Account
    members: list[Account]
    residents: list[Account]
    chance: random.Random


def seed_meetings(
    db: Session, places: Places, people: People, moment: datetime, chance: random.Random
) -> None:
    """Write every meeting as of this moment; the one of tonight is under way."""
    home = places.communities[0][0]
    hall = Hall(
        db=db,
        community=home,
        officer=people.of(Role.OFFICER)[0],
        host=people.of(Role.FACILITATOR)[0],
        members=people.of(Role.MEMBER, {home.id}),
        residents=people.of(Role.RESIDENT, {home.id}),
        chance=chance,
    )
    _seed_past(hall, moment)
    _seed_tonight(hall, moment)
    _seed_hearing(hall, places, people, moment)
    _seed_owners(hall, moment)
    coming = content("meetings")["next"]
    _meeting(hall, coming, usual_start(MeetingKind.TALK_DAY, moment + timedelta(hours=1)), moment)


def last_talk_day(moment: datetime) -> datetime:
    """The last 10th of a month at the usual hour that is some days ago."""
    day = local(moment - PAST_AT_LEAST)
    if day.day < TALK_DAY_OF_MONTH:
        day = day.replace(day=1) - timedelta(days=1)
    return datetime(day.year, day.month, TALK_DAY_OF_MONTH, TALK_DAY_HOUR, tzinfo=CHINA_TIME)


def _seed_past(hall: Hall, moment: datetime) -> None:
    row = content("meetings")["past"]
    starts_at = last_talk_day(moment)
    spent = timedelta(minutes=sum(one["spent"] for one in row["items"]))
    meeting = _meeting(hall, row, starts_at, starts_at - timedelta(days=9))
    meeting.state = MeetingState.CLOSED.value
    meeting.opened_at, meeting.closed_at = starts_at, starts_at + spent
    items = _items(hall, meeting)
    for item, plan in zip(items, row["items"], strict=True):
        item.state, item.seconds_spent = ItemState.DONE.value, plan["spent"] * _MINUTE
    came = [*hall.members, *hall.residents[:22]]
    people = _let_in(hall, meeting, came, starts_at)
    for one in people:
        one.left_at = meeting.closed_at
    hall.db.flush()
    seed_past_room(hall.db, meeting, items, people, row, moment, hall.host)
    seed_minutes(hall.db, meeting, items, people, hall.host, hall.officer)


def _seed_tonight(hall: Hall, moment: datetime) -> None:
    row = content("meetings")["tonight"]
    began = moment - BEGAN_BEFORE
    # A quarter is when people are asked to come; the doors open when somebody opens them.
    starts_at = began.replace(minute=began.minute // 15 * 15, second=0, microsecond=0)
    meeting = _meeting(hall, row, starts_at, moment - timedelta(days=8))
    # The hall is open to whoever comes to try it, without a slip of paper.
    meeting.admission = Admission.OPEN_ROOM.value
    meeting.state, meeting.opened_at = MeetingState.OPEN.value, began
    meeting.join_code = f"{hall.chance.randrange(200_000, 900_000)}"
    items = _items(hall, meeting)
    _link_to_proposal(hall, items)
    # Whom the sign-in page offers has not come yet: they show how one comes in.
    coming = [one for one in [*hall.members, *hall.residents] if not one.is_demo]
    people = _let_in(hall, meeting, coming[:22], began)
    people += _walk_ins(hall, meeting, began, row["walk_ins"])
    invite(hall.db, meeting, [one for one in hall.members + hall.residents if one.is_demo])
    invite(hall.db, meeting, coming[22:28])
    hall.db.flush()
    seed_room_of_tonight(hall.db, meeting, items, people, row, moment, hall.host, hall.chance)


def _seed_hearing(hall: Hall, places: Places, people: People, moment: datetime) -> None:
    row = content("meetings")["hearing"]
    starts_at = _days_later(moment, row["days"], 15)
    meeting = _meeting(hall, row, starts_at, moment - timedelta(days=4))
    meeting.place_kind, meeting.community_id = "subdistrict", None
    group = {one.id: one for one in places.communities[0]}
    seed_drawn_roster(
        hall.db,
        meeting,
        [(one, group[one.community_id or 0]) for one in people.of(Role.RESIDENT, set(group))],
        row,
        moment - timedelta(days=2),
        hall.chance,
    )
    invite(hall.db, meeting, people.of(Role.MEMBER, set(group))[:14], chance=hall.chance)


def _seed_owners(hall: Hall, moment: datetime) -> None:
    row = content("meetings")["owners"]
    starts_at = _days_later(moment, row["days"], 14)
    meeting = _meeting(hall, row, starts_at, moment - timedelta(days=1))
    meeting.quorum = [one.as_row() for one in OWNERS_ASSEMBLY]
    hall.db.flush()
    seed_owners(hall.db, meeting, _items(hall, meeting), row, moment, hall.chance)


def _meeting(hall: Hall, row: dict[str, Any], starts_at: datetime, made: datetime) -> Meeting:
    template = TEMPLATES[MeetingKind(row["kind"])]
    meeting = Meeting(
        kind=row["kind"],
        title=row["title"],
        about=row["about"],
        venue=row["venue"],
        place_kind="community",
        subdistrict_id=hall.community.subdistrict_id,
        community_id=hall.community.id,
        starts_at=starts_at,
        admission=template.admission.value,
        quorum=[one.as_row() for one in template.quorum],
        house_rules=template.rules.as_row(),
        is_demo=True,
        created_at=made,
        created_by=hall.host.id,
    )
    hall.db.add(meeting)
    hall.db.flush()
    for position, one in enumerate(row["items"], start=1):
        hall.db.add(
            AgendaItem(
                meeting_id=meeting.id,
                position=position,
                kind=one["kind"],
                title=one["title"],
                text=one.get("text", ""),
                note=one.get("note", ""),
                planned_minutes=one["minutes"],
            )
        )
    hall.db.flush()
    return meeting


def _items(hall: Hall, meeting: Meeting) -> list[AgendaItem]:
    return meetings.list_items(hall.db, meeting.id)


def _let_in(
    hall: Hall, meeting: Meeting, accounts: Sequence[Account], began: datetime
) -> list[Attendee]:
    people = invite(hall.db, meeting, accounts)
    for one in people:
        # Most come before the beginning, a few late; the clerk notes each at the door.
        one.came_at = began + timedelta(seconds=hall.chance.randint(-20 * _MINUTE, 6 * _MINUTE))
        one.checked_in_by = hall.host.id
    return people


def _walk_ins(
    hall: Hall, meeting: Meeting, began: datetime, names: Sequence[str]
) -> list[Attendee]:
    first = meetings.next_attendee_number(hall.db, meeting.id)
    rows = [
        Attendee(
            meeting_id=meeting.id,
            number=number,
            name=name,
            came_at=began + timedelta(minutes=4),
            checked_in_by=hall.host.id,
            created_at=began,
        )
        for number, name in enumerate(names, start=first)
    ]
    hall.db.add_all(rows)
    hall.db.flush()
    return rows


def _link_to_proposal(hall: Hall, items: Sequence[AgendaItem]) -> None:
    """The community's own proposal that has gone furthest, for the item that speaks of it."""
    query = select(Proposal).where(
        Proposal.community_id == hall.community.id,
        col(Proposal.state).in_([state.value for state in PUBLIC]),
    )
    mine = list(hall.db.exec(query))
    for item in items:
        if item.kind == "proposal" and mine:
            best = max(mine, key=lambda one: (one.state == "on_ballot", -one.id))
            item.proposal_id, item.title = best.id, best.title


def _days_later(moment: datetime, days: int, hour: int) -> datetime:
    day = local(moment) + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA_TIME)
