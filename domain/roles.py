"""Who acts: the seven roles, and the person as services see them."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The roles of domain law; one account holds one role."""

    RESIDENT = "resident"
    MEMBER = "member"
    EXPERT = "expert"
    SPECIALIST = "specialist"
    FACILITATOR = "facilitator"
    CLERK = "clerk"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person as they were when the page read them.

    `sign_in_id` and `token_version` are compared with the database inside every transaction: a
    person who was signed out, suspended or given another role in the meantime is refused there.
    `sign_in_id` None is an act from the console (`cli.py`), which has no sign-in to end.
    """

    account_id: int
    username: str
    name: str
    role: Role
    token_version: int
    community_id: int | None = None
    subdistrict_id: int | None = None
    sign_in_id: str | None = None
