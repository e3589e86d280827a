"""What a voter's own ballot paid for: told to that voter alone, once the result is public."""

from db import ballots, outcomes, rounds
from db.engine import Session, reading
from db.tables import Round
from domain.ballots import is_valid
from domain.election import Ballot
from domain.outcome import Outcome
from domain.receipts import Choice, Receipt, paid_by
from domain.roles import Actor
from services.permission import confirm


def find_receipt(actor: Actor, round_id: int) -> Receipt | None:
    """The actor's own receipt; None before the result is public, or without a ballot.

    The ballot is found by the round's secret and the actor's own account: nobody else's can be.
    """
    with reading() as db:
        confirm(db, actor)
        round_ = rounds.get_round(db, round_id)
        record = outcomes.find_outcome(db, round_id)
        if round_.is_imported or record is None or record.published_at is None:
            return None
        key = ballots.find_key(db, round_id, actor.account_id)
        marks = None if key is None else ballots.find_marks(db, round_id, key)
        if not marks:
            return None
        return _receipt(db, round_, Outcome.from_dict(record.result), marks)


def _receipt(db: Session, round_: Round, outcome: Outcome, marks: dict[str, int]) -> Receipt:
    is_counted = is_valid(ballots.rules_of(db, round_), marks)
    election = outcomes.election_of(db, round_, outcomes.Votes((), 0))
    paid = paid_by(election, outcome, Ballot(marks))
    pays = any(step.rho is not None for step in outcome.steps)
    choices = tuple(
        Choice(
            row.code,
            row.number,
            row.name,
            marks[row.code],
            row.code in outcome.winners,
            round(paid.get(row.code, 0)) if pays and is_counted else None,
        )
        for row, _ in outcomes.list_projects(db, round_.id)
        if row.code in marks
    )
    share = None if outcome.share_cents is None else round(outcome.share_cents)
    return Receipt(choices, is_counted, share)
