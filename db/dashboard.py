"""The grouped queries behind the district's board: one query a figure and grouping."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, case, col, func, select

from db.figures import (
    COUNTED,
    FUND_PLACE,
    PROBLEMS_RAISED,
    between,
    in_places,
    on_days,
    select_of,
)
from db.tables import (
    Community,
    FieldOfWork,
    Matter,
    Pledge,
    Project,
    Proposal,
    ProposalMove,
    Subdistrict,
)
from domain.dashboard import (
    STANDING,
    STATES_OF_STAGE,
    Figure,
    LateMatter,
    Portion,
    SplitBy,
    Stage,
    Wanted,
)
from domain.matters import UNANSWERED
from domain.proposal_flow import ProposalState


def count_figure(db: Session, figure: Figure, wanted: Wanted) -> int:
    """The whole of a figure: how many, or how many cents."""
    number: int = db.exec(select_of(COUNTED[figure], wanted)).one()
    return number


def count_months(db: Session, figure: Figure, wanted: Wanted) -> dict[str, int]:
    """The figure month by month; nothing of what stands rather than happens."""
    if figure in STANDING:
        return {}
    month = COUNTED[figure].month()
    rows = db.exec(select_of(COUNTED[figure], wanted, month.label("month")).group_by("month"))
    return {row[0]: row[1] for row in rows}


def list_portions(db: Session, figure: Figure, by: SplitBy, wanted: Wanted) -> list[Portion]:
    """The figure told apart by places or fields, those without a record included."""
    how = COUNTED[figure]
    keys: dict[SplitBy, Any] = {
        SplitBy.SUBDISTRICT: how.subdistrict_id(),
        SplitBy.COMMUNITY: how.community,
        SplitBy.FIELD: how.field,
    }
    counted = dict(
        db.exec(select_of(COUNTED[figure], wanted, keys[by].label("key")).group_by("key")).all()
    )
    portions = [
        Portion(name, name_en, counted.pop(key, 0)) for key, name, name_en in _names(db, by, wanted)
    ]
    rest = sum(counted.values())
    return [*portions, Portion("", "", rest)] if rest else portions


def count_communities(db: Session, wanted: Wanted) -> int:
    """How many communities there are where it is asked."""
    query = select(func.count()).select_from(Community)
    return db.exec(query.where(*in_places(wanted, col(Community.id)))).one()


def sum_pledged(db: Session, wanted: Wanted) -> int:
    """Cents that were pledged in the time asked and not withdrawn."""
    query = (
        select(func.coalesce(func.sum(Pledge.amount_cents), 0))
        .select_from(Pledge)
        .join(Project, col(Project.id) == Pledge.project_id, isouter=True)
        .join(Community, col(Community.id) == FUND_PLACE, isouter=True)
        .where(col(Pledge.withdrawn_at).is_(None), *in_places(wanted, FUND_PLACE))
    )
    if wanted.field_code is not None:
        query = query.where(Project.field_code == wanted.field_code)
    return db.exec(query.where(*on_days(wanted, col(Pledge.pledged_on)))).one()


def count_raised_problems(db: Session, wanted: Wanted) -> int:
    """Urgent problems that were raised in the time asked, solved or not."""
    number: int = db.exec(select_of(PROBLEMS_RAISED, wanted)).one()
    return number


def list_furthest(db: Session, wanted: Wanted) -> list[tuple[Stage, int]]:
    """How many proposals came just so far, by where they stand and by the trace of their way."""
    order = tuple(Stage)
    reached = func.max(case(*_came_to(order), else_=0))
    begins, ends = wanted.window.instants()
    conditions = [
        col(Proposal.submitted_at).is_not(None),
        Proposal.state != ProposalState.DRAFT.value,
        *between(col(Proposal.submitted_at), begins, ends),
        *in_places(wanted, col(Proposal.community_id)),
    ]
    if wanted.field_code is not None:
        conditions.append(Proposal.field_code == wanted.field_code)
    each = (
        select(Proposal.id, reached.label("reached"))
        .join(ProposalMove, col(ProposalMove.proposal_id) == Proposal.id, isouter=True)
        .join(Community, col(Community.id) == Proposal.community_id, isouter=True)
        .where(*conditions)
        .group_by(col(Proposal.id))
        .subquery()
    )
    asked: Any = select
    rows = db.exec(asked(each.c.reached, func.count()).group_by(each.c.reached))
    return [(order[row[0]], row[1]) for row in rows]


def count_late(db: Session, wanted: Wanted, now: datetime) -> tuple[int, int]:
    """Matters past their deadline without an answer, and how many of them went up a level."""
    gone_up = func.coalesce(func.sum(case((col(Matter.escalations) > 0, 1), else_=0)), 0)
    query = select(func.count(), gone_up).select_from(Matter)
    query = query.join(Community, col(Community.id) == Matter.community_id, isouter=True)
    return db.exec(query.where(*_late(wanted, now))).one()


def list_late(db: Session, wanted: Wanted, now: datetime, most: int) -> list[LateMatter]:
    """The public ones of them that wait longest."""
    query = (
        select(Matter, Community.name)
        .join(Community, col(Community.id) == Matter.community_id, isouter=True)
        .where(col(Matter.is_public), *_late(wanted, now))
        .order_by(col(Matter.due_at), col(Matter.id))
        .limit(most)
    )
    return [
        LateMatter(row.id, row.title, place or "", row.due_at, row.escalations)
        for row, place in db.exec(query)
    ]


def _late(wanted: Wanted, now: datetime) -> list[Any]:
    found = [
        col(Matter.state).in_([one.value for one in UNANSWERED]),
        col(Matter.due_at) < now,
        *in_places(wanted, col(Matter.community_id), Matter.subdistrict_id),
    ]
    if wanted.field_code is not None:
        found.append(Matter.field_code == wanted.field_code)
    return found


def _came_to(order: tuple[Stage, ...]) -> list[tuple[Any, int]]:
    # The furthest stage comes first: the first that holds is taken.
    found = []
    for stage, states in reversed(tuple(STATES_OF_STAGE.items())):
        said = sorted(state.value for state in states)
        stood = col(ProposalMove.to_state).in_(said) | col(Proposal.state).in_(said)
        found.append((stood, order.index(stage)))
    return found


def _names(db: Session, by: SplitBy, wanted: Wanted) -> Iterable[tuple[Any, str, str]]:
    asked: Any = select
    if by is SplitBy.FIELD:
        query = asked(FieldOfWork.code, FieldOfWork.name, FieldOfWork.name_en)
        return list(db.exec(query.order_by(FieldOfWork.position)))
    if by is SplitBy.SUBDISTRICT:
        query = asked(Subdistrict.id, Subdistrict.name, Subdistrict.name)
        if wanted.subdistrict_id is not None:
            query = query.where(Subdistrict.id == wanted.subdistrict_id)
        return list(db.exec(query.order_by(Subdistrict.id)))
    query = asked(Community.id, Community.name, Community.name)
    narrowed = query.where(*in_places(wanted, col(Community.id)))
    return list(db.exec(narrowed.order_by(Community.id)))
