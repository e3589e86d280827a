"""Writing: a draft, or the changes to a submitted proposal, saved as they are typed."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from db import attachments, proposals, rounds
from db.engine import Session, reading, transaction
from db.tables import Community, Proposal, Round
from domain.clock import utc_now
from domain.money import Cents, cents_from_yuan
from domain.negative_list import Breach
from domain.phases import Phase
from domain.proposal_content import (
    LONGEST_LABEL,
    CostItem,
    Missing,
    ProposalContent,
    TextPart,
    missing_in,
    tidy,
)
from domain.proposal_flow import EDITABLE, ProposalState
from domain.proposal_views import Choice, FileLine
from domain.refusals import Refusal
from domain.rights import Action, Subject, may
from domain.roles import Actor
from services.attachments import file_lines
from services.permission import permit, subject_of
from services.proposal_access import get_readable, permit_on, refuse_unless_in
from services.proposal_texts import (
    breaches_of,
    put_working_content,
    with_field,
    working_content,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author is writing, what it lacks, and which clauses it touches."""

    id: int
    content: ProposalContent
    state: ProposalState
    round_id: int
    round_name: str
    budget_cents: Cents
    community: str
    fields: tuple[Choice, ...]
    files: tuple[FileLine, ...]
    missing: tuple[Missing, ...]
    breaches: tuple[Breach, ...]
    has_revision: bool

    @property
    def is_submitted(self) -> bool:
        """Whether changes will make a new version."""
        return self.state is not ProposalState.DRAFT


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round in which this member can write now, and the draft they have begun in it."""

    id: int
    name: str
    about: str
    budget_cents: Cents
    draft_id: int | None
    draft_title: str


def list_rounds_to_write_in(actor: Actor) -> list[OpenRound]:
    """The rounds that collect proposals from this member's community."""
    with reading() as db:
        drafts = {
            proposal.round_id: proposal
            for proposal, _ in reversed(proposals.list_of_author(db, actor.account_id))
            if proposal.state == ProposalState.DRAFT
        }
        found = []
        for row in rounds.list_rounds(db, (Phase.COLLECT,)):
            if not may(Action.DRAFT_PROPOSAL, actor, Phase.COLLECT, _home(row, actor)):
                continue
            draft = drafts.get(row.id)
            title = draft.title if draft else ""
            draft_id = draft.id if draft else None
            found.append(OpenRound(row.id, row.name, row.about, row.budget_cents, draft_id, title))
        return found


def begin_draft(actor: Actor, round_id: int) -> int:
    """Begin a proposal for one's own community; its id. An empty one begun before is taken up."""
    with transaction() as db:
        round_ = rounds.get_round(db, round_id, for_update=True)
        permit(db, actor, Action.DRAFT_PROPOSAL, round_, _home(round_, actor))
        for proposal, _ in proposals.list_of_author(db, actor.account_id):
            is_draft = proposal.round_id == round_id and proposal.state == ProposalState.DRAFT
            if is_draft and working_content(proposal) == ProposalContent():
                return proposal.id
        row = Proposal(
            round_id=round_id,
            author_id=actor.account_id,
            community_id=actor.community_id,
            created_at=utc_now(),
        )
        db.add(row)
        db.flush()
        return row.id


def get_draft(actor: Actor, proposal_id: int) -> Draft:
    """What the author is writing. Refuses everyone else, and what can no longer be changed."""
    with reading() as db:
        proposal = get_readable(db, actor, proposal_id)
        if proposal.author_id != actor.account_id:
            raise Refusal("proposal.not_yours_to_write")
        refuse_unless_in(proposal, EDITABLE, "proposal.not_editable")
        round_ = rounds.get_round(db, proposal.round_id)
        if Phase(round_.phase) is not Phase.COLLECT:
            raise Refusal("proposal.collection_over")
        community = db.get(Community, proposal.community_id) if proposal.community_id else None
        content = working_content(proposal)
        return Draft(
            id=proposal.id,
            content=content,
            state=ProposalState(proposal.state),
            round_id=round_.id,
            round_name=round_.name,
            budget_cents=round_.budget_cents,
            community=community.name if community else "",
            fields=_fields_of(db, round_),
            files=file_lines(attachments.list_attachments(db, proposal_id=proposal_id)),
            missing=missing_in(content, round_.budget_cents),
            breaches=breaches_of(db, round_.id, content),
            has_revision=proposal.revision is not None,
        )


