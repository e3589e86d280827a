"""附议: a person's support of a proposal, given once, taken back freely during collection."""

from db import proposals, rounds
from db.engine import Session, reading, transaction
from db.tables import Proposal, Round, Seconding
from domain.clock import utc_now
from domain.proposal_flow import ProposalState
from domain.proposal_views import SupportedProposal
from domain.rights import Action
from domain.roles import Actor
from services.proposal_access import SECONDABLE, permit_on, refuse_unless_in
from services.proposal_steps import take_step


def second_proposal(actor: Actor, proposal_id: int) -> int:
    """Support a proposal; how many do now. A second tap adds nothing."""
    with transaction() as db:
        proposal, round_ = permit_on(db, actor, Action.SECOND_PROPOSAL, proposal_id)
        refuse_unless_in(proposal, SECONDABLE, "proposal.not_open_for_seconding")
        return add_seconding(db, proposal, round_, actor.account_id)


def take_back_seconding(actor: Actor, proposal_id: int) -> int:
    """Take one's support back; how many are left. What reached the threshold stays seconded."""
    with transaction() as db:
        proposal, round_ = permit_on(db, actor, Action.SECOND_PROPOSAL, proposal_id)
        refuse_unless_in(proposal, SECONDABLE, "proposal.not_open_for_seconding")
        mine = proposals.find_seconding(db, proposal_id, actor.account_id)
        if mine is not None:
            db.delete(mine)
            rounds.touch(db, round_)
            db.flush()
        return proposals.count_seconds(db, proposal_id)


def list_supported(actor: Actor) -> list[SupportedProposal]:
    """What this person seconds, the newest first, and whether the text changed since."""
    with reading() as db:
        mine = proposals.list_seconded(db, actor.account_id)
        cards = proposals.cards_of(db, [proposal_id for proposal_id, _ in mine])
        return [SupportedProposal(cards[key], is_changed) for key, is_changed in mine]


def add_seconding(
    db: Session,
    proposal: Proposal,
    round_: Round,
    account_id: int,
    came_from_id: int | None = None,
) -> int:
    """Write one support in the caller's transaction, and take the step that it may bring about."""
    if proposals.find_seconding(db, proposal.id, account_id) is None:
        db.add(
            Seconding(
                proposal_id=proposal.id,
                account_id=account_id,
                at=utc_now(),
                came_from_id=came_from_id,
            )
        )
        rounds.touch(db, round_)
        db.flush()
    seconds = proposals.count_seconds(db, proposal.id)
    if seconds >= round_.seconds_needed and proposal.state == ProposalState.OPEN:
        take_step(db, proposal, "reach_threshold", None)
    return seconds
