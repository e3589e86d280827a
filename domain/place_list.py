"""A district's places as an office keeps them: a CSV of 街道, 社区, 户数."""

import csv
import io
from dataclasses import dataclass

from domain.refusals import Refusal

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One community with its subdistrict; `households` 0 when not given."""

    subdistrict: str
    community: str
    households: int


def read_places(data: bytes) -> tuple[PlaceRow, ...]:
    """The rows of a UTF-8 (or GB 18030) CSV whose first line names its columns.

    Refuses the first line that has no meaning, by its number; nothing is guessed.
    """
    rows = list(csv.reader(io.StringIO(_text_of(data))))
    found: list[PlaceRow] = []
    for line, cells in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in cells):
            found.append(_row(line, [cell.strip() for cell in cells]))
    if not found:
        raise Refusal("places.empty")
    seen: set[tuple[str, str]] = set()
    for row in found:
        if (row.subdistrict, row.community) in seen:
            raise Refusal("places.twice", community=row.community)
        seen.add((row.subdistrict, row.community))
    return tuple(found)


def _text_of(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("places.unreadable")


def _row(line: int, cells: list[str]) -> PlaceRow:
    if len(cells) < 2 or not cells[0] or not cells[1]:
        raise Refusal("places.incomplete", line=line)
    if max(len(cells[0]), len(cells[1])) > LONGEST_NAME:
        raise Refusal("places.too_long", line=line, most=LONGEST_NAME)
    households = cells[2] if len(cells) > 2 and cells[2] else "0"
    if not households.isascii() or not households.isdecimal() or len(households) > 6:
        raise Refusal("places.households", line=line, typed=households[:20])
    return PlaceRow(cells[0], cells[1], int(households))
