"""What neighbours say of the demonstration's proposals, and what a moderator had to hide."""

import random
from datetime import datetime, timedelta
from itertools import pairwise
from operator import attrgetter

from db.engine import Session
from db.seed.content import content
from db.seed.people import People
from db.seed.stages import Stage, moments
from db.tables import Comment, Proposal
from domain.phases import Phase
from domain.proposal_flow import ProposalState
from domain.roles import Role

MOST_OF_ONE = 6
HIDDEN_AFTER = timedelta(hours=5)
HIDDEN_IN = (Phase.COLLECT, Phase.DELIBERATE, Phase.VOTE)
"""The rounds in which one comment each was hidden."""


def seed_comments(db: Session, stages: list[Stage], people: People, chance: random.Random) -> None:
    """A few on nearly every proposal that was submitted, from people of the round's area."""
    rows = content("comments")
    remarks = [row["text"] for row in rows if "hidden_reason" not in row and "follows" not in row]
    hidden = iter([row for row in rows if "hidden_reason" in row])
    follows = {before["text"]: row["text"] for before, row in pairwise(rows) if "follows" in row}
    said: list[Comment] = []
    for stage in stages:
        discussed = [one for one in stage.proposals if one.submitted_at is not None]
        for proposal in discussed:
            said += _discussion(stage, proposal, remarks, follows, chance)
        if stage.phase in HIDDEN_IN:
            said.append(_hidden(stage, discussed, next(hidden), people, chance))
    # The newest comment has the highest id: pages show them in that order.
    db.add_all(sorted(said, key=attrgetter("at")))
    db.flush()


def _discussion(
    stage: Stage,
    proposal: Proposal,
    remarks: list[str],
    follows: dict[str, str],
    chance: random.Random,
) -> list[Comment]:
    # What was said of this very proposal, then what is said of any.
    texts = list(stage.plans[proposal.id].get("remarks", []))
    for text in chance.sample(remarks, chance.randint(0, MOST_OF_ONE)):
        texts += [text, follows[text]] if text in follows else [text]
    speakers = chance.sample(stage.citizens, len(texts))
    times = moments(chance, *_while_discussed(stage, proposal), len(texts))
    return [
        Comment(proposal_id=proposal.id, account_id=speaker.id, text=text, at=at)
        for speaker, text, at in zip(speakers, texts, times, strict=True)
    ]


def _while_discussed(stage: Stage, proposal: Proposal) -> tuple[datetime, datetime]:
    begins = proposal.submitted_at or proposal.created_at
    ended_early = ProposalState(proposal.state) in (
        ProposalState.LAPSED,
        ProposalState.WITHDRAWN,
        ProposalState.MERGED,
    )
    ends = stage.dates[Phase.REVIEW] if ended_early else stage.dates[Phase.VOTE]
    return begins, min(ends, stage.now)


def _hidden(
    stage: Stage,
    discussed: list[Proposal],
    row: dict[str, str],
    people: People,
    chance: random.Random,
) -> Comment:
    proposal = discussed[0]
    at = moments(chance, *_while_discussed(stage, proposal))[0]
    return Comment(
        proposal_id=proposal.id,
        account_id=chance.choice(stage.residents).id,
        text=row["text"],
        at=at,
        hidden_at=min(at + HIDDEN_AFTER, stage.now),
        hidden_by=people.of(Role.FACILITATOR)[0].id,
        hidden_reason=row["hidden_reason"],
    )
