"""The demonstration's legal stations with their duty, cases at every step, and articles."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from db.engine import Session
from db.seed.content import content
from db.seed.people import People, Places
from db.tables import (
    Account,
    CaseMove,
    CaseParty,
    Community,
    Duty,
    LegalArticle,
    LegalCase,
    ServiceRecord,
    Station,
)
from domain.clock import local
from domain.legal import CaseEvent, CaseKind, CaseState, Part, step
from domain.opening_hours import checked_duty
from domain.roles import Role

WEEKS = (-1, 0, 1)
MORNING, AFTERNOON = ("09:00", "11:30"), ("14:30", "17:00")
ANSWER_WITHIN = timedelta(days=7)
LOOKED_AGAIN_AFTER = timedelta(days=30)

_E = CaseEvent
WAYS: dict[CaseState, tuple[CaseEvent, ...]] = {
    CaseState.ASKED: (),
    CaseState.TAKEN: (_E.TAKE,),
    CaseState.BOOKED: (_E.BOOK,),
    CaseState.ANSWERED: (_E.TAKE, _E.GIVE_ANSWER),
    CaseState.MEDIATING: (_E.TAKE, _E.MEDIATE, _E.NAME, _E.WRITE),
    CaseState.AGREED: (_E.TAKE, _E.MEDIATE, _E.NAME, _E.WRITE, _E.SIGN, _E.AGREE),
    CaseState.NOT_AGREED: (_E.TAKE, _E.MEDIATE, _E.NAME, _E.GIVE_UP),
    CaseState.FOLLOWED_UP: (_E.TAKE, _E.MEDIATE, _E.NAME, _E.WRITE, _E.AGREE, _E.FOLLOW_UP),
    CaseState.CLOSED: (_E.TAKE, _E.GIVE_ANSWER, _E.CLOSE),
    CaseState.WITHDRAWN: (_E.WITHDRAW,),
    CaseState.HANDED_OVER: (_E.TAKE, _E.HAND_OVER),
}
"""The way to each state, after it was asked."""

_BY_ASKER = frozenset({_E.ASK, _E.BOOK, _E.WITHDRAW, _E.CLOSE})
_ANSWERS = frozenset({_E.GIVE_ANSWER, _E.AGREE, _E.GIVE_UP, _E.HAND_OVER})


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who is in one case."""

    asker: Account
    other: Account
    lawyer: Account
    member: Account


def seed_legal(
    db: Session, places: Places, people: People, now: datetime, chance: random.Random
) -> None:
    """A station in every community, three weeks of duty, twenty cases, four articles."""
    homes = _homes(people)
    stations = _stations(db, places.all_communities(), homes)
    lawyers = people.of(Role.SPECIALIST)
    _duties(db, stations, homes, lawyers, now)
    for row in content("legal")["cases"]:
        _case(db, row, places, stations, people, homes, now, chance)
    for place, row in enumerate(content("legal")["articles"]):
        at = now - timedelta(days=row["days"])
        texts = {key: row[key] for key in ("title", "text", "law")}
        author = lawyers[place % len(lawyers)].id
        db.add(LegalArticle(**texts, account_id=author, published_at=at, at=at))
    db.flush()


def _homes(people: People) -> list[int]:
    """The communities of those whom the sign-in page offers: somebody is there every evening."""
    offered = [one for one in people.of(Role.RESIDENT) if one.is_demo]
    return list(dict.fromkeys(one.community_id for one in offered if one.community_id))


def _stations(db: Session, communities: list[Community], homes: list[int]) -> dict[int, Station]:
    text = content("legal")
    evening = [{"weekday": day, **text["evening"]} for day in range(7)]
    found = {
        one.id: Station(
            community_id=one.id,
            name=text["station"].format(community=one.name),
            address=text["address"].format(community=one.name),
            phone=f"000-0000-{place:04d}",
            hours=text["hours"] + (evening if one.id in homes else []),
        )
        for place, one in enumerate(communities, start=1)
    }
    db.add_all(found.values())
    db.flush()
    return found


def _duties(
    db: Session,
    stations: dict[int, Station],
    homes: list[int],
    lawyers: list[Account],
    now: datetime,
) -> None:
    today, many = local(now).date(), len(lawyers)
    monday = today - timedelta(days=today.weekday())

    def add(station: Station, lawyer: Account, weekday: int, hours: tuple[str, str]) -> None:
        for week in WEEKS:
            on = monday + timedelta(days=7 * week + weekday)
            starts, ends = hours
            db.add(
                Duty(station_id=station.id, account_id=lawyer.id, on=on, starts=starts, ends=ends)
            )

    # Everyone goes round: a new station each weekday, never two at once.
    for place, station in enumerate(stations.values()):
        around = place // many
        add(station, lawyers[place % many], around % 5, MORNING)
        add(station, lawyers[(place + 5) % many], (around + 2) % 5, AFTERNOON)
    evening = content("legal")["evening"]
    for lawyer, home in zip(lawyers, homes, strict=False):
        for weekday in range(7):
            add(stations[home], lawyer, weekday, (evening["from"], evening["to"]))


