"""Who may do what, and when: one table, role × phase × action, as data (`domain.grants`).

Services ask `refuse_unless_permitted` inside the transaction; menus ask `is_offered`;
`docs/rights.md` is `as_markdown()` of this very table.
"""

from dataclasses import dataclass

from domain.actions import Action
from domain.grants import EVERY_PHASE, RIGHTS, Condition, Grant
from domain.phases import Phase
from domain.places import Place
from domain.refusals import Refusal
from domain.roles import Actor, Role

__all__ = [
    "EVERY_PHASE",
    "RIGHTS",
    "Action",
    "Condition",
    "Grant",
    "Subject",
    "as_markdown",
    "holds",
    "is_offered",
    "may",
    "refuse_unless_permitted",
]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is done to, as far as rights look at it."""

    author_id: int | None = None
    community_id: int | None = None
    place: Place | None = None
    assignee_ids: frozenset[int] = frozenset()
    voter_roles: frozenset[Role] = frozenset()


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
        "Printed from `domain/grants.py` by `python cli.py docs`; a test holds the two equal.",
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
