"""Queries on proposals."""

from sqlmodel import Session, col, select

from db.tables import Proposal, ProposalMove
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal


def get_proposal(db: Session, proposal_id: int, *, for_update: bool = False) -> Proposal:
    """The proposal, or a refusal. Whether a draft may be read is the service's question."""
    query = select(Proposal).where(Proposal.id == proposal_id)
    if for_update:
        query = query.with_for_update()
    proposal = db.exec(query).one_or_none()
    if proposal is None:
        raise Refusal("proposal.unknown")
    return proposal


def list_proposals(
    db: Session, round_id: int, states: frozenset[ProposalState] | None = None
) -> list[Proposal]:
    """A round's proposals in these states (all if not given), oldest first."""
    query = select(Proposal).where(Proposal.round_id == round_id).order_by(col(Proposal.id))
    if states is not None:
        query = query.where(col(Proposal.state).in_([state.value for state in states]))
    return list(db.exec(query))


def list_moves(db: Session, proposal_id: int) -> list[ProposalMove]:
    """The way a proposal went, oldest first."""
    query = select(ProposalMove).where(ProposalMove.proposal_id == proposal_id)
    return list(db.exec(query.order_by(col(ProposalMove.id))))
