"""A round that is open for voting, for the tests of ballots."""

from sqlmodel import select

from db import ballots as stored
from db.engine import reading, transaction
from db.tables import Ballot, Participation, Round
from domain.ballots import Change
from domain.phases import Phase
from domain.roles import Actor
from services import ballots
from tests.cast import Cast


def open_round(cast: Cast, projects: int = 6, **settings: object) -> int:
    """A round in its vote with projects P1, P2 … of ¥10,000 each; its id."""
    round_id = cast.round(Phase.VOTE, **settings)
    for number in range(1, projects + 1):
        cast.project(round_id, number)
    return round_id


def approve(actor: Actor, round_id: int, *codes: str) -> None:
    """Tap these projects, one after the other."""
    for code in codes:
        ballots.save_mark(actor, round_id, Change(code, 1))


def go_to(round_id: int, phase: Phase) -> None:
    """Move the round there, whatever stands in the way."""
    with transaction() as db:
        row = db.get(Round, round_id)
        assert row is not None
        row.phase = phase.value
        row.version += 1


def stored_ballots(round_id: int) -> list[dict[str, int]]:
    """The marks of every stored ballot of the round."""
    with reading() as db:
        return list(db.exec(select(Ballot.marks).where(Ballot.round_id == round_id)))


def participation_of(actor: Actor, round_id: int) -> Participation | None:
    """What is stored of a person's having voted."""
    with reading() as db:
        return stored.find_participation(db, round_id, actor.account_id)
