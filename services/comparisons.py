"""Other rules and other budgets on the same ballots: for information, once voting has closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from db import outcomes, rounds
from db.engine import Session, reading
from db.tables import Round
from domain import side_by_side
from domain.election import Election
from domain.phases import Phase
from domain.refusals import Refusal
from domain.rights import Action, is_offered
from domain.roles import Actor
from domain.rules import RULES, CountSettings
from domain.side_by_side import (
    BudgetStep,
    ComparedProject,
    ComparedRound,
    Comparison,
    Told,
)
from services.permission import confirm

AFTER_VOTE = (Phase.COUNT, Phase.IMPLEMENT, Phase.APPRAISE, Phase.CLOSED)


@dataclass(frozen=True, slots=True)
class ComparedEntry:
    """A round to choose, by its name."""

    round_id: int
    name: str


def get_compared_round(actor: Actor | None, round_id: int) -> ComparedRound:
    """The round, if this reader may compare: everyone once its result is public, officers as soon
    as voting has closed. Refused before.
    """
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        is_public = _admit(db, actor, round_)
        record = outcomes.find_outcome(db, round_id)
        costs = outcomes.frozen_costs(round_)
        rows = {row.code: row for row, _ in outcomes.list_projects(db, round_id)}
        return ComparedRound(
            round_id=round_id,
            name=round_.name,
            version=round_.version,
            is_public=is_public,
            digest=record.ballots_digest if record else "",
            settings=outcomes.settings_of(round_),
            projects={
                code: ComparedProject(rows[code].number, rows[code].name, cost)
                for code, cost in costs.items()
            },
        )


def list_compared(actor: Actor | None) -> list[ComparedEntry]:
    """Rounds that this reader may compare, the newest first."""
    may_early = actor is not None and is_offered(Action.COUNT_BALLOTS, actor.role)
    with reading() as db:
        if actor is not None and may_early:
            confirm(db, actor)
        public = outcomes.list_published_ids(db)
        return [
            ComparedEntry(row.id, row.name)
            for row in rounds.list_rounds(db, AFTER_VOTE)
            if (may_early or row.id in public) and row.frozen_settings is not None
        ]


def compare_rules(
    actor: Actor | None, round_id: int, others: Sequence[str], told: Told = lambda part: None
) -> Comparison:
    """The round's own rule beside up to two others. `told` hears how much is done, 0 to 1."""
    for rule in others:
        if rule not in RULES:
            raise Refusal("comparison.unknown_rule")
    election, settings = _read(actor, round_id)
    return side_by_side.compare_rules(election, settings, others, told)


def compare_budgets(
    actor: Actor | None, round_id: int, told: Told = lambda part: None
) -> tuple[BudgetStep, ...]:
    """The round's own rule with a smaller and a larger budget. `told` hears how much is done."""
    election, settings = _read(actor, round_id)
    return side_by_side.compare_budgets(election, settings, told)


def _read(actor: Actor | None, round_id: int) -> tuple[Election, CountSettings]:
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        _admit(db, actor, round_)
        votes = outcomes.read_votes(db, round_)
        return outcomes.election_of(db, round_, votes), outcomes.settings_of(round_)


def _admit(db: Session, actor: Actor | None, round_: Round) -> bool:
    """Whether the result is public; refuses who may not look yet."""
    if Phase(round_.phase) not in AFTER_VOTE:
        raise Refusal("comparison.too_early")
    record = outcomes.find_outcome(db, round_.id)
    if record is not None and record.published_at is not None:
        return True
    if actor is None or not is_offered(Action.COUNT_BALLOTS, actor.role):
        raise Refusal("comparison.not_public")
    confirm(db, actor)
    return False
