"""Queries on comments."""

from sqlmodel import Session, col, select

from db.tables import Account, Comment, Proposal
from domain.refusals import Refusal

MOST_SHOWN = 200


def get_comment(db: Session, comment_id: int) -> Comment:
    """The comment, or a refusal."""
    comment = db.get(Comment, comment_id)
    if comment is None:
        raise Refusal("comment.unknown")
    return comment


def find_last_of(db: Session, proposal_id: int, account_id: int) -> Comment | None:
    """The last thing this person said of the proposal."""
    query = (
        select(Comment)
        .where(Comment.proposal_id == proposal_id, Comment.account_id == account_id)
        .order_by(col(Comment.id).desc())
        .limit(1)
    )
    return db.exec(query).one_or_none()


def list_comments(
    db: Session,
    proposal_id: int | None = None,
    round_id: int | None = None,
    is_hidden: bool | None = None,
) -> list[tuple[Comment, Account, Proposal]]:
    """Comments with who wrote them and on what, the newest first; `MOST_SHOWN` at most."""
    query = (
        select(Comment, Account, Proposal)
        .join(Account, col(Account.id) == Comment.account_id)
        .join(Proposal, col(Proposal.id) == Comment.proposal_id)
        .order_by(col(Comment.id).desc())
        .limit(MOST_SHOWN)
    )
    if proposal_id is not None:
        query = query.where(Comment.proposal_id == proposal_id)
    if round_id is not None:
        query = query.where(Proposal.round_id == round_id)
    if is_hidden is not None:
        hidden = col(Comment.hidden_at)
        query = query.where(hidden.is_not(None) if is_hidden else hidden.is_(None))
    return [(comment, account, proposal) for comment, account, proposal in db.exec(query)]
