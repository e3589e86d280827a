"""流程图上墙: every state machine in force, read off its own declaration, with who acts.

What is drawn is what is enforced: states and arrows come from the machines, who acts from the
table of rights. A new machine is hung on the wall by one line in `FLOWS`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from statemachine import StateMachine

from domain.floor import MotionFlow, MotionState
from domain.honours import HonourFlow, HonourState
from domain.legal import CaseFlow, CaseState
from domain.matters import MatterFlow, MatterState
from domain.meetings import MeetingFlow, MeetingState
from domain.minutes_flow import MinutesFlow, MinutesState
from domain.phases import Phase, RoundFlow
from domain.points import EntryFlow, EntryState
from domain.polls import PollFlow, PollState
from domain.proposal_flow import ProposalFlow, ProposalState
from domain.research import ConsultationFlow, ConsultationState, TopicFlow, TopicState
from domain.rights import RIGHTS, Action, Condition
from domain.roles import Role


class FlowCode(StrEnum):
    """What has a flowchart."""

    MATTER = "matter"
    PROPOSAL = "proposal"
    ROUND = "round"
    MEETING = "meeting"
    MOTION = "motion"
    POLL = "poll"
    MINUTES = "minutes"
    LEGAL_CASE = "legal_case"
    TOPIC = "topic"
    CONSULTATION = "consultation"
    POINTS = "points"
    HONOUR = "honour"


class Doer(StrEnum):
    """Who acts where no right is asked for, and how rights call somebody by what they are to it."""

    CLOCK = "clock"
    ROOM = "room"
    OWNER = "owner"
    AUTHOR = "author"
    ANYONE = "anyone"


@dataclass(frozen=True, slots=True)
class Flow:
    """A machine, its states as an enum, and for each event the right (or doer) that it needs."""

    machine: type[StateMachine]
    states: type[StrEnum]
    doers: Mapping[str, Action | Doer]
    usual: Action | Doer = Doer.CLOCK


@dataclass(frozen=True, slots=True)
class Arrow:
    """One step: the event, where it leads, and who may take it."""

    event: str
    target: StrEnum
    doers: tuple[Role | Doer, ...]


@dataclass(frozen=True, slots=True)
class Station:
    """One state, the arrow that goes on down the main line, and those that leave it."""

    state: StrEnum
    onward: Arrow | None
    aside: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A flowchart: the main line from top to bottom, and the states beside it."""

    code: FlowCode
    line: tuple[Station, ...]
    beside: tuple[Station, ...]

    @property
    def drawn(self) -> tuple[Station, ...]:
        """The main line, then the states beside it out of which a way leads; ends need no box."""
        return (*self.line, *(one for one in self.beside if one.aside))


