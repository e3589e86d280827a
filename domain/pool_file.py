"""A pool for a draw by lot as a file: one line a person, a number and columns of strata."""

import csv
import io
from collections.abc import Sequence
from hashlib import sha256

from domain.refusals import Refusal
from domain.sortition import Candidate

NUMBER = "number"
MOST_LINES = 200_000


def write_pool(pool: Sequence[Candidate], columns: Sequence[str]) -> str:
    """The pool as CSV, by number: the same people always make the same text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([NUMBER, *columns])
    for one in sorted(pool, key=lambda candidate: candidate.number):
        writer.writerow([one.number, *(one.strata.get(name, "") for name in columns)])
    return out.getvalue()


def print_of(text: str) -> str:
    """The SHA-256 of a pool's text: published before the lot is drawn, it holds the pool fast."""
    return sha256(text.encode()).hexdigest()


def read_pool(data: bytes, by: Sequence[str]) -> tuple[Candidate, ...]:
    """The pool of a CSV file whose first line names its columns; `number` and those of `by`.

    Refuses the first line that has no number, or lacks a column.
    """
    rows = list(csv.DictReader(io.StringIO(_text_of(data))))
    if len(rows) > MOST_LINES:
        raise Refusal("pool.many", most=MOST_LINES)
    found = []
    for line, row in enumerate(rows, start=2):
        missing = next((name for name in (NUMBER, *by) if row.get(name) is None), None)
        if missing is not None:
            raise Refusal("pool.column", line=line, column=missing)
        number = row[NUMBER].strip()
        if not (number.isascii() and number.isdecimal() and len(number) < 10):
            raise Refusal("pool.number", line=line, typed=number[:20])
        found.append(Candidate(int(number), {name: row[name].strip() for name in by}))
    if not found:
        raise Refusal("pool.empty")
    return tuple(found)


def _text_of(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("pool.unreadable")
