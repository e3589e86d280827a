"""Queries on bodies, Party branches, memberships and the versions of a guide."""

from typing import Any

from sqlmodel import Session, and_, col, func, or_, select

from db.tables import (
    Account,
    Body,
    Community,
    FieldOfWork,
    GuideVersion,
    Membership,
    PartyBranch,
)
from domain.refusals import Refusal
from domain.roles import Role
from domain.teams import ROLE_OF, TEAMS, BodyKind, MemberFilter

MemberRow = tuple[
    Account, Membership | None, Community | None, FieldOfWork | None, PartyBranch | None
]


def list_bodies(db: Session, *, every: bool = False) -> list[Body]:
    """The bodies that act (or every one that ever was), in their order."""
    query = select(Body).order_by(col(Body.position), col(Body.code))
    return list(db.exec(query if every else query.where(col(Body.is_active))))


def list_teams(db: Session) -> list[Body]:
    """The bodies that have members here, in their order."""
    kinds = [one.value for one in TEAMS]
    query = select(Body).where(col(Body.is_active), col(Body.kind).in_(kinds))
    return list(db.exec(query.order_by(col(Body.position), col(Body.code))))


def get_body(db: Session, code: str) -> Body:
    """The body, or a refusal."""
    body = db.get(Body, code)
    if body is None:
        raise Refusal("team.unknown")
    return body


def get_field(db: Session, code: str) -> FieldOfWork:
    """The field, or a refusal."""
    row = db.get(FieldOfWork, code)
    if row is None:
        raise Refusal("team.field_unknown")
    return row


def list_branches(db: Session, body_code: str | None = None) -> list[tuple[PartyBranch, int]]:
    """Party branches with the number of their members."""
    query = (
        select(PartyBranch, func.count(col(Membership.account_id)))
        .join(Membership, col(Membership.branch_id) == PartyBranch.id, isouter=True)
        .group_by(col(PartyBranch.id))
        .order_by(col(PartyBranch.body_code), col(PartyBranch.id))
    )
    if body_code is not None:
        query = query.where(PartyBranch.body_code == body_code)
    return [(branch, members) for branch, members in db.exec(query)]


def find_branch(db: Session, body_code: str, name: str) -> PartyBranch | None:
    """The branch of this name in a body."""
    where = (PartyBranch.body_code == body_code, PartyBranch.name == name)
    return db.exec(select(PartyBranch).where(*where)).first()


def get_branch(db: Session, branch_id: int) -> PartyBranch:
    """The branch, or a refusal."""
    row = db.get(PartyBranch, branch_id)
    if row is None:
        raise Refusal("team.branch_unknown")
    return row


def find_membership(db: Session, account_id: int) -> Membership | None:
    """What a team knows of this person."""
    return db.get(Membership, account_id)


def team_of(db: Session, account: Account) -> Body | None:
    """The team a person is in: by membership, or the first that their role belongs to."""
    membership = db.get(Membership, account.id)
    teams = list_teams(db)
    if membership is not None:
        return next((one for one in teams if one.code == membership.body_code), None)
    kinds = [kind.value for kind in TEAMS if ROLE_OF[kind].value == account.role]
    return next((one for one in teams if one.kind in kinds), None)


def count_members(db: Session, body: Body) -> tuple[int, int]:
    """How many active members a team has, and how many of them show that they are in the Party."""
    shown = and_(col(Membership.is_party_member), col(Membership.shows_party_membership))
    query = (
        select(func.count(), func.count(col(Membership.account_id)).filter(shown))
        .select_from(Account)
        .join(Membership, col(Membership.account_id) == Account.id, isouter=True)
        .where(*of_team(db, body))
    )
    total, of_them = db.exec(query).one()
    return total, of_them


def list_members(
    db: Session,
    wanted: MemberFilter,
    *,
    start: int = 0,
    most: int | None = None,
    every: bool = False,
) -> list[MemberRow]:
    """Members of a team, by the order their accounts were made; `every`: suspended ones too."""
    is_active, in_team = of_team(db, get_body(db, wanted.body_code))
    conditions = [in_team, *_narrowed(wanted)] + ([] if every else [is_active])
    query = _joined().where(*conditions).order_by(col(Account.id))
    if most is not None:
        query = query.offset(start).limit(most)
    return [(a, m, c, f, b) for a, m, c, f, b in db.exec(query)]


def count_found(db: Session, wanted: MemberFilter) -> int:
    """How many members of a team fit."""
    body = get_body(db, wanted.body_code)
    query = (
        select(func.count())
        .select_from(Account)
        .join(Membership, col(Membership.account_id) == Account.id, isouter=True)
        .where(*of_team(db, body), *_narrowed(wanted))
    )
    return db.exec(query).one()


def get_member(db: Session, account_id: int) -> MemberRow:
    """One person as a member."""
    row = db.exec(_joined().where(Account.id == account_id)).one()
    return (row[0], row[1], row[2], row[3], row[4])


def list_versions(db: Session, body_code: str) -> list[tuple[GuideVersion, str]]:
    """The versions of a body's guide with who wrote them, the newest first."""
    query = (
        select(GuideVersion, Account.name)
        .join(Account, col(Account.id) == GuideVersion.account_id, isouter=True)
        .where(GuideVersion.body_code == body_code)
        .order_by(col(GuideVersion.number).desc())
    )
    return [(row, name or "") for row, name in db.exec(query)]


def _joined() -> Any:
    of_five: Any = select  # its types know four tables at most
    return (
        of_five(Account, Membership, Community, FieldOfWork, PartyBranch)
        .outerjoin(Membership, col(Membership.account_id) == Account.id)
        .outerjoin(Community, col(Community.id) == Account.community_id)
        .outerjoin(FieldOfWork, col(FieldOfWork.code) == Account.field_code)
        .outerjoin(PartyBranch, col(PartyBranch.id) == Membership.branch_id)
    )


def of_team(db: Session, body: Body) -> tuple[Any, ...]:
    """Conditions: the members of a team; accounts must be joined with their memberships."""
    of_body = col(Membership.body_code) == body.code
    role = ROLE_OF.get(BodyKind(body.kind), Role.OFFICER)
    first = next((one for one in list_teams(db) if one.kind == body.kind), None)
    if first is not None and first.code == body.code:
        # An account that no roster knows yet is counted to the first team of its role.
        unlisted = and_(col(Membership.account_id).is_(None), Account.role == role.value)
        return col(Account.is_active), or_(of_body, unlisted)
    return col(Account.is_active), of_body


def _narrowed(wanted: MemberFilter) -> list[Any]:
    found: list[Any] = []
    for word in wanted.text.split():
        columns = (Account.name, Account.title, Membership.duty)
        found.append(or_(*(col(one).icontains(word, autoescape=True) for one in columns)))
    if wanted.field_code is not None:
        found.append(Account.field_code == wanted.field_code)
    if wanted.community_id is not None:
        found.append(Account.community_id == wanted.community_id)
    return found
