"""Queries on milestones, progress, spending and appraisals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlmodel import Session, col, func, select

from db.tables import (
    Appraisal,
    Attachment,
    Community,
    Milestone,
    Progress,
    Project,
    Proposal,
    Round,
    Spending,
)
from domain.delivery import CARRIED_OUT
from domain.money import Cents
from domain.refusals import Refusal

Row = TypeVar("Row", Milestone, Progress, Spending, Appraisal)


def list_works(
    db: Session, *, round_id: int | None = None, proposal_id: int | None = None
) -> list[tuple[Project, Proposal, Round, str]]:
    """Funded projects of a round, or the one of a proposal, with the community's name."""
    states = [state.value for state in CARRIED_OUT]
    query = (
        select(Project, Proposal, Round, Community.name)
        .join(Proposal, col(Proposal.id) == Project.proposal_id)
        .join(Round, col(Round.id) == Project.round_id)
        .join(Community, col(Community.id) == Project.community_id, isouter=True)
        .where(col(Proposal.state).in_(states))
        .order_by(col(Project.number))
    )
    if round_id is not None:
        query = query.where(Project.round_id == round_id)
    if proposal_id is not None:
        query = query.where(Project.proposal_id == proposal_id)
    return [(project, p, r, community or "") for project, p, r, community in db.exec(query)]


def get_milestone(db: Session, milestone_id: int) -> Milestone:
    """One milestone, or a refusal."""
    milestone = db.get(Milestone, milestone_id)
    if milestone is None:
        raise Refusal("delivery.unknown_milestone")
    return milestone


def get_spending(db: Session, spending_id: int) -> Spending:
    """One payment, voided or not, or a refusal."""
    spending = db.get(Spending, spending_id)
    if spending is None:
        raise Refusal("delivery.unknown_spending")
    return spending


def list_milestones(db: Session, project_id: int) -> list[Milestone]:
    """A project's milestones in their order."""
    return milestones_of(db, [project_id])[project_id]


def milestones_of(db: Session, project_ids: Sequence[int]) -> dict[int, list[Milestone]]:
    """Milestones by project, in the order of their due days."""
    query = select(Milestone).where(col(Milestone.project_id).in_(project_ids))
    return _by_project(db.exec(query.order_by(col(Milestone.due_on), col(Milestone.position))))


def progress_of(db: Session, project_ids: Sequence[int]) -> dict[int, list[Progress]]:
    """Reports by project, newest first."""
    query = select(Progress).where(col(Progress.project_id).in_(project_ids))
    return _by_project(db.exec(query.order_by(col(Progress.at).desc(), col(Progress.id).desc())))


def spending_of(db: Session, project_ids: Sequence[int]) -> dict[int, list[Spending]]:
    """Payments by project, newest first, voided ones included."""
    query = select(Spending).where(col(Spending.project_id).in_(project_ids))
    by_day = query.order_by(col(Spending.spent_on).desc(), col(Spending.id).desc())
    return _by_project(db.exec(by_day))


def appraisals_of(db: Session, project_ids: Sequence[int]) -> dict[int, list[Appraisal]]:
    """Appraisals by project, newest first."""
    query = select(Appraisal).where(col(Appraisal.project_id).in_(project_ids))
    return _by_project(db.exec(query.order_by(col(Appraisal.at).desc())))


def sum_spent(db: Session, project_id: int) -> Cents:
    """What was paid for a project and not voided."""
    query = select(func.sum(Spending.amount_cents)).where(
        Spending.project_id == project_id, col(Spending.voided_at).is_(None)
    )
    return int(db.exec(query).one() or 0)


def find_appraisal(db: Session, project_id: int, account_id: int) -> Appraisal | None:
    """What one person gave."""
    return db.get(Appraisal, (project_id, account_id))


def files_of_progress(db: Session, ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """Photos by report, oldest first."""
    query = select(Attachment).where(col(Attachment.progress_id).in_(list(ids)))
    found: dict[int, list[Attachment]] = defaultdict(list)
    for row in db.exec(query.order_by(col(Attachment.id))):
        found[row.progress_id or 0].append(row)
    return found


def files_of_spending(db: Session, ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """Receipts by payment, oldest first."""
    query = select(Attachment).where(col(Attachment.spending_id).in_(list(ids)))
    found: dict[int, list[Attachment]] = defaultdict(list)
    for row in db.exec(query.order_by(col(Attachment.id))):
        found[row.spending_id or 0].append(row)
    return found


def _by_project(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(row)
    return found