FLOWS: dict[FlowCode, Flow] = {
    FlowCode.MATTER: Flow(
        MatterFlow,
        MatterState,
        {
            "assign": Action.ASSIGN_MATTER,
            "give_answer": Action.ANSWER_MATTER,
            "reopen": Action.RATE_ANSWER,
            "withdraw": Action.WITHDRAW_MATTER,
        },
    ),
    FlowCode.PROPOSAL: Flow(
        ProposalFlow,
        ProposalState,
        {
            "submit": Action.SUBMIT_PROPOSAL,
            "reach_threshold": Action.SECOND_PROPOSAL,
            "begin_review": Action.MOVE_PHASE,
            "release_review": Action.RELEASE_REVIEW,
            "admit": Action.ADMIT_PROJECT,
            "open_ballot": Action.MOVE_PHASE,
            "fund": Action.PUBLISH_OUTCOME,
            "not_fund": Action.PUBLISH_OUTCOME,
            "start_work": Action.PLAN_MILESTONES,
            "complete": Action.REPORT_PROGRESS,
            "appraise": Action.APPRAISE_PROJECT,
            "decline": Action.DECLINE_PROPOSAL,
            "withdraw": Action.WITHDRAW_PROPOSAL,
            "merge": Action.ANSWER_MERGE,
        },
    ),
    FlowCode.ROUND: Flow(RoundFlow, Phase, {}, Action.MOVE_PHASE),
    FlowCode.MEETING: Flow(
        MeetingFlow, MeetingState, {"cancel_meeting": Action.SET_UP_MEETING}, Action.RUN_MEETING
    ),
    FlowCode.MOTION: Flow(MotionFlow, MotionState, {"second": Doer.ROOM}, Action.RUN_MEETING),
    FlowCode.POLL: Flow(PollFlow, PollState, {}, Action.RUN_MEETING),
    FlowCode.MINUTES: Flow(
        MinutesFlow, MinutesState, {"approve": Action.APPROVE_MINUTES}, Action.WRITE_MINUTES
    ),
    FlowCode.LEGAL_CASE: Flow(
        CaseFlow,
        CaseState,
        {
            "take": Action.TAKE_CASE,
            "book": Action.ASK_LAW,
            "mediate": Action.MEDIATE,
            "give_up": Action.MEDIATE,
            "follow_up": Action.MEDIATE,
        },
        Action.WORK_ON_CASE,
    ),
    FlowCode.TOPIC: Flow(
        TopicFlow,
        TopicState,
        {
            "hand_in": Action.RESEARCH_TOPIC,
            "approve": Action.REVIEW_FINDING,
            "send_back": Action.REVIEW_FINDING,
            "publish": Action.PUBLISH_FINDING,
            "decide": Action.DECIDE_TOPIC,
        },
        Action.STEER_TOPIC,
    ),
    FlowCode.CONSULTATION: Flow(
        ConsultationFlow,
        ConsultationState,
        {"close": Doer.CLOCK},
        Action.ASK_CITIZENS,
    ),
    FlowCode.POINTS: Flow(EntryFlow, EntryState, {}, Action.REVIEW_POINTS),
    FlowCode.HONOUR: Flow(HonourFlow, HonourState, {}, Action.SET_UP_HONOURS),
}


def chart_of(code: FlowCode) -> Chart:
    """The flowchart of a machine; its main line takes the first new way out of every state."""
    flow = FLOWS[code]
    ways = {_state(flow, one): _arrows(flow, one) for one in flow.machine.states}
    line: list[Station] = []
    at: StrEnum | None = _state(flow, flow.machine.initial_state)
    passed: set[StrEnum] = set()
    while at is not None:
        passed.add(at)
        onward = next((one for one in ways[at] if one.target not in passed), None)
        line.append(Station(at, onward, tuple(one for one in ways[at] if one != onward)))
        at = onward.target if onward else None
    beside = (Station(one, None, arrows) for one, arrows in ways.items() if one not in passed)
    return Chart(code, tuple(line), tuple(beside))


def doers_of(action: Action | Doer) -> tuple[Role | Doer, ...]:
    """Who may do it: roles, or what somebody is to it where any role may (owner, author)."""
    if isinstance(action, Doer):
        return (action,)
    found: dict[Role | Doer, None] = {}
    for grant in RIGHTS[action]:
        if Condition.ASSIGNED in grant.conditions:
            found[Doer.OWNER] = None
        elif Condition.OWN in grant.conditions:
            found[Doer.AUTHOR] = None
        elif grant.roles == frozenset(Role):
            found[Doer.ANYONE] = None
        else:
            found |= dict.fromkeys(role for role in Role if role in grant.roles)
    return tuple(found)


def _arrows(flow: Flow, state: Any) -> tuple[Arrow, ...]:
    return tuple(
        Arrow(
            str(one.event),
            _state(flow, one.target),
            doers_of(flow.doers.get(str(one.event), flow.usual)),
        )
        for one in state.transitions
    )


def _state(flow: Flow, state: Any) -> StrEnum:
    # A machine made from an enum keeps it as the value; a hand-written one names its states so.
    names = {str(one.value) for one in flow.states}
    return flow.states(str(state.value) if str(state.value) in names else str(state.id).lower())
