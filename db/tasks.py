"""Queries on what waits for a person, counted by round."""

from collections.abc import Collection

from sqlmodel import Session, col, func, or_, select

from db.tables import (
    Appraisal,
    MergeRequest,
    Project,
    Proposal,
    Round,
    Seconding,
    SupporterQuestion,
)
from domain.phases import Phase
from domain.proposal_flow import ProposalState

FINISHED = (ProposalState.COMPLETED.value, ProposalState.APPRAISED.value)


def count_drafts(db: Session, account_id: int) -> dict[int, int]:
    """A person's unfinished drafts, by round that still collects."""
    query = (
        select(Proposal.round_id, func.count())
        .join(Round, col(Round.id) == Proposal.round_id)
        .where(
            Proposal.author_id == account_id,
            Proposal.state == ProposalState.DRAFT.value,
            Round.phase == Phase.COLLECT.value,
        )
        .group_by(col(Proposal.round_id))
    )
    return dict(db.exec(query).all())


def count_to_second(db: Session, account_id: int, round_ids: Collection[int]) -> dict[int, int]:
    """Others' open proposals in these rounds that the person has not seconded."""
    seconded = select(Seconding.proposal_id).where(Seconding.account_id == account_id)
    query = (
        select(Proposal.round_id, func.count())
        .where(
            col(Proposal.round_id).in_(round_ids),
            Proposal.state == ProposalState.OPEN.value,
            or_(col(Proposal.author_id).is_(None), Proposal.author_id != account_id),
            col(Proposal.id).not_in(seconded),
        )
        .group_by(col(Proposal.round_id))
    )
    return dict(db.exec(query).all())


def count_to_appraise(db: Session, account_id: int, round_ids: Collection[int]) -> dict[int, int]:
    """Finished projects of these rounds that the person has not appraised."""
    appraised = select(Appraisal.project_id).where(Appraisal.account_id == account_id)
    query = (
        select(Project.round_id, func.count())
        .join(Proposal, col(Proposal.id) == Project.proposal_id)
        .where(
            col(Project.round_id).in_(round_ids),
            col(Proposal.state).in_(FINISHED),
            col(Project.id).not_in(appraised),
        )
        .group_by(col(Project.round_id))
    )
    return dict(db.exec(query).all())


def count_under_way(db: Session, round_ids: Collection[int]) -> dict[int, int]:
    """Funded projects of these rounds that are not completed."""
    unfinished = (ProposalState.FUNDED.value, ProposalState.UNDER_WAY.value)
    query = (
        select(Proposal.round_id, func.count())
        .where(col(Proposal.round_id).in_(round_ids), col(Proposal.state).in_(unfinished))
        .group_by(col(Proposal.round_id))
    )
    return dict(db.exec(query).all())


def count_merges_to_answer(db: Session, account_id: int) -> int:
    """Requests to merge into a person's own proposals that they have not answered."""
    query = (
        select(func.count())
        .select_from(MergeRequest)
        .join(Proposal, col(Proposal.id) == MergeRequest.into_proposal_id)
        .where(
            MergeRequest.state == "asked",
            MergeRequest.asked_by != account_id,
            Proposal.author_id == account_id,
        )
    )
    return db.exec(query).one()


def count_support_to_answer(db: Session, account_id: int) -> int:
    """Merged proposals whose supporter has not said whether the support goes along."""
    query = (
        select(func.count())
        .select_from(SupporterQuestion)
        .where(
            SupporterQuestion.account_id == account_id,
            col(SupporterQuestion.answered_at).is_(None),
        )
    )
    return db.exec(query).one()
