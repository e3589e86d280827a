"""Proposals that resemble what is being written."""

from functools import lru_cache

from db import proposals, rounds
from db.engine import Session, database_url, reading
from domain.phases import Phase
from domain.proposal_flow import ENDED, PUBLIC
from domain.proposal_views import Similar
from domain.roles import Actor
from domain.similarity import SimilarityIndex, build_index, find_alike
from services.proposal_access import get_readable
from services.proposal_texts import content_of, working_content

_OPEN = (Phase.COLLECT, Phase.REVIEW, Phase.DELIBERATE, Phase.VOTE)
_STILL_THERE = PUBLIC - ENDED
Versions = tuple[tuple[int, int], ...]


def list_similar(actor: Actor, proposal_id: int) -> tuple[Similar, ...]:
    """Up to three living proposals of open rounds that resemble what the author is writing."""
    with reading() as db:
        proposal = get_readable(db, actor, proposal_id)
        content = working_content(proposal)
        index = _index(database_url(), _versions(db))
        alike = find_alike(
            index, content.title, f"{content.problem}\n{content.plan}", besides=proposal_id
        )
        cards = proposals.cards_of(db, [one.proposal_id for one in alike])
        return tuple(
            Similar(cards[one.proposal_id], one.score)
            for one in alike
            if cards[one.proposal_id].state in _STILL_THERE
        )


def _versions(db: Session) -> Versions:
    return tuple((row.id, row.version) for row in rounds.list_rounds(db, _OPEN))


@lru_cache(maxsize=4)
def _index(_database: str, versions: Versions) -> SimilarityIndex:
    """The index of these versions of the open rounds; a change of any round asks for a new one."""
    texts = {}
    with reading() as db:
        for round_id, _ in versions:
            for proposal in proposals.list_proposals(db, round_id, _STILL_THERE):
                content = content_of(proposal)
                texts[proposal.id] = (content.title, f"{content.problem}\n{content.plan}")
    return build_index(texts)
