"""Queries on projects and on what must be there before a round may move."""

from sqlmodel import Session, col, func, select

from db.tables import Appraisal, OutcomeRecord, Project, Proposal
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal


def get_project(db: Session, project_id: int) -> Project:
    """The project, or a refusal."""
    project = db.get(Project, project_id)
    if project is None:
        raise Refusal("project.unknown")
    return project


def list_projects(db: Session, round_id: int) -> list[Project]:
    """A round's projects in the order of the ballot."""
    query = select(Project).where(Project.round_id == round_id)
    return list(db.exec(query.order_by(col(Project.number))))


def next_number(db: Session, round_id: int) -> int:
    """The number of the next project on the ballot, from 1."""
    query = select(func.max(Project.number)).where(Project.round_id == round_id)
    return (db.exec(query).one() or 0) + 1


def is_outcome_published(db: Session, round_id: int) -> bool:
    """Whether the count of the round is public."""
    outcome = db.get(OutcomeRecord, round_id)
    return outcome is not None and outcome.published_at is not None


def list_appraised_proposals(db: Session, round_id: int) -> list[Proposal]:
    """Completed proposals of the round that at least one person has appraised."""
    query = (
        select(Proposal)
        .join(Project, col(Project.proposal_id) == Proposal.id)
        .join(Appraisal, col(Appraisal.project_id) == Project.id)
        .where(Project.round_id == round_id, Proposal.state == ProposalState.COMPLETED.value)
        .distinct()
    )
    return list(db.exec(query))


def find_project_of(db: Session, proposal_id: int) -> Project | None:
    """The project that came from a proposal, or None."""
    return db.exec(select(Project).where(Project.proposal_id == proposal_id)).one_or_none()
