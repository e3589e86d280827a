"""Queries on rounds, their dates, traces and negative lists."""

from datetime import datetime

from sqlmodel import Session, col, select

from db.tables import (
    Community,
    FieldOfWork,
    NegativeClause,
    PhaseDate,
    PhaseMove,
    Round,
    Subdistrict,
)
from domain.phases import Phase
from domain.refusals import Refusal


def get_round(db: Session, round_id: int, *, for_update: bool = False) -> Round:
    """The round, or a refusal. `for_update` locks the row where the database knows row locks."""
    query = select(Round).where(Round.id == round_id)
    if for_update:
        query = query.with_for_update()
    round_ = db.exec(query).one_or_none()
    if round_ is None:
        raise Refusal("round.unknown")
    return round_


def list_rounds(db: Session, phases: tuple[Phase, ...] = tuple(Phase)) -> list[Round]:
    """Rounds in these phases, the newest first."""
    wanted = [phase.value for phase in phases]
    query = select(Round).where(col(Round.phase).in_(wanted)).order_by(col(Round.id).desc())
    return list(db.exec(query))


def list_phase_dates(db: Session, round_id: int) -> dict[Phase, datetime]:
    """When each phase is due to begin, in the order of phases."""
    rows = db.exec(select(PhaseDate).where(PhaseDate.round_id == round_id))
    dates = {Phase(row.phase): row.starts_at for row in rows}
    return {phase: dates[phase] for phase in Phase if phase in dates}


def list_phase_moves(db: Session, round_id: int) -> list[PhaseMove]:
    """The trace of a round, oldest first."""
    query = select(PhaseMove).where(PhaseMove.round_id == round_id).order_by(col(PhaseMove.id))
    return list(db.exec(query))


def list_negative_clauses(db: Session, round_id: int) -> list[NegativeClause]:
    """The round's negative list, by number."""
    query = select(NegativeClause).where(NegativeClause.round_id == round_id)
    return list(db.exec(query.order_by(col(NegativeClause.number))))


def list_fields(db: Session) -> list[FieldOfWork]:
    """The fields in the order shown."""
    return list(db.exec(select(FieldOfWork).order_by(col(FieldOfWork.position))))


def list_subdistricts(db: Session) -> list[Subdistrict]:
    """Every subdistrict."""
    return list(db.exec(select(Subdistrict).order_by(col(Subdistrict.id))))


def list_communities(db: Session, subdistrict_id: int | None = None) -> list[Community]:
    """Communities, of one subdistrict if given."""
    query = select(Community).order_by(col(Community.id))
    if subdistrict_id is not None:
        query = query.where(Community.subdistrict_id == subdistrict_id)
    return list(db.exec(query))


def touch(db: Session, round_: Round) -> None:
    """Say that something public about the round changed: caches and screens ask `version`."""
    round_.version += 1
    db.add(round_)
