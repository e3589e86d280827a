"""The demonstration's places and people."""

import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import bcrypt

from db.engine import Session
from db.seed.content import content
from db.tables import Account, Community, Subdistrict
from domain.roles import Role

MEMBERS_A_COMMUNITY = 3
MEMBERS_WHERE_ROUND = 12
"""Members of a community that has a round of its own: enough to write and to second."""

RESIDENTS_A_COMMUNITY = 4
RESIDENTS_WHERE_ROUND = 50
RESIDENTS_WHERE_PHASE = {"vote": 40, "implement": 20, "review": 8}
"""Residents in each community of a subdistrict that has a round, by the round's phase."""

COMMUNITIES_A_CLERK = 7
HOMES = {
    Role.MEMBER: ("vote", "collect"),
    Role.RESIDENT: ("vote", "appraise"),
    Role.CLERK: ("vote", "implement"),
}
"""The phases of the rounds in whose areas those citizens live whom the sign-in page offers."""

OFFERED = {Role.MEMBER: 2, Role.RESIDENT: 2, Role.EXPERT: 2, Role.CLERK: 2}
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


@dataclass
class _Registry:
    """Gives everyone a name, a user name and an account."""

    db: Session
    names: Iterator[str]
    since: datetime
    people: People = field(default_factory=People)
    # Nobody has a password that anyone knows: the demonstration is entered by one tap.
    password_hash: str = field(
        default_factory=lambda: bcrypt.hashpw(secrets.token_bytes(24), bcrypt.gensalt(12)).decode()
    )

    def enter(self, role: Role, name: str | None = None, **more: Any) -> Account:
        """One person more of that role."""
        of_role = self.people.by_role.setdefault(role, [])
        number = len(of_role) + 1
        account = Account(
            username=f"{role.value}{number}",
            name=name or next(self.names),
            role=role.value,
            password_hash=self.password_hash,
            created_at=self.since,
            is_demo=number <= OFFERED.get(role, 1),
            **more,
        )
        of_role.append(account)
        self.db.add(account)
        return account


def seed_places(db: Session) -> Places:
    """Ten subdistricts and 69 communities."""
    places = Places([], [])
    rows = content("places")["subdistricts"]
    places.subdistricts = [Subdistrict(name=row["name"]) for row in rows]
    db.add_all(places.subdistricts)
    db.flush()
    for row, subdistrict in zip(rows, places.subdistricts, strict=True):
        group = [
            Community(subdistrict_id=subdistrict.id, name=c["name"], households=c["households"])
            for c in row["communities"]
        ]
        db.add_all(group)
        places.communities.append(group)
    db.flush()
    return places


def seed_people(db: Session, places: Places, since: datetime, chance: random.Random) -> People:
    """The three teams, residents and the office."""
    registry = _Registry(db, _names(chance), since)
    for role in (Role.OFFICER, Role.OFFICER, Role.FACILITATOR):
        registry.enter(role)
    _enter_citizens(registry, places)
    for role, part in ((Role.EXPERT, "experts"), (Role.SPECIALIST, "specialists")):
        for row in content("people")[part]:
            specialities = ",".join(row["specialities"])
            registry.enter(role, row["name"], title=row["title"], specialities=specialities)
    db.flush()
    return registry.people


def _enter_citizens(registry: _Registry, places: Places) -> None:
    fields = [row["code"] for row in content("fields")]
    entered: dict[tuple[Role, int], int] = {}

    def live_at(role: Role, community: Community, many: int) -> None:
        for _ in range(many - entered.get((role, community.id), 0)):
            works_in = {}
            if role is Role.MEMBER:
                works_in["field_code"] = fields[len(registry.people.of(role)) % len(fields)]
            registry.enter(role, community_id=community.id, **works_in)
            entered[role, community.id] = entered.get((role, community.id), 0) + 1

    for role, homes in HOMES.items():
        for phase in homes:
            live_at(role, _first_community(places, phase), 1)
    for place, community in enumerate(places.all_communities()):
        members, residents = _crowd(places, community)
        live_at(Role.MEMBER, community, members)
        live_at(Role.RESIDENT, community, residents)
        if place % COMMUNITIES_A_CLERK == 0:
            registry.enter(Role.CLERK, community_id=community.id)


def _first_community(places: Places, phase: str) -> Community:
    row = next(one for one in content("rounds") if one["phase"] == phase)
    group = places.communities[int(row["subdistrict"])]
    return group[int(row["community"] or 0)]


def _crowd(places: Places, community: Community) -> tuple[int, int]:
    """How many members and residents live there: more where a round needs authors and voters."""
    members, residents = MEMBERS_A_COMMUNITY, RESIDENTS_A_COMMUNITY
    for row in content("rounds"):
        if row["place_kind"] == "district":
            continue
        group = places.communities[row["subdistrict"]]
        if row["place_kind"] == "community" and group[row["community"]] is community:
            members = max(members, MEMBERS_WHERE_ROUND)
            residents = max(residents, RESIDENTS_WHERE_ROUND)
        elif row["place_kind"] == "subdistrict" and community in group:
            residents = max(residents, RESIDENTS_WHERE_PHASE[row["phase"]])
    return members, residents


def _names(chance: random.Random) -> Iterator[str]:
    people = content("people")
    taken = {row["name"] for part in ("experts", "specialists") for row in people[part]}
    full = [f + g for f in people["family_names"] for g in people["given_names"]]
    chance.shuffle(full)
    return iter([name for name in full if name not in taken])
