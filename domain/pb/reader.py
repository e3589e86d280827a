"""Reading a `.pb` file: everything the world writes, with a warning for everything odd.

Refused is only what has no meaning: no budget, no projects, a cost that is no number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.election import BallotType, Election, Project
from domain.pb.amounts import cents, number
from domain.pb.file import PbFile, PbWarning, Table, shown
from domain.pb.lines import Section, decode, fit, rows_of, sections
from domain.pb.votes import read_votes
from domain.refusals import Refusal

MOST_BYTES = 200_000_000


@dataclass
class Meta:
    """Keys of META in lower case with the line each stands on."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def read_pb(data: bytes) -> PbFile:
    """The election in a file, or a `Refusal` that names line and field."""
    if len(data) > MOST_BYTES:
        raise Refusal("pb.too_large", megabytes=MOST_BYTES // 1_000_000)
    text, warnings = decode(data)
    meta_lines, project_lines, vote_lines = sections(text)
    del text
    meta = _read_meta(meta_lines, warnings)
    budget = _budget(meta, warnings)
    ballot_type = _ballot_type(meta, warnings)
    projects, table = _read_projects(project_lines, budget, warnings)
    votes = read_votes(vote_lines, projects, ballot_type, meta.values, warnings)
    election = Election(projects, (), budget, ballot_type, votes.rank_points, votes.profile)
    _compare(meta, election, table, len(votes.ballot_of), warnings)
    warnings.sort(key=lambda warning: warning.line)
    return PbFile(meta.values, election, table, votes.voters, votes.ballot_of, tuple(warnings))


def _read_meta(section: Section, warnings: list[PbWarning]) -> Meta:
    meta = Meta()
    for row in rows_of(section, warnings):
        key = row.cells[0].lower()
        value = ";".join(_without_tail(row.cells[1:]))
        if key == "key" and value.lower() == "value":
            continue
        if key in meta.values:
            warnings.append(PbWarning("pb.repeated_key", row.line, {"key": shown(key)}))
            continue
        meta.values[key] = value
        meta.lines[key] = row.line
    return meta


def _without_tail(cells: list[str]) -> list[str]:
    """The cells without the empty ones that a spreadsheet adds at the end."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _budget(meta: Meta, warnings: list[PbWarning]) -> int:
    text = meta.values.get("budget", "")
    if not text:
        raise Refusal("pb.no_budget", line=meta.lines.get("budget", 1), field="budget")
    return _money(text, meta.lines["budget"], "budget", warnings)


def _money(text: str, line: int, name: str, warnings: list[PbWarning]) -> int:
    amount = number(text)
    if amount is None:
        raise Refusal("pb.not_a_number", line=line, field=name, value=shown(text))
    if amount < 0:
        raise Refusal("pb.negative", line=line, field=name, value=shown(text))
    whole, rounded = cents(amount)
    if rounded:
        warnings.append(PbWarning("pb.rounded", line, {"field": name, "value": shown(text)}))
    return whole


def _ballot_type(meta: Meta, warnings: list[PbWarning]) -> BallotType:
    word = meta.values.get("vote_type", "").lower()
    if not word:
        warnings.append(PbWarning("pb.no_vote_type", 1))
        return BallotType.APPROVAL
    if word not in (*BallotType, *_OTHER_WORDS):
        raise Refusal(
            "pb.vote_type",
            line=meta.lines["vote_type"],
            field="vote_type",
            value=shown(word),
            choices=", ".join(BallotType),
        )
    return _OTHER_WORDS.get(word) or BallotType(word)


_OTHER_WORDS: Mapping[str, BallotType] = {
    "choose-one": BallotType.CHOOSE_ONE,
    "choose 1": BallotType.CHOOSE_ONE,
    "ranking": BallotType.RANKING,
    "points": BallotType.POINTS,
}


def _read_projects(
    section: Section, budget: int, warnings: list[PbWarning]
) -> tuple[tuple[Project, ...], Table]:
    rows = rows_of(section, warnings)
    head = next(rows, None)
    if head is None:
        raise Refusal("pb.no_projects", line=section.first)
    names = tuple(name.lower() for name in head.cells)
    for name in ("project_id", "cost"):
        if name not in names:
            raise Refusal("pb.no_column", line=head.line, field=name, section="PROJECTS")
    found: dict[str, Project] = {}
    cells: list[list[str]] = []
    for row in rows:
        fitted = fit(row, len(names), warnings)
        project = _project(dict(zip(names, fitted, strict=True)), row.line, budget, warnings)
        if project.id in found:
            raise Refusal(
                "pb.duplicate_project", line=row.line, field="project_id", value=shown(project.id)
            )
        found[project.id] = project
        cells.append(fitted)
    if not found:
        raise Refusal("pb.no_projects", line=head.line)
    columns = tuple(zip(*cells, strict=True))
    return tuple(found.values()), Table(names, columns)


def _project(
    cells: Mapping[str, str], line: int, budget: int, warnings: list[PbWarning]
) -> Project:
    name = cells["project_id"]
    if not name:
        raise Refusal("pb.no_project_id", line=line, field="project_id")
    cost = _money(cells["cost"], line, "cost", warnings)
    if cost > budget:
        warnings.append(PbWarning("pb.over_budget", line, {"project": shown(name)}))
    if cells.get("selected", "") not in ("", "0", "1", "2", "3"):
        facts = {"field": "selected", "value": shown(cells["selected"])}
        warnings.append(PbWarning("pb.unknown_value", line, facts))
    fields = (part.strip() for part in cells.get("category", "").split(","))
    place = cells.get("neighborhood") or cells.get("district") or cells.get("subunit") or ""
    return Project(name, cells.get("name", ""), cost, tuple(filter(None, fields)), place)


def _compare(
    meta: Meta, election: Election, table: Table, voters: int, warnings: list[PbWarning]
) -> None:
    """Warn where the file's own figures differ from what it holds."""
    held = {"num_projects": len(election.projects), "num_votes": voters}
    for key, actual in held.items():
        said = number(meta.values[key]) if key in meta.values else actual
        if said != actual:
            facts = {"field": key, "said": shown(meta.values[key]), "actual": actual}
            warnings.append(PbWarning("pb.other_number", meta.lines[key], facts))