def save_draft(actor: Actor, proposal_id: int, part: TextPart, typed: str) -> datetime:
    """Save one text as it was typed; when. Other parts are not touched: two tabs do not fight."""
    with transaction() as db:
        proposal = _permit_writing(db, actor, proposal_id)
        put_working_content(db, proposal, working_content(proposal).with_text(part, typed))
    return utc_now()


def choose_field(actor: Actor, proposal_id: int, field_code: str | None) -> datetime:
    """Put the proposal into one of the round's fields; when it was saved."""
    with transaction() as db:
        proposal = _permit_writing(db, actor, proposal_id)
        round_ = rounds.get_round(db, proposal.round_id)
        if field_code is not None and field_code not in round_.field_codes:
            raise Refusal("proposal.unknown_field")
        put_working_content(db, proposal, with_field(working_content(proposal), field_code))
    return utc_now()


def add_cost_item(actor: Actor, proposal_id: int) -> datetime:
    """Add an empty line to the costs, unless the last one is still empty."""
    with transaction() as db:
        proposal = _permit_writing(db, actor, proposal_id)
        content = working_content(proposal)
        last = content.cost_items[-1] if content.cost_items else None
        if last is None or last.label or last.amount_cents:
            empty = CostItem(secrets.token_hex(4), "", 0)
            put_working_content(db, proposal, content.with_item(empty))
    return utc_now()


def save_cost_item(
    actor: Actor,
    proposal_id: int,
    key: str,
    *,
    label: str | None = None,
    amount_typed: str | None = None,
) -> datetime:
    """Save what one line of the costs is for, or its amount as typed in yuan (empty: not yet).

    A bad amount is refused and the line stays as it was. A line that was removed meanwhile (in
    another tab) is not brought back.
    """
    with transaction() as db:
        proposal = _permit_writing(db, actor, proposal_id)
        content = working_content(proposal)
        for item in content.cost_items:
            if item.key == key:
                changed = _changed(item, label, amount_typed)
                put_working_content(db, proposal, content.with_item(changed))
    return utc_now()


def remove_cost_item(actor: Actor, proposal_id: int, key: str) -> datetime:
    """Take a line out of the costs; pressing twice takes out one."""
    with transaction() as db:
        proposal = _permit_writing(db, actor, proposal_id)
        put_working_content(db, proposal, working_content(proposal).without_item(key))
    return utc_now()


def discard_revision(actor: Actor, proposal_id: int) -> None:
    """Forget the changes that were not published."""
    with transaction() as db:
        proposal = _permit_writing(db, actor, proposal_id)
        proposal.revision = None
        db.add(proposal)


def _changed(item: CostItem, label: str | None, amount_typed: str | None) -> CostItem:
    if label is not None:
        item = replace(item, label=tidy(label, LONGEST_LABEL))
    if amount_typed is not None:
        cents = cents_from_yuan(amount_typed) if amount_typed.strip() else 0
        item = replace(item, amount_cents=cents)
    return item


def _permit_writing(db: Session, actor: Actor, proposal_id: int) -> Proposal:
    proposal, _ = permit_on(db, actor, Action.EDIT_PROPOSAL, proposal_id)
    refuse_unless_in(proposal, EDITABLE, "proposal.not_editable")
    return proposal


def _home(round_: Round, actor: Actor) -> Subject:
    return subject_of(round_, author_id=actor.account_id, community_id=actor.community_id)


def _fields_of(db: Session, round_: Round) -> tuple[Choice, ...]:
    return tuple(
        Choice(row.code, row.name, row.name_en)
        for row in rounds.list_fields(db)
        if row.code in round_.field_codes
    )
