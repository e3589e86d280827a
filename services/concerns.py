"""What residents raise often or sharply; and back to them, what the experts found of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from db import accounts, concerns, matters, proposals, research, rounds, stances
from db.engine import Session, database_url, reading, transaction
from db.seed.content import content
from db.tables import AgendaItem, Matter, Meeting, Proposal, Statement, Topic, TopicConcern
from domain.clock import utc_now
from domain.concerns import Concern, ConcernItem, group_concerns
from domain.matters import DISSATISFIED_BELOW, UNANSWERED, MatterState
from domain.refusals import Refusal
from domain.research import PUBLIC_RESULT, ConcernKind, Decision, TopicState
from domain.research_views import ConcernPage, RaisedLine, ResultLine, Suggestion
from domain.rights import Action
from domain.roles import Actor
from services.permission import confirm, permit

LOOKED_BACK = timedelta(days=365)
INTERESTS = "research.close_interests"
_CONTESTED_SHARE = 3
"""One of so many in the room disagrees: that is a sign of displeasure."""

_LONGEST_WORDS = 600


def list_concerns(
    actor: Actor,
    *,
    community_id: int | None = None,
    field_code: str | None = None,
    now: datetime | None = None,
) -> ConcernPage:
    """What was raised often or sharply in the last year, at a place and in a field if given."""
    moment = now or utc_now()
    with reading() as db:
        permit(db, actor, Action.READ_CONCERNS)
        found, looked_at = _find(db, moment, community_id, field_code)
        topic_ids = {one for concern in found for one in concern.topic_ids}
        return ConcernPage(
            concerns=found,
            places={row.id: row.name for row in rounds.list_communities(db)},
            fields={row.code: (row.name, row.name_en) for row in rounds.list_fields(db)},
            topics={row.id: row.title for row, _, _ in research.list_topics_of(db, topic_ids)},
            looked_at=looked_at,
        )


def group_ahead() -> None:
    """Group what the whole district raised, so that nobody waits for it; shown to nobody."""
    with reading() as db:
        _find(db, utc_now(), None, None)


def _find(
    db: Session, moment: datetime, community_id: int | None, field_code: str | None
) -> tuple[tuple[Concern, ...], int]:
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return _grouped(database_url(), concerns.fingerprint(db), hour, community_id, field_code)


@lru_cache(maxsize=64)
def _grouped(
    _database: str,
    _mark: tuple[object, ...],
    hour: datetime,
    community_id: int | None,
    field_code: str | None,
) -> tuple[tuple[Concern, ...], int]:
    with reading() as db:
        items = [
            one
            for one in _items(db, hour)
            if community_id in (None, one.community_id) and field_code in (None, one.field_code)
        ]
    return group_concerns(items), len(items)


def tell_raisers(db: Session, topic: Topic, moment: datetime) -> None:
    """Send a result (or the end of a topic) to everybody whose concern led to it."""
    for link in concerns.list_links(db, topic.id):
        link.told_at, link.seen_at = moment, None
        db.add(link)


def list_results(actor: Actor) -> tuple[ResultLine, ...]:
    """What came of what this person raised, the newest first; opened ones stay to be read."""
    with reading() as db:
        confirm(db, actor)
        links = concerns.list_told(db, actor.account_id, unseen_only=False)
        topics = {
            row.id: row for row, _, _ in research.list_topics_of(db, {o.topic_id for o in links})
        }
        return tuple(_result(db, link, topics[link.topic_id]) for link in links)


def note_seen(actor: Actor, topic_id: int, now: datetime | None = None) -> None:
    """Remember that this person opened a result; it no longer waits for them."""
    with transaction() as db:
        confirm(db, actor)
        for link in concerns.list_told(db, actor.account_id, unseen_only=True):
            if link.topic_id == topic_id:
                link.seen_at = now or utc_now()
                db.add(link)


def count_new_results(db: Session, account_id: int) -> int:
    """How many results this person has not opened."""
    told = concerns.list_told(db, account_id, unseen_only=True)
    return len({one.topic_id for one in told})


def list_raised(db: Session, topic_id: int) -> tuple[RaisedLine, ...]:
    """What led to a topic, with the page on which each may be read; nobody's name."""
    return tuple(_raised(db, link) for link in concerns.list_links(db, topic_id))


def suggest_answers(matter_id: int) -> tuple[Suggestion, ...]:
    """The topics to which a matter led: what its owner could answer with once they have a result.

    A matter that is kept private leads to no topic, so there is nothing here to keep.
    """
    with reading() as db:
        return _suggestions(db, concerns.topic_ids_of_matter(db, matter_id))


def topics_of_proposal(proposal_id: int) -> tuple[Suggestion, ...]:
    """The topics to which a proposal led: its supporters read the result there."""
    with reading() as db:
        return _suggestions(db, concerns.topic_ids_of_proposal(db, proposal_id))


def topics_of_meeting(meeting_id: int) -> tuple[Suggestion, ...]:
    """The topics to which what was said in a meeting led: statements have no name to write to."""
    with reading() as db:
        return _suggestions(db, concerns.topic_ids_of_meeting(db, meeting_id))


def close_interests(db: Session) -> tuple[str, ...]:
    """The words by which a proposal is known to touch residents closely; the office keeps them."""
    kept = accounts.find_setting(db, INTERESTS)
    return tuple(kept.split("\n")) if kept else tuple(content("research")["close_interests"])


