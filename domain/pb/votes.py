"""The VOTES section: a line a voter. Identical votes are understood once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from sys import intern

import numpy as np

from domain.election import BallotType, Project
from domain.pb.amounts import number
from domain.pb.file import PbWarning, Table
from domain.pb.lines import Row, Section, rows_of
from domain.profile import Ints, Marks, Profile, profile_of
from domain.refusals import Refusal

MOST_POINTS = 10**9

Oddity = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Votes:
    """Ballots as arrays, each voter's ballot, and every other cell."""

    profile: Profile
    ballot_of: Ints
    voters: Table
    rank_points: tuple[int, ...]


def read_votes(
    section: Section,
    projects: tuple[Project, ...],
    ballot_type: BallotType,
    meta: Mapping[str, str],
    warnings: list[PbWarning],
) -> Votes:
    """All votes of the section; what is odd is warned of, never dropped in silence."""
    rows = rows_of(section, warnings)
    head = next(rows, None)
    if head is None:
        raise Refusal("pb.no_column", line=section.first, field="vote", section="VOTES")
    names = tuple(name.lower() for name in head.cells)
    if "vote" not in names:
        raise Refusal("pb.no_column", line=head.line, field="vote", section="VOTES")
    width = len(names)
    vote_at = names.index("vote")
    points_at = names.index("points") if "points" in names else -1
    kept = [at for at in range(width) if at not in (vote_at, points_at)]
    columns: list[list[str]] = [[] for _ in kept]
    lines: list[int] = []
    keys: dict[tuple[str, str], int] = {}
    key_of: list[int] = []
    for row in rows:
        cells = row.cells
        if len(cells) != width:
            cells = _fit(row, width, warnings)
        key = (cells[vote_at], cells[points_at] if points_at >= 0 else "")
        key_of.append(keys.setdefault(key, len(keys)))
        lines.append(row.line)
        for column, at in zip(columns, kept, strict=True):
            column.append(intern(cells[at]))
    parser = Parser(projects, ballot_type, points_at >= 0, meta)
    parsed = [parser.parse(vote, points) for vote, points in keys]
    _tell(parser.oddities, key_of, lines, warnings)
    _tell_repeated(names, kept, columns, lines, warnings)
    merged: dict[Marks, int] = {}
    group_of_key = np.array([merged.setdefault(marks, len(merged)) for marks in parsed], np.int64)
    ballot_of = group_of_key[np.array(key_of, dtype=np.int64)]
    weights = np.bincount(ballot_of, minlength=len(merged))
    profile = profile_of(list(merged), weights.tolist())
    table = Table(tuple(names[at] for at in kept), tuple(map(tuple, columns)))
    return Votes(profile, ballot_of, table, parser.table())


def _fit(row: Row, width: int, warnings: list[PbWarning]) -> list[str]:
    if any(row.cells[width:]):
        warnings.append(PbWarning("pb.extra_cells", row.line, {"columns": width}))
    return row.cells[:width] + [""] * (width - len(row.cells))


def _tell(
    oddities: Mapping[int, list[Oddity]],
    key_of: list[int],
    lines: list[int],
    warnings: list[PbWarning],
) -> None:
    """A warning at every line whose vote is odd."""
    if not oddities:
        return
    for key, line in zip(key_of, lines, strict=True):
        for code, facts in oddities.get(key, ()):
            warnings.append(PbWarning(code, line, facts))


def _tell_repeated(
    names: tuple[str, ...],
    kept: list[int],
    columns: list[list[str]],
    lines: list[int],
    warnings: list[PbWarning],
) -> None:
    """A warning at every line whose voter id was seen before; both ballots count."""
    if "voter_id" not in names:
        return
    voters = columns[kept.index(names.index("voter_id"))]
    if len(set(voters)) == len(voters):
        return
    seen: dict[str, int] = {}
    for voter, line in zip(voters, lines, strict=True):
        if voter in seen:
            facts = {"voter": voter[:60], "first": seen[voter]}
            warnings.append(PbWarning("pb.repeated_voter", line, facts))
        seen.setdefault(voter, line)


class Parser:
    """Understands one kind of vote after another and keeps what was odd about each."""

    def __init__(
        self,
        projects: tuple[Project, ...],
        ballot_type: BallotType,
        has_points: bool,
        meta: Mapping[str, str],
    ) -> None:
        self._place = {project.id: place for place, project in enumerate(projects)}
        self._costs = [project.cost_cents for project in projects]
        self._type = ballot_type
        self._reads_points = has_points and ballot_type.has_points
        self._ranks = has_points and ballot_type is BallotType.RANKING
        self._tables: dict[int, int] = {}
        self._limits = {key: _limit(meta, key) for key in LIMITS}
        self.oddities: dict[int, list[Oddity]] = {}
        self._count = 0

    def table(self) -> tuple[int, ...]:
        """Points of first, second … place, if the file gives them."""
        return tuple(points for _, points in sorted(self._tables.items()))

    def parse(self, vote: str, points: str) -> Marks:
        """The marks of one vote, rising by project."""
        odd: list[Oddity] = []
        names = [name.strip() for name in vote.split(",")] if vote else []
        given = self._points(points, len(names), odd)
        marks: dict[int, int] = {}
        for position, name in enumerate(names):
            place = self._place.get(name)
            if place is None:
                if name:
                    odd.append(("pb.unknown_project", {"project": name[:60]}))
            elif place in marks:
                odd.append(("pb.repeated_mark", {"project": name[:60]}))
            elif self._type is BallotType.RANKING:
                marks[place] = len(marks) + 1
            elif given[position]:
                marks[place] = given[position]
        self._check_limits(marks, odd)
        if odd:
            self.oddities[self._count] = odd
        self._count += 1
        return tuple(sorted(marks.items()))

    def _points(self, text: str, marks: int, odd: list[Oddity]) -> list[int]:
        """One number a mark: the points given, or 1."""
        if self._ranks:
            self._read_table(text, odd)
        if not self._reads_points:
            return [1] * marks
        parts = text.split(",") if text else []
        if len(parts) != marks:
            odd.append(("pb.points_and_marks", {"marks": marks, "points": len(parts)}))
        found = [self._one(part, odd) for part in parts[:marks]]
        return found + [0] * (marks - len(found))

    def _one(self, part: str, odd: list[Oddity]) -> int:
        if part.isdigit() and len(part) < 10:
            return int(part)
        amount = number(part)
        if amount is None or amount < 0 or amount != int(amount) or amount > MOST_POINTS:
            odd.append(("pb.points_unread", {"value": part.strip()[:60]}))
            return 0
        return int(amount)

    def _read_table(self, text: str, odd: list[Oddity]) -> None:
        for position, part in enumerate(text.split(",") if text else []):
            points = self._one(part, odd)
            if self._tables.setdefault(position, points) != points:
                odd.append(("pb.rank_points", {"position": position + 1, "value": points}))

    def _check_limits(self, marks: Mapping[int, int], odd: list[Oddity]) -> None:
        sizes = {
            "length": len(marks),
            "sum_points": sum(marks.values()) if self._type.has_points else 0,
            "sum_cost": sum(self._costs[place] for place in marks),
        }
        for key, (least, most) in self._limits.items():
            pass
        _ = sizes


LIMITS = ("length", "sum_points", "sum_cost")


def _limit(meta: Mapping[str, str], key: str) -> tuple[int, int]:
    return 0, 0
