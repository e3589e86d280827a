"""Reading consultations: the list, one of them; the answers only once nobody can follow them."""

from datetime import datetime

from db import accounts, consultations, rounds
from db.engine import Session, reading
from db.tables import Consultation
from domain.clock import utc_now
from domain.consultation_summary import Answer, Summary, summarise
from domain.refusals import Refusal
from domain.research import ANSWERED, ConsultationState
from domain.research_views import ConsultationCard, ConsultationSheet
from domain.rights import Action, may
from domain.roles import Actor
from services.consultations import is_over, subject_of

_ACTS = (Action.ASK_CITIZENS, Action.ANSWER_CONSULTATION)
_PUBLIC = (ConsultationState.OPEN, ConsultationState.CLOSED, ConsultationState.RETURNED)


def list_consultations(
    actor: Actor | None, now: datetime | None = None
) -> tuple[ConsultationCard, ...]:
    """Every consultation that was put to members, open ones first; drafts for their own experts."""
    moment = now or utc_now()
    with reading() as db:
        rows = consultations.list_in(db, _PUBLIC)
        if actor is not None:
            drafts = consultations.list_in(db, (ConsultationState.DRAFT,))
            rows += [
                row
                for row in drafts
                if may(Action.ASK_CITIZENS, actor, None, subject_of(db, row[0]))
            ]
        cards = cards_of(db, actor, rows, moment)
    order = list(ConsultationState)
    return tuple(sorted(cards, key=lambda one: order.index(one.state)))


def cards_of(
    db: Session, actor: Actor | None, rows: list[consultations.Row], now: datetime
) -> tuple[ConsultationCard, ...]:
    """Consultations as lists show them."""
    counts = consultations.count_answers(db)
    own = consultations.own_answers(db, actor.account_id) if actor else {}
    return tuple(
        ConsultationCard(
            id=row.id,
            title=row.title,
            state=state_of(row, now),
            closes_on=row.closes_on,
            answers=counts.get(row.id, 0),
            field=field.name if field else "",
            field_en=field.name_en if field else "",
            topic_id=row.topic_id,
            own=own.get(row.id),
        )
        for row, field, _ in rows
    )


def get_consultation_sheet(
    actor: Actor | None, consultation_id: int, now: datetime | None = None
) -> ConsultationSheet:
    """One consultation; refuses a draft to whoever has no part in it."""
    moment = now or utc_now()
    with reading() as db:
        rows = consultations.list_rows(db, Consultation.id == consultation_id)
        if not rows:
            raise Refusal("consultation.unknown")
        row, _, topic = rows[0]
        subject = subject_of(db, row)
        acts = frozenset(a for a in _ACTS if actor and may(a, actor, None, subject))
        if ConsultationState(row.state) not in _PUBLIC and Action.ASK_CITIZENS not in acts:
            raise Refusal("consultation.unknown")
        (card,) = cards_of(db, actor, rows, moment)
        own = consultations.find_answer(db, row.id, actor.account_id) if actor else None
        names = accounts.names_of(db, {row.created_by} if row.created_by else set())
        return ConsultationSheet(
            card=card,
            question=row.question,
            text=row.text,
            topic_title=topic.title if topic else "",
            asked_by=names.get(row.created_by or 0, ""),
            members=consultations.count_members(db),
            opened_at=row.opened_at,
            changed=row.changed,
            returned_at=row.returned_at,
            own_text=own.text if own else "",
            summary=_summary(db, row) if card.state in ANSWERED else None,
            field_names={one.code: (one.name, one.name_en) for one in rounds.list_fields(db)},
            acts=acts,
        )


def state_of(row: Consultation, now: datetime) -> ConsultationState:
    """Where it stands, also in the minute before the clock closes it."""
    state = ConsultationState(row.state)
    if state is ConsultationState.OPEN and is_over(row, now):
        return ConsultationState.CLOSED
    return state


def _summary(db: Session, row: Consultation) -> Summary:
    return summarise(
        Answer(
            answer.agreement,
            answer.text,
            account.field_code or "",
            home.name if home else "",
        )
        for answer, account, home in consultations.list_answers(db, row.id)
    )
