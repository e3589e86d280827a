"""What of every table is public: drafts, private matters and cases never."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import String, cast, func, literal, null
from sqlmodel import col

from db.base import UtcDateTime
from db.tables import (
    Account,
    Body,
    Community,
    LegalArticle,
    Matter,
    Meeting,
    Minutes,
    Proposal,
    Round,
    Station,
)
from db.window_research import consultations, findings, needs, topics
from db.window_rows import is_over, public_row
from domain.matters import ENDED as MATTER_ENDED
from domain.matters import MatterState
from domain.meetings import MeetingState
from domain.minutes_flow import MinutesState
from domain.phases import Phase
from domain.proposal_flow import ENDED as PROPOSAL_ENDED
from domain.proposal_flow import ProposalState
from domain.windows import WindowKind

Source = Callable[[], Any]


def proposals() -> Any:
    """提案 that were submitted."""
    over = [one.value for one in PROPOSAL_ENDED] + [ProposalState.APPRAISED.value]
    return (
        public_row(
            WindowKind.PROPOSAL,
            id=col(Proposal.id),
            title=col(Proposal.title),
            text=col(Proposal.problem) + literal("\n", String) + col(Proposal.plan),
            state=col(Proposal.state),
            is_over=is_over(Proposal.state, *over),
            at=col(Proposal.submitted_at),
            community_id=col(Proposal.community_id),
            field_code=col(Proposal.field_code),
            who=func.coalesce(Account.name, ""),
        )
        .select_from(Proposal)
        .outerjoin(Account, col(Account.id) == Proposal.author_id)
        .where(Proposal.state != ProposalState.DRAFT.value, col(Proposal.submitted_at).is_not(None))
    )


def matters() -> Any:
    """群众诉求 whose raisers did not ask for privacy; never who raised them."""
    return (
        public_row(
            WindowKind.MATTER,
            id=col(Matter.id),
            title=col(Matter.title),
            text=col(Matter.text),
            state=col(Matter.state),
            is_over=is_over(
                Matter.state, MatterState.ANSWERED.value, *(one.value for one in MATTER_ENDED)
            ),
            at=col(Matter.created_at),
            due_at=col(Matter.due_at),
            community_id=col(Matter.community_id),
            subdistrict_id=col(Matter.subdistrict_id),
            field_code=col(Matter.field_code),
            who=func.coalesce(func.nullif(Matter.owner_text, ""), Body.name, ""),
        )
        .select_from(Matter)
        .outerjoin(Body, col(Body.code) == Matter.body_code)
        .where(col(Matter.is_public))
    )


def rounds() -> Any:
    """参与式预算轮次."""
    return public_row(
        WindowKind.ROUND,
        id=col(Round.id),
        title=col(Round.name),
        text=col(Round.about),
        state=col(Round.phase),
        is_over=is_over(Round.phase, Phase.CLOSED.value),
        at=col(Round.created_at),
        community_id=col(Round.community_id),
        subdistrict_id=col(Round.subdistrict_id),
    ).select_from(Round)


def meetings() -> Any:
    """议事会 that take or took place."""
    return (
        public_row(
            WindowKind.MEETING,
            id=col(Meeting.id),
            title=col(Meeting.title),
            text=col(Meeting.about),
            state=col(Meeting.state),
            is_over=is_over(Meeting.state, MeetingState.CLOSED.value),
            at=col(Meeting.created_at),
            due_at=col(Meeting.starts_at),
            community_id=col(Meeting.community_id),
            subdistrict_id=col(Meeting.subdistrict_id),
            who=col(Meeting.venue),
        )
        .select_from(Meeting)
        .where(Meeting.state != MeetingState.CANCELLED.value)
    )


def exchanges() -> Any:
    """交流结果: meetings whose minutes are approved."""
    return (
        public_row(
            WindowKind.EXCHANGE,
            id=col(Meeting.id),
            title=col(Meeting.title),
            text=col(Meeting.about),
            state=col(Minutes.state),
            is_over=literal(1),
            at=col(Minutes.approved_at),
            community_id=col(Meeting.community_id),
            subdistrict_id=col(Meeting.subdistrict_id),
            who=col(Meeting.venue),
        )
        .select_from(Minutes)
        .join(Meeting, col(Meeting.id) == Minutes.meeting_id)
        .where(Minutes.state == MinutesState.APPROVED.value, col(Minutes.approved_at).is_not(None))
    )


def stations() -> Any:
    """法务特派员工作站; they lead to their community, and are as old as the district."""
    return (
        public_row(
            WindowKind.STATION,
            id=col(Station.community_id),
            title=col(Community.name) + literal(" ", String) + col(Station.name),
            text=col(Station.address),
            state=literal("open", String),
            at=cast(null(), UtcDateTime),
            community_id=col(Station.community_id),
            subdistrict_id=col(Community.subdistrict_id),
            who=col(Station.phone),
        )
        .select_from(Station)
        .join(Community, col(Community.id) == Station.community_id)
        .where(col(Station.is_active))
    )


def articles() -> Any:
    """法务知识 that is published."""
    return (
        public_row(
            WindowKind.ARTICLE,
            id=col(LegalArticle.id),
            title=col(LegalArticle.title),
            text=col(LegalArticle.text),
            state=literal("published", String),
            at=col(LegalArticle.published_at),
            who=func.coalesce(Account.name, ""),
        )
        .select_from(LegalArticle)
        .outerjoin(Account, col(Account.id) == LegalArticle.account_id)
        .where(col(LegalArticle.published_at).is_not(None))
    )


SOURCES: dict[WindowKind, Source] = {
    WindowKind.NEED: needs,
    WindowKind.TOPIC: topics,
    WindowKind.CONSULTATION: consultations,
    WindowKind.FINDING: findings,
    WindowKind.PROPOSAL: proposals,
    WindowKind.MATTER: matters,
    WindowKind.ROUND: rounds,
    WindowKind.MEETING: meetings,
    WindowKind.EXCHANGE: exchanges,
    WindowKind.STATION: stations,
    WindowKind.ARTICLE: articles,
}
