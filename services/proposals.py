"""Proposals: reading them, submitting, publishing changes, withdrawing."""

import logging

from db import attachments, proposals, rounds
from db.engine import Session, reading, transaction
from db.merging import list_pending
from db.tables import Account, Community, FieldOfWork, Proposal, Round
from domain.clock import utc_now
from domain.negative_list import Breach
from domain.phases import Phase
from domain.proposal_content import ProposalContent, from_json, missing_in, tidy
from domain.proposal_flow import EDITABLE, ProposalState
from domain.proposal_views import (
    CardFilter,
    CardPage,
    ListChoices,
    ProposalCard,
    ProposalSheet,
    VersionLine,
)
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor, Role
from services.attachments import file_lines
from services.permission import confirm
from services.proposal_access import (
    WITHDRAWABLE,
    acts_on,
    get_readable,
    permit_on,
    refuse_unless_in,
)
from services.proposal_steps import take_step
from services.proposal_texts import (
    add_version,
    breaches_of,
    content_of,
    ensure_first_version,
    put_content,
    working_content,
)

log = logging.getLogger(__name__)

LONGEST_REASON = 200
_TOLD_OF_CLAUSES = frozenset({Role.OFFICER, Role.EXPERT, Role.SPECIALIST, Role.FACILITATOR})


def list_cards(wanted: CardFilter) -> CardPage:
    """One page of public proposals; for everyone, signed in or not."""
    with reading() as db:
        return proposals.list_cards(db, wanted)


def list_choices() -> ListChoices:
    """What the list of public proposals can be narrowed to."""
    with reading() as db:
        return proposals.list_choices(db)


def list_own(actor: Actor) -> list[ProposalCard]:
    """Everything this person wrote and did not throw away, drafts included, the newest first."""
    with reading() as db:
        mine = [
            proposal.id
            for proposal, _ in proposals.list_of_author(db, actor.account_id)
            if proposal.state != ProposalState.WITHDRAWN or proposal.submitted_at is not None
        ]
        cards = proposals.cards_of(db, mine)
        return [cards[proposal_id] for proposal_id in mine]


def get_sheet(actor: Actor | None, proposal_id: int) -> ProposalSheet:
    """A whole proposal as this reader may see it; an author's draft is unknown to others."""
    with reading() as db:
        proposal = get_readable(db, actor, proposal_id)
        return _sheet(db, actor, proposal, rounds.get_round(db, proposal.round_id))


def list_versions(actor: Actor | None, proposal_id: int) -> tuple[VersionLine, ...]:
    """What the proposal said from when on, oldest first."""
    with reading() as db:
        proposal = get_readable(db, actor, proposal_id)
        fields = {row.code: row for row in rounds.list_fields(db)}
        lines = []
        for row, author in proposals.list_versions(db, proposal.id):
            content = from_json(row.content)
            field = fields.get(content.field_code or "")
            names = (field.name, field.name_en) if field else ("", "")
            lines.append(VersionLine(row.number, row.at, author, content, *names))
        return tuple(lines)


def submit_proposal(actor: Actor, proposal_id: int) -> None:
    """Put one's draft before everyone as version 1; a second tap does nothing more.

    Refuses while something is missing. A clause of the negative list does not block: it is recorded
    with the version, and the office decides.
    """
    with transaction() as db:
        proposal, round_ = permit_on(db, actor, Action.SUBMIT_PROPOSAL, proposal_id)
        if proposal.state == ProposalState.OPEN:
            return
        _refuse_incomplete(content_of(proposal), round_)
        take_step(db, proposal, "submit", actor)
        proposal.submitted_at = utc_now()
        add_version(db, proposal, proposal.submitted_at)
        rounds.touch(db, round_)
        log.info("proposal %d submitted in round %d", proposal.id, round_.id)


def publish_revision(actor: Actor, proposal_id: int) -> int:
    """Make the author's changes the next version, for everyone to compare; its number."""
    with transaction() as db:
        proposal, round_ = permit_on(db, actor, Action.EDIT_PROPOSAL, proposal_id)
        refuse_unless_in(proposal, EDITABLE - {ProposalState.DRAFT}, "proposal.not_editable")
        if proposal.revision is None:
            return proposal.version
        content = working_content(proposal)
        _refuse_incomplete(content, round_)
        ensure_first_version(db, proposal)
        put_content(db, proposal, content)
        proposal.revision = None
        rounds.touch(db, round_)
        return add_version(db, proposal, utc_now())


