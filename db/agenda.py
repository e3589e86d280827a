"""Writing a meeting's agenda as it is planned, and what its items are about."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from db import meetings
from db.tables import AgendaItem, Motion, Poll, Promise, Proposal, Round, Speech, Statement
from domain.meeting_settings import ItemPlan
from domain.proposal_flow import PUBLIC
from domain.refusals import Refusal

_HANG_ON_ITEMS = (Motion, Poll, Promise, Speech, Statement)


def put_items(db: Session, meeting_id: int, plans: Iterable[ItemPlan]) -> None:
    """Make the agenda these items in this order; rows that stay keep their ids.

    Refuses to take off an item on which a poll or anything else hangs already.
    """
    rows = {row.id: row for row in meetings.list_items(db, meeting_id)}
    kept = set()
    for position, plan in enumerate(plans, start=1):
        row = rows.get(plan.id) if plan.id is not None else None
        if row is None:
            row = AgendaItem(meeting_id=meeting_id, position=position, kind="", title="")
        row.position, row.kind = position, plan.kind.value
        row.title, row.text = plan.title, plan.text
        row.planned_minutes = plan.minutes
        row.proposal_id, row.round_id = plan.proposal_id, plan.round_id
        db.add(row)
        kept.add(row.id)
    for item_id, row in rows.items():
        if item_id not in kept:
            _refuse_if_used(db, row)
            db.delete(row)
    db.flush()


def titles_of_proposals(db: Session, proposal_ids: set[int]) -> dict[int, str]:
    """The titles of those of these proposals that are public, by id."""
    query = select(Proposal.id, Proposal.title).where(
        col(Proposal.id).in_(proposal_ids),
        col(Proposal.state).in_([state.value for state in PUBLIC]),
    )
    return dict(db.exec(query).all())


def names_of_rounds(db: Session, round_ids: set[int]) -> dict[int, str]:
    """The names of these rounds, by id."""
    query = select(Round.id, Round.name).where(col(Round.id).in_(round_ids))
    return dict(db.exec(query).all())


def has_open_poll(db: Session, meeting_id: int) -> bool:
    """Whether people can answer a poll of the meeting now."""
    query = select(Poll.id).where(Poll.meeting_id == meeting_id, Poll.state == "open").limit(1)
    return db.exec(query).first() is not None


def list_running(db: Session, meeting_id: int) -> tuple[list[AgendaItem], list[Speech]]:
    """The items and the speeches that still run, or are set aside for a moment."""
    items = [
        row for row in meetings.list_items(db, meeting_id) if row.state in ("running", "paused")
    ]
    query = select(Speech).where(Speech.meeting_id == meeting_id, Speech.state == "speaking")
    return items, list(db.exec(query))


def _refuse_if_used(db: Session, row: AgendaItem) -> None:
    for table in _HANG_ON_ITEMS:
        query = select(table.id).where(table.item_id == row.id).limit(1)
        if db.exec(query).first() is not None:
            raise Refusal("agenda.in_use", title=row.title)
