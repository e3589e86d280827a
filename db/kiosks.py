"""Queries on tablets handed round, and on the slips for a ballot."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from db.tables import BallotSlip, Kiosk


def find_kiosk(db: Session, token_key: str, *, for_update: bool = False) -> Kiosk | None:
    """The tablet that holds this token, if it is still one; held to the end where asked for."""
    query = select(Kiosk).where(Kiosk.token_key == token_key, col(Kiosk.ended_at).is_(None))
    if for_update:
        query = query.with_for_update()
    return db.exec(query).one_or_none()


def find_slip(db: Session, round_id: int, code_hash: str) -> BallotSlip | None:
    """The slip of this number."""
    where = (BallotSlip.round_id == round_id, BallotSlip.code_hash == code_hash)
    return db.exec(select(BallotSlip).where(*where)).one_or_none()


def put_slip(
    db: Session, round_id: int, account_id: int, code_hash: str, by: int, at: datetime
) -> None:
    """Give a person a slip; one that was lost counts no more."""
    known = db.get(BallotSlip, (round_id, account_id))
    if known is not None:
        db.delete(known)
        db.flush()
    db.add(
        BallotSlip(
            round_id=round_id,
            account_id=account_id,
            code_hash=code_hash,
            issued_by=by,
            issued_at=at,
        )
    )


def count_slips(db: Session, round_id: int) -> tuple[int, int]:
    """How many were given out, and how many were used."""
    query = select(func.count(), func.count(col(BallotSlip.used_at))).where(
        BallotSlip.round_id == round_id
    )
    given, used = db.exec(query).one()
    return given, used
