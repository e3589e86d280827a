"""Proposals alike: one author asks another to take theirs in, and one has been taken in."""

from datetime import datetime, timedelta

from db import proposals
from db.engine import Session
from db.seed.stages import Stage, awake
from db.seed.trail import take
from db.tables import MergeRequest, Proposal, Seconding, SupporterQuestion
from domain.phases import Phase

ASKED, MERGED, ANSWERED = 0.97, 0.955, 0.985
"""When the one was asked, the other agreed to and its supporters answered: shares of the collection
so far, after everyone has seconded."""

ANSWERS = (None, True, False, True, None, True)
"""What the supporters of the merged proposal said, one by one; None: nothing yet."""


def seed_merges(db: Session, stages: list[Stage]) -> None:
    """The merge that is asked, and the one that was made."""
    for stage in stages:
        for proposal in stage.proposals:
            plan = stage.plans[proposal.id]
            if "asks_to_join" in plan:
                into = stage.called(plan["asks_to_join"])
                _ask(db, stage, proposal, into, awake(stage.at(Phase.COLLECT, ASKED)))
            if "joined" in plan:
                into = stage.called(plan["joined"])
                _merge(db, stage, proposal, into, awake(stage.at(Phase.COLLECT, MERGED)))
    db.flush()


def _ask(
    db: Session, stage: Stage, proposal: Proposal, into: Proposal, at: datetime
) -> MergeRequest:
    request = MergeRequest(
        from_proposal_id=proposal.id,
        into_proposal_id=into.id,
        asked_by=stage.author_of(proposal).id,
        asked_at=at,
        message=stage.plans[proposal.id]["message"],
    )
    db.add(request)
    return request


def _merge(db: Session, stage: Stage, proposal: Proposal, into: Proposal, at: datetime) -> None:
    request = _ask(db, stage, proposal, into, awake(at - timedelta(hours=20)))
    request.state, request.answered_at = "accepted", at
    take(db, proposal, "merge", at, into.author_id, into.title)
    proposal.merged_into_id = into.id
    db.flush()
    already = {one.account_id for one in proposals.list_supporters(db, into.id)}
    asked = [
        one.account_id
        for one in proposals.list_supporters(db, proposal.id)
        if one.account_id not in already | {into.author_id}
    ]
    for account_id, moves in zip(asked, ANSWERS, strict=False):
        _question(db, request, account_id, moves, awake(stage.at(Phase.COLLECT, ANSWERED)))


def _question(
    db: Session, request: MergeRequest, account_id: int, moves: bool | None, at: datetime
) -> None:
    question = SupporterQuestion(merge_request_id=request.id, account_id=account_id, moves=moves)
    if moves is not None:
        question.answered_at = at
    db.add(question)
    if moves:
        moved = Seconding(
            proposal_id=request.into_proposal_id,
            account_id=account_id,
            at=at,
            came_from_id=request.from_proposal_id,
        )
        db.add(moved)
