"""What each figure of the district counts: rows, when they happened, where, under which field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import col, func, select

from db.tables import (
    Account,
    Activity,
    Community,
    Matter,
    Pledge,
    PledgeReceipt,
    Project,
    ServiceRecord,
    Station,
)
from domain.dashboard import Figure, Wanted
from domain.matters import ANSWERED, RAISED, MatterState, Source
from domain.roles import Role

HALL_OFFSET = "+8 hours"
HALL_ZONE = "Asia/Shanghai"


class month_in_hall(FunctionElement[str]):  # noqa: N801 - reads as the SQL function it is
    """The month of an instant on the hall's calendar, as `2026-11`."""

    type = String()
    inherit_cache = True


class month_of_day(FunctionElement[str]):  # noqa: N801 - reads as the SQL function it is
    """The month of a day, as `2026-11`."""

    type = String()
    inherit_cache = True


@compiles(month_in_hall, "sqlite")
def _month_in_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"strftime('%Y-%m', {compiler.process(element.clauses, **more)}, '{HALL_OFFSET}')"


@compiles(month_in_hall)
def _month_in_postgres(element: Any, compiler: Any, **more: Any) -> str:
    instant = compiler.process(element.clauses, **more)
    return f"to_char({instant} AT TIME ZONE '{HALL_ZONE}', 'YYYY-MM')"


@compiles(month_of_day, "sqlite")
def _month_of_day_in_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"strftime('%Y-%m', {compiler.process(element.clauses, **more)})"


@compiles(month_of_day)
def _month_of_day_in_postgres(element: Any, compiler: Any, **more: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **more)}, 'YYYY-MM')"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: rows, when they happened, where, under which field."""

    rows: Any
    community: Any
    is_counted: tuple[Any, ...] = ()
    day: Any = None
    instant: Any = None
    subdistrict: Any = None
    field: Any = None
    amount: Any = None
    joined: tuple[tuple[Any, Any], ...] = ()

    def month(self) -> Any:
        """The month in which it happened."""
        return month_of_day(self.day) if self.instant is None else month_in_hall(self.instant)

    def subdistrict_id(self) -> Any:
        """Of the record itself, or of its community."""
        of_community = col(Community.subdistrict_id)
        if self.subdistrict is None:
            return of_community
        return func.coalesce(of_community, self.subdistrict)


def _services(kinds: tuple[str, ...]) -> Counted:
    of_kind = col(ServiceRecord.kind).in_(kinds)
    return Counted(ServiceRecord, ServiceRecord.community_id, (of_kind,), day=col(ServiceRecord.on))


def _matters(*conditions: Any, instant: Any) -> Counted:
    return Counted(
        Matter,
        Matter.community_id,
        (Matter.state != MatterState.WITHDRAWN.value, *conditions),
        instant=instant,
        subdistrict=Matter.subdistrict_id,
        field=Matter.field_code,
    )


_TO_FUNDS = (
    (Pledge, col(Pledge.id) == PledgeReceipt.pledge_id),
    (Project, col(Project.id) == Pledge.project_id),
)
FUND_PLACE = func.coalesce(Pledge.community_id, Project.community_id)

COUNTED: Mapping[Figure, Counted] = {
    Figure.STATIONS: Counted(Station, Station.community_id, (col(Station.is_active),)),
    Figure.SPECIALISTS: Counted(
        Account,
        Account.community_id,
        (Account.role == Role.SPECIALIST.value, col(Account.is_active)),
    ),
    Figure.SERVICES: _services(("advice", "mediation")),
    Figure.EDUCATION: _services(("education",)),
    Figure.LAWFUL_DECISIONS: _services(("lawful_decision",)),
    Figure.ACTIVITIES: Counted(
        Activity,
        Activity.community_id,
        (col(Activity.voided_at).is_(None),),
        day=col(Activity.on),
        subdistrict=Activity.subdistrict_id,
        field=Activity.field_code,
    ),
    Figure.SUGGESTIONS: _matters(
        col(Matter.source).in_([one.value for one in RAISED]), instant=col(Matter.created_at)
    ),
    Figure.FUNDS: Counted(
        PledgeReceipt,
        FUND_PLACE,
        (col(PledgeReceipt.voided_at).is_(None),),
        day=col(PledgeReceipt.received_on),
        field=Project.field_code,
        amount=func.coalesce(func.sum(PledgeReceipt.amount_cents), 0),
        joined=_TO_FUNDS,
    ),
    Figure.PROBLEMS: _matters(
        Matter.source == Source.PROBLEM.value,
        col(Matter.is_solved).is_(True),
        col(Matter.state).in_([one.value for one in ANSWERED]),
        instant=col(Matter.answered_at),
    ),
}


PROBLEMS_RAISED = _matters(Matter.source == Source.PROBLEM.value, instant=col(Matter.created_at))
"""Beside those that were solved."""


def select_of(how: Counted, wanted: Wanted, *columns: Any) -> Any:
    """The figure, with these columns before it, of what is wanted."""
    asked: Any = select
    amount = func.count() if how.amount is None else how.amount
    query = asked(*columns, amount).select_from(how.rows)
    for table, on in how.joined:
        query = query.join(table, on, isouter=True)
    query = query.join(Community, col(Community.id) == how.community, isouter=True)
    return query.where(*how.is_counted, *_conditions(how, wanted))


def _conditions(how: Counted, wanted: Wanted) -> list[Any]:
    found = in_places(wanted, how.community, how.subdistrict)
    if how.day is not None:
        found += on_days(wanted, how.day)
    if how.instant is not None:
        found += between(how.instant, *wanted.window.instants())
    if wanted.field_code is not None and how.field is not None:
        found.append(how.field == wanted.field_code)
    return found


def in_places(wanted: Wanted, community: Any, subdistrict: Any = None) -> list[Any]:
    """The conditions that a record lies where it is asked; `Community` is joined."""
    found: list[Any] = []
    if wanted.community_id is not None:
        found.append(community == wanted.community_id)
    if wanted.subdistrict_id is not None:
        of_community = col(Community.subdistrict_id)
        own = of_community if subdistrict is None else func.coalesce(of_community, subdistrict)
        found.append(own == wanted.subdistrict_id)
    return found


def on_days(wanted: Wanted, day: Any) -> list[Any]:
    """The conditions that a day lies in the time asked."""
    first, last = wanted.window.first, wanted.window.last
    found = [] if first is None else [day >= first]
    return found if last is None else [*found, day <= last]


def between(instant: Any, begins: datetime | None, ends: datetime | None) -> list[Any]:
    """The conditions that an instant lies between these two."""
    found = [] if begins is None else [instant >= begins]
    return found if ends is None else [*found, instant < ends]
