"""Rosters by lot: the pool is fixed and published first, then the seed is spoken, then it is drawn.

Nobody can choose whom the lot falls on: whoever fixes the pool does not know the seed yet, and once
the seed is said nothing can be changed. Every draw of a meeting stays public, a second try as well.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db import meetings, rosters
from db.engine import Session, reading, transaction
from db.tables import Account, Meeting, RosterDraw
from domain.clock import local, utc_now
from domain.meeting_views import DrawnPerson, DrawView, StratumView
from domain.meetings import MeetingState
from domain.pool_file import print_of, write_pool
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor, Role
from domain.sortition import LONGEST_SEED, MOST_SEATS, Candidate, Draw, draw, lot_of
from services.meeting_access import permit_in, place_of, refuse_unless_in
from services.rosters import invite_accounts_in

log = logging.getLogger(__name__)

STRATA = ("community", "role")
"""By what accounts can be told apart; a file's pool has columns of its own (`cli.py draw`)."""

_PLANNED = frozenset({MeetingState.PLANNED})


def count_pool(actor: Actor, meeting_id: int, roles: Iterable[Role]) -> int:
    """How many people could be drawn: of these roles, of the meeting's place, not invited yet."""
    with reading() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        permit_in(db, actor, Action.SET_UP_MEETING, meeting)
        return len(_pool(db, meeting, roles))


def announce_draw(
    actor: Actor, meeting_id: int, seats: int, roles: Iterable[Role], by: Sequence[str]
) -> int:
    """Fix the pool, the seats and the strata, and publish them; the draw's id.

    One draw waits for its seed at a time: a double tap, or another try, finds the one that waits.
    """
    if not set(by) <= set(STRATA):
        raise Refusal("draw.strata")
    with transaction() as db:
        meeting = _planned(db, actor, meeting_id)
        waiting = next((one for one in rosters.list_draws(db, meeting_id) if not one.seed), None)
        if waiting is not None:
            return waiting.id
        pool = _pool(db, meeting, roles)
        if not 1 <= seats <= MOST_SEATS:
            raise Refusal("draw.seats", most=MOST_SEATS)
        if seats > len(pool):
            raise Refusal("draw.few", seats=seats, pool=len(pool))
        row = RosterDraw(
            meeting_id=meeting_id,
            seed="",
            seats=seats,
            strata=list(by),
            pool=[_as_row(one) for one in pool],
            at=utc_now(),
            account_id=actor.account_id,
        )
        db.add(row)
        meetings.touch(db, meeting)
        db.flush()
        return row.id


def withdraw_draw(actor: Actor, meeting_id: int, draw_id: int) -> None:
    """Take back a draw that was announced and has no seed yet."""
    with transaction() as db:
        meeting = _planned(db, actor, meeting_id)
        row = rosters.get_draw(db, meeting_id, draw_id, for_update=True)
        if row.seed:
            raise Refusal("draw.over")
        db.delete(row)
        meetings.touch(db, meeting)


def draw_roster(actor: Actor, meeting_id: int, draw_id: int, words: str) -> None:
    """Draw with the words that were just said aloud, and invite whom the lot falls on.

    The seed is the words and today's date. A draw that has its seed stays as it is.
    """
    with transaction() as db:
        meeting = _planned(db, actor, meeting_id)
        row = rosters.get_draw(db, meeting_id, draw_id, for_update=True)
        if row.seed:
            return
        seed = f"{' '.join(words.split())} {local(utc_now()).date().isoformat()}"
        if not words.strip() or len(seed) > LONGEST_SEED:
            raise Refusal("draw.seed", most=LONGEST_SEED)
        result = _replay(row, seed)
        row.seed, row.at = seed, utc_now()
        row.drawn = [*result.drawn, *result.stand_ins]
        people = [account for one in result.drawn if (account := db.get(Account, one)) is not None]
        known = rosters.list_account_ids(db, meeting_id)
        invite_accounts_in(
            db, meeting, [one for one in people if one.id not in known], is_drawn=True
        )
        log.info("draw %d of meeting %d drawn by account %d", draw_id, meeting_id, actor.account_id)


