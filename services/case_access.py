"""The door of every case: only those named in it pass, whatever their role; the step, the trace."""

from datetime import datetime, timedelta

from db import accounts, legal, stations
from db.engine import Session
from db.tables import CaseMove, CaseParty, LegalCase
from domain.clock import local, utc_now
from domain.legal import CaseEvent, CaseKind, CaseState, Part, open_to, step
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from services.deadlines import due_of, usual_class
from services.permission import confirm, permit

ROSTER = timedelta(days=60)
"""A station is a specialist's own who stood on its roster that recently, or will."""


def permit_case(
    db: Session, actor: Actor, action: Action, case_id: int, *, for_update: bool = True
) -> tuple[LegalCase, CaseParty]:
    """The case and as what this person is named in it; to everybody else it does not exist."""
    confirm(db, actor)
    party = legal.find_party(db, case_id, actor.account_id)
    if party is None:
        raise Refusal("case.unknown")
    named = frozenset({party.account_id})
    permit(db, actor, action, subject=Subject(assignee_ids=named))
    return legal.get_case(db, case_id, for_update=for_update), party


def permit_step(
    db: Session, actor: Actor, case_id: int, event: CaseEvent, action: Action = Action.WORK_ON_CASE
) -> tuple[LegalCase, CaseParty]:
    """The case, held for this transaction, if this person's part may take this step now."""
    case, party = permit_case(db, actor, action, case_id)
    state = CaseState(case.state)
    if event not in open_to(Part(party.part), state, CaseKind(case.kind)):
        raise Refusal("case.illegal_step", state=state)
    return case, party


def trace(
    db: Session,
    case: LegalCase,
    event: CaseEvent,
    account_id: int | None,
    now: datetime | None = None,
) -> None:
    """Take the step that the machine allows, and write down that it was taken; never why."""
    before = CaseState(case.state)
    after = step(before, event)
    case.state = after.value
    db.add(case)
    db.add(
        CaseMove(
            case_id=case.id,
            event=event.value,
            from_state=before.value,
            to_state=after.value,
            at=now or utc_now(),
            account_id=account_id,
        )
    )


def name_in(db: Session, case: LegalCase, account_id: int, part: Part) -> None:
    """Name somebody in a case; who is named already keeps their part."""
    if legal.find_party(db, case.id, account_id) is None:
        db.add(CaseParty(case_id=case.id, account_id=account_id, part=part.value))
        db.flush()


def unname(db: Session, case: LegalCase, part: Part) -> None:
    """Take out of a case whoever is named so: from now on they read nothing of it."""
    for party, _ in legal.list_parties(db, case.id):
        if party.part == part.value:
            db.delete(party)
    db.flush()


def find_named(db: Session, case: LegalCase, part: Part) -> int | None:
    """The account that is named so."""
    parties = legal.list_parties(db, case.id)
    return next((party.account_id for party, _ in parties if party.part == part.value), None)


def roster_of(db: Session, community_id: int, now: datetime) -> Subject:
    """A community's cases as rights see them: for the specialists of its station."""
    since = local(now).date() - ROSTER
    return Subject(assignee_ids=stations.specialists_of(db, community_id, since))


def due_for(db: Session, now: datetime) -> datetime:
    """Until when somebody who asks now has an answer, by the class set for the law."""
    return due_of(db, usual_class(db, "legal"), now)


def refuse_unless_active(db: Session, account_id: int, role: str) -> None:
    """Refuse somebody who cannot be named as this: gone, or of another role."""
    account = accounts.get_account(db, account_id)
    if not account.is_active or account.role != role:
        raise Refusal("case.person_unknown")
