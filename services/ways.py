"""The way a proposal has gone, with the names of those who moved it."""

from db import accounts, proposals
from db.engine import reading
from domain.proposal_flow import PUBLIC, ProposalState
from domain.way import WayStep


def list_way(proposal_id: int) -> tuple[WayStep, ...]:
    """Every step of a proposal that is public, oldest first; a draft has gone no way yet."""
    with reading() as db:
        proposal = proposals.get_proposal(db, proposal_id)
        if ProposalState(proposal.state) not in PUBLIC:
            return ()
        moves = proposals.list_moves(db, proposal_id)
        names = accounts.names_of(db, {move.account_id for move in moves if move.account_id})
        return tuple(
            WayStep(
                event=move.event,
                source=ProposalState(move.from_state),
                target=ProposalState(move.to_state),
                at=move.at,
                who=names.get(move.account_id) if move.account_id else None,
                note=move.note,
            )
            for move in moves
        )
