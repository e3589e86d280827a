"""Why a project won or lost, and what would have been enough: public once the result is."""

from collections.abc import Callable
from dataclasses import dataclass

from db import outcomes, projects, rounds
from db.engine import Session, reading
from domain.election import Cents, Election, ProjectId
from domain.explanation import Enough, enough, most_recounts
from domain.outcome import Outcome
from domain.payments import Payers, SupportersMoney, full_price, payers, supporters_money
from domain.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Explanation:
    """`payers` and `full_cents` (what each paid who could) of a winner; `money` of the supporters
    of a loser. None or empty where nobody pays, or where it would tell how somebody voted.
    """

    money: SupportersMoney | None
    payers: tuple[Payers, ...]
    full_cents: Cents | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to ask why about a proposal."""

    round_id: int
    code: ProjectId
    is_funded: bool


def explain(round_id: int, code: ProjectId) -> Explanation:
    """Who paid for the project, or where its supporters' money went: sums over many voters."""
    with reading() as db:
        election, outcome = _published(db, round_id, code)
    if code in outcome.winners:
        price = full_price(election, outcome, code)
        return Explanation(None, payers(election, outcome, code), price)
    return Explanation(supporters_money(election, outcome, code), (), None)


def find_enough(
    round_id: int, code: ProjectId, told: Callable[[float], None] = lambda part: None
) -> Enough:
    """How many votes more or how much less cost would have been enough, found by recounting.

    `told` hears how much is done, from 0 to 1; it may end early.
    """
    with reading() as db:
        election, outcome = _published(db, round_id, code)
    most, done = most_recounts(election, code), 0

    def one_more() -> None:
        nonlocal done
        done += 1
        told(min(1.0, done / most))

    return enough(election, outcome.settings, code, one_more, outcome)


def find_asked(proposal_id: int) -> Asked | None:
    """The project that came from a proposal, if the result about it is public."""
    with reading() as db:
        project = projects.find_project_of(db, proposal_id)
        if project is None:
            return None
        record = outcomes.find_outcome(db, project.round_id)
        if record is None or record.published_at is None:
            return None
        is_funded = project.code in Outcome.from_dict(record.result).winners
        return Asked(project.round_id, project.code, is_funded)


def _published(db: Session, round_id: int, code: ProjectId) -> tuple[Election, Outcome]:
    round_ = rounds.get_round(db, round_id)
    record = outcomes.find_outcome(db, round_id)
    if record is None or record.published_at is None:
        raise Refusal("why.not_public")
    if code not in outcomes.frozen_costs(round_):
        raise Refusal("why.unknown_project")
    election = outcomes.election_of(db, round_, outcomes.read_votes(db, round_))
    return election, Outcome.from_dict(record.result)
