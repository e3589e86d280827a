"""Rosters as Excel files: a template, what is known as a file, and a file checked and written."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from db import accounts, rounds, teams
from db.engine import Session, reading, transaction
from db.tables import Account, Membership
from domain.clock import utc_now
from domain.refusals import Refusal
from domain.rights import Action
from domain.roles import Actor
from domain.roster_reading import check_rows
from domain.team_rows import (
    CheckedRow,
    KnownTeams,
    RosterCheck,
    RosterColumn,
    RosterRow,
    RosterWords,
    RowStatus,
    names_of,
)
from domain.teams import ROLE_OF, BodyKind, MemberFilter, split_specialities
from services.accounts import hash_password
from services.permission import permit
from services.team_sheets import read_sheet, write_sheet

MOST_NEW = 200
"""New accounts in one file: each password takes a quarter of a second to be kept safely."""

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another when read off paper."""

_PASSWORD_LETTERS = 12
Say = Callable[[RosterColumn, object], str]
"""How a value is written in a file: a yes, a speciality, a day."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """A new account and its password, told once and kept nowhere."""

    name: str
    username: str
    password: str


def make_template(actor: Actor, heads: Sequence[str], example: Sequence[str]) -> bytes:
    """An empty roster with its columns, and one line that shows how it is filled in."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
    return write_sheet(heads, [example])


def export_roster(
    actor: Actor, body_code: str, heads: Mapping[RosterColumn, str], say: Say
) -> bytes:
    """A team as a file that can be read in again without changing anything."""
    with reading() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        body = teams.get_body(db, body_code)
        places = _place_names(db)
        lines = []
        for row in teams.list_members(db, MemberFilter(body_code)):
            account, membership, _, field, _ = row
            known = _row_of(row, body.code)
            values = {
                RosterColumn.NAME: known.name,
                RosterColumn.USERNAME: known.username,
                RosterColumn.TEAM: body.name,
                RosterColumn.DUTY: known.duty,
                RosterColumn.TITLE: known.title,
                RosterColumn.FIELD: field.name if field else "",
                RosterColumn.SPECIALITIES: split_specialities(account.specialities),
                RosterColumn.COMMUNITY: places.get(account.community_id or 0, ""),
                RosterColumn.TERM_FROM: known.term_from,
                RosterColumn.TERM_TO: known.term_to,
                RosterColumn.BRANCH: known.branch,
                RosterColumn.PARTY: membership is not None and membership.is_party_member,
            }
            lines.append([say(column, values[column]) for column in heads])
    return write_sheet(list(heads.values()), lines)


def check_roster(actor: Actor, data: bytes, words: RosterWords) -> RosterCheck:
    """What every row of a file would do; writes nothing."""
    table = read_sheet(data)
    with reading() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        return check_rows(table, words, _known(db))


def import_roster(actor: Actor, data: bytes, words: RosterWords) -> tuple[NewAccount, ...]:
    """Write a roster whose every row is right; the new accounts with their passwords.

    One wrong row, and nothing is written. The same file again changes nothing.
    """
    table = read_sheet(data)
    check = check_roster(actor, data, words)
    _refuse_wrong(check)
    fresh = [one for one in check.rows if one.status is RowStatus.NEW]
    if len(fresh) > MOST_NEW:
        raise Refusal("roster_file.many_new", most=MOST_NEW)
    passwords = {str(one.row.username): _password() for one in fresh if one.row}
    with ThreadPoolExecutor(2) as pool:
        hashes = dict(zip(passwords, pool.map(hash_password, passwords.values()), strict=True))
    with transaction() as db:
        permit(db, actor, Action.SET_UP_TEAMS)
        known = _known(db)
        again = check_rows(table, words, known)
        _refuse_wrong(again)
        for one in again.rows:
            _write(db, one, known, hashes)
    return tuple(
        NewAccount(one.name, one.row.username, passwords[one.row.username])
        for one in fresh
        if one.row
    )


def _refuse_wrong(check: RosterCheck) -> None:
    if not check.is_right:
        raise Refusal("roster_file.wrong_rows", rows=check.count(RowStatus.WRONG))


def _write(db: Session, one: CheckedRow, known: KnownTeams, hashes: Mapping[str, str]) -> None:
    row = one.row
    if row is None or one.status is RowStatus.UNCHANGED:
        return
    account = accounts.find_account(db, row.username)
    if account is None:
        if row.username not in hashes:
            raise Refusal("roster_file.changed_meanwhile")
        kinds = dict(known.bodies.values())
        account = Account(
            username=row.username,
            name=row.name,
            password_hash=hashes[row.username],
            role=ROLE_OF[kinds[row.body_code]].value,
            created_at=utc_now(),
        )
    account.name, account.title = row.name, row.title
    account.field_code, account.specialities = row.field_code, row.specialities
    account.community_id = row.community_id
    db.add(account)
    db.flush()
    membership = teams.find_membership(db, account.id) or Membership(
        account_id=account.id, body_code=row.body_code
    )
    membership.body_code, membership.duty = row.body_code, row.duty
    membership.term_from, membership.term_to = row.term_from, row.term_to
    membership.branch_id = known.branches.get((row.body_code, row.branch))
    membership.is_party_member = row.is_party_member
    # Whether it is shown stays the member's own choice; who is no member shows none.
    membership.shows_party_membership &= row.is_party_member
    db.add(membership)


def _known(db: Session) -> KnownTeams:
    bodies = teams.list_teams(db)
    people = {
        row[0].username: _row_of(row, body.code)
        for body in bodies
        for row in teams.list_members(db, MemberFilter(body.code), every=True)
    }
    communities: dict[str, tuple[int, ...]] = {}
    names = {one.id: one.name for one in rounds.list_subdistricts(db)}
    for one in rounds.list_communities(db):
        communities[one.name] = (*communities.get(one.name, ()), one.id)
        communities[f"{names[one.subdistrict_id]}/{one.name}"] = (one.id,)
    codes = names_of((one.code, one.name, one.name_en) for one in bodies)
    kinds = {one.code: BodyKind(one.kind) for one in bodies}
    every = {one.username for one in accounts.list_accounts(db)}
    return KnownTeams(
        bodies={name: (code, kinds[code]) for name, code in codes.items()},
        fields=names_of((one.code, one.name, one.name_en) for one in rounds.list_fields(db)),
        communities=communities,
        branches={(b.body_code, b.name): b.id for b, _ in teams.list_branches(db)},
        people=people,
        other_roles=frozenset(every - people.keys()),
    )


def _row_of(row: teams.MemberRow, body_code: str) -> RosterRow:
    account, membership, _, _, branch = row
    known = membership or Membership(account_id=account.id, body_code=body_code)
    return RosterRow(
        username=account.username,
        name=account.name,
        body_code=body_code,
        duty=known.duty,
        title=account.title,
        field_code=account.field_code,
        specialities=account.specialities,
        community_id=account.community_id,
        term_from=known.term_from,
        term_to=known.term_to,
        branch=branch.name if branch else "",
        is_party_member=known.is_party_member,
    )


def _place_names(db: Session) -> dict[int, str]:
    """Communities by name; with their subdistrict where the name alone is not one."""
    rows = rounds.list_communities(db)
    names = [one.name for one in rows]
    above = {one.id: one.name for one in rounds.list_subdistricts(db)}
    return {
        one.id: one.name
        if names.count(one.name) == 1
        else f"{above[one.subdistrict_id]}/{one.name}"
        for one in rows
    }


def _password() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_PASSWORD_LETTERS))
