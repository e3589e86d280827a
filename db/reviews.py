"""Queries on assignments, reviews and legal opinions."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from db.tables import Account, Assignment, LegalOpinion, Proposal, Review
from domain.proposal_flow import ProposalState
from domain.refusals import Refusal
from domain.reviews import LegalDraft, ReviewDraft, ReviewerKind, Verdict
from domain.roles import Role

ROLE_OF_KIND = {ReviewerKind.EXPERT: Role.EXPERT, ReviewerKind.LEGAL: Role.SPECIALIST}


@dataclass(frozen=True, slots=True)
class Seat:
    """One assignment with whose and for what it is."""

    assignment: Assignment
    reviewer: Account
    proposal: Proposal

    @property
    def is_taken(self) -> bool:
        """Whether the reviewer still holds it (done or not)."""
        return self.assignment.recused_at is None


def get_seat(db: Session, assignment_id: int) -> Seat:
    """One seat, or a refusal."""
    seats = _seats(db, Assignment.id == assignment_id)
    if not seats:
        raise Refusal("review.unknown_assignment")
    return seats[0]


def list_seats_of_round(db: Session, round_id: int) -> list[Seat]:
    """Every seat of a round, recused ones included, by proposal and age."""
    return _seats(db, Proposal.round_id == round_id)


def list_seats_of_proposal(db: Session, proposal_id: int) -> list[Seat]:
    """Every seat of a proposal, recused ones included, oldest first."""
    return _seats(db, Assignment.proposal_id == proposal_id)


def list_seats_of_reviewer(db: Session, reviewer_id: int) -> list[Seat]:
    """Everything ever assigned to a person."""
    return _seats(db, Assignment.reviewer_id == reviewer_id)


def _seats(db: Session, *conditions: object) -> list[Seat]:
    query = (
        select(Assignment, Account, Proposal)
        .join(Account, col(Account.id) == Assignment.reviewer_id)
        .join(Proposal, col(Proposal.id) == Assignment.proposal_id)
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(col(Assignment.proposal_id), col(Assignment.kind), col(Assignment.id))
    )
    return [Seat(a, reviewer, proposal) for a, reviewer, proposal in db.exec(query)]


def list_reviewers(db: Session, kind: ReviewerKind) -> list[Account]:
    """Active accounts that may sit on seats of this kind."""
    role = ROLE_OF_KIND[kind].value
    query = select(Account).where(Account.role == role, col(Account.is_active))
    return list(db.exec(query.order_by(col(Account.id))))


def count_loads(db: Session, round_id: int) -> dict[int, int]:
    """Seats that each reviewer holds in the round, plus their unfinished ones of other rounds."""
    query = (
        select(Assignment.reviewer_id, func.count())
        .join(Proposal, col(Proposal.id) == Assignment.proposal_id)
        .where(
            col(Assignment.recused_at).is_(None),
            or_(
                col(Proposal.round_id) == round_id,
                col(Assignment.done_at).is_(None)
                & (col(Proposal.state) == ProposalState.IN_REVIEW.value),
            ),
        )
        .group_by(col(Assignment.reviewer_id))
    )
    return dict(db.exec(query).all())


def find_review(db: Session, assignment_id: int) -> Review | None:
    """What an expert has written so far."""
    return db.get(Review, assignment_id)


def find_legal_opinion(db: Session, assignment_id: int) -> LegalOpinion | None:
    """What a legal specialist has written so far."""
    return db.get(LegalOpinion, assignment_id)


def list_reviews(db: Session, assignment_ids: Iterable[int]) -> dict[int, Review]:
    """Reviews by assignment."""
    query = select(Review).where(col(Review.assignment_id).in_(list(assignment_ids)))
    return {row.assignment_id: row for row in db.exec(query)}


def list_legal_opinions(db: Session, assignment_ids: Iterable[int]) -> dict[int, LegalOpinion]:
    """Legal opinions by assignment."""
    query = select(LegalOpinion).where(col(LegalOpinion.assignment_id).in_(list(assignment_ids)))
    return {row.assignment_id: row for row in db.exec(query)}


def review_draft(row: Review | None) -> ReviewDraft:
    """The row as the rules see it; an empty draft where nothing was written yet."""
    if row is None:
        return ReviewDraft()
    return ReviewDraft(
        feasibility=row.feasibility,
        benefit=row.benefit,
        cost=row.cost,
        risk=row.risk,
        estimate_cents=row.estimate_cents,
        opinion=row.opinion,
    )


def legal_draft(row: LegalOpinion | None) -> LegalDraft:
    """The row as the rules see it; an empty draft where nothing was written yet."""
    if row is None:
        return LegalDraft()
    return LegalDraft(
        verdict=Verdict(row.verdict) if row.verdict else None,
        clause=row.clause,
        condition=row.condition,
        opinion=row.opinion,
    )
