"""A proposal's text between its row, its author's unpublished changes, and its versions."""

from dataclasses import replace
from datetime import datetime

from db import rounds
from db.engine import Session
from db.tables import Proposal, ProposalVersion
from domain.negative_list import Breach, Clause, find_breaches
from domain.proposal_content import (
    ProposalContent,
    as_json,
    from_json,
    items_as_json,
    items_from_json,
)
from domain.proposal_flow import ProposalState


def content_of(proposal: Proposal) -> ProposalContent:
    """What the proposal says to everyone (or, as a draft, to its author)."""
    return ProposalContent(
        title=proposal.title,
        field_code=proposal.field_code,
        place_text=proposal.place_text,
        problem=proposal.problem,
        plan=proposal.plan,
        beneficiaries=proposal.beneficiaries,
        cost_items=items_from_json(proposal.cost_items),
    )


def working_content(proposal: Proposal) -> ProposalContent:
    """What the author is writing: the draft itself, or the changes not published yet."""
    if proposal.revision is not None:
        return from_json(proposal.revision)
    return content_of(proposal)


def put_working_content(db: Session, proposal: Proposal, content: ProposalContent) -> None:
    """Keep what the author wrote; a submitted text itself changes only when it is published."""
    if proposal.state == ProposalState.DRAFT:
        put_content(db, proposal, content)
    else:
        is_same = as_json(content) == as_json(content_of(proposal))
        proposal.revision = None if is_same else as_json(content)
        db.add(proposal)


def put_content(db: Session, proposal: Proposal, content: ProposalContent) -> None:
    """Make this what the proposal says."""
    proposal.title = content.title
    proposal.field_code = content.field_code
    proposal.place_text = content.place_text
    proposal.problem = content.problem
    proposal.plan = content.plan
    proposal.beneficiaries = content.beneficiaries
    proposal.cost_items = items_as_json(content.cost_items)
    proposal.cost_cents = content.cost_cents
    db.add(proposal)


def add_version(db: Session, proposal: Proposal, at: datetime) -> int:
    """Keep what it says now as its next version, with the clauses it touches; the number."""
    content = content_of(proposal)
    clauses = [breach.clause.number for breach in breaches_of(db, proposal.round_id, content)]
    proposal.version += 1
    db.add(proposal)
    db.add(
        ProposalVersion(
            proposal_id=proposal.id,
            number=proposal.version,
            content={**as_json(content), "clauses": clauses},
            at=at,
            account_id=proposal.author_id,
        )
    )
    return proposal.version


def ensure_first_version(db: Session, proposal: Proposal) -> None:
    """Keep what was submitted as version 1 where only the row says it (an imported proposal)."""
    if db.get(ProposalVersion, (proposal.id, max(1, proposal.version))) is None:
        proposal.version = 0
        add_version(db, proposal, proposal.submitted_at or proposal.created_at)
        db.flush()


def breaches_of(db: Session, round_id: int, content: ProposalContent) -> tuple[Breach, ...]:
    """The clauses of the round's negative list that the text touches."""
    clauses = (
        Clause(row.number, row.text, row.text_en, tuple(row.keywords))
        for row in rounds.list_negative_clauses(db, round_id)
    )
    return find_breaches(f"{content.title}\n{content.body}", clauses)


def with_field(content: ProposalContent, field_code: str | None) -> ProposalContent:
    """The same in another field."""
    return replace(content, field_code=field_code)
