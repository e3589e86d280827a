"""专项经费: budget, allocation, payment. Entries are only ever added; the sums always add up."""

import logging
from datetime import date

from db import accounts, special_fund
from db.engine import Session, reading, transaction
from db.tables import Body, FundEntry, FundLine
from domain.clock import local, utc_now
from domain.fund_views import FundEntryLine, FundLineSheet, FundYear
from domain.money import cents_from_yuan
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action, may
from domain.roles import Actor
from domain.special_fund import (
    LONGEST_LINE,
    LONGEST_PAYEE,
    LONGEST_VOUCHER,
    LONGEST_WHAT,
    EntryKind,
    FundDraft,
    Sums,
    refuse_incomplete,
    refuse_no_year,
)
from services.permission import confirm, permit

log = logging.getLogger(__name__)


def plan_line(
    actor: Actor, year: int, name: str, typed_yuan: str, body_code: str | None, what: str
) -> int:
    """Open a line of a year with its budget; its id. A name is used once a year."""
    budget_cents = cents_from_yuan(typed_yuan)
    with transaction() as db:
        permit(db, actor, Action.PLAN_FUND)
        refuse_no_year(year)
        said, basis = tidy(name, LONGEST_LINE), tidy(what, LONGEST_WHAT)
        if not said or not basis or budget_cents <= 0:
            raise Refusal("fund.incomplete")
        known = special_fund.find_line(db, year, said)
        if known is not None:
            return known.id
        line = FundLine(
            year=year, name=said, body_code=body_code, budget_cents=0, created_at=utc_now()
        )
        db.add(line)
        db.flush()
        draft = FundDraft(line.id, typed_yuan, local(utc_now()).date(), basis)
        _book(db, actor, draft, EntryKind.BUDGET, budget_cents, f"line-{line.id}")
        return line.id


def raise_budget(actor: Actor, draft: FundDraft, request_key: str) -> int:
    """Add to the budget of a line, with the ground for it; the entry's id."""
    return _record(actor, draft, EntryKind.BUDGET, Action.PLAN_FUND, request_key)


def allocate(actor: Actor, draft: FundDraft, request_key: str) -> int:
    """Make money of a line available, within its budget; the entry's id."""
    return _record(actor, draft, EntryKind.ALLOCATION, Action.BOOK_FUND, request_key)


def pay(actor: Actor, draft: FundDraft, request_key: str) -> int:
    """Record a payment with payee and voucher, within what is allocated; the entry's id."""
    return _record(actor, draft, EntryKind.PAYMENT, Action.BOOK_FUND, request_key)


def reverse(actor: Actor, entry_id: int, reason: str) -> int:
    """Take back an entry by one of the opposite amount, with the reason; the new entry's id."""
    with transaction() as db:
        permit(db, actor, Action.BOOK_FUND)
        wrong = special_fund.get_entry(db, entry_id)
        special_fund.get_line(db, wrong.line_id, for_update=True)
        known = special_fund.find_entry(db, reverses_id=entry_id)
        if known is not None:
            return known.id
        if wrong.kind == EntryKind.REVERSAL.value:
            raise Refusal("fund.is_reversal")
        said = tidy(reason, LONGEST_WHAT)
        if not said:
            raise Refusal("fund.what")
        if not special_fund.add_up(db, wrong.line_id, EntryKind(wrong.kind), -wrong.amount_cents):
            raise Refusal("fund.in_use")
        row = FundEntry(
            line_id=wrong.line_id,
            kind=EntryKind.REVERSAL.value,
            amount_cents=-wrong.amount_cents,
            reverses_id=entry_id,
            on=local(utc_now()).date(),
            payee=wrong.payee,
            what=said,
            voucher=wrong.voucher,
            at=utc_now(),
            account_id=actor.account_id,
            request_key=f"reversal-{entry_id}",
        )
        db.add(row)
        db.flush()
        log.info("fund entry %d reversed by account %d", entry_id, actor.account_id)
        return row.id


def get_year(actor: Actor | None, year: int | None = None) -> FundYear:
    """The fund of a year, the latest if none is named. Sums and purposes are public.

    A payee may be a private person, so payees and vouchers are read by the office alone.
    """
    with reading() as db:
        if actor is not None:
            confirm(db, actor)
        is_office = actor is not None and may(Action.BOOK_FUND, actor, None)
        years = tuple(special_fund.list_years(db)) or (local(utc_now()).year,)
        chosen = year if year in years else years[0]
        rows = special_fund.list_lines(db, chosen)
        entries = special_fund.list_entries(db, [row.id for row, _ in rows])
        lines = _entry_lines(db, entries, is_office=is_office)
        return FundYear(
            year=chosen,
            years=years,
            lines=tuple(_sheet(row, body, lines) for row, body in rows),
        )


def _record(
    actor: Actor, draft: FundDraft, kind: EntryKind, action: Action, request_key: str
) -> int:
    amount_cents = cents_from_yuan(draft.typed_yuan)
    with transaction() as db:
        permit(db, actor, action)
        special_fund.get_line(db, draft.line_id, for_update=True)
        known = special_fund.find_entry(db, request_key=request_key)
        if known is not None:
            return known.id
        return _book(db, actor, draft, kind, amount_cents, request_key)


def _book(
    db: Session,
    actor: Actor,
    draft: FundDraft,
    kind: EntryKind,
    amount_cents: int,
    request_key: str,
) -> int:
    refuse_incomplete(draft, kind, amount_cents, _today())
    if not special_fund.add_up(db, draft.line_id, kind, amount_cents):
        sums = _sums(special_fund.get_line(db, draft.line_id))
        if kind is EntryKind.ALLOCATION:
            raise Refusal("fund.beyond_budget", left_cents=sums.unallocated_cents)
        raise Refusal("fund.beyond_allocated", left_cents=sums.left_cents)
    row = FundEntry(
        line_id=draft.line_id,
        kind=kind.value,
        amount_cents=amount_cents,
        on=draft.on,
        what=tidy(draft.what, LONGEST_WHAT),
        payee=tidy(draft.payee, LONGEST_PAYEE),
        voucher=tidy(draft.voucher, LONGEST_VOUCHER),
        at=utc_now(),
        account_id=actor.account_id,
        request_key=request_key,
    )
    db.add(row)
    db.flush()
    log.info("fund entry %d (%s) by account %d", row.id, kind.value, actor.account_id)
    return row.id


def _sums(line: FundLine) -> Sums:
    return Sums(line.budget_cents, line.allocated_cents, line.spent_cents)


def _sheet(line: FundLine, body: Body | None, entries: list[FundEntryLine]) -> FundLineSheet:
    return FundLineSheet(
        id=line.id,
        name=line.name,
        body=body.name if body else "",
        body_en=body.name_en if body else "",
        sums=_sums(line),
        entries=tuple(one for one in entries if one.line_id == line.id),
    )


def _entry_lines(db: Session, rows: list[FundEntry], *, is_office: bool) -> list[FundEntryLine]:
    reversed_ids = {row.reverses_id for row in rows}
    names = accounts.names_of(db, {row.account_id for row in rows if row.account_id is not None})
    return [
        FundEntryLine(
            id=row.id,
            line_id=row.line_id,
            kind=EntryKind(row.kind),
            amount_cents=row.amount_cents,
            on=row.on,
            what=row.what,
            payee=row.payee if is_office else "",
            voucher=row.voucher if is_office else "",
            by=names.get(row.account_id or 0, "") if is_office else "",
            reverses_id=row.reverses_id,
            is_reversed=row.id in reversed_ids,
        )
        for row in rows
    ]


def _today() -> date:
    return local(utc_now()).date()
