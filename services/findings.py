"""研究成果: written by its researchers, reviewed by another expert, published by the office."""

from collections.abc import Sequence
from datetime import datetime

from db import research
from db.engine import Session, transaction
from db.tables import Finding, Topic
from domain.assigning import fits
from domain.clock import utc_now
from domain.proposal_content import tidy
from domain.refusals import Refusal
from domain.research import (
    LONGEST_FINDING,
    LONGEST_NOTE,
    LONGEST_RECOMMENDATION,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_RECOMMENDATIONS,
    TopicEvent,
    TopicState,
)
from domain.research_views import FindingSheet
from domain.reviews import ReviewerKind
from domain.rights import Action
from domain.roles import Actor
from services.concerns import tell_raisers
from services.topic_access import permit_topic, refuse_unless_in, trace, writers_of

_LONGEST = {"title": LONGEST_TITLE, "summary": LONGEST_SUMMARY, "text": LONGEST_FINDING}


def save_finding(actor: Actor, topic_id: int, part: str, text: str) -> None:
    """Save one part of the draft as typed: `title`, `summary` or `text`."""
    if part not in _LONGEST:
        raise Refusal("finding.unknown_part")
    if len(text) > _LONGEST[part]:
        raise Refusal("finding.too_long", most=_LONGEST[part])
    with transaction() as db:
        setattr(_writable(db, actor, topic_id), part, text)


def save_recommendations(actor: Actor, topic_id: int, lines: Sequence[str]) -> None:
    """Save the recommendations, one a line; empty lines fall away."""
    said = [line.strip() for line in lines if line.strip()]
    if len(said) > MOST_RECOMMENDATIONS:
        raise Refusal("finding.too_many", most=MOST_RECOMMENDATIONS)
    if any(len(line) > LONGEST_RECOMMENDATION for line in said):
        raise Refusal("finding.too_long", most=LONGEST_RECOMMENDATION)
    with transaction() as db:
        _writable(db, actor, topic_id).recommendations = said


def hand_in_finding(actor: Actor, topic_id: int, now: datetime | None = None) -> None:
    """Hand the draft in; an expert who wrote none of it is asked to review. Twice is once."""
    with transaction() as db:
        topic = permit_topic(db, actor, Action.RESEARCH_TOPIC, topic_id)
        if topic.state == TopicState.IN_REVIEW.value:
            return
        finding = research.find_finding(db, topic_id)
        missing = _sheet(finding).missing()
        if finding is None or missing:
            raise Refusal(f"finding.missing_{missing[0]}")
        finding.reviewer_id = _reviewer_for(db, topic, finding)
        finding.reviewed_by, finding.review_note = None, ""
        trace(db, topic, TopicEvent.HAND_IN, actor.account_id, now=now)


def approve_finding(
    actor: Actor, topic_id: int, note: str = "", now: datetime | None = None
) -> None:
    """Agree with a finding as its reviewer, with a note if there is one. Twice is once."""
    with transaction() as db:
        topic, finding = _reviewable(db, actor, topic_id)
        if topic.state == TopicState.REVIEWED.value:
            return
        said = tidy(note, LONGEST_NOTE)
        trace(db, topic, TopicEvent.APPROVE, actor.account_id, note=said, now=now)
        finding.reviewed_by, finding.review_note = actor.account_id, said


def send_back_finding(actor: Actor, topic_id: int, note: str, now: datetime | None = None) -> None:
    """Give a finding back to its writers as its reviewer, with what is to be mended."""
    with transaction() as db:
        topic, finding = _reviewable(db, actor, topic_id)
        refuse_unless_in(topic, TopicState.IN_REVIEW)
        said = tidy(note, LONGEST_NOTE)
        if not said:
            raise Refusal("topic.no_reason")
        trace(db, topic, TopicEvent.SEND_BACK, actor.account_id, note=said, now=now)
        finding.review_note = said


def publish_finding(actor: Actor, topic_id: int, now: datetime | None = None) -> None:
    """Publish a reviewed finding, and tell everybody whose concern led to it. Twice is once."""
    with transaction() as db:
        topic = permit_topic(db, actor, Action.PUBLISH_FINDING, topic_id)
        if topic.state == TopicState.PUBLISHED.value:
            return
        finding = research.find_finding(db, topic_id)
        if finding is None or finding.reviewed_by in (None, *writers_of(db, topic_id)):
            raise Refusal("finding.not_reviewed")
        moment = now or utc_now()
        trace(db, topic, TopicEvent.PUBLISH, actor.account_id, now=moment)
        finding.published_at = moment
        tell_raisers(db, topic, moment)


def change_reviewer(actor: Actor, topic_id: int, expert_id: int) -> None:
    """Ask another expert to review, as the office: none of those who wrote."""
    with transaction() as db:
        topic = permit_topic(db, actor, Action.STEER_TOPIC, topic_id)
        refuse_unless_in(topic, TopicState.IN_REVIEW)
        finding = research.find_finding(db, topic_id)
        if finding is None or not research.is_expert(db, expert_id):
            raise Refusal("topic.no_expert")
        if expert_id in writers_of(db, topic_id) | {finding.saved_by}:
            raise Refusal("finding.own_review")
        finding.reviewer_id = expert_id


def _reviewer_for(db: Session, topic: Topic, finding: Finding) -> int:
    barred = writers_of(db, topic.id) | {finding.saved_by}
    free = [one for one in research.list_experts(db) if one.id not in barred]
    if finding.reviewer_id in {one.id for one in free}:
        # Who sent it back knows what was to be mended.
        return finding.reviewer_id or 0
    if not free:
        raise Refusal("finding.no_reviewer")
    loads = research.topic_loads(db)

    def rank(one: object) -> tuple[bool, int, int]:
        special = frozenset(filter(None, str(getattr(one, "specialities", "")).split(",")))
        number = int(getattr(one, "id", 0))
        judges = fits(ReviewerKind.EXPERT, topic.field_code, special)
        return not judges, loads.get(number, 0), number

    return min(free, key=rank).id


def _writable(db: Session, actor: Actor, topic_id: int) -> Finding:
    topic = permit_topic(db, actor, Action.RESEARCH_TOPIC, topic_id)
    refuse_unless_in(topic, TopicState.RESEARCHING)
    row = research.find_finding(db, topic_id) or Finding(topic_id=topic_id, saved_at=utc_now())
    row.saved_at, row.saved_by = utc_now(), actor.account_id
    db.add(row)
    return row


def _reviewable(db: Session, actor: Actor, topic_id: int) -> tuple[Topic, Finding]:
    topic = permit_topic(db, actor, Action.REVIEW_FINDING, topic_id)
    finding = research.find_finding(db, topic_id)
    if finding is None:
        raise Refusal("finding.unknown")
    if actor.account_id in writers_of(db, topic_id) | {finding.saved_by}:
        raise Refusal("finding.own_review")
    return topic, finding


def _sheet(finding: Finding | None) -> FindingSheet:
    if finding is None:
        return FindingSheet()
    said = tuple(finding.recommendations)
    return FindingSheet(finding.title, finding.summary, finding.text, said)
