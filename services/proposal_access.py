"""Who may read a proposal, and the one way in for everyone who changes one."""

from db import proposals, rounds
from db.engine import Session
from db.tables import Proposal, Round
from domain.phases import Phase
from domain.proposal_flow import EDITABLE, ProposalState
from domain.proposal_views import Act
from domain.refusals import Refusal
from domain.rights import Action, Subject, may
from domain.roles import Actor
from services.permission import permit, subject_of

SECONDABLE = frozenset({ProposalState.OPEN, ProposalState.SECONDED})
"""States in which support is given and taken back, and proposals are merged."""

WITHDRAWABLE = SECONDABLE | {ProposalState.IN_REVIEW, ProposalState.REVIEWED}


def is_readable(proposal: Proposal, actor: Actor | None) -> bool:
    """Whether this reader may know of it: what was never submitted is its author's alone."""
    is_public = proposal.state != ProposalState.DRAFT and proposal.submitted_at is not None
    return is_public or (actor is not None and proposal.author_id == actor.account_id)


def get_readable(db: Session, actor: Actor | None, proposal_id: int) -> Proposal:
    """The proposal; one that this reader may not know of is answered like one that is not there."""
    proposal = proposals.get_proposal(db, proposal_id)
    if not is_readable(proposal, actor):
        raise Refusal("proposal.unknown")
    return proposal


def permit_on(
    db: Session, actor: Actor, action: Action, proposal_id: int
) -> tuple[Proposal, Round]:
    """Lock the proposal, check the right to act on it, and hand it over with its round."""
    proposal = proposals.get_proposal(db, proposal_id, for_update=True)
    if not is_readable(proposal, actor):
        raise Refusal("proposal.unknown")
    round_ = rounds.get_round(db, proposal.round_id)
    permit(db, actor, action, round_, subject_for(round_, proposal))
    return proposal, round_


def subject_for(round_: Round, proposal: Proposal) -> Subject:
    """The proposal as rights see it."""
    return subject_of(round_, author_id=proposal.author_id, community_id=proposal.community_id)


def refuse_unless_in(proposal: Proposal, states: frozenset[ProposalState], code: str) -> None:
    """Raise `code` with the state when the proposal is in none of these."""
    state = ProposalState(proposal.state)
    if state not in states:
        raise Refusal(code, state=state)


def acts_on(
    actor: Actor | None, round_: Round, proposal: Proposal, seconds: bool
) -> frozenset[Act]:
    """What this reader can do now on the proposal's page. Menus only hide; services refuse."""
    if actor is None:
        return frozenset()
    state, phase = ProposalState(proposal.state), Phase(round_.phase)
    subject = subject_for(round_, proposal)

    def can(action: Action, states: frozenset[ProposalState]) -> bool:
        return state in states and may(action, actor, phase, subject)

    everywhere = frozenset(ProposalState)
    truths = {
        Act.EDIT: can(Action.EDIT_PROPOSAL, EDITABLE),
        Act.SECOND: not seconds and can(Action.SECOND_PROPOSAL, SECONDABLE),
        Act.TAKE_BACK: seconds and can(Action.SECOND_PROPOSAL, SECONDABLE),
        Act.COMMENT: can(Action.COMMENT, everywhere - {ProposalState.DRAFT}),
        Act.WITHDRAW: can(Action.WITHDRAW_PROPOSAL, WITHDRAWABLE),
        Act.MERGE: can(Action.ASK_MERGE, SECONDABLE),
        Act.MODERATE: can(Action.MODERATE_COMMENT, everywhere),
    }
    return frozenset(act for act, is_true in truths.items() if is_true)
