"""Legal opinions: lawful, lawful under a condition, or not lawful by a clause."""

from db import reviews
from db.engine import Session, transaction
from db.tables import LegalOpinion
from domain.clock import utc_now
from domain.refusals import Refusal
from domain.reviews import ReviewerKind, Verdict
from domain.roles import Actor
from services.reviews import refuse_done, refuse_too_long, writable_seat


def save_verdict(actor: Actor, assignment_id: int, verdict: Verdict | None) -> None:
    """Save the verdict, or take it away again (None)."""
    with transaction() as db:
        _writable_opinion(db, actor, assignment_id).verdict = verdict.value if verdict else None


def save_clause(actor: Actor, assignment_id: int, text: str) -> None:
    """Save the clause of law or rule that the verdict rests on."""
    refuse_too_long(text)
    with transaction() as db:
        _writable_opinion(db, actor, assignment_id).clause = text


def save_condition(actor: Actor, assignment_id: int, text: str) -> None:
    """Save what must be met for the proposal to be lawful."""
    refuse_too_long(text)
    with transaction() as db:
        _writable_opinion(db, actor, assignment_id).condition = text


def save_legal_text(actor: Actor, assignment_id: int, text: str) -> None:
    """Save the reasoned opinion as typed."""
    refuse_too_long(text)
    with transaction() as db:
        _writable_opinion(db, actor, assignment_id).opinion = text


def submit_legal_opinion(actor: Actor, assignment_id: int) -> None:
    """Finish the opinion; refuses while anything is missing, naming it. Twice is once."""
    with transaction() as db:
        seat = writable_seat(db, actor, assignment_id, ReviewerKind.LEGAL)
        draft = reviews.legal_draft(reviews.find_legal_opinion(db, assignment_id))
        if missing := draft.missing():
            raise Refusal(f"review.missing_{missing[0]}")
        seat.assignment.done_at = seat.assignment.done_at or utc_now()


def _writable_opinion(db: Session, actor: Actor, assignment_id: int) -> LegalOpinion:
    refuse_done(writable_seat(db, actor, assignment_id, ReviewerKind.LEGAL))
    row = reviews.find_legal_opinion(db, assignment_id)
    row = row or LegalOpinion(assignment_id=assignment_id, saved_at=utc_now())
    row.saved_at = utc_now()
    db.add(row)
    return row
