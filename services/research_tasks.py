"""What of research and consultations waits for one person, counted, for the home page."""

from datetime import date, datetime

from db import consultations, research
from db.engine import Session
from domain.research import WAITING_FOR_OFFICE, ConsultationState, TopicState
from domain.roles import Actor, Role
from domain.tasks import Task, TaskKind
from services.concerns import count_new_results
from services.matter_opening import end_of_day


def list_research_tasks(db: Session, actor: Actor) -> list[Task]:
    """For members what they are asked, for experts what they owe, for raisers what came of it."""
    found = [_results(db, actor.account_id)]
    if actor.role is Role.MEMBER:
        asked = consultations.open_unanswered(db, actor.account_id)
        if asked:
            first, only = asked[0], asked[0].id if len(asked) == 1 else None
            found.append(_task(TaskKind.ANSWER_CONSULTATION, len(asked), first.closes_on, only))
    if actor.role is Role.EXPERT:
        found += _of_expert(db, actor.account_id)
    if actor.role is Role.OFFICER:
        found.append(
            _task(TaskKind.STEER_TOPICS, research.count_topics_in(db, WAITING_FOR_OFFICE)[0])
        )
    return [one for one in found if one is not None]


def _results(db: Session, account_id: int) -> Task | None:
    return _task(TaskKind.TOPIC_RESULT, count_new_results(db, account_id))


def _of_expert(db: Session, account_id: int) -> list[Task | None]:
    asked = research.list_advice_asked_of(db, account_id)
    at_work = [
        topic
        for topic, _, _ in research.list_topics_of_expert(db, account_id)
        if topic.state == TopicState.RESEARCHING.value
    ]
    owed = consultations.list_of_expert(db, account_id, (ConsultationState.CLOSED,))
    days = [topic.due_on for topic in at_work if topic.due_on is not None]
    return [
        _task(TaskKind.GIVE_ADVICE, len(asked), asked[0][0].due_at if asked else None),
        _task(TaskKind.REVIEW_FINDING, len(research.list_topics_to_review(db, account_id))),
        _task(TaskKind.RESEARCH, len(at_work), min(days, default=None)),
        _task(TaskKind.SAY_CHANGED, len(owed)),
    ]


def _task(
    kind: TaskKind, number: int, due: datetime | date | None = None, only_id: int | None = None
) -> Task | None:
    if not number:
        return None
    if due is not None and not isinstance(due, datetime):
        due = end_of_day(due)
    return Task(kind, number, due_at=due, only_id=only_id)
