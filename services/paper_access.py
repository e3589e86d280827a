"""What every act on paper asks first: the right, the round not counted yet, the sheet itself."""

from db import outcomes, paper_ballots, rounds
from db.engine import Session
from db.tables import PaperSheet, Round
from domain.paper_serials import BallotStyle, read_serial
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from services.permission import permit

LONGEST_REASON = 200


def permit_paper(db: Session, actor: Actor, action: Action, round_: Round) -> None:
    """Refuse who may not, and everyone once the round is counted: ballots are fixed from then."""
    permit(db, actor, action, round_)
    if round_.is_imported:
        raise Refusal("paper.imported")
    if outcomes.find_outcome(db, round_.id) is not None:
        raise Refusal("paper.counted_already")


def hold_round(db: Session, actor: Actor, action: Action, round_id: int) -> Round:
    """The round, held against being counted meanwhile, for who may do this to its paper."""
    round_ = rounds.get_round(db, round_id, for_update=True)
    permit_paper(db, actor, action, round_)
    return round_


def hold_sheet(db: Session, round_: Round, typed: str) -> PaperSheet:
    """The sheet whose number was typed or scanned, held until the act is done."""
    serial = read_serial(typed, style_of(round_))
    return paper_ballots.get_sheet(db, round_.id, serial, for_update=True)


def style_of(round_: Round) -> BallotStyle:
    """What the sheets of a round have in common; no digest before its vote."""
    digest = str((round_.frozen_settings or {}).get("digest", ""))
    return BallotStyle(round_.id, round_.ballot_type, digest)


def read_reason(typed: str) -> str:
    """The reason as it is kept; refuses none and one that is too long."""
    reason = typed.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Refusal("paper.no_reason", most=LONGEST_REASON)
    return reason
