"""The way of a proposal, from draft to appraisal, declared once.

The same declaration refuses an illegal step in the services and is drawn on the proposal's page.
"""

from dataclasses import dataclass
from enum import StrEnum

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from domain.refusals import Refusal


class ProposalState(StrEnum):
    """Where a proposal stands. Every end is an answer."""

    DRAFT = "draft"
    OPEN = "open"
    SECONDED = "seconded"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    ADMITTED = "admitted"
    ON_BALLOT = "on_ballot"
    FUNDED = "funded"
    NOT_FUNDED = "not_funded"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    APPRAISED = "appraised"
    LAPSED = "lapsed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class ProposalFlow(StateMachine):
    """Every legal step of a proposal."""

    draft = State(initial=True)
    open = State()
    seconded = State()
    in_review = State()
    reviewed = State()
    admitted = State()
    on_ballot = State()
    funded = State()
    not_funded = State(final=True)
    under_way = State()
    completed = State()
    appraised = State(final=True)
    lapsed = State(final=True)
    declined = State(final=True)
    withdrawn = State(final=True)
    merged = State(final=True)

    submit = draft.to(open)
    reach_threshold = open.to(seconded)
    begin_review = seconded.to(in_review)
    release_review = in_review.to(reviewed)
    admit = reviewed.to(admitted)
    open_ballot = admitted.to(on_ballot)
    fund = on_ballot.to(funded)
    not_fund = on_ballot.to(not_funded)
    start_work = funded.to(under_way)
    complete = under_way.to(completed)
    appraise = completed.to(appraised)
    lapse = open.to(lapsed)
    decline = seconded.to(declined) | in_review.to(declined) | reviewed.to(declined)
    withdraw = (
        draft.to(withdrawn)
        | open.to(withdrawn)
        | seconded.to(withdrawn)
        | in_review.to(withdrawn)
        | reviewed.to(withdrawn)
    )
    merge = open.to(merged) | seconded.to(merged)


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One arrow of the flowchart."""

    source: ProposalState
    event: str
    target: ProposalState


EDITABLE = frozenset({ProposalState.DRAFT, ProposalState.OPEN, ProposalState.SECONDED})
"""The author may still change the text (each change is a version)."""

PUBLIC = frozenset(ProposalState) - {ProposalState.DRAFT}
"""Everyone may read; a draft is its author's alone."""

ENDED = frozenset(ProposalState(str(state.id)) for state in ProposalFlow.states if state.final)


def flow_steps() -> tuple[FlowStep, ...]:
    """Every arrow of the machine, in declaration order."""
    return tuple(
        FlowStep(ProposalState(str(state.id)), str(move.event), ProposalState(str(move.target.id)))
        for state in ProposalFlow.states
        for move in state.transitions
    )


def step(state: ProposalState, event: str) -> ProposalState:
    """The state after `event`; refuses a step that the machine does not have."""
    flow = ProposalFlow(start_value=state.value)
    try:
        flow.send(event)
    except TransitionNotAllowed:
        raise Refusal("proposal.illegal_step", state=state, event=event) from None
    return ProposalState(str(next(iter(flow.configuration)).id))
