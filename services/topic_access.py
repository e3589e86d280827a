"""The door of every act on a topic: who researches it, the step, the trace, who may read it."""

from datetime import datetime

from db import research
from db.engine import Session
from db.tables import Topic, TopicMove
from domain.clock import utc_now
from domain.refusals import Refusal
from domain.research import PUBLIC_RESULT, TopicEvent, TopicState, step
from domain.rights import Action, Subject
from domain.roles import Actor, Role
from services.permission import permit

_STAYS = frozenset({TopicEvent.PROPOSE, TopicEvent.LINK})
_INSIDERS = frozenset({Role.OFFICER, Role.EXPERT})
_SEE_PROPOSED = _INSIDERS | {Role.FACILITATOR}


def permit_topic(db: Session, actor: Actor, action: Action, topic_id: int) -> Topic:
    """The topic, held for this transaction, if this person may do this to it."""
    topic = research.get_topic(db, topic_id, for_update=True)
    permit(db, actor, action, subject=subject_of(db, topic, action))
    return topic


def subject_of(db: Session, topic: Topic, action: Action) -> Subject:
    """A topic as rights see it: its experts, or for a review the one who is asked for it."""
    if action is Action.REVIEW_FINDING:
        finding = research.find_finding(db, topic.id)
        reviewer = finding.reviewer_id if finding else None
        return Subject(assignee_ids=frozenset() if reviewer is None else frozenset({reviewer}))
    return Subject(assignee_ids=writers_of(db, topic.id))


def writers_of(db: Session, topic_id: int) -> frozenset[int]:
    """Who researches a topic."""
    seats = research.list_experts_of(db, [topic_id]).get(topic_id, [])
    return frozenset(account.id for _, account in seats)


def is_insider(actor: Actor | None) -> bool:
    """Whether this person may read drafts, and whom experts met: the committee and the office."""
    return actor is not None and actor.role in _INSIDERS


def is_listed_for(actor: Actor | None, state: TopicState) -> bool:
    """Whether a topic is on the list for this person: what is only proposed is not, for most."""
    may_see = actor is not None and actor.role in _SEE_PROPOSED
    return may_see or state is not TopicState.PROPOSED


def is_record_readable(db: Session, actor: Actor | None, record_id: int) -> bool:
    """Whether the photos of a field record may be seen: by everyone once its result is out."""
    topic = research.get_topic(db, research.get_record(db, record_id).topic_id)
    return is_insider(actor) or TopicState(topic.state) in PUBLIC_RESULT


def refuse_unless_in(topic: Topic, *states: TopicState) -> None:
    """Refuse what can only be done while a topic stands there."""
    if TopicState(topic.state) not in states:
        raise Refusal("topic.illegal_step", state=TopicState(topic.state))


def trace(
    db: Session,
    topic: Topic,
    event: TopicEvent,
    account_id: int | None,
    *,
    note: str = "",
    now: datetime | None = None,
) -> None:
    """Take the step that the machine allows, and write it down."""
    before = TopicState(topic.state)
    after = before if event in _STAYS else step(before, event)
    topic.state = after.value
    db.add(topic)
    db.add(
        TopicMove(
            topic_id=topic.id,
            event=event.value,
            from_state=before.value,
            to_state=after.value,
            at=now or utc_now(),
            account_id=account_id,
            note=note,
        )
    )
