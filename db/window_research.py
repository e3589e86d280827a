"""What of the experts' work is public: nothing that is proposed, dropped or still a draft."""

from typing import Any

from sqlalchemy import String, and_, case, func, literal
from sqlmodel import col, select

from db.tables import Account, Consultation, FieldRecord, Finding, Topic, TopicExpert
from db.window_rows import is_over, public_row
from domain.research import ENDED as TOPIC_ENDED
from domain.research import PUBLIC_RESULT, ConsultationState, TopicSource, TopicState
from domain.windows import WindowKind

_NOT_LISTED = (TopicState.PROPOSED.value, TopicState.DROPPED.value)
_PUBLIC_CONSULTATION = (
    ConsultationState.OPEN.value,
    ConsultationState.CLOSED.value,
    ConsultationState.RETURNED.value,
)


def _lead() -> Any:
    # As a sub-query: a topic without experts stays in the list.
    return func.coalesce(
        select(Account.name)
        .join(TopicExpert, col(TopicExpert.account_id) == Account.id)
        .where(TopicExpert.topic_id == Topic.id)
        .order_by(col(TopicExpert.leads).desc(), col(TopicExpert.account_id))
        .limit(1)
        .correlate(Topic)
        .scalar_subquery(),
        "",
    )


def _topics(kind: WindowKind, condition: Any) -> Any:
    return public_row(
        kind,
        id=col(Topic.id),
        title=col(Topic.title),
        text=col(Topic.question),
        state=col(Topic.state),
        is_over=is_over(Topic.state, *(one.value for one in TOPIC_ENDED)),
        at=col(Topic.created_at),
        due_on=col(Topic.due_on),
        community_id=col(Topic.community_id),
        subdistrict_id=col(Topic.subdistrict_id),
        field_code=col(Topic.field_code),
        who=_lead(),
    ).where(col(Topic.state).not_in(_NOT_LISTED), condition)


def _is_need() -> Any:
    results = [one.value for one in PUBLIC_RESULT]
    return and_(col(Topic.source) == TopicSource.DISTRICT.value, col(Topic.state).not_in(results))


def needs() -> Any:
    """决策需求: what the district wants researched, while there is no result."""
    return _topics(WindowKind.NEED, _is_need())


def topics() -> Any:
    """课题清单: every other topic on the list."""
    return _topics(WindowKind.TOPIC, ~_is_need())


def findings() -> Any:
    """研究成果 that are published."""
    return (
        public_row(
            WindowKind.FINDING,
            id=col(Topic.id),
            title=col(Finding.title),
            text=col(Finding.summary),
            state=col(Topic.state),
            is_over=is_over(Topic.state, *(one.value for one in TOPIC_ENDED)),
            at=col(Finding.published_at),
            community_id=col(Topic.community_id),
            subdistrict_id=col(Topic.subdistrict_id),
            field_code=col(Topic.field_code),
            who=_lead(),
        )
        .join(Topic, col(Topic.id) == Finding.topic_id)
        .where(
            col(Finding.published_at).is_not(None),
            col(Topic.state).in_([one.value for one in PUBLIC_RESULT]),
        )
    )


def consultations() -> Any:
    """征询 that are or were open."""
    return (
        public_row(
            WindowKind.CONSULTATION,
            id=col(Consultation.id),
            title=col(Consultation.title),
            text=col(Consultation.question),
            state=col(Consultation.state),
            is_over=is_over(Consultation.state, ConsultationState.RETURNED.value),
            at=func.coalesce(Consultation.opened_at, Consultation.created_at),
            due_on=col(Consultation.closes_on),
            field_code=col(Consultation.field_code),
        )
        .select_from(Consultation)
        .where(col(Consultation.state).in_(_PUBLIC_CONSULTATION))
    )


def visits() -> Any:
    """实地调研 of topics on the list; what was noted is shown once the result is public."""
    is_out = col(Topic.state).in_([one.value for one in PUBLIC_RESULT])
    noted = col(FieldRecord.place_text) + literal("\n", String) + col(FieldRecord.notes)
    return (
        public_row(
            WindowKind.VISIT,
            id=col(FieldRecord.id),
            leads_to=col(Topic.id),
            title=col(Topic.title),
            text=case((is_out, noted), else_=col(FieldRecord.place_text)),
            state=col(Topic.state),
            is_over=is_over(Topic.state, *(one.value for one in TOPIC_ENDED)),
            at=col(FieldRecord.at),
            due_on=col(FieldRecord.on),
            community_id=func.coalesce(FieldRecord.community_id, Topic.community_id),
            subdistrict_id=col(Topic.subdistrict_id),
            field_code=col(Topic.field_code),
            who=func.coalesce(Account.name, ""),
        )
        .select_from(FieldRecord)
        .join(Topic, col(Topic.id) == FieldRecord.topic_id)
        .outerjoin(Account, col(Account.id) == FieldRecord.account_id)
        .where(col(Topic.state).not_in(_NOT_LISTED), FieldRecord.place_text != "")
    )
