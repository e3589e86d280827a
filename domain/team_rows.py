"""A roster as rows of a table: its columns, what a row would do, and what can be wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.teams import BodyKind


class RosterColumn(StrEnum):
    """The columns of a roster. A telephone number is never kept."""

    NAME = "name"
    USERNAME = "username"
    TEAM = "team"
    DUTY = "duty"
    TITLE = "title"
    FIELD = "field"
    SPECIALITIES = "specialities"
    COMMUNITY = "community"
    TERM_FROM = "term_from"
    TERM_TO = "term_to"
    BRANCH = "branch"
    PARTY = "party"


class RowStatus(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


class RowFault(StrEnum):
    """What is wrong with a cell."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    BAD_USERNAME = "bad_username"
    TWICE = "twice"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    NO_DATE = "no_date"
    ENDS_BEFORE = "ends_before"
    NO_YES_OR_NO = "no_yes_or_no"
    NO_PARTY_MEMBER = "no_party_member"
    OTHER_ROLE = "other_role"
    FORMULA = "formula"
    BAD_SPECIALITIES = "bad_specialities"


REQUIRED = (RosterColumn.NAME, RosterColumn.USERNAME, RosterColumn.TEAM)
MOST_ROWS, LONGEST_CELL = 2000, 60
FORMULA = object()
"""Stands for a formula whose result the file does not hold."""


@dataclass(frozen=True, slots=True)
class RosterWords:
    """How a file names columns, yes and no, and specialities, in every language we know."""

    columns: Mapping[str, RosterColumn]
    yes: frozenset[str]
    no: frozenset[str]
    specialities: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as a roster has them. Codes and ids stand where names stood."""

    username: str
    name: str
    body_code: str
    duty: str = ""
    title: str = ""
    field_code: str | None = None
    specialities: str = ""
    community_id: int | None = None
    term_from: date | None = None
    term_to: date | None = None
    branch: str = ""
    is_party_member: bool = False


@dataclass(frozen=True, slots=True)
class KnownTeams:
    """What names may be used, by name in either language, and who is known already."""

    bodies: Mapping[str, tuple[str, BodyKind]]
    fields: Mapping[str, str]
    communities: Mapping[str, tuple[int, ...]]
    branches: Mapping[tuple[str, str], int]
    people: Mapping[str, RosterRow] = field(default_factory=dict)
    other_roles: frozenset[str] = frozenset()
    """User names of people whose role is no team's."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, in which column, and what was typed there."""

    column: RosterColumn
    what: RowFault
    typed: str = ""


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row of the file (`line` as Excel counts), what it would do, and why not."""

    line: int
    status: RowStatus
    name: str
    row: RosterRow | None = None
    changed: tuple[RosterColumn, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterCheck:
    """Every row of a file that holds anything."""

    rows: tuple[CheckedRow, ...]

    def count(self, status: RowStatus) -> int:
        """How many rows would do that."""
        return sum(one.status is status for one in self.rows)

    @property
    def is_right(self) -> bool:
        """Whether every row may be written."""
        return bool(self.rows) and not self.count(RowStatus.WRONG)


def names_of(rows: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Code by name in either language, in small letters."""
    return {name.casefold(): code for code, *names in rows for name in (*names, code) if name}
