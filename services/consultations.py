"""征询: the citizens' committee is asked, answers until a day, and hears what that changed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db import consultations
from db.engine import Session, reading, transaction
from db.tables import Consultation, ConsultationAnswer
from domain.clock import local, utc_now
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.research import (
    LEAST_AGREEMENT,
    LONGEST_ADVICE,
    LONGEST_DAYS_OPEN,
    LONGEST_NOTE,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_AGREEMENT,
    ConsultationEvent,
    ConsultationState,
    step_consultation,
)
from domain.rights import Action, Subject
from domain.roles import Actor
from services.permission import permit
from services.topic_access import writers_of


@dataclass(frozen=True, slots=True)
class ConsultationDraft:
    """What is put to the citizens' committee: a question that one can agree with or not."""

    title: str
    question: str
    text: str = ""
    field_code: str | None = None
    topic_id: int | None = None


def draft_consultation(
    actor: Actor, draft: ConsultationDraft, request_key: str, now: datetime | None = None
) -> int:
    """Draft a consultation; its id. The same form twice drafts one."""
    with transaction() as db:
        permit(db, actor, Action.ASK_CITIZENS, subject=_new_subject(db, actor, draft.topic_id))
        known = consultations.find_consultation_of(db, request_key)
        if known is not None:
            return known.id
        title = tidy(draft.title, LONGEST_TITLE)
        question = tidy(draft.question, LONGEST_QUESTION)
        if not title or not question:
            raise Refusal("consultation.no_question")
        row = Consultation(
            topic_id=draft.topic_id,
            title=title,
            question=question,
            text=tidy(draft.text, LONGEST_ADVICE),
            field_code=draft.field_code,
            created_at=now or utc_now(),
            created_by=actor.account_id,
            request_key=request_key,
        )
        db.add(row)
        db.flush()
        return row.id


def open_consultation(
    actor: Actor, consultation_id: int, closes_on: date, now: datetime | None = None
) -> None:
    """Put it before every member until the end of that day. Twice is once."""
    with transaction() as db:
        row = _permit(db, actor, Action.ASK_CITIZENS, consultation_id)
        if row.state == ConsultationState.OPEN.value:
            return
        moment = now or utc_now()
        today = local(moment).date()
        if not today <= closes_on <= today + timedelta(days=LONGEST_DAYS_OPEN):
            raise Refusal("consultation.day", most=LONGEST_DAYS_OPEN)
        _take(db, row, ConsultationEvent.OPEN_UP)
        row.opened_at, row.closes_on = moment, closes_on


def withdraw_consultation(actor: Actor, consultation_id: int) -> None:
    """Take a draft back before anybody was asked. Twice is once."""
    with transaction() as db:
        row = _permit(db, actor, Action.ASK_CITIZENS, consultation_id)
        if row.state != ConsultationState.WITHDRAWN.value:
            _take(db, row, ConsultationEvent.WITHDRAW)


def save_answer(
    actor: Actor,
    consultation_id: int,
    agreement: int,
    text: str = "",
    now: datetime | None = None,
) -> None:
    """Save how far one agrees (1–5) and why; it can be changed until the last day is over."""
    moment = now or utc_now()
    with transaction() as db:
        row = _permit(db, actor, Action.ANSWER_CONSULTATION, consultation_id)
        if not LEAST_AGREEMENT <= agreement <= MOST_AGREEMENT:
            raise Refusal("consultation.agreement")
        if row.state != ConsultationState.OPEN.value or is_over(row, moment):
            raise Refusal("consultation.closed")
        answer = consultations.find_answer(db, consultation_id, actor.account_id)
        answer = answer or ConsultationAnswer(
            consultation_id=consultation_id,
            account_id=actor.account_id,
            agreement=agreement,
            at=moment,
        )
        said = tidy(text, LONGEST_NOTE)
        answer.agreement, answer.text, answer.at = agreement, said, moment
        db.add(answer)


def close_consultation(actor: Actor, consultation_id: int, now: datetime | None = None) -> None:
    """Close before its day, so that the answers can be read. Twice is once."""
    with transaction() as db:
        row = _permit(db, actor, Action.ASK_CITIZENS, consultation_id)
        if row.state != ConsultationState.CLOSED.value:
            _close(db, row, now or utc_now())


def close_due_consultations(now: datetime | None = None) -> list[int]:
    """Close every consultation whose last day is over; their ids. The clock does this."""
    moment = now or utc_now()
    today = local(moment).date()
    with reading() as db:
        if not consultations.list_due(db, today):
            return []
    with transaction() as db:
        due = consultations.list_due(db, today)
        for row in due:
            _close(db, row, moment)
        return [row.id for row in due]


def give_back(
    actor: Actor, consultation_id: int, changed: str, now: datetime | None = None
) -> None:
    """Say what the answers changed; only then does a consultation end. The same twice is once."""
    with transaction() as db:
        row = _permit(db, actor, Action.ASK_CITIZENS, consultation_id)
        said = tidy(changed, LONGEST_ADVICE)
        if row.state == ConsultationState.RETURNED.value and row.changed == said:
            return
        if not said:
            raise Refusal("consultation.no_change")
        _take(db, row, ConsultationEvent.GIVE_BACK)
        row.changed, row.returned_at = said, now or utc_now()


def is_over(row: Consultation, now: datetime) -> bool:
    """Whether its last day is over, though the clock may not have closed it yet."""
    return row.closes_on is not None and row.closes_on < local(now).date()


def subject_of(db: Session, row: Consultation) -> Subject:
    """A consultation as rights see it: who drafted it, and who researches its topic."""
    experts = frozenset() if row.topic_id is None else writers_of(db, row.topic_id)
    return Subject(author_id=row.created_by, assignee_ids=experts)


def _new_subject(db: Session, actor: Actor, topic_id: int | None) -> Subject:
    if topic_id is None:
        return Subject(author_id=actor.account_id)
    return Subject(assignee_ids=writers_of(db, topic_id))


def _permit(db: Session, actor: Actor, action: Action, consultation_id: int) -> Consultation:
    row = consultations.get_consultation(db, consultation_id, for_update=True)
    permit(db, actor, action, subject=subject_of(db, row))
    return row


def _close(db: Session, row: Consultation, moment: datetime) -> None:
    _take(db, row, ConsultationEvent.CLOSE)
    row.closed_at = moment


def _take(db: Session, row: Consultation, event: ConsultationEvent) -> None:
    row.state = step_consultation(ConsultationState(row.state), event).value
    db.add(row)
