"""值班: who is at which station when, and the half hours that can be booked with them."""

from datetime import date, datetime, timedelta

from db import accounts, stations
from db.engine import Session, reading, transaction
from db.tables import Duty
from domain.clock import local, utc_now
from domain.legal_views import DutyLine, Named, Slot
from domain.opening_hours import BOOKED_AHEAD_DAYS, DutyHours, checked_duty, monday_of
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor, Role
from services.permission import permit
from services.stations import duty_line

WEEK = timedelta(days=7)


def list_week(station_id: int, day: date, now: datetime | None = None) -> tuple[DutyLine, ...]:
    """The duties of the week in which `day` lies; public to read."""
    monday = monday_of(day)
    with reading() as db:
        rows = stations.list_duties(db, monday, monday + WEEK - timedelta(days=1), [station_id])
        return tuple(duty_line(duty, account, now or utc_now()) for duty, account in rows)


def list_slots(station_id: int, now: datetime | None = None) -> tuple[Slot, ...]:
    """The half hours of the next two weeks that nobody has booked; public to read."""
    moment = now or utc_now()
    with reading() as db:
        return _free_slots(db, station_id, moment)


def list_specialists(actor: Actor) -> tuple[Named, ...]:
    """Whom this person may put on the roster: the office anyone, a specialist themselves."""
    with reading() as db:
        permit(db, actor, Action.PLAN_DUTY, subject=Subject(author_id=actor.account_id))
        rows = accounts.list_accounts(db, Role.SPECIALIST)
        return tuple(
            Named(row.id, row.name)
            for row in rows
            if row.is_active and (actor.role is Role.OFFICER or row.id == actor.account_id)
        )


def plan_duty(
    actor: Actor, station_id: int, account_id: int, on: date, starts: str, ends: str
) -> None:
    """Put a specialist on the roster, at one place at a time. The same duty twice is one."""
    with transaction() as db:
        permit(db, actor, Action.PLAN_DUTY, subject=Subject(author_id=account_id))
        # Whoever plans for the same person waits here.
        stations.get_station(db, station_id, for_update=True)
        person = accounts.get_account(db, account_id)
        if person.role != Role.SPECIALIST.value or not person.is_active:
            raise Refusal("duty.no_specialist")
        hours = checked_duty(on, starts, ends)
        new = Duty(
            station_id=station_id,
            account_id=account_id,
            on=on,
            starts=hours.starts.strftime("%H:%M"),
            ends=hours.ends.strftime("%H:%M"),
        )
        others = stations.list_duties_of(db, account_id, on)
        if any(_is_same(one, new) for one in others):
            return
        if any(_hours(one).overlaps(hours) for one in others):
            raise Refusal("duty.conflict", day=on)
        db.add(new)


def remove_duty(actor: Actor, duty_id: int) -> None:
    """Take a duty off the roster; refused while somebody has booked a time in it."""
    with transaction() as db:
        duty = stations.get_duty(db, duty_id)
        permit(db, actor, Action.PLAN_DUTY, subject=Subject(author_id=duty.account_id))
        slots = set(_hours(duty).slots())
        booked = stations.list_booked(db, [duty.account_id], utc_now())
        if any(at in slots for _, at in booked):
            raise Refusal("duty.booked")
        db.delete(duty)


def copy_last_week(actor: Actor, station_id: int, day: date) -> int:
    """Put last week's duties on the week of `day`; how many are new.

    A specialist copies their own, the office everyone's. Where somebody is elsewhere by then, or no
    longer active, nothing is copied.
    """
    monday = monday_of(day)
    with transaction() as db:
        permit(db, actor, Action.PLAN_DUTY, subject=Subject(author_id=actor.account_id))
        stations.get_station(db, station_id, for_update=True)
        copied = 0
        rows = stations.list_duties(db, monday - WEEK, monday - timedelta(days=1), [station_id])
        for duty, account in rows:
            mine = actor.role is Role.OFFICER or account.id == actor.account_id
            if not mine or not account.is_active:
                continue
            new = Duty(**duty.model_dump(exclude={"id", "on"}), on=duty.on + WEEK)
            others = stations.list_duties_of(db, account.id, new.on)
            if not any(_hours(one).overlaps(_hours(new)) for one in others):
                db.add(new)
                db.flush()
                copied += 1
        return copied


def refuse_unless_free(db: Session, station_id: int, slot: Slot, now: datetime) -> None:
    """Refuse a half hour that is taken, over, or in nobody's duty."""
    free = {(one.account_id, one.at) for one in _free_slots(db, station_id, now)}
    if (slot.account_id, slot.at) not in free:
        raise Refusal("case.slot_taken")


def _free_slots(db: Session, station_id: int, now: datetime) -> tuple[Slot, ...]:
    today = local(now).date()
    last = today + timedelta(days=BOOKED_AHEAD_DAYS)
    rows = [
        (duty, account)
        for duty, account in stations.list_duties(db, today, last, [station_id])
        if account.is_active
    ]
    taken = stations.list_booked(db, {account.id for _, account in rows}, now)
    return tuple(
        Slot(account.id, account.name, at)
        for duty, account in rows
        for at in _hours(duty).slots()
        if at > now and (account.id, at) not in taken
    )


def _hours(duty: Duty) -> DutyHours:
    return checked_duty(duty.on, duty.starts, duty.ends)


def _is_same(one: Duty, other: Duty) -> bool:
    return (one.station_id, one.starts, one.ends) == (
        other.station_id,
        other.starts,
        other.ends,
    )
