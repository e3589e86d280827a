"""What in the closed loop waits for one person, and what they raised."""

from datetime import datetime
from typing import Any

from db import matter_lists
from db.engine import Session, reading
from db.tables import Matter
from domain.clock import utc_now
from domain.deadlines import DUE_SOON, HIGHEST_LEVEL
from domain.matter_views import CallLine, MatterCard, MyMatters
from domain.roles import Actor, Role
from domain.tasks import Task, TaskKind
from services.matter_reading import card_of
from services.permission import confirm


def get_my_matters(actor: Actor) -> MyMatters:
    """Lists for one page, each with what is due first on top."""
    now, me = utc_now(), actor.account_id
    with reading() as db:
        confirm(db, actor)

        def cards(*conditions: Any) -> tuple[MatterCard, ...]:
            return tuple(card_of(row, now) for row in matter_lists.list_of(db, *conditions))

        return MyMatters(
            to_answer=cards(*matter_lists.to_answer(me)),
            calls=tuple(
                CallLine(call.id, one.id, one.title, call.reason, call.due_at, call.due_at < now)
                for call, one in matter_lists.list_calls(db, me)
            ),
            gone_up=cards(*matter_lists.gone_up(HIGHEST_LEVEL)) if _is_office(actor) else (),
            to_assign=cards(*_to_assign(actor)) if _assigns(actor) else (),
            to_rate=cards(*matter_lists.to_rate(me)),
            to_take_up=cards(*_to_take_up(actor)) if actor.role is Role.MEMBER else (),
            raised=tuple(card_of(row, now) for row in matter_lists.list_raised(db, me)),
            taken_up=cards(Matter.taken_up_by == me),
        )


def list_matter_tasks(db: Session, actor: Actor) -> list[Task]:
    """What waits, counted, for the home page; what is late or due within a day is said apart."""
    now, me = utc_now(), actor.account_id
    mine = matter_lists.to_answer(me)
    late = _task(db, TaskKind.ANSWER_LATE, *mine, Matter.due_at < now)
    soon = _task(
        db, TaskKind.ANSWER_SOON, *mine, Matter.due_at >= now, Matter.due_at < now + DUE_SOON
    )
    later = _task(db, TaskKind.ANSWER_MATTER, *mine, Matter.due_at >= now + DUE_SOON)
    found = [late, soon, later, _task(db, TaskKind.RATE_ANSWER, *matter_lists.to_rate(me))]
    calls = matter_lists.list_calls(db, me)
    if calls:
        only = calls[0][1] if len(calls) == 1 else None
        found.append(_about(TaskKind.REPORT_IN, len(calls), calls[0][0].due_at, only))
    if _is_office(actor):
        found.append(_task(db, TaskKind.GONE_UP, *matter_lists.gone_up(HIGHEST_LEVEL)))
    if _assigns(actor):
        found.append(_task(db, TaskKind.ASSIGN_MATTER, *_to_assign(actor)))
    if actor.role is Role.MEMBER:
        found.append(_task(db, TaskKind.TAKE_UP, *_to_take_up(actor)))
    return [one for one in found if one is not None]


def _task(db: Session, kind: TaskKind, *conditions: Any) -> Task | None:
    number, earliest, only = matter_lists.count_of(db, *conditions)
    is_dated = kind not in (TaskKind.RATE_ANSWER, TaskKind.TAKE_UP)
    return _about(kind, number, earliest if is_dated else None, only) if number else None


def _about(kind: TaskKind, number: int, due_at: datetime | None, only: Matter | None) -> Task:
    if only is None:
        return Task(kind, number, due_at=due_at)
    # What is private is not read over a shoulder on the first page.
    title = only.title if only.is_public else ""
    return Task(kind, number, None, title, due_at, only_id=only.id)


def _is_office(actor: Actor) -> bool:
    return actor.role is Role.OFFICER


def _assigns(actor: Actor) -> bool:
    return _is_office(actor) or (actor.role is Role.CLERK and actor.community_id is not None)


def _to_assign(actor: Actor) -> tuple[Any, ...]:
    return matter_lists.to_assign(None if _is_office(actor) else actor.community_id)


def _to_take_up(actor: Actor) -> tuple[Any, ...]:
    return matter_lists.to_take_up(actor.community_id)
