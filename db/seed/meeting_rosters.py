"""Who is invited to the demonstration's meetings: by name, by lot, and owners with their area."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from db import meetings, rosters
from db.engine import Session
from db.seed.content import content
from db.tables import Account, AgendaItem, Attendee, Community, Meeting, Poll, RosterDraw
from domain.clock import local
from domain.join_codes import DIGITS, is_easy
from domain.meetings import VOTING_STANDINGS, Admission, MeetingKind, Standing
from domain.roles import Role
from domain.sortition import Candidate, draw

SMALLEST_DM2, LARGEST_DM2 = 4_200, 14_800
"""Flats of 42 to 148 square metres."""


def invite(
    db: Session,
    meeting: Meeting,
    people: Sequence[Account],
    *,
    is_drawn: bool = False,
    chance: random.Random | None = None,
) -> list[Attendee]:
    """Put these people on the roster, in their order; with PINs where the meeting asks for them."""
    rows = [
        Attendee(
            meeting_id=meeting.id,
            number=0,
            name=one.name,
            account_id=one.id,
            community_id=one.community_id,
            standing=_standing(meeting, Role(one.role)).value,
            is_invited=True,
            is_drawn=is_drawn,
            created_at=meeting.created_at,
        )
        for one in people
    ]
    _number(db, meeting, rows, chance)
    return rows


def seed_drawn_roster(
    db: Session,
    meeting: Meeting,
    people: Sequence[tuple[Account, Community]],
    row: dict[str, Any],
    at: datetime,
    chance: random.Random,
) -> None:
    """Draw so many of these by lot, community by community, and invite them."""
    pool = [Candidate(one.id, {"community": home.name, "role": one.role}) for one, home in people]
    seed = row["seed"].format(day=local(at).date().isoformat())
    result = draw(pool, row["seats"], seed, ("community",))
    db.add(
        RosterDraw(
            meeting_id=meeting.id,
            seed=seed,
            seats=row["seats"],
            strata=["community"],
            pool=[{"number": one.number, **one.strata} for one in pool],
            drawn=[*result.drawn, *result.stand_ins],
            at=at,
            account_id=meeting.created_by,
        )
    )
    by_id = {one.id: one for one, _ in people}
    invite(db, meeting, [by_id[one] for one in result.drawn], is_drawn=True, chance=chance)


def seed_owners(
    db: Session,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    row: dict[str, Any],
    moment: datetime,
    chance: random.Random,
) -> None:
    """Owners with the floor area of their flats, and the question that they will be asked."""
    names = content("people")
    rows = [
        Attendee(
            meeting_id=meeting.id,
            number=0,
            name=chance.choice(names["family_names"]) + given,
            standing=Standing.OWNER.value,
            floor_area_dm2=chance.randrange(SMALLEST_DM2, LARGEST_DM2, 5),
            is_invited=True,
            created_at=meeting.created_at,
        )
        for given in chance.sample(names["given_names"], row["owners"])
    ]
    _number(db, meeting, rows, chance)
    vote = next(one for one in items if one.kind == "motion")
    db.add(
        Poll(
            meeting_id=meeting.id,
            item_id=vote.id,
            number=1,
            question=row["question"],
            is_secret=False,
            base="present",
            counts_area=True,
            created_at=moment - timedelta(hours=20),
        )
    )


def _number(
    db: Session, meeting: Meeting, rows: Sequence[Attendee], chance: random.Random | None
) -> None:
    first = meetings.next_attendee_number(db, meeting.id)
    taken = rosters.list_pins(db, meeting.id)
    for number, one in enumerate(rows, start=first):
        one.number = number
        one.has_vote = Standing(one.standing) in VOTING_STANDINGS
        if chance is not None and meeting.admission == Admission.ROSTER.value:
            one.pin = _pin(chance, taken)
            taken.add(one.pin)
    db.add_all(rows)
    db.flush()


def _pin(chance: random.Random, taken: set[str]) -> str:
    while True:
        pin = f"{chance.randrange(10**DIGITS):0{DIGITS}d}"
        if pin not in taken and not is_easy(pin):
            return pin


def _standing(meeting: Meeting, role: Role) -> Standing:
    if role is Role.MEMBER:
        return Standing.REPRESENTATIVE
    is_hearing = meeting.kind == MeetingKind.HEARING.value
    return Standing.AFFECTED if is_hearing else Standing.RESIDENT
