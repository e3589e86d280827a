"""The door of every write on a project that is carried out."""

from dataclasses import dataclass

from db import projects, proposals, rounds
from db.engine import Session, reading
from db.tables import Project, Proposal, Round
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.rights import Action, may
from domain.roles import Actor
from services.permission import permit, subject_of


@dataclass(frozen=True, slots=True)
class WorkRows:
    """A project's rows, locked for this transaction."""

    project: Project
    proposal: Proposal
    round_: Round

    @property
    def state(self) -> ProposalState:
        """Where the proposal stands."""
        return ProposalState(self.proposal.state)


def permit_work(
    db: Session,
    actor: Actor,
    action: Action,
    project_id: int,
    states: frozenset[ProposalState],
) -> WorkRows:
    """The project, if this person may do this to it now and it stands in one of these states."""
    project = projects.get_project(db, project_id)
    round_ = rounds.get_round(db, project.round_id, for_update=True)
    permit(db, actor, action, round_)
    if project.proposal_id is None:
        raise Refusal("delivery.not_funded")
    proposal = proposals.get_proposal(db, project.proposal_id, for_update=True)
    if ProposalState(proposal.state) not in states:
        raise Refusal("delivery.wrong_state", state=ProposalState(proposal.state))
    return WorkRows(project, proposal, round_)


def may_work(actor: Actor, action: Action, project_id: int) -> bool:
    """Whether to offer this person the form: the right role, phase and place."""
    with reading() as db:
        round_ = rounds.get_round(db, projects.get_project(db, project_id).round_id)
        return may(action, actor, Phase(round_.phase), subject_of(round_))
