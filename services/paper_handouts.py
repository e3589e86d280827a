"""Handing out sheets: one to a person, recorded apart from the sheet's number.

Nobody votes twice: who has begun on screen gets no sheet, who was handed one cannot mark on screen.
A person without an account is kept as a hash under a key of the round, never by name.
"""

import hashlib
import hmac
import logging
import re
from dataclasses import asdict, dataclass
from datetime import timedelta

from db import accounts, ballots, paper_ballots, rounds
from db.engine import Session, reading, transaction
from db.tables import Account, PaperHandOut, Round
from domain.channels import Channel
from domain.clock import utc_now
from domain.paper_views import HandedOut, PaperVoter
from domain.places import Place
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor, Role
from domain.round_views import CommunityName
from services.paper_access import hold_round, permit_paper
from services.permission import place_of

log = logging.getLogger(__name__)

LONGEST_NAME = 30
DOUBLE_TAP = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class _Person:
    """Who is handed a sheet: an account, or a hash."""

    account_id: int | None = None
    person_key: str | None = None
    name_key: str | None = None
    community_id: int | None = None


def list_voters(actor: Actor, round_id: int, typed: str) -> list[PaperVoter]:
    """Voters whose name holds what was typed, and whether they have begun and how; 20 at most."""
    with reading() as db:
        round_ = rounds.get_round(db, round_id)
        permit_paper(db, actor, Action.HAND_OUT_SHEET, round_)
        if not typed.strip():
            return []
        found = paper_ballots.list_voters(
            db, round_id, place_of(round_), round_.voter_roles, typed.strip()
        )
        return [
            PaperVoter(account.id, account.name, place.name, Channel(way) if way else None)
            for account, place, way in found
        ]


def hand_out(actor: Actor, round_id: int, account_id: int) -> HandedOut:
    """Record that the holder of this account is handed a sheet now."""
    with transaction() as db:
        round_ = hold_round(db, actor, Action.HAND_OUT_SHEET, round_id)
        account = accounts.get_account(db, account_id)
        _refuse_stranger(db, round_, account)
        known = paper_ballots.find_hand_out(db, round_id, account_id=account_id)
        if known is not None:
            return _again(db, actor, known)
        _, way = ballots.record_saving(db, round_id, account_id, utc_now(), Channel.PAPER)
        if way is not Channel.PAPER:
            raise Refusal("paper.on_screen", name=account.name)
        return _record(db, actor, round_, _Person(account_id=account_id))


def hand_out_to_person(
    actor: Actor, round_id: int, name: str, digits: str, community_id: int, *, is_sure: bool = False
) -> HandedOut:
    """Record that a resident without an account is handed a sheet now.

    `digits`: the last four of their telephone. Refused for the same person a second time; warned by
    a refusal, which `is_sure` answers, where somebody of the same name is known already.
    """
    name = re.sub(r"\s", "", name)
    if not 2 <= len(name) <= LONGEST_NAME or not re.fullmatch(r"[0-9]{4}", digits):
        raise Refusal("paper.person_incomplete")
    with transaction() as db:
        round_ = hold_round(db, actor, Action.HAND_OUT_SHEET, round_id)
        if Role.RESIDENT.value not in round_.voter_roles:
            raise Refusal("paper.accounts_only")
        if community_id not in {one.id for one in _communities(db, round_)}:
            raise Refusal("paper.community_outside")
        key = accounts.make_secret(db, f"paper:{round_id}")
        person = _Person(
            person_key=_hash(key, name, digits, str(community_id)),
            name_key=_hash(key, name, str(community_id)),
            community_id=community_id,
        )
        known = paper_ballots.find_hand_out(db, round_id, person_key=person.person_key)
        if known is not None:
            return _again(db, actor, known)
        if not is_sure:
            _warn_of_namesake(db, round_, person, name)
        return _record(db, actor, round_, person)


def take_back(actor: Actor, round_id: int, hand_out_id: int) -> None:
    """Undo a hand-out to the wrong person: by whoever recorded it, or an officer."""
    with transaction() as db:
        hold_round(db, actor, Action.HAND_OUT_SHEET, round_id)
        found = paper_ballots.get_hand_out(db, round_id, hand_out_id)
        if found.handed_by != actor.account_id and actor.role is not Role.OFFICER:
            raise Refusal("paper.handed_by_other")
        paper_ballots.drop_hand_out(db, found)
    log.info("hand-out %d taken back by account %d", hand_out_id, actor.account_id)


def list_communities(round_id: int) -> list[CommunityName]:
    """The communities of the round's area, for who has no account: public."""
    with reading() as db:
        return _communities(db, rounds.get_round(db, round_id))


def _communities(db: Session, round_: Round) -> list[CommunityName]:
    place = place_of(round_)
    names = {one.id: one.name for one in rounds.list_subdistricts(db)}
    return [
        CommunityName(one.id, one.name, one.subdistrict_id, names[one.subdistrict_id])
        for one in paper_ballots.list_communities(db, place)
    ]


def _refuse_stranger(db: Session, round_: Round, account: Account) -> None:
    community = accounts.actor_of(db, account)
    place: Place = place_of(round_)
    is_voter = account.is_active and account.role in round_.voter_roles
    if not is_voter or not place.covers(community.subdistrict_id, community.community_id):
        raise Refusal("paper.no_voter", name=account.name)


def _warn_of_namesake(db: Session, round_: Round, person: _Person, name: str) -> None:
    if paper_ballots.find_hand_out(db, round_.id, name_key=person.name_key) is not None:
        raise Refusal("paper.same_name", name=name)
    if paper_ballots.is_named_account(db, name, person.community_id or 0, round_.voter_roles):
        raise Refusal("paper.has_account", name=name)


def _again(db: Session, actor: Actor, known: PaperHandOut) -> HandedOut:
    """The same tap twice is one sheet; anything later is a second sheet, and refused."""
    if known.handed_by != actor.account_id or utc_now() - known.at > DOUBLE_TAP:
        raise Refusal("paper.has_sheet")
    return HandedOut(known.id, paper_ballots.count_handed_out(db, known.round_id))


def _record(db: Session, actor: Actor, round_: Round, person: _Person) -> HandedOut:
    sheets = len(paper_ballots.list_serials(db, round_.id))
    handed_out = paper_ballots.count_handed_out(db, round_.id)
    if handed_out >= sheets:
        raise Refusal("paper.no_sheets_left", printed=sheets)
    row = PaperHandOut(
        round_id=round_.id, at=utc_now(), handed_by=actor.account_id, **asdict(person)
    )
    db.add(row)
    db.flush()
    log.info("a sheet of round %d handed out by account %d", round_.id, actor.account_id)
    return HandedOut(row.id, handed_out + 1)


def _hash(key: str, *parts: str) -> str:
    return hmac.new(key.encode(), "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()
