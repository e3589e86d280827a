"""The one way a proposal changes state: by an event of the declared flow, with a trace."""

from db.engine import Session
from db.tables import Proposal, ProposalMove
from domain.clock import utc_now
from domain.proposal_flow import ProposalState, step
from domain.roles import Actor


def take_step(
    db: Session, proposal: Proposal, event: str, actor: Actor | None, note: str = ""
) -> ProposalState:
    """Move the proposal by `event` and write the trace; refuses what the flow does not have.

    `actor` None: the round moved it (a phase opened or closed). The caller has checked the right.
    """
    before = ProposalState(proposal.state)
    after = step(before, event)
    proposal.state = after.value
    db.add(proposal)
    db.add(
        ProposalMove(
            proposal_id=proposal.id,
            event=event,
            from_state=before.value,
            to_state=after.value,
            at=utc_now(),
            account_id=actor.account_id if actor else None,
            note=note,
        )
    )
    return after
