"""Queries on rounds, their dates, traces and negative lists."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Session, col, func, select

from db.tables import (
    Community,
    FieldOfWork,
    Meeting,
    MergeRequest,
    NegativeClause,
    PhaseDate,
    PhaseMove,
    Project,
    Proposal,
    Round,
    Seconding,
    Subdistrict,
)
from domain.negative_list import Clause
from domain.phases import Phase
from domain.proposal_flow import ProposalState
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


def get_community(db: Session, community_id: int) -> Community:
    """The community, or a refusal."""
    row = db.get(Community, community_id)
    if row is None:
        raise Refusal("place.unknown")
    return row


def touch(db: Session, round_: Round) -> None:
    """Say that something public about the round changed: caches and screens ask `version`."""
    round_.version += 1
    db.add(round_)


def place_name(db: Session, round_: Round | Meeting) -> str | None:
    """The name of the subdistrict or community of a round or meeting; None is the district."""
    if round_.community_id is not None:
        community = db.get(Community, round_.community_id)
        return community.name if community else None
    if round_.subdistrict_id is not None:
        subdistrict = db.get(Subdistrict, round_.subdistrict_id)
        return subdistrict.name if subdistrict else None
    return None


def put_phase_dates(db: Session, round_id: int, starts: Mapping[Phase, datetime]) -> None:
    """Write when these phases are due to begin; others keep their dates."""
    for phase, at in starts.items():
        db.merge(PhaseDate(round_id=round_id, phase=phase.value, starts_at=at))


def forget_dates(db: Session, round_id: int, until: datetime) -> None:
    """Drop the dates that have passed: a round that went back needs new ones to go on by itself."""
    query = select(PhaseDate).where(
        PhaseDate.round_id == round_id, col(PhaseDate.starts_at) <= until
    )
    for row in db.exec(query):
        db.delete(row)


def put_negative_list(db: Session, round_id: int, clauses: Iterable[Clause]) -> None:
    """Write the whole negative list anew."""
    for row in list_negative_clauses(db, round_id):
        db.delete(row)
    db.flush()
    for clause in clauses:
        db.add(
            NegativeClause(
                round_id=round_id,
                number=clause.number,
                text=clause.text,
                text_en=clause.text_en,
                keywords=list(clause.keywords),
            )
        )


def count_states(db: Session) -> dict[int, dict[ProposalState, int]]:
    """How many proposals of each round are in each state."""
    query = select(Proposal.round_id, Proposal.state, func.count()).group_by(
        col(Proposal.round_id), col(Proposal.state)
    )
    counts: dict[int, dict[ProposalState, int]] = {}
    for round_id, state, number in db.exec(query):
        counts.setdefault(round_id, {})[ProposalState(state)] = number
    return counts


def count_projects(db: Session) -> dict[int, int]:
    """How many projects each round has."""
    query = select(Project.round_id, func.count()).group_by(col(Project.round_id))
    return dict(db.exec(query).all())


def count_seconds(db: Session, round_id: int) -> dict[int, int]:
    """How many people seconded each proposal of a round; proposals without any are left out."""
    query = (
        select(Seconding.proposal_id, func.count())
        .join(Proposal, col(Proposal.id) == Seconding.proposal_id)
        .where(Proposal.round_id == round_id)
        .group_by(col(Seconding.proposal_id))
    )
    return dict(db.exec(query).all())


def list_open_merges(db: Session, round_id: int) -> list[MergeRequest]:
    """Merge requests of a round that nobody has answered."""
    query = (
        select(MergeRequest)
        .join(Proposal, col(Proposal.id) == MergeRequest.from_proposal_id)
        .where(Proposal.round_id == round_id, MergeRequest.state == "asked")
    )
    return list(db.exec(query))


def list_dated(db: Session, now: datetime) -> list[Round]:
    """Rounds with dates that have passed; those of the demonstration stand still."""
    query = (
        select(Round)
        .join(PhaseDate, col(PhaseDate.round_id) == Round.id)
        .where(col(PhaseDate.starts_at) <= now, Round.phase != Phase.CLOSED.value)
        .where(col(Round.is_demo).is_(False))
        .distinct()
    )
    return list(db.exec(query))
