"""Spending with receipts against a project's cost; mistakes are voided, never deleted."""

import logging
from collections.abc import Sequence
from datetime import date

from db import attachments, delivery, rounds
from db.engine import Session, transaction
from db.tables import Spending
from domain.clock import local, utc_now
from domain.delivery import refuse_overspending
from domain.files import MOST_FILES
from domain.money import cents_from_yuan
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.attachments import KeptFile, keep_file, record_file
from services.progress import Upload
from services.work_access import permit_work

log = logging.getLogger(__name__)

LONGEST_LINE = 100
_STATES = frozenset({ProposalState.UNDER_WAY, ProposalState.COMPLETED})


def record_spending(
    actor: Actor,
    project_id: int,
    typed_yuan: str,
    *,
    payee: str,
    what: str,
    spent_on: date,
    receipts: Sequence[Upload],
) -> int:
    """Record a payment with its receipt; its id. The same payment and receipt twice are one.

    Refuses a payment without a receipt, in the future, or above what is left of the cost.
    """
    amount_cents = cents_from_yuan(typed_yuan)
    payee, what = payee.strip(), what.strip()
    _check(payee, what, spent_on, receipts)
    kept = [keep_file(*one) for one in receipts]
    with transaction() as db:
        work = permit_work(db, actor, Action.RECORD_SPENDING, project_id, _STATES)
        row = Spending(
            project_id=project_id,
            account_id=actor.account_id,
            amount_cents=amount_cents,
            spent_on=spent_on,
            payee=payee,
            what=what,
            at=utc_now(),
        )
        if (same := _find_same(db, row, kept)) is not None:
            return same
        before = delivery.sum_spent(db, project_id)
        refuse_overspending(work.project.cost_cents, before, amount_cents)
        db.add(row)
        db.flush()
        for one in kept:
            record_file(db, actor, one, spending_id=row.id)
        rounds.touch(db, work.round_)
        log.info("project %d: payment %d recorded", project_id, row.id)
        return row.id


def void_spending(actor: Actor, spending_id: int, reason: str) -> None:
    """Void a payment that was recorded by mistake; it stays to be seen, with the reason."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_LINE:
        raise Refusal("delivery.reason", most=LONGEST_LINE)
    with transaction() as db:
        row = delivery.get_spending(db, spending_id)
        work = permit_work(db, actor, Action.RECORD_SPENDING, row.project_id, _STATES)
        if row.voided_at is not None:
            return
        row.voided_at, row.voided_by = utc_now(), actor.account_id
        row.void_reason = reason
        db.add(row)
        rounds.touch(db, work.round_)
        log.info("project %d: payment %d voided", row.project_id, spending_id)


def _check(payee: str, what: str, spent_on: date, receipts: Sequence[Upload]) -> None:
    if not payee or not what or max(len(payee), len(what)) > LONGEST_LINE:
        raise Refusal("delivery.payee_and_what", most=LONGEST_LINE)
    if spent_on > local(utc_now()).date():
        raise Refusal("delivery.paid_in_future")
    if not receipts:
        raise Refusal("delivery.no_receipt")
    if len(receipts) > MOST_FILES:
        raise Refusal("delivery.too_many_photos", most=MOST_FILES)


def _find_same(db: Session, wanted: Spending, kept: list[KeptFile]) -> int | None:
    # A double tap sends the form twice; nobody pays the same twice on one receipt.
    hashes = {one.sha256 for one in kept}
    for row in delivery.spending_of(db, [wanted.project_id])[wanted.project_id]:
        said = (row.amount_cents, row.payee, row.what, row.spent_on)
        if row.voided_at is not None or said != (
            wanted.amount_cents,
            wanted.payee,
            wanted.what,
            wanted.spent_on,
        ):
            continue
        files = attachments.list_attachments(db, spending_id=row.id)
        if {one.sha256 for one in files} == hashes:
            return row.id
    return None
