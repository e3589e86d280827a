"""The door of every write: is this person still who the page thinks, and may they do this now?"""

from db import accounts
from db.engine import Session
from db.tables import Round
from domain.clock import utc_now
from domain.phases import Phase
from domain.places import Place, PlaceKind
from domain.refusals import Refusal
from domain.rights import Action, Subject, refuse_unless_permitted
from domain.roles import Actor, Role


def permit(
    db: Session,
    actor: Actor,
    action: Action,
    round_: Round | None = None,
    subject: Subject | None = None,
) -> None:
    """Refuse unless the account is in order and the table grants the action.

    Called first inside the transaction that writes. With a round, its phase is read from the row of
    this transaction; without a `subject`, the round's own place and voters are the subject.
    """
    confirm(db, actor)
    if subject is None:
        subject = subject_of(round_) if round_ is not None else Subject()
    phase = Phase(round_.phase) if round_ is not None else None
    refuse_unless_permitted(action, actor, phase, subject)


def confirm(db: Session, actor: Actor) -> None:
    """Refuse a person who was signed out, suspended or changed since the page was drawn."""
    # The sign-in comes with its account: asked for first, it saves every tap a second query.
    found = accounts.find_sign_in(db, actor.sign_in_id) if actor.sign_in_id is not None else None
    account = accounts.get_account(db, actor.account_id)
    same = account.token_version == actor.token_version and account.role == actor.role.value
    if not account.is_active or not same:
        raise Refusal("account.signed_out")
    if actor.sign_in_id is None:
        return
    if found is None or found[0].ended_at is not None or found[0].expires_at <= utc_now():
        raise Refusal("account.signed_out")


def place_of(round_: Round) -> Place:
    """The round's area as rights see it."""
    return Place(PlaceKind(round_.place_kind), round_.subdistrict_id, round_.community_id)


def subject_of(
    round_: Round,
    *,
    author_id: int | None = None,
    community_id: int | None = None,
    assignee_ids: frozenset[int] = frozenset(),
) -> Subject:
    """The subject of an act within a round."""
    return Subject(
        author_id=author_id,
        community_id=community_id,
        place=place_of(round_),
        assignee_ids=assignee_ids,
        voter_roles=frozenset(Role(role) for role in round_.voter_roles),
    )
