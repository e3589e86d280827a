"""Reading topics: the public list, one with its way, and what waits for an expert."""

from collections.abc import Sequence
from datetime import date, datetime

from db import accounts, concerns, consultations, research
from db.engine import Session, reading
from db.tables import Account, Topic
from domain.assigning import fits
from domain.clock import local, utc_now
from domain.refusals import Refusal
from domain.research import (
    ENDED,
    PUBLIC_RESULT,
    WORKING,
    ConsultationState,
    Decision,
    TopicEvent,
    TopicSource,
    TopicState,
    interests_in,
)
from domain.research_views import (
    Desk,
    ExpertChoice,
    ExpertLine,
    FindingSheet,
    RecordLine,
    TopicCard,
    TopicFilter,
    TopicMoveLine,
    TopicSheet,
)
from domain.reviews import ReviewerKind
from domain.rights import Action, may
from domain.roles import Actor
from services.advice import line_of, list_advice
from services.attachments import file_lines
from services.concerns import close_interests, list_raised
from services.consultation_reading import cards_of as consultation_cards
from services.permission import confirm
from services.topic_access import is_insider, is_listed_for, subject_of, writers_of

EXPERTS_SUGGESTED = 3
_ACTS = (
    Action.PROPOSE_TOPIC,
    Action.STEER_TOPIC,
    Action.RESEARCH_TOPIC,
    Action.REVIEW_FINDING,
    Action.PUBLISH_FINDING,
    Action.DECIDE_TOPIC,
    Action.ASK_ADVICE,
    Action.ASK_CITIZENS,
)


def list_topics(
    actor: Actor | None, wanted: TopicFilter, now: datetime | None = None
) -> tuple[TopicCard, ...]:
    """The topic list: what is due first on top, what is decided or dropped behind."""
    today = local(now or utc_now()).date()
    with reading() as db:
        rows = research.list_topics(db, wanted, today)
        cards = _cards(db, rows, today)
    listed = [one for one in cards if is_listed_for(actor, one.state)]
    return tuple(sorted(listed, key=lambda one: one.state in ENDED))


def get_topic_sheet(actor: Actor | None, topic_id: int, now: datetime | None = None) -> TopicSheet:
    """One topic with what this person may read and do; refuses what is only proposed to most."""
    moment = now or utc_now()
    with reading() as db:
        rows = research.list_topics_of(db, [topic_id])
        if not rows or not is_listed_for(actor, TopicState(rows[0][0].state)):
            raise Refusal("topic.unknown")
        topic = rows[0][0]
        (card,) = _cards(db, rows, local(moment).date())
        asked = consultations.list_of_topic(db, topic_id)
        shown = [one for one in asked if is_insider(actor) or _was_put(one[0].state)]
        return TopicSheet(
            card=card,
            question=topic.question,
            experts=_experts(db, topic_id),
            records=_records(db, actor, topic),
            finding=_finding(db, actor, topic),
            raised=list_raised(db, topic_id),
            moves=_moves(db, topic_id),
            advice=list_advice(actor, topic_id=topic_id, now=moment),
            consultations=consultation_cards(db, actor, shown, moment),
            decision_reason=topic.decision_reason,
            decided_at=topic.decided_at,
            interests=() if asked else _interests(db, topic),
            acts=frozenset(
                action
                for action in _ACTS
                if actor and may(action, actor, None, subject_of(db, topic, action))
            ),
        )


def list_expert_choices(topic_id: int | None = None) -> tuple[ExpertChoice, ...]:
    """Every expert, those of the right speciality and the lightest load first and suggested."""
    with reading() as db:
        topic = research.get_topic(db, topic_id) if topic_id is not None else None
        loads = research.topic_loads(db)
        found = [
            ExpertChoice(
                id=one.id,
                name=one.name,
                title=one.title,
                fits=_fits(one, topic.field_code if topic else None),
                load=loads.get(one.id, 0),
            )
            for one in research.list_experts(db)
        ]
    found.sort(key=lambda one: (not one.fits, one.load, one.id))
    return tuple(
        ExpertChoice(one.id, one.name, one.title, one.fits, one.load, place < EXPERTS_SUGGESTED)
        for place, one in enumerate(found)
    )


def list_reviewer_choices(topic_id: int) -> tuple[ExpertChoice, ...]:
    """Who else could review: every expert who wrote none of it and is not asked already."""
    with reading() as db:
        finding = research.find_finding(db, topic_id)
        barred = set(writers_of(db, topic_id))
        if finding is not None:
            barred |= {one for one in (finding.saved_by, finding.reviewer_id) if one is not None}
    return tuple(one for one in list_expert_choices(topic_id) if one.id not in barred)


