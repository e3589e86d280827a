"""The demonstration's matters: a few in every state, most where the people live who are offered."""

import random
from datetime import datetime, timedelta
from typing import Any

from db.deadlines import list_holidays
from db.engine import Session
from db.seed.content import content
from db.seed.people import People, Places
from db.tables import Account, Body, Community, DeadlineClass, Matter, MatterMove, Whistle
from domain.deadlines import CLOSES_AFTER, due_at
from domain.matters import DISSATISFIED_BELOW, MatterEvent, MatterState, step
from domain.roles import Role
from domain.working_days import WorkingCalendar

_ASSIGNED_AFTER = timedelta(minutes=40)


def seed_matters(
    db: Session, places: Places, people: People, moment: datetime, chance: random.Random
) -> None:
    """Write departments with their heads, and the matters with their ways."""
    heads = _seed_departments(db, people)
    calendar = _calendar(db)
    for row in content("matters")["matters"]:
        _seed_matter(_Story(db, people, heads, calendar, chance), places, row, moment)


class _Story:
    """What every matter is written with."""

    def __init__(
        self,
        db: Session,
        people: People,
        heads: dict[str, Account],
        calendar: WorkingCalendar,
        chance: random.Random,
    ) -> None:
        self.db, self.people, self.heads = db, people, heads
        self.calendar, self.chance = calendar, chance

    def home(self) -> int:
        """The community of the resident who is offered."""
        return next(one.community_id or 0 for one in self.people.of(Role.RESIDENT) if one.is_demo)

    def trace(
        self, matter: Matter, event: MatterEvent, at: datetime, by: int | None, note: str = ""
    ) -> None:
        """One step, as the services write it."""
        before = MatterState(matter.state)
        moves = event not in (MatterEvent.RAISE, MatterEvent.TAKE_UP, MatterEvent.RATE)
        moves = moves and event is not MatterEvent.WHISTLE
        matter.state = (step(before, event) if moves else before).value
        self.db.add(
            MatterMove(
                matter_id=matter.id,
                event=event.value,
                from_state=before.value,
                to_state=matter.state,
                at=at,
                account_id=by,
                note=note,
            )
        )


def _seed_departments(db: Session, people: People) -> dict[str, Account]:
    officer, heads = people.of(Role.OFFICER)[0], {}
    for position, row in enumerate(content("matters")["bodies"], start=20):
        head = Account(
            username=f"head-{row['code']}",
            name=row["head"],
            role=Role.CLERK.value,
            title=row["name"],
            password_hash=officer.password_hash,
            created_at=officer.created_at,
        )
        db.add(head)
        db.flush()
        body = db.get(Body, row["code"]) or Body(
            code=row["code"],
            kind="department",
            name=row["name"],
            name_en=row["name_en"],
            about=row["about"],
            position=position,
        )
        body.head_id = head.id
        db.add(body)
        heads[row["code"]] = head
    db.flush()
    return heads


def _seed_matter(story: _Story, places: Places, row: dict[str, Any], moment: datetime) -> None:
    community = _community(story, places, row)
    created = moment - timedelta(hours=row["hours_ago"])
    of_class = story.db.get(DeadlineClass, row["deadline_class"])
    length = (of_class.hours, of_class.working_days) if of_class else (168, 0)
    raiser = _raiser(story, row, community)
    matter = Matter(
        title=row["title"],
        text=row["text"],
        place_text=row["place_text"],
        source=row["source"],
        community_id=community.id,
        subdistrict_id=community.subdistrict_id,
        field_code=row["field"],
        raiser_id=raiser.id,
        deadline_class=row["deadline_class"] if of_class else None,
        due_at=due_at(*length, created, story.calendar),
        is_public=row["is_public"],
        created_at=created,
        is_demo=True,
    )
    story.db.add(matter)
    story.db.flush()
    story.trace(matter, MatterEvent.RAISE, created, raiser.id)
    if row["is_taken_up"]:
        _take_up(story, matter, community)
    if row["state"] != MatterState.OPEN.value:
        _work_on(story, matter, row, moment)


def _community(story: _Story, places: Places, row: dict[str, Any]) -> Community:
    home = story.home()
    everywhere = places.all_communities()
    if row["at"] == "home":
        return next(one for one in everywhere if one.id == home)
    return story.chance.choice([one for one in everywhere if one.id != home])


def _raiser(story: _Story, row: dict[str, Any], community: Community) -> Account:
    residents = story.people.of(Role.RESIDENT, {community.id})
    if row["raiser"] == "demo":
        return next(one for one in residents if one.is_demo)
    return story.chance.choice([one for one in residents if not one.is_demo] or residents)


def _take_up(story: _Story, matter: Matter, community: Community) -> None:
    member = story.people.of(Role.MEMBER, {community.id})[-1]
    matter.taken_up_by = member.id
    story.trace(matter, MatterEvent.TAKE_UP, matter.created_at + _ASSIGNED_AFTER / 2, member.id)


def _work_on(story: _Story, matter: Matter, row: dict[str, Any], moment: datetime) -> None:
    clerk = story.people.of(Role.CLERK)[0]
    head = story.heads.get(row["body"] or "")
    matter.body_code = row["body"]
    owner = head or clerk
    matter.owner_id = owner.id
    assigned = matter.created_at + _ASSIGNED_AFTER
    story.trace(matter, MatterEvent.ASSIGN, assigned, story.people.of(Role.OFFICER)[0].id)
    if row["whistle"]:
        _whistle(story, matter, row, assigned + timedelta(hours=20), clerk)
    if row["state"] == MatterState.ASSIGNED.value:
        return
    answered = matter.created_at + timedelta(hours=row["answered_after_hours"])
    matter.answer, matter.is_solved = row["answer"], row["is_solved"]
    matter.answered_at, matter.answered_by = answered, owner.id
    story.trace(matter, MatterEvent.GIVE_ANSWER, answered, owner.id, row["answer"])
    if row["rating"] is not None:
        _rate(story, matter, row, answered + timedelta(hours=5))
    elif row["state"] == MatterState.CLOSED.value and answered + CLOSES_AFTER < moment:
        story.trace(matter, MatterEvent.CLOSE, answered + CLOSES_AFTER, None)


def _rate(story: _Story, matter: Matter, row: dict[str, Any], at: datetime) -> None:
    matter.rating, matter.rating_text, matter.rated_at = row["rating"], row["rating_text"], at
    note = f"{row['rating']}/5 {row['rating_text']}".strip()
    story.trace(matter, MatterEvent.RATE, at, matter.raiser_id, note)
    if row["rating"] >= DISSATISFIED_BELOW:
        story.trace(matter, MatterEvent.CLOSE, at, matter.raiser_id)


def _whistle(
    story: _Story, matter: Matter, row: dict[str, Any], at: datetime, clerk: Account
) -> None:
    due = due_at(24, 0, at, story.calendar)
    body = story.db.get(Body, matter.body_code)
    call = Whistle(
        matter_id=matter.id,
        body_code=matter.body_code or "",
        deadline_class="24h",
        due_at=due,
        reason=row["whistle"],
        at=at,
        called_by=clerk.id,
    )
    story.db.add(call)
    note = f"{body.name if body else ''}: {row['whistle']}"
    story.trace(matter, MatterEvent.WHISTLE, at, clerk.id, note)


def _calendar(db: Session) -> WorkingCalendar:
    rows = list_holidays(db)
    return WorkingCalendar(
        frozenset(row.day for row in rows if not row.is_working),
        frozenset(row.day for row in rows if row.is_working),
    )
