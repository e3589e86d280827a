"""Typing in what stands on sheets: twice, the second time without seeing the first."""

from db import ballots, paper_ballots, rounds
from db.engine import Session, reading, transaction
from db.tables import PaperEntry, PaperSheet
from domain.paper_flow import COUNTED, SheetState, step
from domain.paper_marks import Written, checked, fault_of
from domain.paper_serials import read_serial
from domain.paper_views import Difference, EntryPass, SheetEntered
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.paper_access import hold_round, hold_sheet, permit_paper, read_reason, style_of

_NUMBER = {EntryPass.FIRST: 1, EntryPass.SECOND: 2}
_AWAITED = {EntryPass.FIRST: SheetState.ISSUED, EntryPass.SECOND: SheetState.ENTERED_ONCE}


def open_sheet(actor: Actor, round_id: int, typed: str, which: EntryPass) -> str:
    """The serial of the sheet that was typed or scanned, if this person may read it in now.

    Nothing that was typed in before is told.
    """
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit_paper(db, actor, Action.ENTER_PAPER_BALLOT, round_)
        sheet = paper_ballots.get_sheet(db, round_id, read_serial(typed, style_of(round_)))
        _refuse_reading(db, actor, sheet, which)
        return sheet.serial


def enter_sheet(
    actor: Actor, round_id: int, serial: str, which: EntryPass, written: Written
) -> SheetEntered:
    """Keep one reading of a sheet as it was written; after the second, whether both agree."""
    with transaction() as db:
        round_ = hold_round(db, actor, Action.ENTER_PAPER_BALLOT, round_id)
        sheet = hold_sheet(db, round_, serial)
        _refuse_reading(db, actor, sheet, which)
        rules = ballots.rules_of(db, round_)
        kept = checked(rules, written)
        db.add(_entry(sheet, which, kept, actor))
        if which is EntryPass.FIRST:
            state = step(SheetState(sheet.state), "enter")
        else:
            first = paper_ballots.find_entry(db, sheet, 1)
            agrees = first is not None and _written(first) == kept
            state = step(SheetState(sheet.state), "agree" if agrees else "differ")
        if state in COUNTED:
            sheet.marks, sheet.is_spoilt = dict(kept.marks), kept.is_spoilt
        sheet.state = state.value
        return SheetEntered(sheet.serial, state, fault_of(rules, kept))


def undo_entry(actor: Actor, round_id: int, serial: str) -> None:
    """Take back one's own first reading. A second one stays: undone, it could be fitted."""
    with transaction() as db:
        round_ = hold_round(db, actor, Action.ENTER_PAPER_BALLOT, round_id)
        sheet = hold_sheet(db, round_, serial)
        state = step(SheetState(sheet.state), "take_back")
        entry = paper_ballots.find_entry(db, sheet, 1)
        if entry is None or entry.entered_by != actor.account_id:
            raise Refusal("paper.entered_by_other")
        db.delete(entry)
        sheet.state = state.value


def list_differences(actor: Actor, round_id: int) -> list[Difference]:
    """Sheets of which two readings differ, both as they were typed in."""
    with reading() as db:
        permit_paper(db, actor, Action.SETTLE_PAPER_BALLOT, rounds.get_round(db, round_id))
        differing = paper_ballots.list_in(db, round_id, (SheetState.DIFFERS,))
        return [_difference(db, sheet) for sheet in differing]


def settle_sheet(
    actor: Actor, round_id: int, serial: str, written: Written, reason: str
) -> SheetEntered:
    """Decide, sheet in hand, what stands on a sheet that was read in two ways."""
    why = read_reason(reason)
    with transaction() as db:
        round_ = hold_round(db, actor, Action.SETTLE_PAPER_BALLOT, round_id)
        sheet = hold_sheet(db, round_, serial)
        state = step(SheetState(sheet.state), "settle")
        rules = ballots.rules_of(db, round_)
        kept = checked(rules, written)
        sheet.marks, sheet.is_spoilt = dict(kept.marks), kept.is_spoilt
        sheet.state, sheet.reason, sheet.decided_by = state.value, why, actor.account_id
        return SheetEntered(sheet.serial, state, fault_of(rules, kept))


def set_aside(actor: Actor, round_id: int, typed: str, reason: str) -> str:
    """Leave a sheet out of the count that cannot be settled; its serial. It is still numbered."""
    why = read_reason(reason)
    with transaction() as db:
        round_ = hold_round(db, actor, Action.SET_ASIDE_SHEET, round_id)
        sheet = hold_sheet(db, round_, typed)
        state = step(SheetState(sheet.state), "put_aside")
        sheet.state, sheet.reason, sheet.decided_by = state.value, why, actor.account_id
        return sheet.serial


def _refuse_reading(db: Session, actor: Actor, sheet: PaperSheet, which: EntryPass) -> None:
    """Refuse a sheet that does not await this reading, or not by this person."""
    state = SheetState(sheet.state)
    if state is not _AWAITED[which]:
        # A sheet that waits for its first reading is no mistake but in the second pass.
        raise Refusal(f"paper.is_{state.value}")
    if which is EntryPass.FIRST:
        return
    batch = paper_ballots.get_batch(db, sheet.batch_id)
    first = paper_ballots.find_entry(db, sheet, 1)
    if batch.needs_two_people and first is not None and first.entered_by == actor.account_id:
        raise Refusal("paper.second_by_same")


def _entry(sheet: PaperSheet, which: EntryPass, kept: Written, actor: Actor) -> PaperEntry:
    return PaperEntry(
        round_id=sheet.round_id,
        serial=sheet.serial,
        number=_NUMBER[which],
        marks=dict(kept.marks),
        is_spoilt=kept.is_spoilt,
        entered_by=actor.account_id,
    )


def _written(entry: PaperEntry) -> Written:
    return Written(dict(entry.marks), entry.is_spoilt)


def _difference(db: Session, sheet: PaperSheet) -> Difference:
    first, second = paper_ballots.list_entries(db, sheet)
    return Difference(sheet.serial, _written(first), _written(second))
