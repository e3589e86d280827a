"""评审赋分: a second person reviews each entry; whoever it is about may appeal to a third."""

import logging
from datetime import datetime

from db import accounts, points
from db.engine import Session, transaction
from db.tables import PointsAppeal, PointsEntry
from domain.clock import local, utc_now
from domain.points import (
    APPEAL_DAYS,
    LONGEST_NOTE,
    EntryState,
    appeal_ends_on,
    is_appealable,
    step_entry,
)
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor, Role
from services.permission import permit
from services.points import person_of, reversal_of

log = logging.getLogger(__name__)


def approve_entry(actor: Actor, entry_id: int) -> None:
    """Let an entry count, as a second person; the balance moves in the same transaction."""
    with transaction() as db:
        row = _permit_review(db, actor, entry_id)
        if row.state == EntryState.APPROVED.value:
            return
        _count(db, row, actor.account_id)
        log.info("points entry %d approved by account %d", entry_id, actor.account_id)


def refuse_entry(actor: Actor, entry_id: int, reason: str) -> None:
    """Refuse an entry, with the reason, as a second person; it stays to be seen."""
    with transaction() as db:
        row = _permit_review(db, actor, entry_id)
        if row.state == EntryState.REFUSED.value:
            return
        said = tidy(reason, LONGEST_NOTE)
        if not said:
            raise Refusal("points.no_reason")
        row.state = step_entry(row.state, "refuse")
        row.reviewed_at, row.reviewed_by, row.review_note = utc_now(), actor.account_id, said
        log.info("points entry %d refused by account %d", entry_id, actor.account_id)


def appeal(actor: Actor, entry_id: int, reason: str, now: datetime | None = None) -> int:
    """Ask that an entry about oneself be looked at again, within 15 days; the appeal's id."""
    with transaction() as db:
        row = points.get_entry(db, entry_id)
        permit(db, actor, Action.APPEAL_POINTS, subject=Subject(author_id=row.account_id))
        known = points.appeals_of(db, [entry_id]).get(entry_id)
        if known is not None:
            return known.id
        _refuse_unless_appealable(db, row, now or utc_now())
        said = tidy(reason, LONGEST_NOTE)
        if not said:
            raise Refusal("points.no_reason")
        made = PointsAppeal(entry_id=entry_id, reason=said, at=now or utc_now())
        db.add(made)
        db.flush()
        log.info("points entry %d: appeal %d", entry_id, made.id)
        return made.id


def answer_appeal(actor: Actor, appeal_id: int, answer: str, *, is_upheld: bool) -> None:
    """Answer an appeal as a third person, if there is one. Upheld, it is put right at once.

    What took points is taken back by an entry of the opposite amount; what was refused is entered
    once more and counts.
    """
    with transaction() as db:
        found = points.get_appeal(db, appeal_id)
        permit(db, actor, Action.ANSWER_APPEAL)
        entry = points.get_entry(db, found.entry_id)
        if found.answered_at is not None:
            if found.is_upheld == is_upheld:
                return
            raise Refusal("points.answered")
        refuse_unless_third(db, actor, entry)
        said = tidy(answer, LONGEST_NOTE)
        if not said:
            raise Refusal("points.no_answer")
        found.answer, found.is_upheld = said, is_upheld
        found.answered_at, found.answered_by = utc_now(), actor.account_id
        if is_upheld:
            _put_right(db, entry, found, actor.account_id)
        log.info("appeal %d answered by account %d", appeal_id, actor.account_id)


def refuse_unless_third(db: Session, actor: Actor, entry: PointsEntry) -> None:
    """Refuse whom the entry is about; and who wrote or reviewed it, if anyone else could answer."""
    if actor.account_id == entry.account_id:
        raise Refusal("points.own")
    took_part = {entry.entered_by, entry.reviewed_by}
    if actor.account_id not in took_part:
        return
    officers = {row.id for row in accounts.list_accounts(db, Role.OFFICER) if row.is_active}
    if officers - took_part - {entry.account_id}:
        raise Refusal("points.third")


def _permit_review(db: Session, actor: Actor, entry_id: int) -> PointsEntry:
    row = points.get_entry(db, entry_id)
    permit(db, actor, Action.REVIEW_POINTS, subject=person_of(db, row.account_id))
    if row.account_id == actor.account_id:
        raise Refusal("points.own")
    if row.entered_by == actor.account_id:
        raise Refusal("points.second")
    return row


def _count(db: Session, row: PointsEntry, reviewer_id: int) -> None:
    row.state = step_entry(row.state, "approve")
    row.reviewed_at, row.reviewed_by = utc_now(), reviewer_id
    db.add(row)
    db.flush()
    points.lock_balance(db, row.account_id)
    points.shift_balance(db, row.account_id, entered=row.points)


def _refuse_unless_appealable(db: Session, row: PointsEntry, now: datetime) -> None:
    is_reversed = bool(points.reversed_among(db, [row.id]))
    reviewed_at, is_of_exchange = row.reviewed_at, row.exchange_id is not None
    stands = is_appealable(EntryState(row.state), row.points)
    if reviewed_at is None or is_of_exchange or is_reversed or not stands:
        raise Refusal("points.nothing_to_appeal")
    if local(now).date() > appeal_ends_on(reviewed_at):
        raise Refusal("points.appeal_late", days=APPEAL_DAYS)


def _put_right(db: Session, entry: PointsEntry, found: PointsAppeal, reviewer_id: int) -> None:
    if entry.state == EntryState.REFUSED.value:
        right = PointsEntry(
            account_id=entry.account_id,
            rule_id=entry.rule_id,
            points=entry.points,
            evidence=entry.evidence,
            on=entry.on,
            entered_at=utc_now(),
            entered_by=entry.account_id,
            request_key=f"appeal-{found.id}",
        )
    else:
        asked = points.find_reversal(db, entry.id)
        right = asked or reversal_of(entry, found.reason, entry.account_id)
    _count(db, right, reviewer_id)
