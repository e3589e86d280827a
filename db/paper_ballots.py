"""Queries on printed sheets, their readings, and who was handed one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from db.tables import (
    Account,
    Community,
    PaperBatch,
    PaperBox,
    PaperEntry,
    PaperHandOut,
    PaperSheet,
    Participation,
)
from domain.paper_flow import COUNTED, ENTERED, SheetState
from domain.paper_marks import Written
from domain.places import Place
from domain.refusals import Refusal

MOST_LISTED = 20


def get_sheet(db: Session, round_id: int, serial: str, *, for_update: bool = False) -> PaperSheet:
    """The sheet of that number, held if wanted so that two clerks come one after the other."""
    sheet = db.get(PaperSheet, (round_id, serial), with_for_update=for_update or None)
    if sheet is None:
        raise Refusal("paper.unknown_sheet")
    return sheet


def get_batch(db: Session, batch_id: int) -> PaperBatch:
    """The batch, or a refusal."""
    batch = db.get(PaperBatch, batch_id)
    if batch is None:
        raise Refusal("paper.unknown_batch")
    return batch


def list_batches(db: Session, round_id: int) -> list[PaperBatch]:
    """The batches of a round, the newest first."""
    query = select(PaperBatch).where(PaperBatch.round_id == round_id)
    return list(db.exec(query.order_by(col(PaperBatch.id).desc())))


def count_left(db: Session, round_id: int) -> dict[int, int]:
    """How many sheets of each batch nobody has typed in or cancelled."""
    query = (
        select(PaperSheet.batch_id, func.count())
        .where(PaperSheet.round_id == round_id, PaperSheet.state == SheetState.ISSUED.value)
        .group_by(col(PaperSheet.batch_id))
    )
    return dict(db.exec(query).all())


def list_serials(db: Session, round_id: int, batch_id: int | None = None) -> list[str]:
    """The numbers of a round's sheets, of one batch if given, in their own order."""
    query = select(PaperSheet.serial).where(PaperSheet.round_id == round_id)
    if batch_id is not None:
        query = query.where(PaperSheet.batch_id == batch_id)
    return list(db.exec(query.order_by(col(PaperSheet.serial))))


def add_sheets(db: Session, batch: PaperBatch, serials: Iterable[str]) -> None:
    """Write the sheets of a new batch."""
    db.add(batch)
    db.flush()
    for serial in serials:
        db.add(PaperSheet(round_id=batch.round_id, serial=serial, batch_id=batch.id))


def find_entry(db: Session, sheet: PaperSheet, number: int) -> PaperEntry | None:
    """The first or second reading of a sheet."""
    return db.get(PaperEntry, (sheet.round_id, sheet.serial, number))


def list_entries(db: Session, sheet: PaperSheet) -> list[PaperEntry]:
    """The readings of a sheet, the first one first."""
    query = select(PaperEntry).where(
        PaperEntry.round_id == sheet.round_id, PaperEntry.serial == sheet.serial
    )
    return list(db.exec(query.order_by(col(PaperEntry.number))))


def list_in(db: Session, round_id: int, states: Sequence[SheetState]) -> list[PaperSheet]:
    """The sheets in these states, by number."""
    wanted = [state.value for state in states]
    query = select(PaperSheet).where(
        PaperSheet.round_id == round_id, col(PaperSheet.state).in_(wanted)
    )
    return list(db.exec(query.order_by(col(PaperSheet.serial))))


def list_settled(db: Session, round_id: int) -> list[Written]:
    """What stands on every sheet whose reading is settled, in the order of their numbers."""
    sheets = list_in(db, round_id, COUNTED)
    return [Written(sheet.marks or {}, sheet.is_spoilt) for sheet in sheets]