def withdraw_proposal(actor: Actor, proposal_id: int, reason: str) -> None:
    """Take one's submitted proposal back, with a word why; open merge requests end with it."""
    with transaction() as db:
        proposal, round_ = permit_on(db, actor, Action.WITHDRAW_PROPOSAL, proposal_id)
        if proposal.state == ProposalState.WITHDRAWN:
            return
        refuse_unless_in(proposal, WITHDRAWABLE, "proposal.not_withdrawable")
        take_step(db, proposal, "withdraw", actor, tidy(reason, LONGEST_REASON))
        proposal.revision = None
        end_pending_merges(db, proposal.id)
        rounds.touch(db, round_)


def discard_draft(actor: Actor, proposal_id: int) -> None:
    """Throw one's draft away; possible as long as it was not submitted, in any phase."""
    with transaction() as db:
        confirm(db, actor)
        proposal = proposals.get_proposal(db, proposal_id, for_update=True)
        if proposal.author_id != actor.account_id:
            raise Refusal("proposal.unknown")
        if proposal.state == ProposalState.WITHDRAWN:
            return
        refuse_unless_in(proposal, frozenset({ProposalState.DRAFT}), "proposal.not_a_draft")
        take_step(db, proposal, "withdraw", actor)


def end_pending_merges(db: Session, proposal_id: int) -> None:
    """Close every open merge request from or to a proposal that is no longer there to merge."""
    for request in list_pending(db, proposal_id):
        request.state = "withdrawn"
        request.answered_at = utc_now()
        db.add(request)


def _refuse_incomplete(content: ProposalContent, round_: Round) -> None:
    missing = missing_in(content, round_.budget_cents)
    if missing:
        raise Refusal("proposal.incomplete", missing=list(missing))
    if content.field_code not in round_.field_codes:
        raise Refusal("proposal.unknown_field")


def _sheet(db: Session, actor: Actor | None, proposal: Proposal, round_: Round) -> ProposalSheet:
    community = db.get(Community, proposal.community_id) if proposal.community_id else None
    field = db.get(FieldOfWork, proposal.field_code) if proposal.field_code else None
    author = db.get(Account, proposal.author_id) if proposal.author_id else None
    mine = proposals.find_seconding(db, proposal.id, actor.account_id) if actor else None
    last = proposals.list_versions(db, proposal.id)[1:][-1:]
    files = attachments.list_attachments(db, proposal_id=proposal.id)
    return ProposalSheet(
        id=proposal.id,
        content=content_of(proposal),
        state=ProposalState(proposal.state),
        round_id=round_.id,
        round_name=round_.name,
        phase=Phase(round_.phase),
        budget_cents=round_.budget_cents,
        community=community.name if community else "",
        field=field.name if field else "",
        field_en=field.name_en if field else "",
        author=author.name if author else "",
        is_mine=actor is not None and proposal.author_id == actor.account_id,
        version=proposal.version,
        submitted_at=proposal.submitted_at,
        seconds=proposals.count_seconds(db, proposal.id),
        seconds_needed=round_.seconds_needed,
        seconded_at=mine.at if mine else None,
        changed_since_seconded=bool(mine and last and last[0][0].at > mine.at),
        has_revision=proposal.revision is not None,
        answer=proposal.answer,
        merged_into=proposals.find_link(db, proposal.merged_into_id),
        merged_here=proposals.list_merged_into(db, proposal.id),
        files=file_lines([row for row in files if row.removed_at is None]),
        breaches=_breaches_for(db, actor, proposal),
        acts=acts_on(actor, round_, proposal, mine is not None),
    )


def _breaches_for(db: Session, actor: Actor | None, proposal: Proposal) -> tuple[Breach, ...]:
    if actor is None:
        return ()
    if actor.role in _TOLD_OF_CLAUSES or proposal.author_id == actor.account_id:
        return breaches_of(db, proposal.round_id, content_of(proposal))
    return ()
