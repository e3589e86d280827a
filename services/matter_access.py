"""The door of every act on a matter: whose it is, where it lies, the step, the trace."""

from datetime import datetime

from db import matters
from db.engine import Session
from db.tables import Matter, MatterMove
from domain.clock import utc_now
from domain.matters import UNANSWERED, MatterEvent, MatterState, step
from domain.places import Place, area
from domain.refusals import Refusal
from domain.rights import Action, Subject, may
from domain.roles import Actor
from services.permission import permit

_MOVING = frozenset(
    {
        MatterEvent.ASSIGN,
        MatterEvent.ESCALATE,
        MatterEvent.GIVE_ANSWER,
        MatterEvent.REOPEN,
        MatterEvent.CLOSE,
        MatterEvent.WITHDRAW,
    }
)


def permit_matter(db: Session, actor: Actor, action: Action, matter_id: int) -> Matter:
    """The matter, held for this transaction, if this person may do this to it."""
    matter = matters.get_matter(db, matter_id, for_update=True)
    if not matter.is_public and not is_readable(db, actor, matter):
        raise Refusal("matter.unknown")
    permit(db, actor, action, subject=subject_of(db, matter))
    return matter


def subject_of(db: Session, matter: Matter) -> Subject:
    """A matter as rights see it: its raiser (or who wrote it down for them), place and owners."""
    body = matters.find_body(db, matter.body_code)
    owners = {matter.owner_id, body.head_id if body else None} - {None}
    return Subject(
        author_id=speaker_of(matter),
        place=place_of(matter),
        assignee_ids=frozenset(one for one in owners if one is not None),
    )


def speaker_of(matter: Matter) -> int | None:
    """Who speaks as its raiser: they, or who wrote it down for them; of a promise nobody."""
    return matter.recorded_by if matter.raiser_name else matter.raiser_id


def place_of(matter: Matter) -> Place:
    """The matter's area as rights see it."""
    return area(matter.subdistrict_id, matter.community_id)


def is_readable(db: Session, actor: Actor | None, matter: Matter) -> bool:
    """Whether this person may read it: what is private is for raiser, owners and office alone."""
    if matter.is_public:
        return True
    if actor is None:
        return False
    if may(Action.READ_PRIVATE_MATTER, actor, None, subject_of(db, matter)):
        return True
    called = {body.head_id for _, body in matters.list_whistles(db, matter.id)}
    return actor.account_id in called | {matter.taken_up_by}


def refuse_unless_unanswered(matter: Matter) -> None:
    """Refuse what can only be done while a matter waits for its answer."""
    if MatterState(matter.state) not in UNANSWERED:
        raise Refusal("matter.illegal_step", state=MatterState(matter.state))


def trace(
    db: Session,
    matter: Matter,
    event: MatterEvent,
    account_id: int | None,
    *,
    note: str = "",
    now: datetime | None = None,
) -> None:
    """Take the step that the machine allows, and write it down."""
    before = MatterState(matter.state)
    after = step(before, event) if event in _MOVING else before
    matter.state = after.value
    db.add(matter)
    db.add(
        MatterMove(
            matter_id=matter.id,
            event=event.value,
            from_state=before.value,
            to_state=after.value,
            at=now or utc_now(),
            account_id=account_id,
            note=note,
        )
    )
