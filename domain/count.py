"""The count: an election and its settings in, an outcome with its whole trace out."""

from __future__ import annotations

from domain.election import Election
from domain.outcome import Outcome
from domain.rules import RULES, CountSettings
from domain.rules.contest import prepare


def count(election: Election, settings: CountSettings | None = None) -> Outcome:
    """Who is funded, in the order bought. Exact: the same input gives the same outcome anywhere."""
    settings = settings or CountSettings()
    contest = prepare(election, settings)
    tally = RULES[settings.rule].count(contest)
    return Outcome(
        settings=settings,
        budget_cents=election.budget_cents,
        cost_cents=tally.cost,
        voters=contest.voters,
        empty=contest.empty,
        projects=len(election.projects),
        winners=tuple(step.project for step in tally.steps),
        excluded=contest.excluded,
        steps=tally.steps,
        ties=tally.ties,
        share_cents=tally.share,
        reruns=tally.reruns,
        stopped_by=tally.stopped_by,
    )