def count_states(db: Session, round_id: int) -> dict[SheetState, int]:
    """How many sheets are in each state."""
    query = (
        select(PaperSheet.state, func.count())
        .where(PaperSheet.round_id == round_id)
        .group_by(col(PaperSheet.state))
    )
    return Counter({SheetState(state): number for state, number in db.exec(query)})


def count_entered(db: Session, round_id: int) -> int:
    """How many sheets came back and were typed in."""
    states = count_states(db, round_id)
    return sum(states.get(state, 0) for state in ENTERED)


def count_handed_out(db: Session, round_id: int) -> int:
    """How many people were handed a sheet."""
    query = select(func.count()).select_from(PaperHandOut)
    return db.exec(query.where(PaperHandOut.round_id == round_id)).one()


def count_without_account(db: Session, round_id: int) -> int:
    """How many people were handed a sheet who have no account."""
    query = select(func.count(col(PaperHandOut.person_key)))
    return db.exec(query.where(PaperHandOut.round_id == round_id)).one()


def find_box(db: Session, round_id: int) -> PaperBox | None:
    """How many sheets lay in the box, once it was opened."""
    return db.get(PaperBox, round_id)


def list_voters(
    db: Session, round_id: int, place: Place, roles: Sequence[str], typed: str
) -> list[tuple[Account, Community, str | None]]:
    """People who may vote and whose name holds what was typed, and by which way they began."""
    on = (col(Participation.account_id) == Account.id) & (Participation.round_id == round_id)
    query = (
        select(Account, Community, Participation.channel)
        .join(Community, col(Community.id) == Account.community_id)
        .join(Participation, on, isouter=True)
        .where(col(Account.is_active), col(Account.role).in_(roles))
        .where(col(Account.name).contains(typed, autoescape=True), *_within(place))
        .order_by(col(Account.name), col(Account.id))
        .limit(MOST_LISTED)
    )
    return [(row[0], row[1], row[2]) for row in db.exec(query)]


def is_named_account(db: Session, name: str, community_id: int, roles: Sequence[str]) -> bool:
    """Whether somebody of that name who may vote has an account in the community."""
    query = select(Account.id).where(
        Account.name == name,
        Account.community_id == community_id,
        col(Account.role).in_(roles),
        col(Account.is_active),
    )
    return db.exec(query).first() is not None


def find_hand_out(
    db: Session,
    round_id: int,
    *,
    account_id: int | None = None,
    person_key: str | None = None,
    name_key: str | None = None,
) -> PaperHandOut | None:
    """That this account, this person, or anyone of this name was handed a sheet."""
    query = select(PaperHandOut).where(PaperHandOut.round_id == round_id)
    if account_id is not None:
        query = query.where(PaperHandOut.account_id == account_id)
    if person_key is not None:
        query = query.where(PaperHandOut.person_key == person_key)
    if name_key is not None:
        query = query.where(PaperHandOut.name_key == name_key)
    return db.exec(query).first()


def get_hand_out(db: Session, round_id: int, hand_out_id: int) -> PaperHandOut:
    """That somebody was handed a sheet of the round, or a refusal."""
    found = db.get(PaperHandOut, hand_out_id)
    if found is None or found.round_id != round_id:
        raise Refusal("paper.not_handed_out")
    return found


def drop_hand_out(db: Session, hand_out: PaperHandOut) -> None:
    """Forget that a sheet was handed out; its person may vote on screen again."""
    if hand_out.account_id is not None:
        row = db.get(Participation, (hand_out.round_id, hand_out.account_id))
        if row is not None:
            db.delete(row)
    db.delete(hand_out)


def list_communities(db: Session, place: Place) -> list[Community]:
    """The communities of a round's area."""
    query = select(Community).where(*_within(place)).order_by(col(Community.id))
    return list(db.exec(query))


def _within(place: Place) -> list[Any]:
    if place.community_id is not None:
        return [Community.id == place.community_id]
    if place.subdistrict_id is not None:
        return [Community.subdistrict_id == place.subdistrict_id]
    return []
