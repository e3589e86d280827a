"""Queries on merge requests and the questions to supporters."""

from sqlmodel import Session, col, or_, select

from db.tables import Account, MergeRequest, Proposal, SupporterQuestion
from domain.refusals import Refusal


def get_request(db: Session, request_id: int) -> MergeRequest:
    """The request, locked where the database knows row locks, or a refusal."""
    request = db.get(MergeRequest, request_id, with_for_update=True)
    if request is None:
        raise Refusal("merge.unknown")
    return request


def list_requests(db: Session, proposal_id: int) -> list[tuple[MergeRequest, Account]]:
    """Requests from or to a proposal with who asked, the newest first."""
    query = (
        select(MergeRequest, Account)
        .join(Account, col(Account.id) == MergeRequest.asked_by)
        .where(
            or_(
                MergeRequest.from_proposal_id == proposal_id,
                MergeRequest.into_proposal_id == proposal_id,
            )
        )
        .order_by(col(MergeRequest.id).desc())
    )
    return [(request, account) for request, account in db.exec(query)]


def list_pending(db: Session, proposal_id: int) -> list[MergeRequest]:
    """Requests from or to a proposal that nobody answered yet."""
    return [one for one, _ in list_requests(db, proposal_id) if one.state == "asked"]


def list_to_answer(db: Session, author_id: int) -> list[tuple[MergeRequest, Account]]:
    """Open requests to proposals of this author, the oldest first."""
    query = (
        select(MergeRequest, Account)
        .join(Account, col(Account.id) == MergeRequest.asked_by)
        .join(Proposal, col(Proposal.id) == MergeRequest.into_proposal_id)
        .where(Proposal.author_id == author_id, MergeRequest.state == "asked")
        .order_by(col(MergeRequest.id))
    )
    return [(request, account) for request, account in db.exec(query)]


def get_question(db: Session, question_id: int, account_id: int) -> SupporterQuestion:
    """The question to this supporter, or a refusal; another person's is unknown."""
    question = db.get(SupporterQuestion, question_id, with_for_update=True)
    if question is None or question.account_id != account_id:
        raise Refusal("merge.unknown_question")
    return question


def list_questions(db: Session, account_id: int) -> list[tuple[SupporterQuestion, MergeRequest]]:
    """Questions that this supporter has not answered, the oldest first."""
    query = (
        select(SupporterQuestion, MergeRequest)
        .join(MergeRequest, col(MergeRequest.id) == SupporterQuestion.merge_request_id)
        .where(SupporterQuestion.account_id == account_id)
        .where(col(SupporterQuestion.answered_at).is_(None))
        .order_by(col(SupporterQuestion.id))
    )
    return [(question, request) for question, request in db.exec(query)]
