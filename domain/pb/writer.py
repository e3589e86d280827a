"""Writing a `.pb` file: what is read again is equal to what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from domain.election import BallotType, Election, Project
from domain.pb.amounts import written
from domain.pb.file import PbFile, Table, voters_of
from domain.pb.lines import quoted
from domain.refusals import Refusal


def write_pb(file: PbFile) -> bytes:
    """The file as UTF-8 with `\\n` ends, every cell as it was."""
    lines = ["META", "key;value"]
    lines += [_row((key, value)) for key, value in file.meta.items()]
    lines += ["PROJECTS", _row(file.projects.names)]
    lines += [_row(cells) for cells in zip(*file.projects.columns, strict=True)]
    lines += ["VOTES", *_votes(file), ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _row(cells: Iterable[str]) -> str:
    """One line; a row without anything in it is quoted, or it would pass for a blank line."""
    line = ";".join(map(quoted, cells))
    return line if line.strip("; \t") else f'""{line}'


def _votes(file: PbFile) -> Iterator[str]:
    """The header and a line a voter: the id, the vote, its points, the other columns."""
    votes = _vote_cells(file)
    lead = 1 if file.voters.names[:1] == ("voter_id",) else 0
    names = file.voters.names
    has_points = file.election.ballot_type.has_points or bool(file.election.rank_points)
    marked = ("vote", "points") if has_points else ("vote",)
    yield _row((*names[:lead], *marked, *names[lead:]))
    columns = file.voters.columns
    for voter, group in enumerate(file.ballot_of.tolist()):
        cells = [column[voter] for column in columns]
        yield _row((*cells[:lead], *votes[group][: len(marked)], *cells[lead:]))


def _vote_cells(file: PbFile) -> list[tuple[str, str]]:
    """The vote and points of each group of ballots."""
    election = file.election
    ids = [project.id for project in election.projects]
    ballots = election.profile.ballots()
    if election.ballot_type is not BallotType.RANKING:
        return [(",".join(ids[p] for p in places), _joined(marks)) for places, marks in ballots]
    table = election.rank_points
    longest = max((len(places) for places, _ in ballots), default=0)
    return [
        (
            ",".join(ids[place] for _, place in sorted(zip(marks, places, strict=True))),
            _joined(table[: len(places)] if longest >= len(table) else table),
        )
        for places, marks in ballots
    ]


def _joined(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def pb_of(
    election: Election, meta: Mapping[str, str], names_of_voters: Iterable[str] = ()
) -> PbFile:
    """An election as a file: `meta` says what the election itself does not (place, dates, rule).

    Voters are numbered from 1 where no names are given; bundles are written voter by voter. Texts
    lose what a cell cannot hold: space around them, and commas within a field's name.
    """
    projects = tuple(map(_writable, election.projects))
    election = replace(election, projects=projects)
    ballot_of = voters_of(election)
    known = {
        "num_projects": str(len(projects)),
        "num_votes": str(len(ballot_of)),
        "budget": written(election.budget_cents),
        "vote_type": election.ballot_type.value,
    }
    notes = {_clean(key).lower(): _clean(value) for key, value in meta.items()}
    others = {key: notes[key] for key in notes if key not in (*known, "key", "")}
    named = tuple(map(_clean, names_of_voters)) or tuple(
        str(number) for number in range(1, len(ballot_of) + 1)
    )
    voters = Table(("voter_id",), (named,))
    return PbFile({**others, **known}, election, _table_of(projects), voters, ballot_of)


def _writable(project: Project) -> Project:
    """The project with texts that cells can hold; refuses an id that no vote could name."""
    name = project.id
    if not name or name != _clean(name) or "," in name:
        raise Refusal("pb.unwritable_id", project=name)
    fields = (_clean(field.replace(",", " ")) for field in project.fields)
    return replace(
        project,
        name=_clean(project.name),
        fields=tuple(filter(None, fields)),
        community=_clean(project.community),
    )


def _table_of(projects: Iterable[Project]) -> Table:
    rows = [
        (
            project.id,
            written(project.cost_cents),
            project.name,
            ",".join(project.fields),
            project.community,
        )
        for project in projects
    ]
    names = ("project_id", "cost", "name", "category", "neighborhood")
    return Table(names, tuple(zip(*rows, strict=True)))


def _clean(text: str) -> str:
    """Text that a cell can hold: no line breaks of other systems, no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
