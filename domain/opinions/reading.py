"""Reading an exported conversation: `votes.csv`, `comments.csv` and `summary.csv` of one folder.

Columns may stand in any order and have others between them. Refused, with file and line, is only
what has no meaning: a stance that is none, a row without a name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from domain.opinions.conversation import TAKEN_OUT, UNDECIDED, Conversation, Statement
from domain.opinions.stances import AGREE, DISAGREE, PASS, Stance
from domain.pb.file import shown
from domain.refusals import Refusal

VOTES, COMMENTS, SUMMARY = "votes.csv", "comments.csv", "summary.csv"
MOST_BYTES = 400_000_000
MOST_CELLS = 50_000_000
"""People times statements. Each is a number of eight bytes, and there are a few copies."""

VALUES = {"1": AGREE, "+1": AGREE, "1.0": AGREE, "0": PASS, "0.0": PASS, "-1": DISAGREE}
VALUES |= {"-1.0": DISAGREE, "\u22121": DISAGREE}
Row = tuple[int, Sequence[str]]


def read_folder(folder: Path) -> Conversation:
    """The conversation exported to a folder; only `votes.csv` must be there."""
    if not folder.is_dir():
        raise Refusal("opinions.no_folder")
    files = {name: _bytes(folder / name) for name in (VOTES, COMMENTS, SUMMARY)}
    return read_files({name: data for name, data in files.items() if data is not None})


def read_files(files: Mapping[str, bytes]) -> Conversation:
    """The conversation in these files, by name."""
    if VOTES not in files:
        raise Refusal("opinions.no_votes", file=VOTES)
    statements = tuple(_statements(files[COMMENTS])) if COMMENTS in files else ()
    stances = tuple(_stances(files[VOTES]))
    _check_size(statements, stances)
    told = _summary(files.get(SUMMARY, b""))
    return Conversation(
        statements, stances, told.get("topic", ""), told.get("conversation-description", "")
    )


def _check_size(statements: Sequence[Statement], stances: Sequence[Stance]) -> None:
    people, columns = {one.participant for one in stances}, {one.statement for one in stances}
    columns.update(one.id for one in statements)
    if len(people) * len(columns) > MOST_CELLS:
        raise Refusal("opinions.too_many", people=len(people), statements=len(columns))


def _bytes(path: Path) -> bytes | None:
    try:
        if path.exists() and path.stat().st_size > MOST_BYTES:
            raise Refusal("opinions.too_large", file=path.name, megabytes=MOST_BYTES // 1_000_000)
        return path.read_bytes() if path.exists() else None
    except OSError:
        raise Refusal("opinions.cannot_open", file=path.name) from None


def _stances(data: bytes) -> Iterator[Stance]:
    rows = _rows(VOTES, data)
    heads = _heads(VOTES, rows, ("voter-id", "comment-id", "vote"))
    who, what, how = heads["voter-id"], heads["comment-id"], heads["vote"]
    when = heads.get("timestamp")
    last = max(who, what, how)
    names: dict[str, str] = {}
    for line, cells in rows:
        if len(cells) <= last:
            raise Refusal("opinions.short_row", file=VOTES, line=line)
        value = VALUES.get(cells[how])
        if value is None:
            value = _value(cells[how].strip(), line)
        person = names.get(cells[who]) or names.setdefault(cells[who], cells[who].strip())
        statement = names.get(cells[what]) or names.setdefault(cells[what], cells[what].strip())
        if not person or not statement:
            field = "comment-id" if person else "voter-id"
            raise Refusal("opinions.no_name", file=VOTES, line=line, field=field)
        yield Stance(person, statement, value, _time(VOTES, line, cells, when))


def _value(said: str, line: int) -> int:
    if said not in VALUES:
        raise Refusal("opinions.unknown_stance", file=VOTES, line=line, value=shown(said))
    return VALUES[said]


def _statements(data: bytes) -> Iterator[Statement]:
    """Statements in the order of the file; one that is listed twice counts as listed last."""
    rows = _rows(COMMENTS, data)
    heads = _heads(COMMENTS, rows, ("comment-id",))
    found: dict[str, Statement] = {}
    for line, cells in rows:
        name = _cell(cells, heads["comment-id"]).strip()
        if not name:
            raise Refusal("opinions.no_name", file=COMMENTS, line=line, field="comment-id")
        found[name] = Statement(
            name,
            _cell(cells, heads.get("comment-body")),
            _cell(cells, heads.get("author-id")).strip(),
            _moderated(_cell(cells, heads.get("moderated")).strip(), line),
            _time(COMMENTS, line, cells, heads.get("timestamp")),
        )
    yield from found.values()


def _moderated(said: str, line: int) -> int:
    value = VALUES.get(said or "0")
    if value is None:
        facts = {"file": COMMENTS, "line": line, "field": "moderated", "value": shown(said)}
        raise Refusal("opinions.unknown_moderation", **facts)
    return {DISAGREE: TAKEN_OUT, PASS: UNDECIDED}.get(value, value)


def _summary(data: bytes) -> dict[str, str]:
    pairs = ((cells[0].strip().lower(), cells[1]) for _, cells in _rows(SUMMARY, data) if cells[1:])
    return dict(pairs)


def _time(file: str, line: int, cells: Sequence[str], at: int | None) -> int:
    said = _cell(cells, at)
    try:
        at_ms = int(said) if said and not said.isspace() else 0
    except ValueError:
        at_ms = -1
    if not 0 <= at_ms < 2**62:
        raise Refusal("opinions.unknown_time", file=file, line=line, value=shown(said))
    return at_ms


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


def _heads(file: str, rows: Iterator[Row], needed: Iterable[str]) -> dict[str, int]:
    """Where each column stands, by its name; of two with one name, the first."""
    _, cells = next(rows, (1, []))
    heads: dict[str, int] = {}
    for at, cell in enumerate(cells):
        heads.setdefault(cell.strip().lower().replace("_", "-"), at)
    for name in needed:
        if name not in heads:
            raise Refusal("opinions.no_column", file=file, field=name)
    return heads


def _rows(file: str, data: bytes) -> Iterator[Row]:
    """Rows with something in them, each with the line it ends on."""
    reader = csv.reader(io.StringIO(_text(data), newline=""))
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            raise Refusal("opinions.torn", file=file, line=reader.line_num) from None
        if cells is None:
            return
        # Asking the first cell alone spares most rows of a large file the question.
        if cells and (cells[0].strip() or any(map(str.strip, cells))):
            yield reader.line_num, cells


def _text(data: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else what a Chinese spreadsheet writes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
