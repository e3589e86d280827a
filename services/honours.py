"""荣誉: nominated for a reason, chosen by the committees' vote, awarded by the office."""

import logging
from collections.abc import Collection

from db import accounts, honours
from db.engine import Session, reading, transaction
from db.tables import Body, Honour, HonourVote, Nomination
from db.teams import list_bodies as list_every
from db.teams import list_teams
from domain.clock import local, utc_now
from domain.honours import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_ABOUT,
    LONGEST_NAME,
    LONGEST_REASON,
    MOST_AWARDS,
    HonourState,
    certificate_number,
    choose,
    step,
)
from domain.incentive_views import Certificate, HonourDraft, HonourSheet, NominationLine, Person
from domain.proposal_content import tidy
from domain.proposal_views import Choice
from domain.refusals import Refusal
from domain.rights import Action, Subject
from domain.roles import Actor
from domain.teams import BodyKind
from services.permission import confirm, permit

log = logging.getLogger(__name__)

MOST_PEOPLE = 30


def set_up_honour(actor: Actor, draft: HonourDraft) -> int:
    """Open an honour of a year for nomination; its id. A name is used once a year."""
    with transaction() as db:
        permit(db, actor, Action.SET_UP_HONOURS)
        name = tidy(draft.name, LONGEST_NAME)
        if not name or not 1 <= draft.most_awards <= MOST_AWARDS:
            raise Refusal("honour.incomplete")
        if not FIRST_YEAR <= draft.year <= LAST_YEAR:
            raise Refusal("honour.incomplete")
        known = honours.find_honour(db, draft.year, name)
        if known is not None:
            return known.id
        row = Honour(
            name=name,
            name_en=tidy(draft.name_en, LONGEST_NAME * 3),
            about=tidy(draft.about, LONGEST_ABOUT),
            year=draft.year,
            body_code=draft.body_code,
            most_awards=draft.most_awards,
            state=HonourState.NOMINATING.value,
        )
        db.add(row)
        db.flush()
        log.info("honour %d set up by account %d", row.id, actor.account_id)
        return row.id


def nominate(actor: Actor, honour_id: int, nominee_id: int, reason: str) -> int:
    """Nominate somebody else, with the reason; one nomination a person, whoever comes first."""
    with transaction() as db:
        permit(db, actor, Action.NOMINATE, subject=Subject(author_id=nominee_id))
        row = honours.get_honour(db, honour_id, for_update=True)
        known = honours.find_nomination(db, honour_id, nominee_id)
        if known is not None:
            if known.nominated_by == actor.account_id:
                return known.id
            raise Refusal("honour.nominated")
        if row.state != HonourState.NOMINATING.value:
            raise Refusal("honour.not_nominating")
        said = tidy(reason, LONGEST_REASON)
        if not said:
            raise Refusal("honour.no_reason")
        nominee = accounts.get_account(db, nominee_id)
        if not nominee.is_active:
            raise Refusal("account.unknown")
        if row.body_code is not None and not honours.is_member(db, nominee, row.body_code):
            raise Refusal("honour.not_of_body")
        made = Nomination(
            honour_id=honour_id,
            nominee_id=nominee_id,
            nominated_by=actor.account_id,
            reason=said,
            at=utc_now(),
        )
        db.add(made)
        db.flush()
        log.info("honour %d: nomination %d", honour_id, made.id)
        return made.id


def open_voting(actor: Actor, honour_id: int) -> None:
    """Close the nominations and let the committees vote."""
    with transaction() as db:
        row = _permit_honour(db, actor, honour_id)
        if row.state == HonourState.VOTING.value:
            return
        if not honours.list_nominations(db, [honour_id]):
            raise Refusal("honour.nobody")
        row.state = step(row.state, "open_voting")


def vote(actor: Actor, nomination_id: int, *, is_for: bool) -> None:
    """Be for a nominee, or no longer, while the vote is on; once for each, never for oneself."""
    with transaction() as db:
        nomination = honours.get_nomination(db, nomination_id)
        subject = Subject(author_id=nomination.nominee_id)
        permit(db, actor, Action.VOTE_HONOUR, subject=subject)
        row = honours.get_honour(db, nomination.honour_id, for_update=True)
        if row.state != HonourState.VOTING.value:
            raise Refusal("honour.not_voting")
        known = honours.find_vote(db, nomination_id, actor.account_id)
        if is_for and known is None:
            db.add(
                HonourVote(nomination_id=nomination_id, account_id=actor.account_id, at=utc_now())
            )
        elif not is_for and known is not None:
            db.delete(known)


