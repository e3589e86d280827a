"""Moves of seeded proposals: only such as the declared flow has, each with its trace."""

from collections.abc import Iterator
from datetime import datetime

from db.engine import Session
from db.tables import Proposal, ProposalMove
from domain.proposal_flow import ProposalState, flow_steps

_STEPS = {(step.source, step.event): step.target for step in flow_steps()}


def take(
    db: Session,
    proposal: Proposal,
    event: str,
    at: datetime,
    account_id: int | None = None,
    note: str = "",
) -> None:
    """Move the proposal by one event of the flow; a KeyError if the flow does not have it."""
    before = ProposalState(proposal.state)
    after = _STEPS[before, event]
    proposal.state = after.value
    db.add(
        ProposalMove(
            proposal_id=proposal.id,
            event=event,
            from_state=before.value,
            to_state=after.value,
            at=at,
            account_id=account_id,
            note=note,
        )
    )


def every(proposals: list[Proposal], state: ProposalState) -> Iterator[Proposal]:
    """The proposals that stand there now."""
    return (one for one in list(proposals) if one.state == state.value)
