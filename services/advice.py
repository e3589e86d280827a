"""决策咨询: an expert is asked about a matter or a topic, and answers by a day."""

from datetime import date, datetime

from db import matters, research
from db.engine import Session, reading, transaction
from db.tables import Account, Advice
from domain.clock import local, utc_now
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.research import LONGEST_ADVICE, LONGEST_QUESTION
from domain.research_views import AdviceLine
from domain.rights import Action, Subject
from domain.roles import Actor, Role
from services import matter_access, topic_access
from services.matter_opening import end_of_day
from services.permission import permit


def ask_advice(
    actor: Actor,
    question: str,
    expert_id: int,
    due_on: date,
    request_key: str,
    *,
    matter_id: int | None = None,
    topic_id: int | None = None,
    now: datetime | None = None,
) -> int:
    """Ask an expert about a matter or a topic; its id. The same form twice asks once.

    Question and answer are public unless the matter is private.
    """
    with transaction() as db:
        is_public = _permit_asking(db, actor, matter_id, topic_id)
        known = research.find_advice_of(db, request_key)
        if known is not None:
            return known.id
        asked, moment = tidy(question, LONGEST_QUESTION), now or utc_now()
        if not asked:
            raise Refusal("advice.no_question")
        _refuse_unless_askable(db, expert_id, due_on, moment)
        row = Advice(
            question=asked,
            matter_id=matter_id,
            topic_id=topic_id,
            expert_id=expert_id,
            asked_by=actor.account_id,
            asked_at=moment,
            due_at=end_of_day(due_on),
            is_public=is_public,
            request_key=request_key,
        )
        db.add(row)
        db.flush()
        return row.id


def answer_advice(actor: Actor, advice_id: int, text: str, now: datetime | None = None) -> None:
    """Answer as the expert who was asked; the answer stands. The same answer twice is one."""
    with transaction() as db:
        row = research.get_advice(db, advice_id)
        subject = Subject(assignee_ids=frozenset({row.expert_id}))
        permit(db, actor, Action.GIVE_ADVICE, subject=subject)
        said = tidy(text, LONGEST_ADVICE)
        if not said:
            raise Refusal("advice.no_answer")
        if row.answered_at is not None:
            if row.answer != said:
                raise Refusal("advice.answered")
            return
        row.answer, row.answered_at = said, now or utc_now()


def list_advice(
    actor: Actor | None,
    *,
    matter_id: int | None = None,
    topic_id: int | None = None,
    now: datetime | None = None,
) -> tuple[AdviceLine, ...]:
    """What was asked about a matter or a topic; what is private only for those whom it concerns."""
    moment = now or utc_now()
    with reading() as db:
        rows = research.list_advice_of(db, matter_id=matter_id, topic_id=topic_id)
        return tuple(
            line_of(db, row, expert, moment, actor)
            for row, expert in rows
            if _is_readable(db, actor, row)
        )


def line_of(
    db: Session, row: Advice, expert: Account, now: datetime, actor: Actor | None
) -> AdviceLine:
    """A question as pages show it."""
    return AdviceLine(
        id=row.id,
        question=row.question,
        expert=expert.name,
        expert_title=expert.title,
        asked_at=row.asked_at,
        due_at=row.due_at,
        is_late=row.answered_at is None and row.due_at < now,
        answer=row.answer,
        answered_at=row.answered_at,
        matter_id=row.matter_id if row.is_public else None,
        topic_id=row.topic_id,
        about=_about(db, row),
        is_mine=actor is not None and actor.account_id == row.expert_id,
    )


def _permit_asking(db: Session, actor: Actor, matter_id: int | None, topic_id: int | None) -> bool:
    """Whether what is asked will be public; refuses who may not ask about this."""
    if matter_id is not None:
        matter = matter_access.permit_matter(db, actor, Action.ASK_ADVICE, matter_id)
        return matter.is_public
    if topic_id is None:
        raise Refusal("advice.about_nothing")
    topic_access.permit_topic(db, actor, Action.ASK_ADVICE, topic_id)
    return True


def _refuse_unless_askable(db: Session, expert_id: int, due_on: date, now: datetime) -> None:
    if not research.is_expert(db, expert_id):
        raise Refusal("topic.no_expert")
    if due_on < local(now).date():
        raise Refusal("topic.past_day")


def _is_readable(db: Session, actor: Actor | None, row: Advice) -> bool:
    is_open = row.is_public
    if row.matter_id is not None:
        # A matter that was kept from the public since takes its advice with it.
        matter = matters.get_matter(db, row.matter_id)
        is_open = is_open and matter.is_public
        if matter_access.is_readable(db, actor, matter):
            return True
    return is_open or (actor is not None and actor.account_id == row.expert_id)


def _about(db: Session, row: Advice) -> str:
    if row.matter_id is not None and row.is_public:
        return matters.get_matter(db, row.matter_id).title
    return research.get_topic(db, row.topic_id).title if row.topic_id is not None else ""


def may_ask_about_matter(actor: Actor | None, matter_id: int) -> bool:
    """Whether the form is worth showing; asking itself is checked again."""
    if actor is None or actor.role is Role.RESIDENT:
        return False
    with reading() as db:
        try:
            matter_access.permit_matter(db, actor, Action.ASK_ADVICE, matter_id)
        except Refusal:
            return False
    return True
