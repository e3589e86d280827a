"""Printing sheets: a pile at a time, each sheet with a number that leads to nobody."""

import logging
import secrets
from datetime import timedelta

from db import paper_ballots, rounds
from db.engine import reading, transaction
from db.tables import PaperBatch
from domain.clock import utc_now
from domain.paper_flow import SheetState, step
from domain.paper_serials import draw_serials, shown
from domain.paper_views import PrintedBatch, PrintedSheet
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.paper_access import hold_sheet, permit_paper, read_reason, style_of

log = logging.getLogger(__name__)

MOST_SHEETS, MOST_IN_ROUND = 100, 20_000
DOUBLE_TAP = timedelta(seconds=10)


def make_batch(actor: Actor, round_id: int, sheets: int, *, needs_two_people: bool = True) -> int:
    """Make a pile of sheets to print; its id. Pressed twice at once it is one pile.

    `needs_two_people`: the second reading must be typed in by another person than the first.
    """
    if not 1 <= sheets <= MOST_SHEETS:
        raise Refusal("paper.batch_size", most=MOST_SHEETS)
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit_paper(db, actor, Action.PRINT_BALLOTS, round_)
        style = style_of(round_)
        if not style.digest:
            raise Refusal("paper.not_frozen")
        known = paper_ballots.list_batches(db, round_id)
        for one in known[:1]:
            is_same = (one.made_by, one.sheets) == (actor.account_id, sheets)
            if is_same and utc_now() - one.made_at < DOUBLE_TAP:
                return one.id
        taken = set(paper_ballots.list_serials(db, round_id))
        if len(taken) + sheets > MOST_IN_ROUND:
            raise Refusal("paper.round_size", most=MOST_IN_ROUND)
        batch = PaperBatch(
            round_id=round_id,
            sheets=sheets,
            style=style.digest,
            needs_two_people=needs_two_people,
            made_at=utc_now(),
            made_by=actor.account_id,
        )
        paper_ballots.add_sheets(db, batch, draw_serials(sheets, taken))
        log.info("%d sheets of round %d made by account %d", sheets, round_id, actor.account_id)
        return batch.id


def list_batches(actor: Actor, round_id: int) -> list[PrintedBatch]:
    """The piles of a round, the newest first."""
    with reading() as db:
        permit_paper(db, actor, Action.ENTER_PAPER_BALLOT, rounds.get_round(db, round_id))
        left = paper_ballots.count_left(db, round_id)
        return [
            PrintedBatch(one.id, one.sheets, left.get(one.id, 0), one.needs_two_people, one.made_at)
            for one in paper_ballots.list_batches(db, round_id)
        ]


def list_sheets(actor: Actor, batch_id: int) -> list[PrintedSheet]:
    """The sheets of a pile for the printer, in a new random order each time."""
    with reading() as db:
        batch = paper_ballots.get_batch(db, batch_id)
        round_ = rounds.get_round(db, batch.round_id)
        permit_paper(db, actor, Action.PRINT_BALLOTS, round_)
        style = style_of(round_)
        serials = paper_ballots.list_serials(db, round_.id, batch_id)
    secrets.SystemRandom().shuffle(serials)
    return [PrintedSheet(one, shown(one), style.code(one)) for one in serials]


def cancel_sheet(actor: Actor, round_id: int, typed: str, reason: str) -> str:
    """Take a sheet out that was never used or was spoilt before it went into the box; its serial.

    Nothing was typed in of it: what was stays, and only an officer may set it aside.
    """
    why = read_reason(reason)
    with transaction() as db:
        round_ = rounds.get_round(db, round_id)
        permit_paper(db, actor, Action.ENTER_PAPER_BALLOT, round_)
        sheet = hold_sheet(db, round_, typed)
        state = step(SheetState(sheet.state), "cancel")
        sheet.state, sheet.reason, sheet.decided_by = state.value, why, actor.account_id
        return sheet.serial
