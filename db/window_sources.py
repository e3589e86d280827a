"""What of every table is public: drafts, private matters and cases never."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import String, case, cast, func, literal, null
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from db.base import UtcDateTime
from db.tables import (
    Account,
    Activity,
    ActivityMember,
    Body,
    Community,
    LegalArticle,
    Matter,
    Meeting,
    Minutes,
    PhaseDate,
    Proposal,
    Round,
    ServiceRecord,
    Station,
)
from db.window_research import consultations, findings, needs, topics, visits
from db.window_rows import is_over, public_row
from domain.legal import CaseKind
from domain.matters import ENDED as MATTER_ENDED
from domain.matters import MatterState
from domain.meetings import MeetingState
from domain.minutes_flow import MinutesState
from domain.phases import Phase
from domain.proposal_flow import ENDED as PROPOSAL_ENDED
from domain.proposal_flow import ProposalState
from domain.windows import WindowKind

Source = Callable[[], Any]
BETWEEN_NAMES = "\n"


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
            who_en=case((col(Matter.owner_text) != "", ""), else_=func.coalesce(Body.name_en, "")),
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
        due_at=_phase_ends(),
        community_id=col(Round.community_id),
        subdistrict_id=col(Round.subdistrict_id),
    ).select_from(Round)


def _phase_ends() -> Any:
    here, after = aliased(PhaseDate), aliased(PhaseDate)
    began = (
        select(here.starts_at)
        .where(here.round_id == Round.id, here.phase == Round.phase)
        .correlate(Round)
        .scalar_subquery()
    )
    return (
        select(func.min(after.starts_at))
        .where(after.round_id == Round.id, col(after.starts_at) > began)
        .correlate(Round)
        .scalar_subquery()
    )


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


def activities() -> Any:
    """委员活动 that stand; a meeting or a round is in the window as what it is."""
    took_part = (
        select(func.aggregate_strings(col(Account.name), BETWEEN_NAMES))
        .join(ActivityMember, col(ActivityMember.account_id) == Account.id)
        .where(ActivityMember.activity_id == Activity.id)
        .correlate(Activity)
        .scalar_subquery()
    )
    return (
        public_row(
            WindowKind.ACTIVITY,
            id=col(Activity.id),
            title=col(Activity.title),
            text=col(Activity.result),
            state=literal("held", String),
            is_over=literal(1),
            at=col(Activity.at),
            due_on=col(Activity.on),
            community_id=col(Activity.community_id),
            subdistrict_id=col(Activity.subdistrict_id),
            field_code=col(Activity.field_code),
            who=func.coalesce(took_part, ""),
        )
        .select_from(Activity)
        .where(
            col(Activity.voided_at).is_(None),
            col(Activity.meeting_id).is_(None),
            col(Activity.round_id).is_(None),
        )
    )


def stations() -> Any:
    """法务特派员工作站; they lead to their community, and are as old as the district."""
    return (
        public_row(
            WindowKind.STATION,
            id=col(Station.community_id),
            title=case(
                (col(Station.name).contains(col(Community.name)), col(Station.name)),
                else_=col(Community.name) + literal(" ", String) + col(Station.name),
            ),
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


def education() -> Any:
    """法治宣传 outside any case: where, when and how many came; never a note or a person.

    Without an instant: a station and what one can read come before what is over.
    """
    return (
        public_row(
            WindowKind.EDUCATION,
            id=col(ServiceRecord.id),
            leads_to=col(ServiceRecord.community_id),
            title=col(Community.name),
            text=literal("", String),
            state=literal("held", String),
            is_over=literal(1),
            at=cast(null(), UtcDateTime),
            due_on=col(ServiceRecord.on),
            community_id=col(ServiceRecord.community_id),
            subdistrict_id=col(Community.subdistrict_id),
            who=cast(col(ServiceRecord.people_count), String),
        )
        .select_from(ServiceRecord)
        .join(Community, col(Community.id) == ServiceRecord.community_id)
        .where(ServiceRecord.kind == CaseKind.EDUCATION.value, col(ServiceRecord.case_id).is_(None))
    )


SOURCES: dict[WindowKind, Source] = {
    WindowKind.NEED: needs,
    WindowKind.TOPIC: topics,
    WindowKind.CONSULTATION: consultations,
    WindowKind.FINDING: findings,
    WindowKind.VISIT: visits,
    WindowKind.PROPOSAL: proposals,
    WindowKind.MATTER: matters,
    WindowKind.ROUND: rounds,
    WindowKind.MEETING: meetings,
    WindowKind.EXCHANGE: exchanges,
    WindowKind.ACTIVITY: activities,
    WindowKind.STATION: stations,
    WindowKind.ARTICLE: articles,
    WindowKind.EDUCATION: education,
}
