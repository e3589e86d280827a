"""Comments: posted by people, hidden by a moderator with a reason, never deleted."""

from datetime import timedelta

from db import comments, proposals, rounds
from db.engine import Session, reading, transaction
from db.tables import Account, Comment, Proposal
from domain.clock import utc_now
from domain.proposal_content import tidy
from domain.proposal_flow import PUBLIC
from domain.proposal_views import CommentLine, ProposalLink
from domain.refusals import Refusal
from domain.rights import Action, may
from domain.roles import Actor, Role
from services.permission import confirm, permit
from services.proposal_access import get_readable, permit_on, refuse_unless_in

LONGEST_COMMENT = 500
LONGEST_REASON = 200
SAME_WITHIN = timedelta(minutes=10)
"""The same words of the same person on the same proposal within this time are one comment."""


def post_comment(actor: Actor, proposal_id: int, text: str) -> int:
    """Say something of a public proposal; the comment's id. A double tap posts once."""
    with transaction() as db:
        proposal, _ = permit_on(db, actor, Action.COMMENT, proposal_id)
        refuse_unless_in(proposal, PUBLIC, "proposal.unknown")
        said = tidy(text, LONGEST_COMMENT)
        if not said:
            raise Refusal("comment.empty")
        last = comments.find_last_of(db, proposal_id, actor.account_id)
        if last is not None and last.text == said and utc_now() - last.at < SAME_WITHIN:
            return last.id
        row = Comment(proposal_id=proposal_id, account_id=actor.account_id, text=said, at=utc_now())
        db.add(row)
        db.flush()
        return row.id


def hide_comment(actor: Actor, comment_id: int, reason: str) -> None:
    """Hide a comment; everyone sees that it was hidden, and why."""
    with transaction() as db:
        row = _permit_moderation(db, actor, comment_id)
        why = tidy(reason, LONGEST_REASON)
        if not why:
            raise Refusal("comment.no_reason")
        if row.hidden_at is None:
            row.hidden_at, row.hidden_by, row.hidden_reason = utc_now(), actor.account_id, why
            db.add(row)


def restore_comment(actor: Actor, comment_id: int) -> None:
    """Show a hidden comment again."""
    with transaction() as db:
        row = _permit_moderation(db, actor, comment_id)
        row.hidden_at, row.hidden_by, row.hidden_reason = None, None, ""
        db.add(row)


def list_comments(actor: Actor | None, proposal_id: int) -> tuple[CommentLine, ...]:
    """What was said of a proposal, the newest first; hidden words only for those who moderate."""
    with reading() as db:
        get_readable(db, actor, proposal_id)
        sees_hidden = actor is not None and may(Action.MODERATE_COMMENT, actor, None)
        rows = comments.list_comments(db, proposal_id)
        return tuple(_line(*row, sees_hidden=sees_hidden) for row in rows)


def list_for_moderation(
    actor: Actor, *, round_id: int | None = None, is_hidden: bool | None = None
) -> tuple[CommentLine, ...]:
    """The newest comments of all proposals, or of one round, for a moderator."""
    with reading() as db:
        confirm(db, actor)
        permit(db, actor, Action.MODERATE_COMMENT)
        rows = comments.list_comments(db, round_id=round_id, is_hidden=is_hidden)
        return tuple(_line(*row, sees_hidden=True) for row in rows)


def _permit_moderation(db: Session, actor: Actor, comment_id: int) -> Comment:
    row = comments.get_comment(db, comment_id)
    proposal = proposals.get_proposal(db, row.proposal_id)
    permit(db, actor, Action.MODERATE_COMMENT, rounds.get_round(db, proposal.round_id))
    return row


def _line(
    comment: Comment, author: Account, proposal: Proposal, *, sees_hidden: bool
) -> CommentLine:
    is_hidden = comment.hidden_at is not None
    return CommentLine(
        id=comment.id,
        proposal=ProposalLink(proposal.id, proposal.title),
        author=author.name,
        role=Role(author.role),
        text=comment.text if sees_hidden or not is_hidden else "",
        at=comment.at,
        is_hidden=is_hidden,
        hidden_reason=comment.hidden_reason,
    )
