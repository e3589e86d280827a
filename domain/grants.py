"""The table of rights itself: role × phase × action, as data (`domain.rights` reads it)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from domain.actions import Action
from domain.phases import Phase
from domain.roles import Role


class Condition(StrEnum):
    """What must hold besides role and phase; each is one small predicate in `holds`."""

    OWN = "own"
    NOT_OWN = "not_own"
    HOME = "home"
    IN_PLACE = "in_place"
    ASSIGNED = "assigned"
    ENTITLED = "entitled"


@dataclass(frozen=True, slots=True)
class Grant:
    """One row of the table: these roles, in these phases, under these conditions."""

    roles: frozenset[Role]
    phases: frozenset[Phase]
    conditions: frozenset[Condition] = field(default_factory=frozenset)


EVERY_PHASE = frozenset(Phase)


def _grant(
    roles: Iterable[Role], phases: Iterable[Phase] = EVERY_PHASE, *conditions: Condition
) -> Grant:
    return Grant(frozenset(roles), frozenset(phases), frozenset(conditions))


_R, _P, _C = Role, Phase, Condition
_OFFICE = (_R.OFFICER,)
_CITIZENS = (_R.MEMBER, _R.RESIDENT)
_WITH_PAPER = (_P.VOTE, _P.COUNT)
_BEFORE_VOTE = (_P.COLLECT, _P.REVIEW, _P.DELIBERATE)

RIGHTS: dict[Action, tuple[Grant, ...]] = {
    Action.SET_UP_ROUND: (_grant(_OFFICE),),
    Action.EDIT_ROUND: (_grant(_OFFICE, set(_P) - {_P.CLOSED}),),
    Action.MOVE_PHASE: (_grant(_OFFICE),),
    Action.DRAFT_PROPOSAL: (_grant((_R.MEMBER,), (_P.COLLECT,), _C.HOME, _C.IN_PLACE),),
    Action.EDIT_PROPOSAL: (_grant((_R.MEMBER,), (_P.COLLECT,), _C.OWN),),
    Action.SUBMIT_PROPOSAL: (_grant((_R.MEMBER,), (_P.COLLECT,), _C.OWN),),
    Action.WITHDRAW_PROPOSAL: (_grant((_R.MEMBER,), _BEFORE_VOTE, _C.OWN),),
    Action.ATTACH_FILE: (_grant((_R.MEMBER,), (_P.COLLECT,), _C.OWN),),
    Action.SECOND_PROPOSAL: (_grant(_CITIZENS, (_P.COLLECT,), _C.IN_PLACE, _C.NOT_OWN),),
    Action.COMMENT: (
        _grant(_CITIZENS, _BEFORE_VOTE, _C.IN_PLACE),
        _grant(set(_R) - set(_CITIZENS), _BEFORE_VOTE),
    ),
    Action.MODERATE_COMMENT: (_grant((_R.FACILITATOR, _R.OFFICER)),),
    Action.ASK_MERGE: (_grant((_R.MEMBER,), (_P.COLLECT,), _C.OWN),),
    Action.ANSWER_MERGE: (_grant((_R.MEMBER,), (_P.COLLECT,), _C.OWN),),
    Action.ASSIGN_REVIEWER: (_grant(_OFFICE, (_P.REVIEW,)),),
    Action.RECUSE: (_grant((_R.EXPERT, _R.SPECIALIST), (_P.REVIEW,), _C.ASSIGNED),),
    Action.WRITE_REVIEW: (_grant((_R.EXPERT,), (_P.REVIEW,), _C.ASSIGNED),),
    Action.WRITE_LEGAL_OPINION: (_grant((_R.SPECIALIST,), (_P.REVIEW,), _C.ASSIGNED),),
    Action.READ_UNRELEASED_REVIEWS: (_grant(_OFFICE),),
    Action.RELEASE_REVIEW: (_grant(_OFFICE, (_P.REVIEW, _P.DELIBERATE)),),
    Action.ADMIT_PROJECT: (_grant(_OFFICE, (_P.REVIEW, _P.DELIBERATE)),),
    Action.DECLINE_PROPOSAL: (_grant(_OFFICE, _BEFORE_VOTE),),
    Action.CAST_BALLOT: (_grant(_CITIZENS, (_P.VOTE,), _C.ENTITLED, _C.IN_PLACE),),
    Action.COUNT_BALLOTS: (_grant(_OFFICE, (_P.COUNT,)),),
    Action.PUBLISH_OUTCOME: (_grant(_OFFICE, (_P.COUNT,)),),
    Action.PLAN_MILESTONES: (_grant(_OFFICE, (_P.IMPLEMENT,)),),
    Action.REPORT_PROGRESS: (
        _grant(_OFFICE, (_P.IMPLEMENT,)),
        _grant((_R.CLERK,), (_P.IMPLEMENT,), _C.IN_PLACE),
    ),
    Action.RECORD_SPENDING: (
        _grant(_OFFICE, (_P.IMPLEMENT,)),
        _grant((_R.CLERK,), (_P.IMPLEMENT,), _C.IN_PLACE),
    ),
    Action.APPRAISE_PROJECT: (_grant(_CITIZENS, (_P.IMPLEMENT, _P.APPRAISE), _C.IN_PLACE),),
    Action.SHOW_ON_PROJECTOR: (_grant((_R.FACILITATOR, _R.OFFICER)),),
    Action.MANAGE_ACCOUNTS: (_grant(_OFFICE),),
    Action.IMPORT_ROUND: (_grant(_OFFICE),),
    Action.EXPORT_BALLOTS: (_grant(_OFFICE, (_P.COUNT, _P.IMPLEMENT, _P.APPRAISE, _P.CLOSED)),),
    Action.PRINT_BALLOTS: (
        _grant(_OFFICE, (_P.VOTE,)),
        _grant((_R.CLERK,), (_P.VOTE,), _C.IN_PLACE),
    ),
    Action.HAND_OUT_SHEET: (
        # What was forgotten in the hall is recorded afterwards by the office alone.
        _grant(_OFFICE, _WITH_PAPER),
        _grant((_R.CLERK,), (_P.VOTE,), _C.IN_PLACE),
    ),
    Action.ENTER_PAPER_BALLOT: (
        _grant(_OFFICE, _WITH_PAPER),
        _grant((_R.CLERK,), _WITH_PAPER, _C.IN_PLACE),
    ),
    Action.SETTLE_PAPER_BALLOT: (
        _grant(_OFFICE, _WITH_PAPER),
        _grant((_R.CLERK,), _WITH_PAPER, _C.IN_PLACE),
    ),
    Action.SET_ASIDE_SHEET: (_grant(_OFFICE, _WITH_PAPER),),
    Action.SET_UP_MEETING: (
        _grant((_R.FACILITATOR, _R.OFFICER)),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
    ),
    Action.RUN_MEETING: (_grant((_R.FACILITATOR, _R.OFFICER)),),
    Action.CHECK_IN: (
        _grant((_R.FACILITATOR, _R.OFFICER)),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
    ),
    Action.OPEN_KIOSK: (
        _grant((_R.FACILITATOR, _R.OFFICER)),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
    ),
    Action.ISSUE_SLIP: (
        _grant(_OFFICE, (_P.VOTE,)),
        _grant((_R.CLERK,), (_P.VOTE,), _C.IN_PLACE),
    ),
    Action.MODERATE_STATEMENT: (_grant((_R.FACILITATOR, _R.OFFICER)),),
    Action.WRITE_MINUTES: (_grant((_R.FACILITATOR, _R.OFFICER)),),
    Action.APPROVE_MINUTES: (_grant(_OFFICE),),
    Action.RAISE_MATTER: (_grant(_R),),
    Action.RAISE_FOR_ANOTHER: (
        _grant(_OFFICE),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
    ),
    Action.TAKE_UP_MATTER: (_grant((_R.MEMBER,), EVERY_PHASE, _C.IN_PLACE),),
    Action.ASSIGN_MATTER: (
        _grant(_OFFICE),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
    ),
    Action.HAND_OVER_MATTER: (_grant(_R, EVERY_PHASE, _C.ASSIGNED),),
    Action.ANSWER_MATTER: (
        _grant(_OFFICE),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
        _grant(_R, EVERY_PHASE, _C.ASSIGNED),
    ),
    Action.RATE_ANSWER: (_grant(_R, EVERY_PHASE, _C.OWN),),
    Action.WITHDRAW_MATTER: (_grant(_R, EVERY_PHASE, _C.OWN),),
    Action.READ_PRIVATE_MATTER: (
        _grant(_OFFICE),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
        _grant(_R, EVERY_PHASE, _C.OWN),
        _grant(_R, EVERY_PHASE, _C.ASSIGNED),
    ),
    Action.WHISTLE: (
        _grant(_OFFICE),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
    ),
    Action.REPORT_IN: (
        _grant(_OFFICE),
        _grant(_R, EVERY_PHASE, _C.ASSIGNED),
    ),
    Action.SET_UP_LOOP: (_grant(_OFFICE),),
    Action.RECORD_ACTIVITY: (
        _grant(_OFFICE),
        _grant((_R.CLERK, _R.MEMBER), EVERY_PHASE, _C.IN_PLACE),
    ),
    Action.RECORD_PLEDGE: (
        _grant(_OFFICE),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
    ),
    Action.SET_UP_STATION: (_grant(_OFFICE),),
    Action.PLAN_DUTY: (
        _grant(_OFFICE),
        _grant((_R.SPECIALIST,), EVERY_PHASE, _C.OWN),
    ),
    Action.ASK_LAW: (_grant(_R),),
    Action.TAKE_CASE: (_grant((_R.SPECIALIST,), EVERY_PHASE, _C.ASSIGNED),),
    # What a case says is for those named in it: no role reads it by being that role.
    Action.READ_CASE: (_grant(_R, EVERY_PHASE, _C.ASSIGNED),),
    Action.WORK_ON_CASE: (_grant(_R, EVERY_PHASE, _C.ASSIGNED),),
    Action.MEDIATE: (_grant((_R.SPECIALIST, _R.MEMBER), EVERY_PHASE, _C.ASSIGNED),),
    Action.START_MEDIATION: (
        _grant(_OFFICE),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
        _grant((_R.MEMBER,), EVERY_PHASE, _C.ASSIGNED),
    ),
    Action.RECORD_SERVICE: (_grant((_R.SPECIALIST,)),),
    Action.WRITE_LEGAL_ARTICLE: (_grant((_R.SPECIALIST,), EVERY_PHASE, _C.OWN),),
    Action.SET_UP_POINTS: (_grant(_OFFICE),),
    Action.ENTER_POINTS: (_grant(_OFFICE), _grant((_R.CLERK,), EVERY_PHASE, _C.HOME)),
    Action.REVIEW_POINTS: (_grant(_OFFICE), _grant((_R.CLERK,), EVERY_PHASE, _C.HOME)),
    Action.APPEAL_POINTS: (_grant(_R, EVERY_PHASE, _C.OWN),),
    Action.ANSWER_APPEAL: (_grant(_OFFICE),),
    Action.EXCHANGE_POINTS: (_grant(_R),),
    Action.SET_UP_REWARDS: (_grant(_OFFICE),),
    Action.HAND_OVER_REWARD: (_grant(_OFFICE), _grant((_R.CLERK,), EVERY_PHASE, _C.HOME)),
    Action.SET_UP_HONOURS: (_grant(_OFFICE),),
    Action.NOMINATE: (_grant(_R, EVERY_PHASE, _C.NOT_OWN),),
    Action.VOTE_HONOUR: (_grant((_R.MEMBER, _R.EXPERT, _R.SPECIALIST), EVERY_PHASE, _C.NOT_OWN),),
    Action.PLAN_FUND: (_grant(_OFFICE),),
    Action.BOOK_FUND: (_grant(_OFFICE),),
    Action.PROPOSE_TOPIC: (_grant((_R.OFFICER, _R.EXPERT, _R.FACILITATOR)),),
    Action.READ_CONCERNS: (_grant((_R.OFFICER, _R.FACILITATOR)),),
    Action.STEER_TOPIC: (_grant(_OFFICE),),
    Action.RESEARCH_TOPIC: (_grant((_R.EXPERT,), EVERY_PHASE, _C.ASSIGNED),),
    # Whoever wrote a finding is never the one asked to review it.
    Action.REVIEW_FINDING: (_grant((_R.EXPERT,), EVERY_PHASE, _C.ASSIGNED),),
    Action.PUBLISH_FINDING: (_grant(_OFFICE),),
    Action.DECIDE_TOPIC: (_grant(_OFFICE),),
    Action.ASK_ADVICE: (
        _grant(_OFFICE),
        _grant((_R.CLERK,), EVERY_PHASE, _C.IN_PLACE),
        _grant(_R, EVERY_PHASE, _C.ASSIGNED),
    ),
    Action.GIVE_ADVICE: (_grant((_R.EXPERT,), EVERY_PHASE, _C.ASSIGNED),),
    Action.ASK_CITIZENS: (
        _grant(_OFFICE),
        _grant((_R.EXPERT,), EVERY_PHASE, _C.OWN),
        _grant((_R.EXPERT,), EVERY_PHASE, _C.ASSIGNED),
    ),
    Action.ANSWER_CONSULTATION: (_grant((_R.MEMBER,)),),
    Action.SET_UP_TEAMS: (_grant(_OFFICE),),
    Action.WRITE_GUIDE: (_grant(_OFFICE),),
    Action.EDIT_PROFILE: (_grant((_R.MEMBER, _R.EXPERT, _R.SPECIALIST), EVERY_PHASE, _C.OWN),),
}