def get_desk(actor: Actor, now: datetime | None = None) -> Desk:
    """What waits for one expert: research, reviews, questions, answers to be given back."""
    moment = now or utc_now()
    today, me = local(moment).date(), actor.account_id
    with reading() as db:
        confirm(db, actor)
        mine = _cards(db, research.list_topics_of_expert(db, me), today)
        waiting = (ConsultationState.DRAFT, ConsultationState.OPEN, ConsultationState.CLOSED)
        return Desk(
            research=tuple(one for one in mine if one.state is TopicState.RESEARCHING),
            review=_cards(db, research.list_topics_to_review(db, me), today),
            advice=tuple(
                line_of(db, row, expert, moment, actor)
                for row, expert in research.list_advice_asked_of(db, me)
            ),
            consultations=consultation_cards(
                db, actor, consultations.list_of_expert(db, me, waiting), moment
            ),
            done=tuple(one for one in mine if one.state is not TopicState.RESEARCHING),
        )


def _cards(db: Session, rows: Sequence[research.Row], today: date) -> tuple[TopicCard, ...]:
    ids = [topic.id for topic, _, _ in rows]
    experts, raised = research.list_experts_of(db, ids), concerns.count_links(db, ids)
    return tuple(
        TopicCard(
            id=topic.id,
            title=topic.title,
            state=TopicState(topic.state),
            source=TopicSource(topic.source),
            due_on=topic.due_on,
            is_late=is_late(topic, today),
            field=field.name if field else "",
            field_en=field.name_en if field else "",
            place=community.name if community else "",
            experts=tuple(account.name for _, account in experts.get(topic.id, [])),
            decision=Decision(topic.decision) if topic.decision else None,
            raised=raised.get(topic.id, 0),
        )
        for topic, community, field in rows
    )


def is_late(topic: Topic, today: date) -> bool:
    """Whether a result is owed since before today."""
    is_owed = TopicState(topic.state) in WORKING
    return is_owed and topic.due_on is not None and topic.due_on < today


def _experts(db: Session, topic_id: int) -> tuple[ExpertLine, ...]:
    seats = research.list_experts_of(db, [topic_id]).get(topic_id, [])
    return tuple(ExpertLine(one.id, one.name, one.title, seat.leads) for seat, one in seats)


def _records(db: Session, actor: Actor | None, topic: Topic) -> tuple[RecordLine, ...]:
    inside = is_insider(actor)
    is_out = TopicState(topic.state) in PUBLIC_RESULT
    rows = research.list_records(db, topic.id)
    photos = research.list_photos(db, [one.id for one in rows])
    names = accounts.names_of(db, {one.account_id for one in rows})
    return tuple(
        RecordLine(
            id=row.id,
            on=row.on,
            place=row.place_text,
            people_count=row.people_count,
            # Until the result is out, notes are what they are: half of the work.
            notes=row.notes if inside or is_out else "",
            author=names.get(row.account_id, ""),
            people_met=row.people_met if inside else "",
            community_id=row.community_id,
            files=file_lines(photos.get(row.id, [])) if inside or is_out else (),
            is_mine=actor is not None and actor.account_id == row.account_id,
        )
        for row in rows
        if row.place_text or (actor is not None and actor.account_id == row.account_id)
    )


def _finding(db: Session, actor: Actor | None, topic: Topic) -> FindingSheet | None:
    row = research.find_finding(db, topic.id)
    if row is None or not (is_insider(actor) or TopicState(topic.state) in PUBLIC_RESULT):
        return None
    named = {one for one in (row.saved_by, row.reviewer_id) if one is not None}
    names = accounts.names_of(db, named)
    return FindingSheet(
        title=row.title,
        summary=row.summary,
        text=row.text,
        recommendations=tuple(row.recommendations),
        saved_at=row.saved_at,
        saved_by=names.get(row.saved_by or 0, ""),
        reviewer=names.get(row.reviewer_id or 0, ""),
        review_note=row.review_note,
        published_at=row.published_at,
    )


def _moves(db: Session, topic_id: int) -> tuple[TopicMoveLine, ...]:
    rows = research.list_moves(db, topic_id)
    names = accounts.names_of(db, {one.account_id for one in rows if one.account_id})
    return tuple(
        TopicMoveLine(
            event=TopicEvent(one.event),
            source=TopicState(one.from_state),
            target=TopicState(one.to_state),
            at=one.at,
            who=names.get(one.account_id or 0, ""),
            note=one.note,
        )
        for one in rows
    )


def _interests(db: Session, topic: Topic) -> tuple[str, ...]:
    if TopicState(topic.state) in ENDED | {TopicState.PROPOSED, TopicState.LISTED}:
        return ()
    finding = research.find_finding(db, topic.id)
    written = [finding.summary, *finding.recommendations] if finding else []
    said = [topic.title, topic.question, *written]
    return interests_in("\n".join(said), close_interests(db))


def _was_put(state: str) -> bool:
    return state not in (ConsultationState.DRAFT.value, ConsultationState.WITHDRAWN.value)


def _fits(one: Account, field_code: str | None) -> bool:
    special = frozenset(filter(None, one.specialities.split(",")))
    return fits(ReviewerKind.EXPERT, field_code, special)
