"""Two years of activities: a talk day on the 10th in every community, visits, budgets, councils."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlmodel import col, func, select

from db.activities import count_finished
from db.engine import Session
from db.seed.bulk import Times, add_all, add_with_ids
from db.seed.content import content
from db.seed.people import People, Places
from db.tables import (
    Activity,
    ActivityMember,
    Attendee,
    Community,
    Meeting,
    OutcomeRecord,
    Round,
)
from domain.activities import ActivityKind, kind_of_meeting
from domain.clock import local
from domain.meetings import MeetingState
from domain.roles import Role

TALK_DAY = 10
"""Of each month, as the district keeps it."""

TALK_DAY_KEPT = 0.84
OTHERS = {
    ActivityKind.VISIT: 930,
    ActivityKind.OTHER: 480,
    ActivityKind.BUDGET: 120,
    ActivityKind.COUNCIL: 100,
}
PEOPLE = {
    ActivityKind.TALK_DAY: (12, 48),
    ActivityKind.COUNCIL: (20, 70),
    ActivityKind.BUDGET: (30, 160),
    ActivityKind.VISIT: (4, 14),
    ActivityKind.OTHER: (15, 180),
}
MOST_MEMBERS = 3


def seed_past_meetings(db: Session) -> None:
    """What meetings that are over and results that are public have written by themselves."""
    came = select(func.count()).where(
        Attendee.meeting_id == Meeting.id, col(Attendee.came_at).is_not(None)
    )
    query = select(Meeting, came.scalar_subquery()).where(
        Meeting.state == MeetingState.CLOSED.value
    )
    for meeting, n in db.exec(query):
        db.add(
            Activity(
                kind=kind_of_meeting(meeting.kind).value,
                title=meeting.title,
                on=local(meeting.starts_at).date(),
                community_id=meeting.community_id,
                subdistrict_id=meeting.subdistrict_id,
                meeting_id=meeting.id,
                people_count=n,
                at=meeting.closed_at or meeting.starts_at,
                is_demo=True,
            )
        )
    _seed_past_rounds(db)
    db.flush()


def _seed_past_rounds(db: Session) -> None:
    query = select(Round, OutcomeRecord).join(
        OutcomeRecord, col(OutcomeRecord.round_id) == Round.id
    )
    for round_, record in db.exec(query.where(col(OutcomeRecord.published_at).is_not(None))):
        if record.published_at is None:
            continue
        db.add(
            Activity(
                kind=ActivityKind.BUDGET.value,
                title=round_.name,
                on=local(record.published_at).date(),
                community_id=round_.community_id,
                subdistrict_id=round_.subdistrict_id,
                round_id=round_.id,
                people_count=count_finished(db, round_.id),
                at=record.published_at,
                is_demo=True,
            )
        )


def seed_activities(db: Session, places: Places, people: People, times: Times) -> None:
    """About three thousand, each with the members who were there."""
    members: dict[int | None, list[int]] = defaultdict(list)
    for one in people.of(Role.MEMBER):
        members[one.community_id].append(one.id)
    fields = [row["code"] for row in content("fields")]
    communities = places.all_communities()
    planned = [
        (ActivityKind.TALK_DAY, day, community)
        for day in times.days
        if day.day == TALK_DAY
        for community in communities
        if times.chance.random() < TALK_DAY_KEPT
    ]
    for kind, n in OTHERS.items():
        planned += [(kind, day, times.chance.choice(communities)) for day in times.draw_days(n)]
    planned.sort(key=lambda one: one[1])
    rows = [_row(times, fields, *one) for one in planned]
    ids = add_with_ids(db, Activity, rows)
    links: list[dict[str, int]] = []
    for activity_id, (_, _, community) in zip(ids, planned, strict=True):
        here = members[community.id]
        some = times.chance.sample(here, min(len(here), times.chance.randint(1, MOST_MEMBERS)))
        links += [{"activity_id": activity_id, "account_id": one} for one in some]
    add_all(db, ActivityMember, links)


def _row(
    times: Times, fields: list[str], kind: ActivityKind, day: date, community: Community
) -> dict[str, Any]:
    words, chance = content("at_scale")["activities"][kind.value], times.chance
    people = chance.randint(*PEOPLE[kind])
    topic = chance.choice(words["topics"]) if "topics" in words else ""
    numbers = {"people": people, "n": max(2, people // 3), "m": chance.randint(2, 5)}
    return {
        "kind": kind.value,
        "title": chance.choice(words["titles"]).format(month=day.month, topic=topic),
        "on": day,
        "community_id": community.id,
        "subdistrict_id": community.subdistrict_id,
        "field_code": chance.choice(fields),
        "people_count": people,
        "result": chance.choice(words["results"]).format(**numbers),
        "at": times.instant_on(day),
        "void_reason": "",
        "is_demo": True,
    }
