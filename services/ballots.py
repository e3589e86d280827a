"""Voting: a ballot is saved mark by mark, finished, and seen by its voter alone."""

from dataclasses import dataclass, replace
from datetime import datetime

from db import ballots, rounds
from db.engine import Session, database_url, reading, transaction
from db.tables import Round
from domain.ballots import (
    BallotRules,
    BallotView,
    Change,
    Marks,
    Standing,
    mark,
    missing,
    standing_of,
    voter_key,
)
from domain.channels import Channel
from domain.clock import utc_now
from domain.phases import Phase
from domain.refusals import Refusal
from domain.rights import Action, may
from domain.roles import Actor
from services.permission import confirm, permit, place_of, subject_of

MOST_RULES_KEPT = 100
_frozen_rules: dict[tuple[str, int, int], BallotRules] = {}


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many may vote, have begun, and have finished."""

    begun: int
    finished: int
    entitled: int


@dataclass(frozen=True, slots=True)
class OpenBallot:
    """A round in which a person may vote now, and how far their ballot has come."""

    round_id: int
    name: str
    ballot: BallotView
    closes_at: datetime | None


def save_mark(
    actor: Actor, round_id: int, change: Change, channel: Channel = Channel.TABLET
) -> BallotView:
    """Put one mark on the actor's ballot, or take it off; the ballot as it is stored then.

    The change is applied to the stored ballot, not to what a screen last showed: two devices merge
    project by project. Saying the same twice changes nothing. A finished ballot stays finished only
    while it is valid. Refused to who was handed a sheet of paper. `channel`: the kind of screen.
    """
    with transaction() as db:
        round_, secret = ballots.get_round_to_vote(db, round_id)
        permit(db, actor, Action.CAST_BALLOT, round_)
        now = utc_now()
        finished_at, began_by = ballots.record_saving(db, round_id, actor.account_id, now, channel)
        if began_by is Channel.PAPER:
            raise Refusal("ballot.on_paper")
        if secret is None:
            key = ballots.key_of(db, round_id, actor.account_id)
        else:
            key = voter_key(secret, actor.account_id)
        before = ballots.find_marks(db, round_id, key)
        rules = _rules(db, round_)
        after = mark(rules, before or {}, change)
        if after != before:
            ballots.put_marks(db, round_id, key, after)
        if finished_at is not None and missing(rules, after) is not None:
            ballots.record_finish(db, round_id, actor.account_id, None)
            finished_at = None
        return _view(rules, round_id, after, now, finished_at)


def finish_ballot(actor: Actor, round_id: int) -> BallotView:
    """Say that the ballot is complete; refused while something is missing, telling what."""
    with transaction() as db:
        round_, _ = ballots.get_round_to_vote(db, round_id)
        permit(db, actor, Action.CAST_BALLOT, round_)
        ballots.find_participation(db, round_id, actor.account_id, for_update=True)
        ballot = _own(db, round_, actor.account_id)
        if ballot.saved_at is None or ballot.missing is not None:
            n = ballot.missing.n if ballot.missing else 1
            raise Refusal("ballot.incomplete", n=n)
        now = ballot.finished_at or utc_now()
        ballots.record_finish(db, round_id, actor.account_id, now)
        rules = _rules(db, round_)
        return _view(rules, round_id, ballot.marks, ballot.saved_at, now)


def get_own_ballot(actor: Actor, round_id: int) -> BallotView:
    """The actor's own ballot, while voting is open and after; nobody else's can be read."""
    with reading() as db:
        confirm(db, actor)
        return _own(db, rounds.get_round(db, round_id), actor.account_id)


def refuse_unless_voter(actor: Actor, round_id: int) -> None:
    """Refuse who may not vote in this round now, saying why, before they mark anything."""
    with reading() as db:
        permit(db, actor, Action.CAST_BALLOT, rounds.get_round(db, round_id))


def list_open_ballots(actor: Actor) -> list[OpenBallot]:
    """Every round in which the actor may vote now, with how far their ballot has come."""
    with reading() as db:
        confirm(db, actor)
        return [
            OpenBallot(
                round_.id,
                round_.name,
                _own(db, round_, actor.account_id),
                rounds.list_phase_dates(db, round_.id).get(Phase.COUNT),
            )
            for round_ in rounds.list_rounds(db, (Phase.VOTE,))
            if may(Action.CAST_BALLOT, actor, Phase.VOTE, subject_of(round_))
        ]


def turnout(round_id: int) -> Turnout:
    """How many have begun and finished, of how many; public while voting is open and after."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        begun, finished = ballots.count_participation(db, round_id)
        entitled = ballots.count_electorate(db, round_, place_of(round_))
        return Turnout(begun, finished, entitled)


def _own(db: Session, round_: Round, account_id: int) -> BallotView:
    rules = _rules(db, round_)
    took_part = ballots.find_participation(db, round_.id, account_id)
    if took_part is None:
        return _view(rules, round_.id, None, None, None)
    if took_part.channel == Channel.PAPER.value:
        return replace(_view(rules, round_.id, None, None, None), standing=Standing.ON_PAPER)
    key = ballots.find_key(db, round_.id, account_id)
    if key is None:
        return _view(rules, round_.id, None, None, None)
    marks = ballots.find_marks(db, round_.id, key)
    return _view(rules, round_.id, marks or {}, took_part.saved_at, took_part.finished_at)


def _view(
    rules: BallotRules,
    round_id: int,
    marks: Marks | None,
    saved_at: datetime | None,
    finished_at: datetime | None,
) -> BallotView:
    return BallotView(
        round_id=round_id,
        marks=dict(marks or {}),
        standing=standing_of(rules, marks, is_finished=finished_at is not None),
        missing=missing(rules, marks or {}),
        saved_at=saved_at,
        finished_at=finished_at,
    )


def _rules(db: Session, round_: Round) -> BallotRules:
    """The round's limits; read once per version while voting is open, for they are frozen then."""
    if Phase(round_.phase) is not Phase.VOTE:
        return ballots.rules_of(db, round_)
    key = (database_url(), round_.id, round_.version)
    known = _frozen_rules.get(key)
    if known is None:
        if len(_frozen_rules) >= MOST_RULES_KEPT:
            _frozen_rules.clear()
        known = _frozen_rules[key] = ballots.rules_of(db, round_)
    return known
