"""法务特派员工作站: where it is, whether it is open now, who is on duty today."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from db import deadlines, rounds, stations
from db.engine import Session, reading, transaction
from db.tables import Account, Community, Duty, Station
from domain.clock import local, utc_now
from domain.legal import LONGEST_NAME
from domain.legal_views import DutyLine, StationDraft, StationView
from domain.opening_hours import Opening, checked_duty, checked_hours, is_open, next_opening
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.permission import permit

LONGEST_ADDRESS, LONGEST_PHONE = 80, 30


def list_stations(
    typed: str = "", subdistrict_id: int | None = None, now: datetime | None = None
) -> tuple[StationView, ...]:
    """Every station that is open to the public, by community; public to read."""
    moment = now or utc_now()
    with reading() as db:
        rows = stations.list_stations(db, typed.strip(), subdistrict_id)
        return _views(db, rows, moment)


def get_station(station_id: int, now: datetime | None = None) -> StationView:
    """One station; public to read."""
    with reading() as db:
        row = stations.get_station(db, station_id)
        community = rounds.get_community(db, row.community_id)
        return _views(db, [(row, community)], now or utc_now())[0]


def find_station(community_id: int, now: datetime | None = None) -> StationView | None:
    """The station of a community; public to read."""
    with reading() as db:
        row = stations.find_of_community(db, community_id)
        if row is None or not row.is_active:
            return None
        community = rounds.get_community(db, community_id)
        return _views(db, [(row, community)], now or utc_now())[0]


def change_station(actor: Actor, station_id: int, draft: StationDraft) -> None:
    """Give a station its name, address, telephone and opening hours."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_STATION)
        row = stations.get_station(db, station_id, for_update=True)
        name = tidy(draft.name, 2 * LONGEST_NAME)
        if not name:
            raise Refusal("station.no_name")
        row.name = name
        row.address = tidy(draft.address, LONGEST_ADDRESS)
        row.phone = tidy(draft.phone, LONGEST_PHONE)
        row.hours = [_written(one) for one in checked_hours(draft.hours)]
        db.add(row)


def ensure_stations(actor: Actor) -> int:
    """A station for every community that has none yet; how many were made."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_STATION)
        made = 0
        for community in rounds.list_communities(db):
            if stations.find_of_community(db, community.id) is None:
                db.add(Station(community_id=community.id, name=community.name))
                made += 1
        return made


def hours_of(row: Station) -> tuple[Opening, ...]:
    """The opening hours as rules read them."""
    return tuple(
        Opening(
            int(str(one["weekday"])),
            time.fromisoformat(str(one["from"])),
            time.fromisoformat(str(one["to"])),
        )
        for one in row.hours
    )


def duty_line(duty: Duty, account: Account, now: datetime) -> DutyLine:
    """A duty as pages see it."""
    hours = checked_duty(duty.on, duty.starts, duty.ends)
    return DutyLine(
        duty.id,
        account.id,
        account.name,
        account.title,
        duty.on,
        duty.starts,
        duty.ends,
        hours.covers(now),
    )


def _views(
    db: Session, rows: Iterable[tuple[Station, Community]], now: datetime
) -> tuple[StationView, ...]:
    today = local(now).date()
    holidays = {row.day for row in deadlines.list_holidays(db) if not row.is_working}
    on_duty: dict[int, list[DutyLine]] = {}
    for duty, account in stations.list_duties(db, today, today):
        on_duty.setdefault(duty.station_id, []).append(duty_line(duty, account, now))
    return tuple(_view(row, of, now, holidays, on_duty.get(row.id, [])) for row, of in rows)


def _view(
    row: Station,
    community: Community,
    now: datetime,
    holidays: Collection[date],
    on_duty: list[DutyLine],
) -> StationView:
    hours = hours_of(row)
    return StationView(
        id=row.id,
        community_id=community.id,
        community=community.name,
        name=row.name,
        address=row.address,
        phone=row.phone,
        hours=hours,
        is_open=is_open(hours, now, holidays),
        opens_at=next_opening(hours, now, holidays),
        on_duty=tuple(on_duty),
    )


def _written(one: Opening) -> dict[str, object]:
    return {
        "weekday": one.weekday,
        "from": one.opens.strftime("%H:%M"),
        "to": one.closes.strftime("%H:%M"),
    }
