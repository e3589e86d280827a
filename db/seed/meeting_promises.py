"""What was promised in the demonstration's talk day, and the matters that it became."""

from datetime import datetime, timedelta
from typing import Any

from db.engine import Session
from db.tables import Account, AgendaItem, Matter, MatterMove, Meeting, Promise
from domain.clock import local


def add_promise(
    db: Session,
    meeting: Meeting,
    item: AgendaItem,
    row: dict[str, Any],
    moment: datetime,
    host: Account,
) -> None:
    """What was promised, and the matter that it became; `days` of what is open count from now."""
    made = meeting.closed_at or moment
    is_answered = bool(row["answer"])
    due = (made if is_answered else moment) + timedelta(days=row["days"])
    promise = Promise(
        meeting_id=meeting.id,
        item_id=item.id,
        what=row["what"],
        who=row["who"],
        due_on=local(due).date(),
        at=made,
        account_id=host.id,
    )
    db.add(promise)
    db.flush()
    _add_matter(db, meeting, promise, row, due, moment)


def _add_matter(
    db: Session,
    meeting: Meeting,
    promise: Promise,
    row: dict[str, Any],
    due: datetime,
    moment: datetime,
) -> None:
    is_answered = bool(row["answer"])
    answered_at = min(promise.at + timedelta(days=row.get("answered_after", 0)), moment)
    matter = Matter(
        title=row["what"],
        text=row["text"],
        promise_id=promise.id,
        meeting_id=meeting.id,
        community_id=meeting.community_id,
        subdistrict_id=meeting.subdistrict_id,
        owner_text=row["who"],
        state="answered" if is_answered else "open",
        due_at=due,
        answer=row["answer"],
        answered_at=answered_at if is_answered else None,
        created_at=promise.at,
    )
    db.add(matter)
    db.flush()
    if is_answered:
        db.add(_answer(matter, answered_at, promise.account_id))


def _answer(matter: Matter, at: datetime, account_id: int | None) -> MatterMove:
    return MatterMove(
        matter_id=matter.id,
        event="give_answer",
        from_state="open",
        to_state="answered",
        at=at,
        account_id=account_id,
        note=matter.answer,
    )
