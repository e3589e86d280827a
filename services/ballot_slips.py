"""A slip with eight digits: one person's way to their own ballot of one round, at one tablet.

Nobody signs in for it. What the slip opens is the ballot alone, done here in the person's name;
it ends with voting, and works on the first tablet that it was used on.
"""

import secrets
from collections.abc import Callable

from db import accounts, kiosks, paper_ballots, rounds
from db.engine import Session, reading, transaction
from domain.ballots import BallotView, Change
from domain.channels import Channel
from domain.clock import utc_now
from domain.joining import device_key, digits_of
from domain.kiosks import SLIP_DIGITS, keyed_hash
from domain.paper_views import PaperVoter
from domain.phases import Phase
from domain.refusals import Refusal
from domain.rights import Action, refuse_unless_permitted
from domain.roles import Actor
from services import ballots
from services.kiosks import count_failure, hold_free, is_taken_at, seat, stay_at_kiosk
from services.permission import permit, place_of, subject_of

_KEPT_UNDER = "ballot_slips"
"""The name under which the generated key is kept."""


def list_slip_voters(actor: Actor, round_id: int, typed: str) -> list[PaperVoter]:
    """Voters whose name holds what was typed, and whether they have begun and how; 20 at most."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        if not typed.strip():
            return []
        permit(db, actor, Action.ISSUE_SLIP, round_)
        found = paper_ballots.list_voters(
            db, round_id, place_of(round_), round_.voter_roles, typed.strip()
        )
        return [
            PaperVoter(account.id, account.name, place.name, Channel(way) if way else None)
            for account, place, way in found
        ]


def issue_slip(actor: Actor, round_id: int, account_id: int) -> str:
    """Give a voter a slip; its eight digits, shown once. An earlier slip counts no more."""
    code = "".join(secrets.choice("0123456789") for _ in range(SLIP_DIGITS))
    with transaction() as db:
        round_ = rounds.get_round(db, round_id)
        permit(db, actor, Action.ISSUE_SLIP, round_)
        voter = accounts.actor_of(db, accounts.get_account(db, account_id))
        refuse_unless_permitted(Action.CAST_BALLOT, voter, Phase(round_.phase), subject_of(round_))
        kiosks.put_slip(
            db, round_id, account_id, _hash(db, round_id, code), actor.account_id, utc_now()
        )
    return code


def come_with_slip(token: str, typed: str) -> None:
    """Sign in at a round's tablet with a slip, for this ballot alone."""
    refused: Refusal | None = None
    with transaction() as db:
        kiosk = hold_free(db, token)
        round_id = kiosk.round_id or 0
        slip = kiosks.find_slip(db, round_id, _hash(db, round_id, digits_of(typed)))
        if slip is None:
            refused = count_failure(kiosk)
        elif slip.kiosk_id not in (None, kiosk.id):
            raise Refusal("kiosk.slip_elsewhere")
        else:
            voter = accounts.actor_of(db, accounts.get_account(db, slip.account_id))
            permit(db, voter, Action.CAST_BALLOT, rounds.get_round(db, round_id))
            slip.kiosk_id, slip.used_at = kiosk.id, slip.used_at or utc_now()
            seat(kiosk)
            kiosk.account_id = slip.account_id
    if refused is not None:
        raise refused


def mark_at_kiosk(token: str, change: Change) -> BallotView:
    """One mark on the ballot of whoever is at the tablet."""
    return _as_voter(token, lambda a, r: ballots.save_mark(a, r, change, Channel.TABLET))


def finish_at_kiosk(token: str) -> BallotView:
    """Say that the ballot is complete."""
    return _as_voter(token, ballots.finish_ballot)


def ballot_at_kiosk(token: str) -> BallotView:
    """The ballot of whoever is at the tablet."""
    with reading() as db:
        voter, round_id = _voter_at(db, token)
    return ballots.get_own_ballot(voter, round_id)


def count_slips(round_id: int) -> tuple[int, int]:
    """How many slips were given out in a round, and how many were used."""
    with reading() as db:
        return kiosks.count_slips(db, round_id)


def _as_voter(token: str, act: Callable[[Actor, int], BallotView]) -> BallotView:
    with reading() as db:
        voter, round_id = _voter_at(db, token)
    ballot = act(voter, round_id)
    stay_at_kiosk(token)
    return ballot


def _voter_at(db: Session, token: str) -> tuple[Actor, int]:
    kiosk = kiosks.find_kiosk(db, device_key(token))
    if kiosk is None:
        raise Refusal("kiosk.ended")
    if kiosk.account_id is None or not is_taken_at(kiosk, utc_now()):
        raise Refusal("kiosk.turn_over")
    return accounts.actor_of(db, accounts.get_account(db, kiosk.account_id)), kiosk.round_id or 0


def _hash(db: Session, round_id: int, code: str) -> str:
    return keyed_hash(accounts.make_secret(db, _KEPT_UNDER), round_id, code)
