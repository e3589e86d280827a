"""How far the paper of a round has come, and what of it stands in the way of a count."""

from collections import Counter
from collections.abc import Mapping

from db import ballots, outcomes, paper_ballots, rounds
from db.engine import Session, reading, transaction
from db.tables import PaperBox, Round
from domain.channels import Channel
from domain.clock import utc_now
from domain.paper_marks import PaperFault, fault_of
from domain.paper_views import PaperProgress, TallyBoard
from domain.phases import Phase
from domain.refusals import Refusal
from domain.rights import Action, may
from domain.roles import Actor
from services.paper_access import hold_round
from services.permission import confirm, permit, subject_of


def list_round_ids(actor: Actor) -> set[int]:
    """The rounds whose paper this person may work on now."""
    with reading() as db:
        confirm(db, actor)
        return {
            row.id
            for row in rounds.list_rounds(db, (Phase.VOTE, Phase.COUNT))
            if not row.is_imported
            and may(Action.ENTER_PAPER_BALLOT, actor, Phase(row.phase), subject_of(row))
        }


def get_progress(actor: Actor, round_id: int) -> PaperProgress:
    """The numbers of a round's sheets, for those who type them in and those who count."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.ENTER_PAPER_BALLOT, round_)
        return progress_of(db, round_)


def count_box(actor: Actor, round_id: int, returned: int) -> None:
    """Record how many sheets lay in the box when it was opened; again, if they were miscounted."""
    with transaction() as db:
        hold_round(db, actor, Action.ENTER_PAPER_BALLOT, round_id)
        printed = len(paper_ballots.list_serials(db, round_id))
        if not 0 <= returned <= printed:
            raise Refusal("paper.box_count", most=printed)
        box = paper_ballots.find_box(db, round_id) or PaperBox(
            round_id=round_id, returned=0, counted_at=utc_now(), counted_by=actor.account_id
        )
        box.returned, box.counted_at, box.counted_by = returned, utc_now(), actor.account_id
        db.add(box)


def get_tally_board(round_id: int) -> TallyBoard:
    """What has arrived, by way: public, for the wall. Never what anyone chose."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        sheets = _numbers_of(db, round_, {})
        arrived = ballots.count_on_screens(db, round_id) | {Channel.PAPER: sheets.entered}
        return TallyBoard(
            phase=Phase(round_.phase),
            arrived={channel: arrived.get(channel, 0) for channel in Channel},
            printed=sheets.printed,
            handed_out=sheets.handed_out,
            returned=sheets.returned,
            entered=sheets.entered,
            settled=sheets.counted,
            is_final=sheets.is_counted,
        )


def refuse_unless_settled(db: Session, round_: Round) -> None:
    """Refuse to count while any paper is open, saying how many sheets; within the caller's work."""
    for obstacle in _numbers_of(db, round_, {}).obstacles():
        raise obstacle


def progress_of(db: Session, round_: Round) -> PaperProgress:
    """The numbers of a round's sheets, within the caller's work."""
    rules = ballots.rules_of(db, round_)
    found = (fault_of(rules, one) for one in paper_ballots.list_settled(db, round_.id))
    return _numbers_of(db, round_, Counter(fault for fault in found if fault is not None))


def _numbers_of(db: Session, round_: Round, faults: Mapping[PaperFault, int]) -> PaperProgress:
    box = paper_ballots.find_box(db, round_.id)
    states = paper_ballots.count_states(db, round_.id)
    return PaperProgress(
        printed=sum(states.values()),
        handed_out=paper_ballots.count_handed_out(db, round_.id),
        returned=None if box is None else box.returned,
        states=states,
        faults=faults,
        is_counted=outcomes.find_outcome(db, round_.id) is not None,
    )
