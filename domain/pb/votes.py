"""The VOTES section: a line a voter. Identical votes are understood once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from domain.election import BallotType, Project
from domain.pb.file import PbWarning, Row, Table, shown
from domain.pb.lines import Section, fit, rows_of
from domain.pb.marks import Parser
from domain.profile import Ints, Marks, Profile, profile_of
from domain.refusals import Refusal


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
    names, columns, lines = _columns(section, warnings)
    numbered = ballot_type.has_points or ballot_type is BallotType.RANKING
    points_at = names.index("points") if numbered and "points" in names else -1
    if ballot_type.has_points and points_at < 0:
        warnings.append(PbWarning("pb.no_points", section.first))
    vote_at = names.index("vote")
    kept = [at for at in range(len(names)) if at not in (vote_at, points_at)]
    table = Table(tuple(names[at] for at in kept), tuple(columns[at] for at in kept))
    parser = Parser(projects, ballot_type, meta, points_given=points_at >= 0)
    kinds, kind_of = _kinds(columns[vote_at], columns[points_at] if points_at >= 0 else None)
    parsed = [parser.parse(*kind) for kind in kinds]
    _tell_odd(parser, kind_of, lines, warnings)
    _tell_repeated(table.column("voter_id"), lines, warnings)
    profile, ballot_of = _merge(parsed, kind_of)
    return Votes(profile, ballot_of, table, parser.rank_points)


def _kinds(votes: Row, points: Row | None) -> tuple[list[tuple[str, str]], list[int]]:
    """The different (vote, points) and the place of each voter's among them."""
    if points is None:
        texts = {vote: kind for kind, vote in enumerate(dict.fromkeys(votes))}
        return [(vote, "") for vote in texts], [*map(texts.__getitem__, votes)]
    pairs = [*zip(votes, points, strict=True)]
    kinds = {pair: kind for kind, pair in enumerate(dict.fromkeys(pairs))}
    return list(kinds), [*map(kinds.__getitem__, pairs)]


def _columns(section: Section, warnings: list[PbWarning]) -> tuple[Row, list[Row], list[int]]:
    """Names of the columns, the columns, and the line of each voter."""
    rows = rows_of(section, warnings)
    head = next(rows, None)
    names = tuple(name.lower() for name in head.cells) if head else ()
    if head is None or "vote" not in names:
        line = head.line if head else section.first
        raise Refusal("pb.no_column", line=line, field="vote", section="VOTES")
    plain = _plain_columns(section, head.line, len(names))
    if plain:
        return names, *plain
    lines: list[int] = []
    cells: list[list[str]] = []
    for row in rows:
        lines.append(row.line)
        cells.append(fit(row, len(names), warnings))
    return names, list(zip(*cells, strict=True)) if cells else [()] * len(names), lines


def _plain_columns(section: Section, head: int, width: int) -> tuple[list[Row], list[int]] | None:
    """The columns of a section in which every line is a row of the right width, without quotes."""
    body = section.lines[head - section.first :]
    while body and not body[-1].strip():
        body.pop()
    text = ";".join(body)
    if not body or '"' in text or {line.count(";") for line in body} != {width - 1}:
        return None
    cells = text.split(";")
    columns = [tuple(map(str.strip, cells[at::width])) for at in range(width)]
    empty = ("",) * width
    if all("" in column for column in columns) and empty in zip(*columns, strict=True):
        return None
    return columns, list(range(head + 1, head + 1 + len(body)))


def _merge(parsed: list[Marks], kind_of: list[int]) -> tuple[Profile, Ints]:
    """The profile, and the group of each voter."""
    groups: dict[Marks, int] = {}
    group_of = np.array([groups.setdefault(marks, len(groups)) for marks in parsed], np.int64)
    ballot_of = group_of[np.array(kind_of, dtype=np.int64)]
    weights = np.bincount(ballot_of, minlength=len(groups))
    return profile_of(list(groups), weights.tolist()), ballot_of


def _tell_odd(
    parser: Parser, kind_of: list[int], lines: list[int], warnings: list[PbWarning]
) -> None:
    """A warning at every line whose vote is odd."""
    if not parser.oddities:
        return
    for kind, line in zip(kind_of, lines, strict=True):
        for code, facts in parser.oddities.get(kind, ()):
            warnings.append(PbWarning(code, line, facts))


def _tell_repeated(voters: Row, lines: list[int], warnings: list[PbWarning]) -> None:
    """A warning at every line whose voter id was seen before; both ballots count."""
    if len(set(voters)) == len(voters):
        return
    seen: dict[str, int] = {}
    for voter, line in zip(voters, lines, strict=True):
        if voter in seen:
            facts: dict[str, object] = {"voter": shown(voter), "first": seen[voter]}
            warnings.append(PbWarning("pb.repeated_voter", line, facts))
        seen.setdefault(voter, line)
