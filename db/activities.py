"""Queries on activities, pledges and what arrived of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, case, col, func, or_, select

from db.tables import (
    Account,
    Activity,
    ActivityMember,
    Attendee,
    Community,
    Participation,
    Pledge,
    PledgeReceipt,
    Project,
    Proposal,
    Round,
    Subdistrict,
)
from domain.activities import ActivityFilter
from domain.pledges import FundSum, ReceiptLine
from domain.refusals import Refusal
from domain.roles import Role


def get_activity(db: Session, activity_id: int) -> Activity:
    """The activity, or a refusal."""
    row = db.get(Activity, activity_id)
    if row is None:
        raise Refusal("activity.unknown")
    return row


def find_activity(db: Session, **known: Any) -> Activity | None:
    """The activity of a request, a meeting or a round, if there is one."""
    return db.exec(select(Activity).filter_by(**known)).one_or_none()


def list_activities(
    db: Session, wanted: ActivityFilter, *, start: int, most: int
) -> tuple[list[tuple[Activity, str | None, str | None]], int, int]:
    """A page with community and subdistrict, the latest first; how many in all, how many people."""
    conditions = _conditions(wanted)
    query = (
        select(Activity, Community.name, Subdistrict.name)
        .join(Community, col(Community.id) == Activity.community_id, isouter=True)
        .join(Subdistrict, col(Subdistrict.id) == Activity.subdistrict_id, isouter=True)
        .where(*conditions)
        .order_by(col(Activity.on).desc(), col(Activity.id).desc())
        .offset(start)
        .limit(most)
    )
    sums = select(func.count(), func.coalesce(func.sum(Activity.people_count), 0))
    total, people = db.exec(sums.select_from(Activity).where(*conditions)).one()
    return [(row[0], row[1], row[2]) for row in db.exec(query)], total, people


def _conditions(wanted: ActivityFilter) -> list[Any]:
    found: list[Any] = [col(Activity.voided_at).is_(None)]
    if wanted.activity_id is not None:
        found.append(Activity.id == wanted.activity_id)
    if wanted.kind is not None:
        found.append(Activity.kind == wanted.kind.value)
    if wanted.community_id is not None:
        found.append(Activity.community_id == wanted.community_id)
    if wanted.field_code is not None:
        found.append(Activity.field_code == wanted.field_code)
    for word in wanted.typed.split():
        found.append(
            or_(
                col(Activity.title).contains(word, autoescape=True),
                col(Activity.result).contains(word, autoescape=True),
            )
        )
    return found


def members_of(db: Session, activity_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The names of the members who took part, by activity."""
    query = (
        select(ActivityMember.activity_id, Account.name)
        .join(Account, col(Account.id) == ActivityMember.account_id)
        .where(col(ActivityMember.activity_id).in_(list(activity_ids)))
        .order_by(col(Account.id))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for activity_id, name in db.exec(query):
        found[activity_id].append(name)
    return {key: tuple(names) for key, names in found.items()}


def list_members(db: Session, community_id: int | None) -> list[tuple[int, str]]:
    """Members of the citizens' committee, those of a community if given."""
    query = select(Account.id, Account.name).where(
        Account.role == Role.MEMBER.value, col(Account.is_active)
    )
    if community_id is not None:
        query = query.where(Account.community_id == community_id)
    return [(row[0], row[1]) for row in db.exec(query.order_by(col(Account.id)))]


def members_who_came(db: Session, meeting_id: int) -> list[int]:
    """The members of the citizens' committee among those who came to a meeting."""
    query = (
        select(Account.id)
        .join(Attendee, col(Attendee.account_id) == Account.id)
        .where(
            Attendee.meeting_id == meeting_id,
            col(Attendee.came_at).is_not(None),
            Account.role == Role.MEMBER.value,
        )
    )
    return list(db.exec(query.order_by(col(Account.id))))


def count_finished(db: Session, round_id: int) -> int:
    """How many finished a ballot in the round."""
    query = select(func.count()).select_from(Participation)
    finished = col(Participation.finished_at).is_not(None)
    return db.exec(query.where(Participation.round_id == round_id, finished)).one()


def get_pledge(db: Session, pledge_id: int, *, for_update: bool = False) -> Pledge:
    """The pledge, or a refusal; locked where the database knows row locks."""
    query = select(Pledge).where(Pledge.id == pledge_id)
    row = db.exec(query.with_for_update() if for_update else query).one_or_none()
    if row is None:
        raise Refusal("pledge.unknown")
    return row


def find_pledge(db: Session, request_key: str) -> Pledge | None:
    """The pledge that this form wrote."""
    return db.exec(select(Pledge).where(Pledge.request_key == request_key)).one_or_none()


def get_receipt(db: Session, receipt_id: int) -> PledgeReceipt:
    """What arrived, or a refusal."""
    row = db.get(PledgeReceipt, receipt_id)
    if row is None:
        raise Refusal("pledge.unknown")
    return row


def find_receipt(db: Session, request_key: str) -> PledgeReceipt | None:
    """The receipt that this form wrote."""
    query = select(PledgeReceipt).where(PledgeReceipt.request_key == request_key)
    return db.exec(query).one_or_none()


def receipts_of(db: Session, pledge_ids: Sequence[int]) -> dict[int, tuple[ReceiptLine, ...]]:
    """Everything that arrived, by pledge, in the order of days."""
    query = (
        select(PledgeReceipt)
        .where(col(PledgeReceipt.pledge_id).in_(pledge_ids))
        .order_by(col(PledgeReceipt.received_on), col(PledgeReceipt.id))
    )
    found: dict[int, list[ReceiptLine]] = defaultdict(list)
    for row in db.exec(query):
        found[row.pledge_id].append(
            ReceiptLine(
                row.id,
                row.amount_cents,
                row.received_on,
                row.voided_at is not None,
                row.void_reason,
            )
        )
    return {key: tuple(lines) for key, lines in found.items()}


def list_pledges(
    db: Session, community_id: int | None, *, start: int, most: int
) -> tuple[list[tuple[Pledge, str | None, str | None]], int]:
    """A page of pledges with community and project, the latest first; how many there are."""
    where = _in_place(community_id)
    query = (
        _with_purpose(select(Pledge, Community.name, Project.name))
        .where(*where)
        .order_by(col(Pledge.pledged_on).desc(), col(Pledge.id).desc())
        .offset(start)
        .limit(most)
    )
    count = _with_purpose(select(func.count()).select_from(Pledge)).where(*where)
    return [(row[0], row[1], row[2]) for row in db.exec(query)], db.exec(count).one()


def sum_funds(db: Session, community_id: int | None) -> list[FundSum]:
    """Pledged and received by project, or by community where it is for no project; largest first.

    What was withdrawn is no pledge any more, but what had arrived of it did arrive.
    """
    name = func.coalesce(Project.name, Community.name)
    received = (
        select(PledgeReceipt.pledge_id, func.sum(PledgeReceipt.amount_cents).label("cents"))
        .where(col(PledgeReceipt.voided_at).is_(None))
        .group_by(col(PledgeReceipt.pledge_id))
        .subquery()
    )
    pledged = func.sum(case((col(Pledge.withdrawn_at).is_(None), Pledge.amount_cents), else_=0))
    asked: Any = select
    sums = asked(name, pledged, func.coalesce(func.sum(received.c.cents), 0))
    query = (
        _with_purpose(sums.select_from(Pledge))
        .join(received, received.c.pledge_id == Pledge.id, isouter=True)
        .where(*_in_place(community_id))
        .group_by(name)
        .order_by(pledged.desc(), name)
    )
    return [FundSum(row[0] or "", row[1], row[2]) for row in db.exec(query)]


def count_givers(db: Session, community_id: int | None) -> int:
    """How many different givers pledged, and did not withdraw."""
    query = _with_purpose(select(func.count(func.distinct(Pledge.giver))).select_from(Pledge))
    stands = col(Pledge.withdrawn_at).is_(None)
    found: int = db.exec(query.where(stands, *_in_place(community_id))).one()
    return found


def list_open_projects(db: Session, states: Iterable[str]) -> list[tuple[Project, str]]:
    """Projects whose proposal stands in one of these states, with the name of their round."""
    query = (
        select(Project, Round.name)
        .join(Round, col(Round.id) == Project.round_id)
        .join(Proposal, col(Proposal.id) == Project.proposal_id)
        .where(col(Proposal.state).in_(list(states)))
        .order_by(col(Project.round_id).desc(), col(Project.number))
    )
    return [(row[0], row[1]) for row in db.exec(query)]


def _in_place(community_id: int | None) -> list[Any]:
    return [] if community_id is None else [_place() == community_id]


def _place() -> Any:
    return func.coalesce(Pledge.community_id, Project.community_id)


def _with_purpose(query: Any) -> Any:
    with_project = query.join(Project, col(Project.id) == Pledge.project_id, isouter=True)
    return with_project.join(Community, col(Community.id) == _place(), isouter=True)