def call_stand_in(actor: Actor, meeting_id: int, attendee_id: int) -> None:
    """Somebody who was drawn cannot come: the next stand-in of the same stratum is invited.

    Nobody is replaced twice, and who once said no is not asked again.
    """
    with transaction() as db:
        meeting = _planned(db, actor, meeting_id)
        gone = meetings.get_attendee(db, meeting_id, attendee_id)
        if not gone.is_drawn or gone.account_id is None:
            raise Refusal("draw.not_drawn", name=gone.name)
        if not gone.is_invited:
            return
        next_one = _next_stand_in(db, meeting_id, gone.account_id)
        gone.is_invited, gone.pin = False, None
        db.flush()
        invite_accounts_in(db, meeting, [next_one], is_drawn=True)


def list_draws(meeting_id: int) -> tuple[DrawView, ...]:
    """Every draw of the meeting as anyone may check it, oldest first."""
    with reading() as db:
        return tuple(_view(row) for row in rosters.list_draws(db, meeting_id))


def _planned(db: Session, actor: Actor, meeting_id: int) -> Meeting:
    meeting = meetings.get_meeting(db, meeting_id, for_update=True)
    permit_in(db, actor, Action.SET_UP_MEETING, meeting)
    refuse_unless_in(meeting, _PLANNED)
    return meeting


def _pool(db: Session, meeting: Meeting, roles: Iterable[Role]) -> list[Candidate]:
    known = rosters.list_account_ids(db, meeting.id)
    return [
        Candidate(
            account.id,
            {"community": community.name if community else "", "role": account.role},
        )
        for account, community in rosters.list_people_of(db, place_of(meeting), roles)
        if account.id not in known
    ]


def _as_row(one: Candidate) -> dict[str, object]:
    return {"number": one.number, **one.strata}


def _candidates(row: RosterDraw) -> list[Candidate]:
    return [_candidate(one) for one in row.pool]


def _candidate(kept: Mapping[str, Any]) -> Candidate:
    strata = {name: str(value) for name, value in kept.items() if name != "number"}
    return Candidate(int(kept["number"]), strata)


def _replay(row: RosterDraw, seed: str) -> Draw:
    return draw(_candidates(row), row.seats, seed, row.strata)


def _next_stand_in(db: Session, meeting_id: int, account_id: int) -> Account:
    invited = rosters.list_account_ids(db, meeting_id)
    for row in reversed(rosters.list_draws(db, meeting_id)):
        result = _replay(row, row.seed) if row.seed else None
        for number in result.stand_ins_beside(account_id) if result else ():
            account = db.get(Account, number)
            if account is not None and account.is_active and number not in invited:
                return account
    raise Refusal("draw.no_stand_in")


def _view(row: RosterDraw) -> DrawView:
    candidates = _candidates(row)
    result = _replay(row, row.seed) if row.seed else None
    text = write_pool(candidates, row.strata)
    by_number = {one.number: one for one in candidates}

    def person(number: int) -> DrawnPerson:
        strata = tuple(by_number[number].strata.get(name, "") for name in row.strata)
        return DrawnPerson(number, strata, lot_of(row.seed, number))

    return DrawView(
        id=row.id,
        seats=row.seats,
        by=tuple(row.strata),
        seed=row.seed,
        pool_size=len(candidates),
        pool_print=print_of(text),
        pool_csv=text,
        at=row.at,
        drawn=tuple(person(one) for one in result.drawn) if result else (),
        stand_ins=tuple(person(one) for one in result.stand_ins) if result else (),
        strata=tuple(StratumView(one.stratum, one.size, one.seats) for one in result.strata)
        if result
        else (),
    )
