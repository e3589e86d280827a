"""Topics at every step, a question to an expert and consultations, for the table of rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from db.engine import transaction
from db.tables import Advice, Consultation, FieldRecord, Finding, Topic, TopicExpert
from domain.clock import local, utc_now
from domain.research import TopicState
from tests.cast import Cast
from tests.days import in_days


@dataclass(frozen=True, slots=True)
class ResearchStage:
    """The ids of a topic at each step (`topics[state]`), researched by the first expert.

    The second expert is to review; `advice` waits for the first. One consultation is a draft of
    the first expert's, one is open.
    """

    topics: dict[TopicState, int]
    record: int
    advice: int
    draft: int
    open: int


def set_up_research(cast: Cast, reviewer: str = "expert2") -> ResearchStage:
    """Write them."""
    writer, now = cast["expert"].account_id, utc_now()
    with transaction() as db:
        topics = {}
        for state in TopicState:
            row = Topic(title=state.value, state=state.value, created_at=now, due_on=in_days(20))
            db.add(row)
            db.flush()
            topics[state] = row.id
            if state not in (TopicState.PROPOSED, TopicState.LISTED, TopicState.IN_REVIEW):
                db.add(TopicExpert(topic_id=row.id, account_id=writer, leads=True))
            if state not in (TopicState.PROPOSED, TopicState.LISTED):
                db.add(_finding(cast, row, reviewer))
        record = FieldRecord(
            topic_id=topics[TopicState.RESEARCHING],
            on=local(now).date(),
            place_text="Gate seven",
            account_id=writer,
            at=now,
        )
        advice = Advice(
            question="Which rail?",
            topic_id=topics[TopicState.RESEARCHING],
            expert_id=writer,
            asked_at=now,
            due_at=now + timedelta(days=3),
        )
        draft = Consultation(title="A rail", question="Agree?", created_at=now, created_by=writer)
        opened = Consultation(
            title="A bench",
            question="Agree?",
            state="open",
            closes_on=in_days(20),
            created_at=now,
            created_by=writer,
        )
        db.add_all([record, advice, draft, opened])
        db.flush()
        return ResearchStage(topics, record.id, advice.id, draft.id, opened.id)


def _finding(cast: Cast, topic: Topic, reviewer: str) -> Finding:
    return Finding(
        topic_id=topic.id,
        title="Rails",
        summary="Rails first.",
        text="We counted the falls.",
        recommendations=["Two rails at every gate"],
        saved_at=topic.created_at,
        saved_by=cast["expert3"].account_id,
        reviewer_id=cast[reviewer].account_id,
        reviewed_by=cast["expert2"].account_id if topic.state == "reviewed" else None,
    )
