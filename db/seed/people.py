"""The demonstration's places and people."""

import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

import bcrypt

from db.engine import Session
from db.seed.content import content
from db.tables import Account, Community, FieldOfWork, Subdistrict
from domain.clock import utc_now
from domain.roles import Role

MEMBERS_A_COMMUNITY = 3
RESIDENTS_A_COMMUNITY = 4
VOTING_SUBDISTRICT = 0
RESIDENTS_WHERE_VOTING = 40
"""Residents in each community of the subdistrict whose round is open for voting."""

OFFERED = {Role.MEMBER: 2, Role.RESIDENT: 2, Role.EXPERT: 2, Role.SPECIALIST: 1}
"""How many of a role the sign-in page offers by one tap (others: one)."""


@dataclass
class Places:
    """The district's places by their place in `places.json`."""

    communities: list[list[Community]]
    subdistricts: list[Subdistrict]

    def all_communities(self) -> list[Community]:
        """Every community of the district."""
        return [one for group in self.communities for one in group]


@dataclass
class People:
    """The cast, by role."""

    by_role: dict[Role, list[Account]] = field(default_factory=dict)

    def of(self, role: Role, community_ids: set[int] | None = None) -> list[Account]:
        """Everyone of a role, in these communities if given."""
        found = self.by_role.get(role, [])
        if community_ids is None:
            return found
        return [one for one in found if one.community_id in community_ids]


def seed_places(db: Session) -> Places:
    """Ten subdistricts, 69 communities, five fields."""
    for position, row in enumerate(content("fields")):
        db.add(FieldOfWork(**row, position=position))
    places = Places([], [])
    for row in content("places")["subdistricts"]:
        subdistrict = Subdistrict(name=row["name"])
        db.add(subdistrict)
        db.flush()
        group = [
            Community(subdistrict_id=subdistrict.id, name=c["name"], households=c["households"])
            for c in row["communities"]
        ]
        db.add_all(group)
        places.subdistricts.append(subdistrict)
        places.communities.append(group)
    db.flush()
    return places


def seed_people(db: Session, places: Places, chance: random.Random) -> People:
    """The three teams, residents and the office; nobody has a password that anyone knows."""
    nobody_knows = bcrypt.hashpw(secrets.token_bytes(24), bcrypt.gensalt(12)).decode()
    people = People()
    names = _names(chance)
    counts: dict[Role, int] = {}

    def add(role: Role, name: str, **more: object) -> None:
        counts[role] = counts.get(role, 0) + 1
        account = Account(
            username=f"{role.value}{counts[role]}",
            name=name,
            role=role.value,
            password_hash=nobody_knows,
            created_at=utc_now(),
            is_demo=counts[role] <= OFFERED.get(role, 1),
        )
        account.sqlmodel_update(more)
        db.add(account)
        people.by_role.setdefault(role, []).append(account)

    fields = [row["code"] for row in content("fields")]
    add(Role.OFFICER, next(names))
    add(Role.OFFICER, next(names))
    add(Role.FACILITATOR, next(names))
    for place, community in enumerate(places.all_communities()):
        for _ in range(MEMBERS_A_COMMUNITY):
            add(
                Role.MEMBER,
                next(names),
                community_id=community.id,
                field_code=fields[counts.get(Role.MEMBER, 0) % len(fields)],
            )
        is_voting = community in places.communities[VOTING_SUBDISTRICT]
        for _ in range(RESIDENTS_WHERE_VOTING if is_voting else RESIDENTS_A_COMMUNITY):
            add(Role.RESIDENT, next(names), community_id=community.id)
        if place % 7 == 0:
            add(Role.CLERK, next(names), community_id=community.id)
    for role, part in ((Role.EXPERT, "experts"), (Role.SPECIALIST, "specialists")):
        for row in content("people")[part]:
            specialities = ",".join(row["specialities"])
            add(role, row["name"], title=row["title"], specialities=specialities)
    db.flush()
    return people


def _names(chance: random.Random) -> Iterator[str]:
    people = content("people")
    taken = {row["name"] for part in ("experts", "specialists") for row in people[part]}
    full = [f + g for f in people["family_names"] for g in people["given_names"]]
    chance.shuffle(full)
    return iter([name for name in full if name not in taken])
