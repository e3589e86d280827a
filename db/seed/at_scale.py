"""The demonstration at the district's true scale: specialists, services, activities, funds."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import select

from db.deadlines import known_years, list_holidays
from db.engine import Session
from db.seed.bulk import Times, add_all, add_with_ids
from db.seed.content import content
from db.seed.people import People, Places
from db.seed.scale_activities import seed_activities, seed_past_meetings
from db.seed.scale_funds import seed_funds
from db.seed.scale_matters import seed_many_matters
from db.tables import Account, ServiceRecord, Station
from domain.roles import Role
from domain.working_days import WorkingCalendar

SPECIALISTS = 500
SERVICES = {"advice": 4150, "mediation": 1450, "education": 300, "lawful_decision": 400}
MINUTES = {"advice": 30, "mediation": 90, "education": 60, "lawful_decision": 60}
MOST_IN_AUDIENCE = 80


@dataclass(frozen=True, slots=True)
class Specialist:
    """Who renders services, and where."""

    id: int
    community_id: int


def seed_at_scale(
    db: Session, places: Places, people: People, moment: datetime, chance: random.Random
) -> None:
    """Write two years of a district's work, all of it before `moment`."""
    db.flush()
    times = Times(moment, _calendar(db), chance)
    specialists = _seed_specialists(db, places, people, chance)
    _seed_stations(db, places)
    _seed_services(db, specialists, times)
    seed_past_meetings(db)
    seed_activities(db, places, people, times)
    seed_funds(db, places, times)
    seed_many_matters(db, places, people, times, _calendar(db))


def _calendar(db: Session) -> WorkingCalendar:
    rows = list_holidays(db)
    return WorkingCalendar(
        holidays=frozenset(row.day for row in rows if not row.is_working),
        make_up_days=frozenset(row.day for row in rows if row.is_working),
        known_years=known_years(db),
    )


def _seed_specialists(
    db: Session, places: Places, people: People, chance: random.Random
) -> list[Specialist]:
    """Fill up to 500. Nobody can sign in with the new accounts, and none is offered by a tap."""
    homes = [one.id for one in places.all_communities()]
    known = people.of(Role.SPECIALIST)
    names = content("people")
    rows: list[dict[str, Any]] = []
    for number in range(len(known), SPECIALISTS):
        title, speciality = chance.choice(content("at_scale")["specialists"])
        rows.append(
            {
                "username": f"{Role.SPECIALIST.value}{number + 1}",
                "name": chance.choice(names["family_names"]) + chance.choice(names["given_names"]),
                "role": Role.SPECIALIST.value,
                "password_hash": "-",
                "community_id": homes[number % len(homes)],
                "title": title,
                "specialities": speciality,
                "is_active": True,
                "is_demo": False,
                "token_version": 1,
                "created_at": known[0].created_at,
            }
        )
    ids = add_with_ids(db, Account, rows)
    return [Specialist(one, row["community_id"]) for one, row in zip(ids, rows, strict=True)]


def _seed_stations(db: Session, places: Places) -> None:
    """A station for every community that has none yet."""
    known = set(db.exec(select(Station.community_id)))
    hours = [{"weekday": day, "from": "09:00", "to": "11:30"} for day in range(5)]
    rows = [
        {
            "community_id": one.id,
            "name": content("at_scale")["station"].format(community=one.name),
            "address": "",
            "phone": "",
            "hours": hours,
            "is_active": True,
        }
        for one in places.all_communities()
        if one.id not in known
    ]
    add_all(db, Station, rows)


def _seed_services(db: Session, specialists: list[Specialist], times: Times) -> None:
    """Services with a short word of what each was about; a record names no resident."""
    rows: list[dict[str, Any]] = []
    for kind, n in SERVICES.items():
        notes = content("at_scale")["services"][kind]
        is_public = kind == "education"
        for day in times.draw_days(n):
            who = times.chance.choice(specialists)
            most = MOST_IN_AUDIENCE if is_public else 3
            rows.append(
                {
                    "kind": kind,
                    "community_id": who.community_id,
                    "account_id": who.id,
                    "on": day,
                    "minutes": MINUTES[kind] + 15 * times.chance.randrange(3),
                    "people_count": times.chance.randint(20 if is_public else 1, most),
                    "note": times.chance.choice(notes),
                    "at": times.instant_on(day) + timedelta(hours=1),
                }
            )
    rows.sort(key=lambda row: row["at"])
    add_all(db, ServiceRecord, rows)
