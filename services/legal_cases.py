"""法务事项: asked in writing or at a booked time, taken by a specialist, answered, rated."""

from datetime import datetime

from db import legal, rounds, stations
from db.engine import Session, transaction
from db.tables import LegalCase, ServiceRecord
from domain.clock import local, utc_now
from domain.legal import (
    ENDED,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    MOST_OPEN,
    RATED_IN,
    CaseEvent,
    CaseState,
    Part,
)
from domain.legal_views import CaseDraft
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor, Role
from services.case_access import (
    due_for,
    find_named,
    name_in,
    permit_case,
    permit_step,
    refuse_unless_active,
    roster_of,
    trace,
    unname,
)
from services.duty import refuse_unless_free
from services.permission import permit

LONGEST_SERVICE_MINUTES = 24 * 60


def ask_law(actor: Actor, draft: CaseDraft, request_key: str, now: datetime | None = None) -> int:
    """Ask in writing, or book a half hour with whoever is on duty; the case's id.

    The same form sent twice asks once. A half hour belongs to whoever was first.
    """
    moment = now or utc_now()
    with transaction() as db:
        permit(db, actor, Action.ASK_LAW)
        known = legal.find_by_key(db, request_key)
        if known is not None:
            if known.asker_id != actor.account_id:
                raise Refusal("case.unknown")
            return known.id
        case = _asked(db, actor, draft, request_key, moment)
        if draft.slot is not None:
            if case.station_id is None:
                raise Refusal("case.slot_taken")
            refuse_unless_free(db, case.station_id, draft.slot, moment)
            if not legal.book_once(db, case.id, draft.slot.account_id, draft.slot.at):
                raise Refusal("case.slot_taken")
            db.refresh(case)
            name_in(db, case, draft.slot.account_id, Part.SPECIALIST)
            trace(db, case, CaseEvent.BOOK, actor.account_id, moment)
        return case.id


def take_case(actor: Actor, case_id: int) -> None:
    """Take a case of one's own station: from now on one is named in it, and reads it.

    Pressed twice it is taken once; two specialists at the same instant, and one has it.
    """
    with transaction() as db:
        case = legal.get_case(db, case_id, for_update=True)
        permit(
            db,
            actor,
            Action.TAKE_CASE,
            subject=roster_of(db, case.community_id, utc_now()),
        )
        party = legal.find_party(db, case_id, actor.account_id)
        if party is not None and party.part == Part.SPECIALIST.value:
            return
        if case.state != CaseState.ASKED.value:
            raise Refusal("case.taken")
        if party is not None:
            raise Refusal("case.own")
        name_in(db, case, actor.account_id, Part.SPECIALIST)
        trace(db, case, CaseEvent.TAKE, actor.account_id)


def answer_case(
    actor: Actor, case_id: int, text: str, minutes: int = 30, now: datetime | None = None
) -> None:
    """Answer a question; the service is counted with it. The same answer twice is one."""
    moment = now or utc_now()
    with transaction() as db:
        case, _ = permit_case(db, actor, Action.WORK_ON_CASE, case_id)
        said = tidy(text, LONGEST_TEXT)
        if case.state == CaseState.ANSWERED.value and case.answer == said:
            return
        case, _ = permit_step(db, actor, case_id, CaseEvent.GIVE_ANSWER)
        if not said:
            raise Refusal("case.no_answer")
        trace(db, case, CaseEvent.GIVE_ANSWER, actor.account_id, moment)
        case.answer, case.answered_at = said, moment
        count_service(db, case, actor.account_id, minutes, 1, moment)


def ask_further(actor: Actor, case_id: int, text: str, now: datetime | None = None) -> None:
    """Ask on after an answer; it is due anew."""
    moment = now or utc_now()
    with transaction() as db:
        case, _ = permit_step(db, actor, case_id, CaseEvent.ASK_FURTHER)
        said = tidy(text, LONGEST_TEXT)
        if not said:
            raise Refusal("case.no_text")
        trace(db, case, CaseEvent.ASK_FURTHER, actor.account_id, moment)
        # The answer so far stays readable beside what it did not clear up.
        case.content = "\n\n".join(one for one in (case.content, case.answer, said) if one)
        case.answer, case.answered_at = "", None
        case.due_at = due_for(db, moment)


