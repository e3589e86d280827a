"""The three teams with which every deployment starts, and the demonstration's memberships."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from db.engine import Session
from db.seed.content import content
from db.seed.people import People
from db.tables import Account, Body, GuideVersion, Membership, PartyBranch
from db.teams import list_bodies
from domain.clock import local
from domain.roles import Role
from domain.teams import ROLE_OF, BodyKind

_IN_PARTY, _SHOWS = 0.4, 0.75
_YEAR = timedelta(days=365)


def seed_bodies(db: Session) -> None:
    """Write the three teams and their office, unless there are some; an office renames them."""
    if list_bodies(db, every=True):
        return
    for position, row in enumerate(content("teams")["bodies"]):
        names = {key: row[key] for key in ("code", "kind", "name", "name_en", "about")}
        db.add(Body(**names, position=position))
    db.flush()


def seed_teams(db: Session, people: People, moment: datetime, chance: random.Random) -> None:
    """Write branches, memberships with their terms, and the working guides in their versions."""
    seed_bodies(db)
    officer = people.of(Role.OFFICER)[0]
    for row in content("teams")["bodies"]:
        role = ROLE_OF.get(BodyKind(row["kind"]))
        branches = [PartyBranch(body_code=row["code"], name=name) for name in row["branches"]]
        db.add_all(branches)
        db.flush()
        for place, account in enumerate(people.of(role) if role else ()):
            db.add(_membership(row, account, place, branches, local(moment).date(), chance))
    for guide in content("teams")["guides"]:
        for number, version in enumerate(guide["versions"], start=1):
            db.add(
                GuideVersion(
                    body_code=guide["body"],
                    number=number,
                    duties=version["duties"],
                    note=version["note"],
                    at=moment - timedelta(days=version["days_ago"]),
                    account_id=officer.id,
                )
            )
    db.flush()


def _membership(
    row: dict[str, Any],
    account: Account,
    place: int,
    branches: list[PartyBranch],
    today: date,
    chance: random.Random,
) -> Membership:
    starts = date((today - _YEAR).year, 6, 1)
    # Those whom the sign-in page offers are in the Party, so that everyone can try the choice.
    is_in_party = account.is_demo or chance.random() < _IN_PARTY
    shows = is_in_party and (account.is_demo or chance.random() < _SHOWS)
    leaders = row["leaders"]
    return Membership(
        account_id=account.id,
        body_code=row["code"],
        term_from=starts,
        term_to=date(starts.year + content("teams")["term_years"], 5, 31),
        branch_id=branches[place % len(branches)].id if is_in_party else None,
        is_party_member=is_in_party,
        shows_party_membership=shows,
        duty=leaders[place] if place < len(leaders) else "",
    )
