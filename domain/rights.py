"""Who may do what, and when: one table, role × phase × action, as data.

Services ask `refuse_unless_permitted` inside the transaction; menus ask `is_offered`;
`docs/rights.md` is `as_markdown()` of this very table.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from domain.phases import Phase
from domain.places import Place
from domain.refusals import Refusal
from domain.roles import Actor, Role


class Action(StrEnum):
    """Everything that needs a right. Reading what is public needs none."""

    SET_UP_ROUND = "set_up_round"
    EDIT_ROUND = "edit_round"
    MOVE_PHASE = "move_phase"
    DRAFT_PROPOSAL = "draft_proposal"
    EDIT_PROPOSAL = "edit_proposal"
    SUBMIT_PROPOSAL = "submit_proposal"
    WITHDRAW_PROPOSAL = "withdraw_proposal"
    ATTACH_FILE = "attach_file"
    SECOND_PROPOSAL = "second_proposal"
    COMMENT = "comment"
    MODERATE_COMMENT = "moderate_comment"
    ASK_MERGE = "ask_merge"
    ANSWER_MERGE = "answer_merge"
    ASSIGN_REVIEWER = "assign_reviewer"
    RECUSE = "recuse"
    WRITE_REVIEW = "write_review"
    WRITE_LEGAL_OPINION = "write_legal_opinion"
    READ_UNRELEASED_REVIEWS = "read_unreleased_reviews"
    RELEASE_REVIEW = "release_review"
    ADMIT_PROJECT = "admit_project"
    DECLINE_PROPOSAL = "decline_proposal"
    CAST_BALLOT = "cast_ballot"
    COUNT_BALLOTS = "count_ballots"
    PUBLISH_OUTCOME = "publish_outcome"
    PLAN_MILESTONES = "plan_milestones"
    REPORT_PROGRESS = "report_progress"
    RECORD_SPENDING = "record_spending"
    APPRAISE_PROJECT = "appraise_project"
    SHOW_ON_PROJECTOR = "show_on_projector"
    MANAGE_ACCOUNTS = "manage_accounts"
    IMPORT_ROUND = "import_round"
    EXPORT_BALLOTS = "export_ballots"
    PRINT_BALLOTS = "print_ballots"
    HAND_OUT_SHEET = "hand_out_sheet"
    ENTER_PAPER_BALLOT = "enter_paper_ballot"
    SETTLE_PAPER_BALLOT = "settle_paper_ballot"
    SET_ASIDE_SHEET = "set_aside_sheet"
    SET_UP_MEETING = "set_up_meeting"
    RUN_MEETING = "run_meeting"
    CHECK_IN = "check_in"
    OPEN_KIOSK = "open_kiosk"
    ISSUE_SLIP = "issue_slip"
    MODERATE_STATEMENT = "moderate_statement"
    WRITE_MINUTES = "write_minutes"
    APPROVE_MINUTES = "approve_minutes"
    RAISE_MATTER = "raise_matter"
    RAISE_FOR_ANOTHER = "raise_for_another"
    TAKE_UP_MATTER = "take_up_matter"
    ASSIGN_MATTER = "assign_matter"
    HAND_OVER_MATTER = "hand_over_matter"
    ANSWER_MATTER = "answer_matter"
    RATE_ANSWER = "rate_answer"
    WITHDRAW_MATTER = "withdraw_matter"
    READ_PRIVATE_MATTER = "read_private_matter"
    WHISTLE = "whistle"
    REPORT_IN = "report_in"
    SET_UP_LOOP = "set_up_loop"


class Condition(StrEnum):
    """What must hold besides role and phase; each is one small predicate in `holds`."""

    OWN = "own"
    NOT_OWN = "not_own"
    HOME = "home"
    IN_PLACE = "in_place"
    ASSIGNED = "assigned"
    ENTITLED = "entitled"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is done to, as far as rights look at it."""

    author_id: int | None = None
    community_id: int | None = None
    place: Place | None = None
    assignee_ids: frozenset[int] = frozenset()
    voter_roles: frozenset[Role] = frozenset()


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
}


def holds(condition: Condition, actor: Actor, subject: Subject) -> bool:
    """Whether one condition is true of this person and this thing."""
    place = subject.place
    truths = {
        Condition.OWN: subject.author_id == actor.account_id,
        Condition.NOT_OWN: subject.author_id != actor.account_id,
        Condition.HOME: actor.community_id is not None
        and subject.community_id == actor.community_id,
        Condition.IN_PLACE: place is not None
        and place.covers(actor.subdistrict_id, actor.community_id),
        Condition.ASSIGNED: actor.account_id in subject.assignee_ids,
        Condition.ENTITLED: actor.role in subject.voter_roles,
    }
    return truths[condition]


def is_offered(action: Action, role: Role | None, phase: Phase | None = None) -> bool:
    """Whether a menu should show the action at all; conditions are left to the service."""
    return any(
        role in grant.roles and (phase is None or phase in grant.phases) for grant in RIGHTS[action]
    )


def may(action: Action, actor: Actor, phase: Phase | None, subject: Subject = Subject()) -> bool:
    """Whether the person may do this now, conditions included (`phase` None: not about a round)."""
    return any(
        actor.role in grant.roles
        and (phase is None or phase in grant.phases)
        and all(holds(condition, actor, subject) for condition in grant.conditions)
        for grant in RIGHTS[action]
    )


def refuse_unless_permitted(
    action: Action, actor: Actor, phase: Phase | None, subject: Subject = Subject()
) -> None:
    """Raise the refusal that tells what stands in the way: role, then phase, then fact."""
    if may(action, actor, phase, subject):
        return
    of_role = [grant for grant in RIGHTS[action] if actor.role in grant.roles]
    if not of_role:
        raise Refusal("right.role", action=action, role=actor.role)
    in_phase = [grant for grant in of_role if phase is None or phase in grant.phases]
    if not in_phase:
        raise Refusal("right.phase", action=action, phase=phase)
    missing = next(
        condition
        for condition in Condition
        if condition in in_phase[0].conditions and not holds(condition, actor, subject)
    )
    raise Refusal(f"right.{missing.value}", action=action)


def as_markdown() -> str:
    """The table as `docs/rights.md` holds it."""
    lines = [
        "# Rights",
        "",
        "Printed from `domain/rights.py` by `python cli.py docs`; a test holds the two equal.",
        "Whoever is not named is refused. Reading what is public needs no right.",
        "",
        "| action | roles | phases | conditions |",
        "|---|---|---|---|",
    ]
    for action, grants in RIGHTS.items():
        for grant in grants:
            roles = ", ".join(role for role in Role if role in grant.roles)
            every = grant.phases == EVERY_PHASE
            phases = "any" if every else ", ".join(p for p in Phase if p in grant.phases)
            conditions = ", ".join(c for c in Condition if c in grant.conditions) or "–"
            lines.append(f"| {action} | {roles} | {phases} | {conditions} |")
    return "\n".join(lines) + "\n"