def reassign_case(actor: Actor, case_id: int, to: int) -> None:
    """Give a case to a colleague: they are named, and oneself no longer is."""
    with transaction() as db:
        case, _ = permit_step(db, actor, case_id, CaseEvent.REASSIGN)
        if to == actor.account_id:
            return
        refuse_unless_active(db, to, Role.SPECIALIST.value)
        if legal.find_party(db, case_id, to) is not None:
            raise Refusal("case.own")
        unname(db, case, Part.SPECIALIST)
        name_in(db, case, to, Part.SPECIALIST)
        case.booked_with, case.booked_for = None, None
        trace(db, case, CaseEvent.REASSIGN, actor.account_id)


def hand_over_case(actor: Actor, case_id: int, text: str, now: datetime | None = None) -> None:
    """End a case that belongs elsewhere: a court, arbitration, the police; `text` says where."""
    moment = now or utc_now()
    with transaction() as db:
        case, _ = permit_step(db, actor, case_id, CaseEvent.HAND_OVER)
        said = tidy(text, LONGEST_TEXT)
        if not said:
            raise Refusal("case.no_text")
        trace(db, case, CaseEvent.HAND_OVER, actor.account_id, moment)
        case.answer, case.answered_at, case.closed_at = said, moment, moment


def withdraw_case(actor: Actor, case_id: int) -> None:
    """Take back what one asked; a booked half hour is free again."""
    with transaction() as db:
        case, party = permit_case(db, actor, Action.WORK_ON_CASE, case_id)
        if case.state == CaseState.WITHDRAWN.value and party.part == Part.ASKER.value:
            return
        case, _ = permit_step(db, actor, case_id, CaseEvent.WITHDRAW)
        trace(db, case, CaseEvent.WITHDRAW, actor.account_id)
        case.booked_with, case.booked_for, case.closed_at = None, None, utc_now()


def close_case(actor: Actor, case_id: int) -> None:
    """End a case that has its answer or its agreement. Pressed twice it ends once."""
    with transaction() as db:
        case, _ = permit_case(db, actor, Action.WORK_ON_CASE, case_id)
        if case.state == CaseState.CLOSED.value:
            return
        case, _ = permit_step(db, actor, case_id, CaseEvent.CLOSE)
        trace(db, case, CaseEvent.CLOSE, actor.account_id)
        case.closed_at = utc_now()


def rate_case(actor: Actor, case_id: int, stars: int) -> None:
    """How satisfied the asker is, 1–5; it ends what is answered. It may be changed afterwards."""
    with transaction() as db:
        case, party = permit_case(db, actor, Action.WORK_ON_CASE, case_id)
        if party.part != Part.ASKER.value or CaseState(case.state) not in RATED_IN:
            raise Refusal("case.not_rated")
        if not 1 <= stars <= 5:
            raise Refusal("matter.stars")
        case.satisfaction = stars
        db.add(case)
        if CaseState(case.state) not in ENDED:
            trace(db, case, CaseEvent.CLOSE, actor.account_id)
            case.closed_at = utc_now()


def count_service(
    db: Session,
    case: LegalCase,
    account_id: int,
    minutes: int,
    people: int,
    now: datetime,
) -> None:
    """Write down the service that a case was, within the caller's transaction."""
    if not 1 <= minutes <= LONGEST_SERVICE_MINUTES:
        raise Refusal("service.minutes")
    db.add(
        ServiceRecord(
            kind=case.kind,
            community_id=case.community_id,
            case_id=case.id,
            account_id=find_named(db, case, Part.SPECIALIST) or account_id,
            on=local(now).date(),
            minutes=minutes,
            people_count=people,
            at=now,
        )
    )


def _asked(
    db: Session, actor: Actor, draft: CaseDraft, request_key: str, now: datetime
) -> LegalCase:
    if legal.count_open_of(db, actor.account_id) >= MOST_OPEN:
        raise Refusal("case.too_many", most=MOST_OPEN)
    subject = tidy(draft.subject, LONGEST_SUBJECT)
    content = tidy(draft.content, LONGEST_TEXT)
    if not subject:
        raise Refusal("case.no_text")
    community = rounds.get_community(db, draft.community_id)
    station = stations.find_of_community(db, community.id)
    case = LegalCase(
        kind=draft.kind.value,
        community_id=community.id,
        station_id=station.id if station else None,
        subject=subject,
        content=content,
        asker_id=actor.account_id,
        request_key=request_key,
        due_at=due_for(db, now),
        created_at=now,
    )
    db.add(case)
    db.flush()
    name_in(db, case, actor.account_id, Part.ASKER)
    trace(db, case, CaseEvent.ASK, actor.account_id, now)
    return case