def get_close_interests() -> tuple[str, ...]:
    """The same words, to be read."""
    with reading() as db:
        return close_interests(db)


def save_close_interests(actor: Actor, typed: str) -> None:
    """Change the words by which close interests are known; separated by commas or lines."""
    words = typed[:_LONGEST_WORDS].replace("，", "\n").replace("、", "\n").replace(",", "\n")
    chosen = [one.strip() for one in words.split("\n") if one.strip()]
    with transaction() as db:
        permit(db, actor, Action.STEER_TOPIC)
        if not chosen:
            raise Refusal("topic.no_words")
        accounts.put_setting(db, INTERESTS, "\n".join(dict.fromkeys(chosen)))


def _items(db: Session, now: datetime) -> Iterable[ConcernItem]:
    since, linked = now - LOOKED_BACK, concerns.topics_by_item(db)
    seconders = concerns.list_seconders(db)
    for proposal in concerns.list_proposals(db, since):
        known = seconders.get(proposal.id, set()) | {proposal.author_id or 0}
        yield _of_proposal(proposal, frozenset(known - {0}), linked)
    for matter in concerns.list_matters(db, since):
        yield _of_matter(matter, now, linked)
    stances_of = concerns.count_stances(db)
    for statement, meeting, item in concerns.list_statements(db, since):
        counts = stances_of.get(statement.id, (0, 0))
        yield _of_statement(statement, meeting, item, counts, linked)


def _of_proposal(
    row: Proposal, people: frozenset[int], linked: dict[tuple[str, int], int]
) -> ConcernItem:
    return ConcernItem(
        kind=ConcernKind.PROPOSAL,
        id=row.id,
        title=row.title,
        text=row.problem,
        field_code=row.field_code,
        community_id=row.community_id,
        people=people,
        at=row.submitted_at,
        topic_id=linked.get((ConcernKind.PROPOSAL.value, row.id)),
    )


def _of_matter(row: Matter, now: datetime, linked: dict[tuple[str, int], int]) -> ConcernItem:
    is_late = MatterState(row.state) in UNANSWERED and row.due_at < now
    is_low = row.rating is not None and row.rating < DISSATISFIED_BELOW
    signs = (is_late or row.escalations > 0, is_low, row.reopenings > 0)
    person = row.raiser_id
    return ConcernItem(
        kind=ConcernKind.MATTER,
        id=row.id,
        title=row.title,
        text=row.text,
        field_code=row.field_code,
        community_id=row.community_id,
        people=frozenset() if person is None else frozenset({person}),
        others=int(person is None),
        displeased=sum(signs),
        at=row.created_at,
        topic_id=linked.get((ConcernKind.MATTER.value, row.id)),
    )


def _of_statement(
    row: Statement,
    meeting: Meeting,
    item: AgendaItem | None,
    stances_of: tuple[int, int],
    linked: dict[tuple[str, int], int],
) -> ConcernItem:
    agree, disagree = stances_of
    is_contested = disagree > 0 and disagree * _CONTESTED_SHARE >= agree + disagree
    return ConcernItem(
        kind=ConcernKind.STATEMENT,
        id=row.id,
        title=row.text,
        text=item.title if item else "",
        community_id=meeting.community_id,
        others=max(1, agree),
        displeased=int(is_contested),
        at=row.at,
        topic_id=linked.get((ConcernKind.STATEMENT.value, row.id)),
    )


def _raised(db: Session, link: TopicConcern) -> RaisedLine:
    kind, item_id = concerns.key_of(link)
    if kind == ConcernKind.PROPOSAL.value:
        proposal = proposals.get_proposal(db, item_id)
        return RaisedLine(
            kind, proposal.title, "proposal", item_id, proposal.submitted_at, link.told_at
        )
    if kind == ConcernKind.MATTER.value:
        matter = matters.get_matter(db, item_id)
        # It may have been hidden since: then only that there was one is told.
        title = matter.title if matter.is_public else ""
        return RaisedLine(kind, title, "matter", item_id, matter.created_at, link.told_at)
    said = stances.get_statement(db, item_id)
    return RaisedLine(kind, said.text, "meeting", said.meeting_id, said.at, link.told_at)


def _result(db: Session, link: TopicConcern, topic: Topic) -> ResultLine:
    finding = research.find_finding(db, topic.id)
    is_out = TopicState(topic.state) in PUBLIC_RESULT
    return ResultLine(
        topic_id=topic.id,
        title=topic.title,
        raised=_raised(db, link).title,
        summary=finding.summary if finding and is_out else "",
        told_at=link.told_at or topic.created_at,
        decision=Decision(topic.decision) if topic.decision else None,
        reason=topic.decision_reason,
        is_new=link.seen_at is None,
    )


def _suggestions(db: Session, topic_ids: list[int]) -> tuple[Suggestion, ...]:
    found = []
    for topic, _, _ in research.list_topics_of(db, topic_ids):
        finding, state = research.find_finding(db, topic.id), TopicState(topic.state)
        is_out = state in PUBLIC_RESULT and finding is not None
        found.append(
            Suggestion(
                topic_id=topic.id,
                title=topic.title,
                state=state,
                summary=finding.summary if is_out and finding else "",
                decision=Decision(topic.decision) if topic.decision else None,
                reason=topic.decision_reason,
            )
        )
    return tuple(one for one in found if one.state is not TopicState.PROPOSED)
