"""The three teams, the bodies behind them, and their members as pages see them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.refusals import Refusal
from domain.roles import Role


class BodyKind(StrEnum):
    """What a body is: one of the three committees, an office, or a department that answers."""

    EXPERTS = "experts"
    CITIZENS = "citizens"
    SPECIALISTS = "specialists"
    OFFICE = "office"
    DEPARTMENT = "department"


class Speciality(StrEnum):
    """What experts and specialists know best; `domain.assigning` matches these with fields."""

    PLANNING = "planning"
    ENGINEERING = "engineering"
    ENVIRONMENT = "environment"
    FINANCE = "finance"
    ELDERLY_CARE = "elderly_care"
    SOCIAL_WORK = "social_work"
    SAFETY = "safety"
    CULTURE = "culture"
    PROPERTY = "property"
    CONTRACT = "contract"
    ADMINISTRATIVE = "administrative"
    CONSUMER = "consumer"
    NEIGHBOUR = "neighbour"


TEAMS = (BodyKind.EXPERTS, BodyKind.CITIZENS, BodyKind.SPECIALISTS)
ROLE_OF = {
    BodyKind.EXPERTS: Role.EXPERT,
    BodyKind.CITIZENS: Role.MEMBER,
    BodyKind.SPECIALISTS: Role.SPECIALIST,
}
"""Whoever is in a team acts in this role."""

LONGEST_NAME, LONGEST_ABOUT, LONGEST_SPECIALITY = 30, 200, 30
MOST_SPECIALITIES = 6


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body as the office edits it, and as everyone reads its name."""

    code: str
    kind: BodyKind
    name: str
    name_en: str
    about: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of work in both languages."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class BranchLine:
    """A Party branch of a team. `members`: how many belong to it."""

    id: int
    body_code: str
    name: str
    members: int = 0


@dataclass(frozen=True, slots=True)
class TeamCard:
    """One team at a glance. `shown`: how many chose to show that they are Party members."""

    body: BodyLine
    members: int
    branches: tuple[str, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class MemberFilter:
    """Whom the reader looks for in a team; None and empty mean all."""

    body_code: str
    text: str = ""
    field_code: str | None = None
    community_id: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One member as the public sees them. Party membership only where they chose to show it."""

    id: int
    name: str
    title: str
    duty: str
    community: str
    field: str
    field_en: str
    specialities: tuple[str, ...]
    term_from: date | None
    term_to: date | None
    branch: str
    shows_party: bool


@dataclass(frozen=True, slots=True)
class MemberPage:
    """Some of a team's members, how many there are in all, and on how many pages."""

    cards: tuple[MemberCard, ...]
    total: int
    pages: int


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """What a member decides about what others see of them."""

    card: MemberCard
    body: BodyLine
    is_party_member: bool
    shows_party: bool


def split_specialities(written: str) -> tuple[str, ...]:
    """The parts of what was written, however they were set apart."""
    for mark in ("、", "，", ";", "；", "/", "\n"):
        written = written.replace(mark, ",")
    parts = (" ".join(part.split()) for part in written.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def checked_specialities(written: str) -> str:
    """Specialities as they are kept; refuses too many and too long ones."""
    parts = split_specialities(written)
    if len(parts) > MOST_SPECIALITIES:
        raise Refusal("team.many_specialities", most=MOST_SPECIALITIES)
    if any(len(part) > LONGEST_SPECIALITY for part in parts):
        raise Refusal("team.long_speciality", most=LONGEST_SPECIALITY)
    return ",".join(parts)
