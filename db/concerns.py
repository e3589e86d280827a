"""Queries on what residents raised: to group it, and to tell them what came of it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, or_, select

from db.tables import (
    AgendaItem,
    Matter,
    Meeting,
    Proposal,
    Seconding,
    Stance,
    Statement,
    Topic,
    TopicConcern,
)
from domain.matters import MatterState
from domain.proposal_flow import ProposalState
from domain.research import ConcernKind, TopicState
from domain.stances import StatementState

_NO_CONCERN = (
    ProposalState.DRAFT.value,
    ProposalState.MERGED.value,
    ProposalState.WITHDRAWN.value,
)


def list_proposals(db: Session, since: datetime) -> list[Proposal]:
    """Proposals submitted since then, whatever became of them but drafts and merged ones."""
    query = select(Proposal).where(
        col(Proposal.state).not_in(_NO_CONCERN), col(Proposal.submitted_at) >= since
    )
    return list(db.exec(query.order_by(col(Proposal.id))))


def list_seconders(db: Session) -> dict[int, set[int]]:
    """Who seconded each proposal."""
    found: dict[int, set[int]] = {}
    for proposal_id, account_id in db.exec(select(Seconding.proposal_id, Seconding.account_id)):
        found.setdefault(proposal_id, set()).add(account_id)
    return found


def list_matters(db: Session, since: datetime) -> list[Matter]:
    """Public matters that somebody raised since then; promises of a meeting are none."""
    query = select(Matter).where(
        col(Matter.is_public),
        Matter.state != MatterState.WITHDRAWN.value,
        col(Matter.promise_id).is_(None),
        col(Matter.created_at) >= since,
    )
    return list(db.exec(query.order_by(col(Matter.id))))


def list_statements(
    db: Session, since: datetime
) -> list[tuple[Statement, Meeting, AgendaItem | None]]:
    """Shown statements of meetings since then, with where they were made."""
    query = (
        select(Statement, Meeting, AgendaItem)
        .join(Meeting, col(Meeting.id) == Statement.meeting_id)
        .outerjoin(AgendaItem, col(AgendaItem.id) == Statement.item_id)
        .where(Statement.state == StatementState.SHOWN.value, col(Statement.at) >= since)
        .order_by(col(Statement.id))
    )
    return [(row, meeting, item) for row, meeting, item in db.exec(query)]


def count_stances(db: Session) -> dict[int, tuple[int, int]]:
    """For each statement how many agree and how many disagree, in the wave most answered in."""
    query = select(Stance.statement_id, Stance.wave, Stance.value, func.count()).group_by(
        col(Stance.statement_id), col(Stance.wave), col(Stance.value)
    )
    waves: dict[tuple[int, str], dict[int, int]] = {}
    for statement_id, wave, value, number in db.exec(query):
        waves.setdefault((statement_id, wave), {})[value] = number
    found: dict[int, tuple[int, int]] = {}
    for (statement_id, _), counts in sorted(waves.items()):
        now = (counts.get(1, 0), counts.get(-1, 0))
        found[statement_id] = max(found.get(statement_id, (0, 0)), now, key=sum)
    return found


def topics_by_item(db: Session) -> dict[tuple[str, int], int]:
    """To which living or decided topic each thing raised belongs."""
    query = (
        select(TopicConcern)
        .join(Topic, col(Topic.id) == TopicConcern.topic_id)
        .where(Topic.state != TopicState.DROPPED.value)
        .order_by(col(TopicConcern.id))
    )
    return {key_of(row): row.topic_id for row in db.exec(query)}


def key_of(row: TopicConcern) -> tuple[str, int]:
    """Kind and id of what a link is about."""
    return row.kind, row.proposal_id or row.matter_id or row.statement_id or 0


def list_links(db: Session, topic_id: int) -> list[TopicConcern]:
    """What led to a topic."""
    query = select(TopicConcern).where(TopicConcern.topic_id == topic_id)
    return list(db.exec(query.order_by(col(TopicConcern.id))))


def count_links(db: Session, topic_ids: Collection[int]) -> dict[int, int]:
    """How many things raised led to each of these topics."""
    query = (
        select(TopicConcern.topic_id, func.count())
        .where(col(TopicConcern.topic_id).in_(topic_ids))
        .group_by(col(TopicConcern.topic_id))
    )
    return dict(db.exec(query).all())


def link_of(topic_id: int, kind: ConcernKind, item_id: int) -> TopicConcern:
    """A new link, its id in the column of its kind."""
    row = TopicConcern(topic_id=topic_id, kind=kind.value)
    setattr(row, f"{kind.value}_id", item_id)
    return row


def find_item(db: Session, kind: ConcernKind, item_id: int) -> Proposal | Matter | Statement | None:
    """The thing that was raised."""
    tables: dict[ConcernKind, Any] = {
        ConcernKind.PROPOSAL: Proposal,
        ConcernKind.MATTER: Matter,
        ConcernKind.STATEMENT: Statement,
    }
    found: Proposal | Matter | Statement | None = db.get(tables[kind], item_id)
    return found


def list_told(db: Session, account_id: int, *, unseen_only: bool) -> list[TopicConcern]:
    """Results that went to this person for what they proposed, raised or wrote down, newest first.

    The seconders of a proposal are told on its page; here are those whose answer it is.
    """
    query = (
        select(TopicConcern)
        .outerjoin(Proposal, col(Proposal.id) == TopicConcern.proposal_id)
        .outerjoin(Matter, col(Matter.id) == TopicConcern.matter_id)
        .where(
            col(TopicConcern.told_at).is_not(None),
            or_(
                col(Proposal.author_id) == account_id,
                col(Matter.raiser_id) == account_id,
                col(Matter.recorded_by) == account_id,
            ),
        )
        .order_by(col(TopicConcern.told_at).desc(), col(TopicConcern.id))
    )
    if unseen_only:
        query = query.where(col(TopicConcern.seen_at).is_(None))
    return list(db.exec(query))


def topic_ids_of_matter(db: Session, matter_id: int) -> list[int]:
    """The topics to which a matter led, dropped ones left out."""
    return _topic_ids(db, TopicConcern.matter_id == matter_id)


def topic_ids_of_proposal(db: Session, proposal_id: int) -> list[int]:
    """The topics to which a proposal led, dropped ones left out."""
    return _topic_ids(db, TopicConcern.proposal_id == proposal_id)


def topic_ids_of_meeting(db: Session, meeting_id: int) -> list[int]:
    """The topics to which statements of a meeting led, dropped ones left out."""
    said = select(Statement.id).where(Statement.meeting_id == meeting_id)
    return _topic_ids(db, col(TopicConcern.statement_id).in_(said))


def fingerprint(db: Session) -> tuple[object, ...]:
    """What changes whenever something is raised, answered, rated, seconded or linked."""
    ask: Any = select  # its types know four columns at most
    queries = (
        ask(func.count(), func.max(Proposal.id), func.max(Proposal.submitted_at)),
        ask(
            func.count(),
            func.max(Matter.id),
            func.sum(Matter.escalations),
            func.count(col(Matter.rating)),
            func.count(col(Matter.answered_at)),
        ),
        ask(func.count(), func.max(Statement.id)).where(
            Statement.state == StatementState.SHOWN.value
        ),
        ask(func.count()).select_from(Seconding),
        ask(func.count()).select_from(Stance),
        ask(func.count(), func.max(TopicConcern.id)),
        ask(Topic.state, func.count()).group_by(col(Topic.state)).order_by(col(Topic.state)),
    )
    found: list[object] = []
    for query in queries:
        found += [row if isinstance(row, int) else tuple(row) for row in db.exec(query).all()]
    return tuple(found)


def _topic_ids(db: Session, condition: Any) -> list[int]:
    query = (
        select(TopicConcern.topic_id)
        .join(Topic, col(Topic.id) == TopicConcern.topic_id)
        .where(condition, Topic.state != TopicState.DROPPED.value)
        .distinct()
        .order_by(col(TopicConcern.topic_id))
    )
    return list(db.exec(query))
