"""Queries on cases. What a case says is read only by whom `services.case_access` let in."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, or_, select

from db.tables import (
    Account,
    CaseMove,
    CaseParty,
    Community,
    LegalCase,
    PaperParty,
)
from domain.legal import AT_WORK, CaseState, Part
from domain.refusals import Refusal
from domain.roles import Role

_WAITING = [state.value for state in (CaseState.ASKED, *AT_WORK)]


def get_case(db: Session, case_id: int, *, for_update: bool = False) -> LegalCase:
    """The case, or a refusal. `for_update` locks the row where the database knows row locks."""
    query = select(LegalCase).where(LegalCase.id == case_id)
    if for_update:
        query = query.with_for_update()
    case = db.exec(query).one_or_none()
    if case is None:
        raise Refusal("case.unknown")
    return case


def find_by_key(db: Session, request_key: str) -> LegalCase | None:
    """The case that was sent with this form already."""
    return db.exec(select(LegalCase).where(LegalCase.request_key == request_key)).one_or_none()


def find_of_matter(db: Session, matter_id: int) -> LegalCase | None:
    """The mediation that a matter was given to."""
    return db.exec(select(LegalCase).where(LegalCase.matter_id == matter_id)).one_or_none()


def find_party(db: Session, case_id: int, account_id: int) -> CaseParty | None:
    """As what a person is named in a case; None if they are not."""
    return db.get(CaseParty, (case_id, account_id))


def list_parties(db: Session, case_id: int) -> list[tuple[CaseParty, Account]]:
    """Everybody with an account who is named in a case: asker, specialist, member, others."""
    query = (
        select(CaseParty, Account)
        .join(Account, col(Account.id) == CaseParty.account_id)
        .where(CaseParty.case_id == case_id)
    )
    order = list(Part)
    rows = [(party, account) for party, account in db.exec(query)]
    return sorted(rows, key=lambda row: (order.index(Part(row[0].part)), row[1].id))


def list_papers(db: Session, case_id: int) -> list[PaperParty]:
    """The sides of a case who sign on paper."""
    query = select(PaperParty).where(PaperParty.case_id == case_id)
    return list(db.exec(query.order_by(col(PaperParty.id))))


def get_paper(db: Session, case_id: int, paper_id: int) -> PaperParty:
    """A side of this case who signs on paper, or a refusal."""
    row = db.get(PaperParty, paper_id)
    if row is None or row.case_id != case_id:
        raise Refusal("case.unknown")
    return row


def list_moves(db: Session, case_id: int) -> list[CaseMove]:
    """The way a case has gone, oldest first."""
    query = select(CaseMove).where(CaseMove.case_id == case_id)
    return list(db.exec(query.order_by(col(CaseMove.at), col(CaseMove.id))))


def book_once(db: Session, case_id: int, account_id: int, at: datetime) -> bool:
    """Give the case this half hour of a specialist; False if somebody was first."""
    booked = (
        update(LegalCase)
        .where(col(LegalCase.id) == case_id)
        .values(booked_with=account_id, booked_for=at)
    )
    try:
        with db.begin_nested():
            db.connection().execute(booked)
    except IntegrityError:
        return False
    return True


def count_open_of(db: Session, account_id: int) -> int:
    """How many cases a person has asked that wait for an answer."""
    query = (
        select(func.count())
        .select_from(LegalCase)
        .where(LegalCase.asker_id == account_id, col(LegalCase.state).in_(_WAITING))
    )
    return db.exec(query).one()


def list_open(db: Session, community_ids: set[int]) -> list[tuple[LegalCase, Community]]:
    """Cases of these communities that nobody took, the most urgent first."""
    query = (
        select(LegalCase, Community)
        .join(Community, col(Community.id) == LegalCase.community_id)
        .where(
            LegalCase.state == CaseState.ASKED.value, col(LegalCase.community_id).in_(community_ids)
        )
        .order_by(col(LegalCase.due_at), col(LegalCase.id))
    )
    return [(case, community) for case, community in db.exec(query)]


def list_of(db: Session, account_id: int) -> list[tuple[LegalCase, CaseParty, Community]]:
    """Every case in which a person is named, what is due first on top."""
    query = (
        select(LegalCase, CaseParty, Community)
        .join(CaseParty, col(CaseParty.case_id) == LegalCase.id)
        .join(Community, col(Community.id) == LegalCase.community_id)
        .where(CaseParty.account_id == account_id)
        .order_by(col(LegalCase.due_at), col(LegalCase.id))
    )
    return [(case, party, community) for case, party, community in db.exec(query)]


def list_mediators(db: Session, community_id: int, field_code: str) -> list[Any]:
    """Members who could mediate there, nearest first: of the place and field, then of either."""
    here = select(Community.subdistrict_id).where(Community.id == community_id).scalar_subquery()
    of_place = col(Account.community_id) == community_id
    of_field = col(Account.field_code) == field_code
    query = (
        select(Account, Community)
        .join(Community, col(Community.id) == Account.community_id)
        .where(
            Account.role == Role.MEMBER.value,
            col(Account.is_active),
            col(Community.subdistrict_id) == here,
            or_(of_place, of_field),
        )
        .order_by(of_field.desc(), of_place.desc(), col(Account.id))
    )
    return list(db.exec(query))


def list_colleagues(db: Session) -> list[Account]:
    """Every specialist who is at work, by name."""
    query = select(Account).where(Account.role == Role.SPECIALIST.value, col(Account.is_active))
    return list(db.exec(query.order_by(col(Account.name), col(Account.id))))