def _case(
    db: Session,
    row: dict[str, Any],
    places: Places,
    stations: dict[int, Station],
    people: People,
    homes: list[int],
    now: datetime,
    chance: random.Random,
) -> None:
    everywhere = places.all_communities()
    home = homes[0] if row["at"] == "home" else everywhere[row["at"] % len(everywhere)].id
    cast = _cast(people, home, row, chance)
    asked_at = now - timedelta(days=row["days"], hours=2)
    case = LegalCase(
        kind=row["kind"],
        community_id=home,
        station_id=stations[home].id,
        subject=row["subject"],
        content=row["content"],
        asker_id=cast.asker.id,
        answer=row.get("answer", ""),
        agreement=row.get("agreement", ""),
        agreement_version=1 if row.get("agreement") else 0,
        satisfaction=row.get("stars"),
        due_at=asked_at + ANSWER_WITHIN * (2 if row["kind"] == "mediation" else 1),
        created_at=asked_at,
        is_demo=True,
    )
    db.add(case)
    db.flush()
    state = CaseState(row["state"])
    _walk(db, case, state, cast, now)
    _name(db, case, state, cast)


def _cast(people: People, home: int, row: dict[str, Any], chance: random.Random) -> _Cast:
    residents = people.of(Role.RESIDENT, {home})
    # What nobody took yet was asked by a neighbour: whoever is offered can still ask.
    asker = residents[2 if row["state"] == "asked" else 0]
    lawyers = people.of(Role.SPECIALIST)
    return _Cast(
        asker=asker,
        other=residents[1],
        lawyer=lawyers[0] if row["at"] == "home" else chance.choice(lawyers),
        member=people.of(Role.MEMBER, {home})[0],
    )


def _walk(db: Session, case: LegalCase, state: CaseState, cast: _Cast, now: datetime) -> None:
    """Every step through the machine itself, so that no case could not have come about."""
    events = (CaseEvent.ASK, *WAYS[state])
    pause = (now - case.created_at) / (len(events) + 1)
    at, before = case.created_at, CaseState.ASKED
    for event in events:
        after = step(before, event)
        by = cast.asker if event in _BY_ASKER else cast.lawyer
        db.add(
            CaseMove(
                case_id=case.id,
                event=event.value,
                from_state=before.value,
                to_state=after.value,
                at=at,
                account_id=by.id,
            )
        )
        if event in _ANSWERS:
            _answered(db, case, event, cast, at)
        if event in (CaseEvent.CLOSE, CaseEvent.WITHDRAW, CaseEvent.HAND_OVER):
            case.closed_at = at
        if event is CaseEvent.FOLLOW_UP:
            case.followed_up_at, case.follow_up_note = at, content("legal")["follow_up_note"]
        at, before = at + pause, after
    case.state = before.value
    if case.agreement:
        first = case.agreed_at or now
        case.follow_up_on = local(first + LOOKED_AGAIN_AFTER).date()
    if before is CaseState.BOOKED:
        case.booked_with, case.booked_for = cast.lawyer.id, _tomorrow_evening(now)
    db.add(case)


def _answered(db: Session, case: LegalCase, event: CaseEvent, cast: _Cast, at: datetime) -> None:
    case.answered_at = at
    if event is CaseEvent.AGREE:
        case.agreed_at = at
    is_mediation = case.kind == CaseKind.MEDIATION.value
    db.add(
        ServiceRecord(
            kind=case.kind,
            community_id=case.community_id,
            case_id=case.id,
            account_id=cast.lawyer.id,
            on=local(at).date(),
            minutes=60 if is_mediation else 30,
            people_count=2 if is_mediation else 1,
            at=at,
        )
    )


def _name(db: Session, case: LegalCase, state: CaseState, cast: _Cast) -> None:
    parts = {cast.asker.id: Part.ASKER}
    if state not in (CaseState.ASKED, CaseState.WITHDRAWN):
        parts[cast.lawyer.id] = Part.SPECIALIST
    if CaseEvent.MEDIATE in WAYS[state]:
        parts |= {cast.member.id: Part.MEMBER, cast.other.id: Part.PARTY}
    for account_id, part in parts.items():
        signed = case.agreed_at or None
        db.add(CaseParty(case_id=case.id, account_id=account_id, part=part.value, signed_at=signed))


def _tomorrow_evening(now: datetime) -> datetime:
    evening = content("legal")["evening"]
    tomorrow = local(now).date() + timedelta(days=1)
    return next(checked_duty(tomorrow, evening["from"], evening["to"]).slots())