def award(actor: Actor, honour_id: int, picked: Collection[int] = ()) -> tuple[int, ...]:
    """Award to those with most votes; the nominations honoured.

    Who stands level at the last place is decided by people: `picked` names those of them whom the
    office chooses, as many as there are places left.
    """
    with transaction() as db:
        row = _permit_honour(db, actor, honour_id)
        nominations = {one.id: one for one, _, _ in honours.list_nominations(db, [honour_id])}
        if row.state == HonourState.AWARDED.value:
            return tuple(key for key, one in nominations.items() if one.certificate_number)
        choice = choose(honours.count_votes(db, [honour_id]), row.most_awards)
        places_left = row.most_awards - len(choice.chosen)
        if choice.level and (len(set(picked)) != places_left or set(picked) - set(choice.level)):
            names = [_name_of(db, nominations[key]) for key in choice.level]
            raise Refusal("honour.level", names=names, n=places_left)
        honoured = (*choice.chosen, *sorted(set(picked) if choice.level else ()))
        if not honoured:
            raise Refusal("honour.no_votes")
        row.state = step(row.state, "award")
        for place, key in enumerate(honoured, start=1):
            nominations[key].awarded_at = utc_now()
            nominations[key].certificate_number = certificate_number(row.year, row.id, place)
        log.info("honour %d awarded by account %d", honour_id, actor.account_id)
        return tuple(honoured)


def leave_unawarded(actor: Actor, honour_id: int) -> None:
    """Give the honour to nobody this year; it stays to be read."""
    with transaction() as db:
        row = _permit_honour(db, actor, honour_id)
        if row.state == HonourState.NOT_AWARDED.value:
            return
        row.state = step(row.state, "leave")


def get_level(actor: Actor, honour_id: int) -> tuple[tuple[int, ...], int]:
    """Whom the office has to choose between, and how many places are left for them."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_HONOURS)
        row = honours.get_honour(db, honour_id)
        choice = choose(honours.count_votes(db, [honour_id]), row.most_awards)
        return choice.level, row.most_awards - len(choice.chosen)


def list_years() -> tuple[int, ...]:
    """Years on the roll, the latest first."""
    with reading() as db:
        return tuple(honours.list_years(db))


def list_honours(actor: Actor | None, year: int) -> tuple[HonourSheet, ...]:
    """The honours of a year; public to read. Votes are told when the vote is over."""
    with reading() as db:
        if actor is not None:
            confirm(db, actor)
        rows = honours.list_honours(db, year)
        ids = [row.id for row, _ in rows]
        votes, voters = honours.count_votes(db, ids), honours.count_voters(db, ids)
        mine = honours.voted_by(db, actor.account_id, ids) if actor else set()
        lines: dict[int, list[NominationLine]] = {key: [] for key in ids}
        states = {row.id: HonourState(row.state) for row, _ in rows}
        for one, name, place in honours.list_nominations(db, ids):
            is_over = states[one.honour_id] is HonourState.AWARDED
            counted = votes.get(one.id, 0) if is_over else None
            line = _line(one, name, place or "", counted, is_mine=one.id in mine)
            lines[one.honour_id].append(line)
    return tuple(_sheet(row, body, voters.get(row.id, 0), lines[row.id]) for row, body in rows)


def list_nominees(actor: Actor, honour_id: int, typed: str) -> tuple[Person, ...]:
    """Whom this actor can nominate, by name."""
    with reading() as db:
        confirm(db, actor)
        body_code = honours.get_honour(db, honour_id).body_code
        found = honours.list_people(db, body_code, typed, MOST_PEOPLE)
    return tuple(
        Person(key, name, place or "") for key, name, place in found if key != actor.account_id
    )


def list_bodies() -> tuple[Choice, ...]:
    """The bodies for whose members an honour can be."""
    with reading() as db:
        return tuple(Choice(row.code, row.name, row.name_en) for row in list_teams(db))


def get_certificate(nomination_id: int) -> Certificate:
    """What stands on the certificate of somebody honoured; public, as the roll is."""
    with reading() as db:
        one = honours.get_nomination(db, nomination_id)
        if one.certificate_number is None or one.awarded_at is None:
            raise Refusal("honour.not_awarded")
        row = honours.get_honour(db, one.honour_id)
        office = next((body for body in list_every(db) if body.kind == BodyKind.OFFICE), None)
        return Certificate(
            number=one.certificate_number,
            name=_name_of(db, one),
            honour=row.name,
            honour_en=row.name_en,
            year=row.year,
            reason=one.reason,
            awarded_on=local(one.awarded_at).date(),
            issuer=office.name if office else "",
            issuer_en=office.name_en if office else "",
        )


def _permit_honour(db: Session, actor: Actor, honour_id: int) -> Honour:
    permit(db, actor, Action.SET_UP_HONOURS)
    return honours.get_honour(db, honour_id, for_update=True)


def _name_of(db: Session, one: Nomination) -> str:
    return accounts.get_account(db, one.nominee_id).name


def _line(
    one: Nomination, name: str, place: str, votes: int | None, *, is_mine: bool
) -> NominationLine:
    return NominationLine(
        id=one.id,
        nominee_id=one.nominee_id,
        nominee=name,
        place=place,
        reason=one.reason,
        votes=votes,
        is_mine=is_mine,
        certificate=one.certificate_number or "",
    )


def _sheet(row: Honour, body: Body | None, voters: int, lines: list[NominationLine]) -> HonourSheet:
    return HonourSheet(
        id=row.id,
        name=row.name,
        name_en=row.name_en,
        about=row.about,
        year=row.year,
        state=HonourState(row.state),
        most_awards=row.most_awards,
        body=body.name if body else "",
        body_en=body.name_en if body else "",
        voters=voters,
        nominations=tuple(
            sorted(lines, key=lambda one: (not one.certificate, -(one.votes or 0), one.id))
        ),
    )
