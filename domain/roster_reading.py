"""Reading a roster row by row: checked cell by cell, compared with what is known.

Nothing of Excel is in here: cells come as text, numbers, dates or nothing.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.refusals import Refusal
from domain.team_rows import (
    FORMULA,
    LONGEST_CELL,
    MOST_ROWS,
    REQUIRED,
    CheckedRow,
    Fault,
    KnownTeams,
    RosterCheck,
    RosterColumn,
    RosterRow,
    RosterWords,
    RowFault,
    RowStatus,
)
from domain.teams import LONGEST_NAME, BodyKind, checked_specialities
from domain.usernames import is_username

_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?")
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_FULL_WIDTH = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
_PLAIN = {code: code - 0xFEE0 for code in _FULL_WIDTH}
"""Digits and letters alone: brackets and commas of Chinese text are right as they are."""

_OF_COLUMN = {
    RosterColumn.NAME: "name",
    RosterColumn.TEAM: "body_code",
    RosterColumn.DUTY: "duty",
    RosterColumn.TITLE: "title",
    RosterColumn.FIELD: "field_code",
    RosterColumn.SPECIALITIES: "specialities",
    RosterColumn.COMMUNITY: "community_id",
    RosterColumn.TERM_FROM: "term_from",
    RosterColumn.TERM_TO: "term_to",
    RosterColumn.BRANCH: "branch",
    RosterColumn.PARTY: "is_party_member",
}


def tidy_cell(cell: object) -> str:
    """A cell as text: full-width digits and letters become plain ones, spaces are tidied."""
    if cell is None or cell is FORMULA:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y-%m-%d")
    text = unicodedata.normalize("NFC", str(cell)).translate(_PLAIN)
    return " ".join("".join(one for one in text if one.isprintable() or one == " ").split())


def check_rows(
    table: Sequence[Sequence[object]], words: RosterWords, known: KnownTeams
) -> RosterCheck:
    """Every row of a table whose first filled row names the columns. Refuses an unusable table."""
    head = next((n for n, row in enumerate(table) if any(map(tidy_cell, row))), None)
    if head is None:
        raise Refusal("roster_file.empty")
    places = _columns(table[head], words)
    filled = [
        (line, {column: row[at] if at < len(row) else None for column, at in places.items()})
        for line, row in enumerate(table[head + 1 :], start=head + 2)
        if any(tidy_cell(cell) or cell is FORMULA for cell in row)
    ]
    if not filled:
        raise Refusal("roster_file.empty")
    if len(filled) > MOST_ROWS:
        raise Refusal("roster_file.too_long", most=MOST_ROWS)
    seen: set[str] = set()
    return RosterCheck(
        tuple(_Reader(cells, words, known, seen).read(line) for line, cells in filled)
    )


def _columns(head: Sequence[object], words: RosterWords) -> dict[RosterColumn, int]:
    found: dict[RosterColumn, int] = {}
    for at, cell in enumerate(head):
        column = words.columns.get(tidy_cell(cell).casefold())
        if column is not None:
            found.setdefault(column, at)
    for column in REQUIRED:
        if column not in found:
            raise Refusal("roster_file.no_column", column=column)
    return found


class _Reader:
    """Reads one row and collects what is wrong with it."""

    def __init__(
        self,
        cells: Mapping[RosterColumn, object],
        words: RosterWords,
        known: KnownTeams,
        seen: set[str],
    ) -> None:
        self.cells, self.words, self.known, self.seen = cells, words, known, seen
        self.faults: list[Fault] = []

    def read(self, line: int) -> CheckedRow:
        """The row with what it would do."""
        name = self.text(RosterColumn.NAME, needed=True, most=LONGEST_NAME)
        username = self.username()
        body_code, kind = self.body()
        is_kept = RosterColumn.COMMUNITY not in self.cells and username in self.known.people
        row = RosterRow(
            username=username,
            name=name,
            body_code=body_code,
            duty=self.text(RosterColumn.DUTY, most=LONGEST_NAME),
            title=self.text(RosterColumn.TITLE),
            field_code=self.named(RosterColumn.FIELD, self.known.fields),
            specialities=self.specialities(),
            community_id=self.community(needed=kind is BodyKind.CITIZENS and not is_kept),
            term_from=self.day(RosterColumn.TERM_FROM),
            term_to=self.day(RosterColumn.TERM_TO),
            branch=self.branch(body_code),
            is_party_member=self.is_yes(RosterColumn.PARTY),
        )
        row = self.with_absent_columns(row)
        self.compare_with_itself(row)
        self.compare_with_known(row)
        if self.faults:
            return CheckedRow(line, RowStatus.WRONG, name, None, (), tuple(self.faults))
        before = self.known.people.get(username)
        if before is None:
            return CheckedRow(line, RowStatus.NEW, name, row)
        changed = _changed(before, row)
        status = RowStatus.CHANGED if changed else RowStatus.UNCHANGED
        return CheckedRow(line, status, name, row, changed)

    def with_absent_columns(self, row: RosterRow) -> RosterRow:
        """What the file has no column for stays as it is known."""
        before = self.known.people.get(row.username)
        if before is None:
            return row
        kept = {
            name: getattr(before, name)
            for column, name in _OF_COLUMN.items()
            if column not in self.cells
        }
        return replace(row, **kept)

    def fault(self, column: RosterColumn, what: RowFault, typed: str = "") -> None:
        """Note what is wrong."""
        self.faults.append(Fault(column, what, typed[:LONGEST_CELL]))

    def text(self, column: RosterColumn, *, needed: bool = False, most: int = LONGEST_CELL) -> str:
        """What stands in a cell."""
        cell = self.cells.get(column)
        if cell is FORMULA:
            self.fault(column, RowFault.FORMULA)
            return ""
        typed = tidy_cell(cell)
        if needed and not typed:
            self.fault(column, RowFault.MISSING)
        if len(typed) > most:
            self.fault(column, RowFault.TOO_LONG, typed)
        return typed

    def username(self) -> str:
        """A user name that is one, and stands in the file once."""
        typed = self.text(RosterColumn.USERNAME, needed=True).lower()
        if typed and not is_username(typed):
            self.fault(RosterColumn.USERNAME, RowFault.BAD_USERNAME, typed)
        elif typed and typed in self.seen:
            self.fault(RosterColumn.USERNAME, RowFault.TWICE, typed)
        self.seen.add(typed)
        return typed

    def body(self) -> tuple[str, BodyKind | None]:
        """The team by its name in either language."""
        typed = self.text(RosterColumn.TEAM, needed=True)
        found = self.known.bodies.get(typed.casefold())
        if typed and found is None:
            self.fault(RosterColumn.TEAM, RowFault.UNKNOWN, typed)
        return found or ("", None)

    def named(self, column: RosterColumn, names: Mapping[str, str]) -> str | None:
        """What is called so."""
        typed = self.text(column)
        found = names.get(typed.casefold())
        if typed and found is None:
            self.fault(column, RowFault.UNKNOWN, typed)
        return found

    def community(self, *, needed: bool) -> int | None:
        """The community by its name, or by subdistrict and name where the name alone is not one."""
        typed = self.text(RosterColumn.COMMUNITY, needed=needed)
        found = self.known.communities.get(typed, ())
        if typed and not found:
            self.fault(RosterColumn.COMMUNITY, RowFault.UNKNOWN, typed)
        if len(found) > 1:
            self.fault(RosterColumn.COMMUNITY, RowFault.AMBIGUOUS, typed)
        return found[0] if found else None

    def branch(self, body_code: str) -> str:
        """A Party branch of this team."""
        typed = self.text(RosterColumn.BRANCH)
        if typed and body_code and (body_code, typed) not in self.known.branches:
            self.fault(RosterColumn.BRANCH, RowFault.UNKNOWN, typed)
        return typed

    def specialities(self) -> str:
        """Specialities as they are kept: known ones by their code."""
        typed = self.text(RosterColumn.SPECIALITIES, most=10 * LONGEST_CELL)
        try:
            parts = checked_specialities(typed).split(",")
        except Refusal:
            self.fault(RosterColumn.SPECIALITIES, RowFault.BAD_SPECIALITIES, typed)
            return ""
        return ",".join(self.words.specialities.get(one.casefold(), one) for one in parts)

    def is_yes(self, column: RosterColumn) -> bool:
        """Yes or no; nothing is no."""
        typed = self.text(column).casefold()
        if typed and typed not in self.words.yes | self.words.no:
            self.fault(column, RowFault.NO_YES_OR_NO, typed)
        return typed in self.words.yes

    def day(self, column: RosterColumn) -> date | None:
        """A day, as a date, as text, or as the number Excel keeps it by."""
        typed = self.text(column)
        if not typed:
            return None
        found = read_day(typed)
        if found is None:
            self.fault(column, RowFault.NO_DATE, typed)
        return found

    def compare_with_itself(self, row: RosterRow) -> None:
        """What does not go together in one row."""
        if row.term_from and row.term_to and row.term_to < row.term_from:
            self.fault(RosterColumn.TERM_TO, RowFault.ENDS_BEFORE, row.term_to.isoformat())
        if row.branch and not row.is_party_member:
            self.fault(RosterColumn.BRANCH, RowFault.NO_PARTY_MEMBER, row.branch)

    def compare_with_known(self, row: RosterRow) -> None:
        """A person keeps their role: a roster moves nobody from one team's work to another's."""
        before = self.known.people.get(row.username)
        kinds = dict(self.known.bodies.values())
        moves = before is not None and kinds.get(before.body_code) != kinds.get(row.body_code)
        if row.username in self.known.other_roles or (moves and row.body_code):
            self.fault(RosterColumn.TEAM, RowFault.OTHER_ROLE, row.username)


def read_day(typed: str) -> date | None:
    """A day from text such as 2025年6月1日, 2025/6/1, 2025-06-01, or Excel's own number."""
    if typed.isdecimal() and int(typed) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(typed))
    found = _DATE.fullmatch(typed.split(" ")[0])
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _changed(before: RosterRow, after: RosterRow) -> tuple[RosterColumn, ...]:
    return tuple(
        column
        for column, name in _OF_COLUMN.items()
        if getattr(before, name) != getattr(after, name)
    )
