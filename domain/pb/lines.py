"""From bytes to rows of cells with their line numbers, whatever wrote the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.pb.file import PbWarning
from domain.refusals import Refusal

MOST_LINES_IN_A_CELL = 100
"""A quoted cell that runs longer was never closed."""

SECTIONS = ("META", "PROJECTS", "VOTES")
COLUMNS = {"META": "key", "PROJECTS": "project_id", "VOTES": "vote"}


@dataclass(frozen=True)
class Row:
    """Cells of one row, trimmed, and the line it starts on."""

    line: int
    cells: list[str]


def decode(data: bytes) -> tuple[str, list[PbWarning]]:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return data.decode("cp1252", "replace"), [PbWarning("pb.encoding", line)]


@dataclass(frozen=True)
class Section:
    """Lines of a section; `first` is the index of the first of them in the file."""

    name: str
    first: int
    lines: list[str]


def sections(text: str) -> list[Section]:
    """META, PROJECTS and VOTES. Each begins at a line with its name alone, in this order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    heads = _heads(lines)
    ends = [*heads[1:], len(lines)]
    return [
        Section(name, head + 1, lines[head + 1 : end])
        for name, head, end in zip(SECTIONS, heads, ends, strict=True)
    ]


def _heads(lines: list[str]) -> list[int]:
    """Where each section's name stands: alone on its line, and before a row of column names."""
    heads: list[int] = []
    for name in SECTIONS:
        start = heads[-1] + 1 if heads else 0
        found = (at for at in range(start, len(lines)) if _is_head(lines[at], name))
        first = next(found, None)
        if first is None:
            raise Refusal("pb.no_section", section=name)
        if not _announces(lines, first, name):
            first = next((at for at in found if _announces(lines, at, name)), first)
        heads.append(first)
    return heads


def _is_head(line: str, name: str) -> bool:
    return len(line) < 200 and line.strip().strip(";\"' \t").upper() == name


def _announces(lines: list[str], at: int, name: str) -> bool:
    """Whether the next line that is not blank names the columns of this section."""
    following = next((line for line in lines[at + 1 : at + 20] if line.strip()), "")
    return COLUMNS[name] in following.lower()


def rows_of(section: Section, warnings: list[PbWarning]) -> Iterator[Row]:
    """Rows of a section; blank lines are left out.

    Quotes hold `;` and line breaks; a quote that is never closed is taken as it stands.
    """
    lines, first, at = section.lines, section.first, 0
    while at < len(lines):
        line, used = lines[at], 1
        if '"' not in line:
            cells = line.split(";")
        else:
            cells, used = _quoted(lines, at, first, warnings)
        if '"' in line or any(cell and not cell.isspace() for cell in cells):
            yield Row(first + at + 1, [cell.strip() for cell in cells])
        at += used


def _quoted(
    lines: list[str], at: int, first: int, warnings: list[PbWarning]
) -> tuple[list[str], int]:
    """Cells of a row with quotes, and how many lines it takes."""
    text = ""
    for used, line in enumerate(lines[at : at + MOST_LINES_IN_A_CELL], 1):
        text = f"{text}\n{line}" if used > 1 else line
        cells = _closed(text)
        if cells is not None:
            return cells, used
    warnings.append(PbWarning("pb.open_quote", first + at + 1))
    return lines[at].split(";"), 1


def _closed(text: str) -> list[str] | None:
    """The cells, or None if a quoted cell is still open."""
    cells: list[str] = []
    rest = text
    while True:
        stripped = rest.lstrip(" \t")
        if not stripped.startswith('"'):
            cell, more, rest = rest.partition(";")
            cells.append(cell)
        else:
            end = _closing(stripped)
            if end < 0:
                return None
            tail, more, rest = stripped[end + 1 :].partition(";")
            cells.append(stripped[1:end].replace('""', '"') + tail)
        if not more:
            return cells


def _closing(text: str) -> int:
    """Where the quote that opens this text is closed, or -1."""
    at = 1
    while (at := text.find('"', at)) >= 0:
        if text[at + 1 : at + 2] != '"':
            return at
        at += 2
    return -1


def quoted(cell: str) -> str:
    """A cell as it must be written to be read again."""
    if any(sign in cell for sign in ';"\n\r') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def fit(row: Row, width: int, warnings: list[PbWarning]) -> list[str]:
    """The row's cells, as many as its section has columns."""
    cells = row.cells
    if len(cells) == width:
        return cells
    if any(cells[width:]):
        warnings.append(PbWarning("pb.extra_cells", row.line, {"columns": width}))
    return cells[:width] + [""] * (width - len(cells))
