"""课题: proposed, put on the list, given to experts, decided by the district with its reason."""

from collections.abc import Sequence
from datetime import date, datetime

from db import concerns, matters, research, rounds
from db.engine import Session, transaction
from db.tables import Topic, TopicExpert
from domain.clock import local, utc_now
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.research import (
    LONGEST_NOTE,
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_EXPERTS,
    ConcernKind,
    Decision,
    TopicEvent,
    TopicState,
)
from domain.research_views import TopicDraft
from domain.rights import Action
from domain.roles import Actor
from services.concerns import tell_raisers
from services.permission import permit
from services.topic_access import permit_topic, refuse_unless_in, trace


def propose_topic(
    actor: Actor, draft: TopicDraft, request_key: str, now: datetime | None = None
) -> int:
    """Propose a topic, with what residents raised of it; its id. The same form twice is one."""
    with transaction() as db:
        permit(db, actor, Action.PROPOSE_TOPIC)
        known = research.find_topic_of(db, request_key)
        if known is not None:
            return known.id
        title = tidy(draft.title, LONGEST_TITLE)
        if not title:
            raise Refusal("topic.no_title")
        home = draft.community_id
        topic = Topic(
            title=title,
            question=tidy(draft.question, LONGEST_QUESTION),
            field_code=draft.field_code,
            community_id=home,
            subdistrict_id=None if home is None else rounds.get_community(db, home).subdistrict_id,
            source=draft.source.value,
            created_at=now or utc_now(),
            created_by=actor.account_id,
            request_key=request_key,
        )
        db.add(topic)
        db.flush()
        trace(db, topic, TopicEvent.PROPOSE, actor.account_id, now=now)
        _link(db, topic, draft.items)
        return topic.id


def link_items(actor: Actor, topic_id: int, items: Sequence[tuple[str, int]]) -> int:
    """Add what residents raised to a topic that works on it already; how many are new."""
    with transaction() as db:
        topic = permit_topic(db, actor, Action.PROPOSE_TOPIC, topic_id)
        refuse_unless_in(topic, *(set(TopicState) - {TopicState.DECIDED, TopicState.DROPPED}))
        new = _link(db, topic, items)
        if new:
            trace(db, topic, TopicEvent.LINK, actor.account_id, note=str(new))
        return new


def accept_topic(actor: Actor, topic_id: int, due_on: date, now: datetime | None = None) -> None:
    """Put a proposed topic on the public list, with the day its result is due."""
    with transaction() as db:
        topic = permit_topic(db, actor, Action.STEER_TOPIC, topic_id)
        _refuse_past(due_on, now)
        if topic.state == TopicState.LISTED.value and topic.due_on == due_on:
            return
        trace(db, topic, TopicEvent.ACCEPT, actor.account_id, now=now)
        topic.due_on = due_on


def assign_experts(
    actor: Actor,
    topic_id: int,
    expert_ids: Sequence[int],
    due_on: date | None = None,
    now: datetime | None = None,
) -> None:
    """Give a topic to experts, the first of them leads. The same experts and day twice is once."""
    with transaction() as db:
        topic = permit_topic(db, actor, Action.STEER_TOPIC, topic_id)
        refuse_unless_in(topic, TopicState.LISTED, TopicState.RESEARCHING)
        chosen = list(dict.fromkeys(expert_ids))
        if not 1 <= len(chosen) <= MOST_EXPERTS:
            raise Refusal("topic.experts", most=MOST_EXPERTS)
        if not all(research.is_expert(db, one) for one in chosen):
            raise Refusal("topic.no_expert")
        if due_on is not None and due_on != topic.due_on:
            _refuse_past(due_on, now)
        seats = [seat for seat, _ in research.list_experts_of(db, [topic_id]).get(topic_id, [])]
        is_same = [one.account_id for one in seats] == [chosen[0], *sorted(chosen[1:])]
        if is_same and due_on in (None, topic.due_on):
            return
        for seat in seats:
            db.delete(seat)
        db.flush()
        for place, one in enumerate(chosen):
            db.add(TopicExpert(topic_id=topic_id, account_id=one, leads=place == 0))
        topic.due_on = due_on or topic.due_on
        trace(db, topic, TopicEvent.ASSIGN, actor.account_id, now=now)


def drop_topic(actor: Actor, topic_id: int, reason: str, now: datetime | None = None) -> None:
    """Take a topic off before it is handed in, with a reason that its raisers are told."""
    with transaction() as db:
        topic = permit_topic(db, actor, Action.STEER_TOPIC, topic_id)
        if topic.state == TopicState.DROPPED.value:
            return
        said = _reason(reason)
        trace(db, topic, TopicEvent.DROP, actor.account_id, note=said, now=now)
        topic.decision_reason = said
        tell_raisers(db, topic, now or utc_now())


def decide_topic(
    actor: Actor, topic_id: int, decision: Decision, reason: str, now: datetime | None = None
) -> None:
    """Say what the district makes of a published finding, and why. It is said once."""
    with transaction() as db:
        topic = permit_topic(db, actor, Action.DECIDE_TOPIC, topic_id)
        said = _reason(reason)
        is_same = (topic.decision, topic.decision_reason) == (decision.value, said)
        if topic.state == TopicState.DECIDED.value and is_same:
            return
        moment = now or utc_now()
        note = said
        trace(db, topic, TopicEvent.DECIDE, actor.account_id, note=note, now=moment)
        topic.decision, topic.decision_reason = decision.value, said
        topic.decided_at = moment
        tell_raisers(db, topic, moment)


def _link(db: Session, topic: Topic, items: Sequence[tuple[str, int]]) -> int:
    taken, new = concerns.topics_by_item(db), 0
    for kind, item_id in dict.fromkeys(items):
        row = concerns.find_item(db, ConcernKind(kind), item_id)
        is_private = (
            kind == ConcernKind.MATTER.value and not matters.get_matter(db, item_id).is_public
        )
        if row is None or is_private:
            raise Refusal("topic.item_unknown")
        if (kind, item_id) in taken:
            continue
        db.add(concerns.link_of(topic.id, ConcernKind(kind), item_id))
        new += 1
    return new


def _reason(text: str) -> str:
    said = tidy(text, LONGEST_NOTE)
    if not said:
        raise Refusal("topic.no_reason")
    return said


def _refuse_past(day: date, now: datetime | None) -> None:
    if day < local(now or utc_now()).date():
        raise Refusal("topic.past_day")
