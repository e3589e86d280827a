"""Reading the demonstration."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from db.tables import Account, Community, Proposal, Round
from domain.phases import Phase
from services.permission import place_of


def rows(db: Session, table: Any) -> list[Any]:
    return list(db.exec(select(table)))


def by_id(db: Session, table: Any) -> dict[int, Any]:
    return {row.id: row for row in rows(db, table)}


def round_in(db: Session, phase: Phase) -> Round:
    return db.exec(select(Round).where(Round.phase == phase.value)).one()


def named(db: Session, username: str) -> Account:
    return db.exec(select(Account).where(Account.username == username)).one()


def lives_in(db: Session, account: Account, round_: Round) -> bool:
    community = db.get(Community, account.community_id) if account.community_id else None
    subdistrict_id = community.subdistrict_id if community else None
    return place_of(round_).covers(subdistrict_id, account.community_id)


def proposals_in(db: Session, phase: Phase) -> list[Proposal]:
    round_id = round_in(db, phase).id
    return list(db.exec(select(Proposal).where(Proposal.round_id == round_id)))
