"""Merging by consent: one author asks, the other answers, every supporter is asked."""

from db import merging, proposals, rounds
from db.engine import Session, reading, transaction
from db.tables import Account, MergeRequest, Proposal, SupporterQuestion
from domain.clock import utc_now
from domain.proposal_content import tidy
from domain.proposal_views import MergeAsk, ProposalCard, ProposalLink, SupportQuestion
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.permission import confirm
from services.proposal_access import SECONDABLE, get_readable, permit_on, refuse_unless_in
from services.proposal_steps import take_step
from services.proposals import end_pending_merges
from services.seconding import add_seconding
from services.similar import list_similar

LONGEST_MESSAGE = 300


def ask_merge(actor: Actor, proposal_id: int, into_id: int, message: str) -> int:
    """Ask another author to take one's proposal in; the request's id. Nothing moves yet."""
    with transaction() as db:
        proposal, _ = permit_on(db, actor, Action.ASK_MERGE, proposal_id)
        target = get_readable(db, actor, into_id)
        if target.id == proposal.id:
            raise Refusal("merge.with_itself")
        if target.round_id != proposal.round_id:
            raise Refusal("merge.other_round")
        _refuse_unless_mergeable(proposal, target)
        for request in merging.list_pending(db, proposal.id):
            if request.from_proposal_id == proposal.id:
                if request.into_proposal_id == into_id:
                    return request.id
                raise Refusal("merge.asked_already")
        row = MergeRequest(
            from_proposal_id=proposal.id,
            into_proposal_id=into_id,
            asked_by=actor.account_id,
            asked_at=utc_now(),
            message=tidy(message, LONGEST_MESSAGE),
        )
        db.add(row)
        db.flush()
        return row.id


def withdraw_merge(actor: Actor, request_id: int) -> None:
    """Take a request back that was not answered yet."""
    with transaction() as db:
        request = merging.get_request(db, request_id)
        permit_on(db, actor, Action.ASK_MERGE, request.from_proposal_id)
        if request.state == "withdrawn":
            return
        _refuse_answered(request)
        _close(db, request, "withdrawn")


def refuse_merge(actor: Actor, request_id: int) -> None:
    """Say no as the author who was asked; both proposals stay as they are."""
    with transaction() as db:
        request = merging.get_request(db, request_id)
        permit_on(db, actor, Action.ANSWER_MERGE, request.into_proposal_id)
        if request.state == "refused":
            return
        _refuse_answered(request)
        _close(db, request, "refused")


def accept_merge(actor: Actor, request_id: int) -> None:
    """Say yes as the author who was asked: the other proposal is merged, supporters are asked."""
    with transaction() as db:
        request = merging.get_request(db, request_id)
        target, round_ = permit_on(db, actor, Action.ANSWER_MERGE, request.into_proposal_id)
        if request.state == "accepted":
            return
        _refuse_answered(request)
        source = proposals.get_proposal(db, request.from_proposal_id, for_update=True)
        _refuse_unless_mergeable(source, target)
        _close(db, request, "accepted")
        take_step(db, source, "merge", actor, target.title)
        source.merged_into_id = target.id
        source.revision = None
        end_pending_merges(db, source.id)
        _ask_supporters(db, request, source, target)
        rounds.touch(db, round_)


def answer_supporter_question(actor: Actor, question_id: int, *, moves: bool) -> None:
    """Say as a supporter whether one's 附议 goes along; only a yes makes one, at the new place."""
    with transaction() as db:
        question = merging.get_question(db, question_id, actor.account_id)
        confirm(db, actor)
        if question.answered_at is not None:
            return
        request = merging.get_request(db, question.merge_request_id)
        if moves:
            target_id = _where_it_went(db, request.into_proposal_id)
            target, round_ = permit_on(db, actor, Action.SECOND_PROPOSAL, target_id)
            refuse_unless_in(target, SECONDABLE, "proposal.not_open_for_seconding")
            add_seconding(db, target, round_, actor.account_id, request.from_proposal_id)
        question.moves, question.answered_at = moves, utc_now()
        db.add(question)


def list_questions(actor: Actor) -> list[SupportQuestion]:
    """What this supporter is asked and has not answered."""
    with reading() as db:
        return [
            SupportQuestion(
                id=question.id,
                source=_link(db, request.from_proposal_id),
                target=_link(db, _where_it_went(db, request.into_proposal_id)),
            )
            for question, request in merging.list_questions(db, actor.account_id)
        ]


def list_merges_to_answer(actor: Actor) -> list[MergeAsk]:
    """Requests to this person's proposals that wait for an answer."""
    with reading() as db:
        rows = merging.list_to_answer(db, actor.account_id)
        return [_ask(db, actor, request, account) for request, account in rows]


def list_merges(actor: Actor | None, proposal_id: int) -> list[MergeAsk]:
    """Requests from or to a proposal, the newest first; only its two authors get any."""
    with reading() as db:
        get_readable(db, actor, proposal_id)
        asks = [
            _ask(db, actor, request, account)
            for request, account in merging.list_requests(db, proposal_id)
        ]
        return [ask for ask in asks if ask.is_mine or ask.is_mine_to_answer]


def list_candidates(actor: Actor, proposal_id: int) -> list[ProposalCard]:
    """The proposals that could take one's own in, the likest first."""
    with reading() as db:
        proposal = get_readable(db, actor, proposal_id)
        others = [
            row.id
            for row in proposals.list_proposals(db, proposal.round_id, SECONDABLE)
            if row.id != proposal_id
        ]
        cards = proposals.cards_of(db, others)
    first = [one.card.id for one in list_similar(actor, proposal_id)]
    order = sorted(others, key=lambda key: (key not in first, key))
    return [cards[key] for key in order]


def _refuse_unless_mergeable(*both: Proposal) -> None:
    for proposal in both:
        refuse_unless_in(proposal, SECONDABLE, "merge.not_mergeable")


def _refuse_answered(request: MergeRequest) -> None:
    if request.state != "asked":
        raise Refusal("merge.answered_already")


def _close(db: Session, request: MergeRequest, state: str) -> None:
    request.state, request.answered_at = state, utc_now()
    db.add(request)
    db.flush()


def _ask_supporters(db: Session, request: MergeRequest, source: Proposal, target: Proposal) -> None:
    for supporter in proposals.list_supporters(db, source.id):
        seconds_there = proposals.find_seconding(db, target.id, supporter.account_id)
        if seconds_there is None and supporter.account_id != target.author_id:
            db.add(SupporterQuestion(merge_request_id=request.id, account_id=supporter.account_id))


def _where_it_went(db: Session, proposal_id: int) -> int:
    """The proposal itself, or the one it was merged into since, however often."""
    proposal = proposals.get_proposal(db, proposal_id)
    while proposal.merged_into_id is not None:
        proposal = proposals.get_proposal(db, proposal.merged_into_id)
    return proposal.id


def _link(db: Session, proposal_id: int) -> ProposalLink:
    proposal = proposals.get_proposal(db, proposal_id)
    return ProposalLink(proposal.id, proposal.title)


def _ask(db: Session, actor: Actor | None, request: MergeRequest, account: Account) -> MergeAsk:
    target = proposals.get_proposal(db, request.into_proposal_id)
    me = actor.account_id if actor else None
    return MergeAsk(
        id=request.id,
        source=_link(db, request.from_proposal_id),
        target=ProposalLink(target.id, target.title),
        asked_by=account.name,
        asked_at=request.asked_at,
        message=request.message,
        state=request.state,
        is_mine=me is not None and request.asked_by == me,
        is_mine_to_answer=me is not None and target.author_id == me,
    )
