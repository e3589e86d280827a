"""What the office sets for the closed loop: classes of deadline, holidays, heads of bodies."""

from datetime import date

from db import accounts, deadlines, matters
from db.engine import reading, transaction
from db.tables import DeadlineClass
from domain.clock import local, utc_now
from domain.deadline_views import BodyHead, CalendarDay, LoopSettings
from domain.deadlines import DeadlineTerm, checked_term, read_closing_time
from domain.matters import RAISED, Source
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.deadlines import ENDS_AT, closing_time, term_of, usual_class
from services.permission import permit

LONGEST_NAME = 20


def get_settings(actor: Actor) -> LoopSettings:
    """Everything the loop runs by, for the office."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        rows = deadlines.list_classes(db)
        known = deadlines.known_years(db)
        year = local(utc_now()).year
        return LoopSettings(
            terms=tuple(
                term_of(row, is_used=deadlines.is_class_used(db, row.code)) for row in rows
            ),
            usual={source: usual_class(db, source) for source in RAISED},
            ends_at=closing_time(db),
            known_years=tuple(sorted(known)),
            unknown_years=tuple(one for one in (year, year + 1) if one not in known),
        )


def list_terms() -> tuple[DeadlineTerm, ...]:
    """The classes in force, for whoever assigns a matter."""
    with reading() as db:
        return tuple(term_of(row) for row in deadlines.list_classes(db) if row.is_active)


def save_term(actor: Actor, term: DeadlineTerm) -> str:
    """Add a class of deadline (code empty) or change one; its code.

    The length of a class that is used stays: what was promised must not change afterwards.
    """
    checked = checked_term(term)
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        rows = deadlines.list_classes(db)
        row = next((one for one in rows if one.code == checked.code), None)
        if row is None:
            row = DeadlineClass(code=_free_code(checked, rows), name="", name_en="")
            row.position = len(rows)
        is_other = (row.hours, row.working_days) != (checked.hours, checked.working_days)
        if is_other and deadlines.is_class_used(db, row.code):
            raise Refusal("deadline.used")
        row.name, row.name_en = checked.name, checked.name_en
        row.hours, row.working_days = checked.hours, checked.working_days
        row.grace_hours = checked.grace_hours
        db.add(row)
        return row.code


def retire_term(actor: Actor, code: str, *, is_active: bool) -> None:
    """Take a class out of use, or back; what has it keeps it."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        row = deadlines.get_class(db, code)
        row.is_active = is_active
        db.add(row)


def delete_term(actor: Actor, code: str) -> None:
    """Delete a class that was never used; a used one can only be retired."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        if deadlines.is_class_used(db, code):
            raise Refusal("deadline.used")
        deadlines.delete_class(db, deadlines.get_class(db, code))


def choose_usual_term(actor: Actor, source: Source, code: str) -> None:
    """Name the class that new matters of this kind get."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        if not deadlines.get_class(db, code).is_active:
            raise Refusal("deadline.retired")
        accounts.put_setting(db, f"deadline.{source.value}", code)


def save_closing_time(actor: Actor, typed: str) -> None:
    """Say when a working day is over, e.g. 17:30; deadlines counted before stay as they are."""
    ends_at = read_closing_time(typed)
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        accounts.put_setting(db, ENDS_AT, ends_at.isoformat("minutes"))


def list_calendar(actor: Actor, year: int) -> tuple[CalendarDay, ...]:
    """The holidays and make-up working days of a year."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        return tuple(
            CalendarDay(row.day, row.is_working, row.name)
            for row in deadlines.list_holidays(db, year)
        )


def save_day(actor: Actor, day: date, *, is_working: bool, name: str) -> None:
    """Make a day a holiday, or a working day that makes up for one."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        said = tidy(name, LONGEST_NAME)
        if not said:
            raise Refusal("calendar.no_name")
        deadlines.put_holiday(db, day, is_working=is_working, name=said)


def remove_day(actor: Actor, day: date) -> None:
    """Make a day an ordinary one again."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        deadlines.remove_holiday(db, day)


def declare_year(actor: Actor, year: int, *, is_filled_in: bool) -> None:
    """Say that a year's holidays are filled in, or that they are not."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        years = deadlines.known_years(db) - {year}
        deadlines.put_known_years(db, years | {year} if is_filled_in else years)


def list_heads(actor: Actor) -> tuple[BodyHead, ...]:
    """Every body that can answer, and who answers for it."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        return tuple(
            BodyHead(row.code, row.name, row.name_en, row.head_id)
            for row in matters.list_bodies(db)
        )


def choose_head(actor: Actor, body_code: str, head_id: int | None) -> None:
    """Name who answers for a body."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_LOOP)
        body = matters.get_body(db, body_code)
        if head_id is not None and not accounts.get_account(db, head_id).is_active:
            raise Refusal("matter.owner_unknown")
        body.head_id = head_id
        db.add(body)


def _free_code(term: DeadlineTerm, rows: list[DeadlineClass]) -> str:
    wanted = f"{term.hours}h" if term.hours else f"{term.working_days}wd"
    taken = {row.code for row in rows}
    return next(
        code
        for code in (wanted, *(f"{wanted}{n}" for n in range(2, len(rows) + 3)))
        if code not in taken
    )
