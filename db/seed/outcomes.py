"""The demonstration's results: counted from its ballots, published, every proposal answered."""

from datetime import datetime
from typing import Any

from db import outcomes
from db.engine import Session
from db.seed.content import content
from db.seed.stages import Stage
from db.seed.trail import take
from db.tables import Project, Proposal
from domain.count import count
from domain.figures import digest_of, figures_of
from domain.money import format_yuan
from domain.phases import Phase
from domain.verdicts import Verdict

PUBLISHED_AFTER = 0.6
"""The share of the counting phase when the result was read out in the hall."""


def seed_outcomes(db: Session, stages: list[Stage]) -> None:
    """Count and publish every round whose counting phase is over."""
    for stage in stages:
        if stage.has_passed(Phase.COUNT):
            _seed_outcome(db, stage)
    db.flush()


def _seed_outcome(db: Session, stage: Stage) -> None:
    round_, officer = stage.round_, stage.officer
    votes = outcomes.read_votes(db, round_)
    election = outcomes.election_of(db, round_, votes)
    outcome = count(election, outcomes.settings_of(round_))
    figures = figures_of(election, outcome, votes.invalid)
    counted = outcomes.Counted(round_.id, outcome, figures, digest_of(votes.ballots))
    record = outcomes.record(db, None, counted, officer.id)
    published = stage.at(Phase.COUNT, PUBLISHED_AFTER)
    record.counted_at, record.published_at = stage.at(Phase.COUNT, 0.2), published
    record.published_by = officer.id
    round_.version += 1
    proposals = {proposal.id: proposal for proposal in stage.proposals}
    for project, _ in outcomes.list_projects(db, round_.id):
        if project.proposal_id is not None:
            verdict = figures.verdicts[project.code]
            _answer(db, proposals[project.proposal_id], project, verdict, published, officer.id)


def _answer(
    db: Session,
    proposal: Proposal,
    project: Project,
    verdict: Verdict,
    at: datetime,
    officer_id: int,
) -> None:
    words = content("answers")
    facts: dict[str, Any] = {
        "number": project.number,
        "name": project.name,
        "cost": format_yuan(project.cost_cents),
        "votes": verdict.facts.get("votes", 0),
        "step": verdict.facts.get("step", 0),
        "money": _yuan(verdict, "money_cents"),
        "left": _yuan(verdict, "left_cents"),
    }
    if verdict.code == "funded":
        take(db, proposal, "fund", at, officer_id, words["funded"].format(**facts))
        return
    reason = words["reasons"][verdict.code].format(**facts)
    proposal.answer = words["not_funded"].format(reason=reason, **facts)
    take(db, proposal, "not_fund", at, officer_id, proposal.answer)


def _yuan(verdict: Verdict, fact: str) -> str:
    # Whole yuan: a reader wants to know how far it was, not the last cent.
    return format_yuan(int(str(verdict.facts.get(fact, 0))) // 100 * 100)
