"""A roster as it is pasted: one person a line, checked line by line before anything is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.meetings import Standing
from domain.refusals import Refusal

LONGEST_NAME = 40
MOST_LINES = 1_000
MOST_AREA_DM2 = 100_000_000
"""A hundred thousand square metres: more than any one owner has in one estate."""

_BETWEEN = re.compile(r"[,，;；、\t]|\s{2,}")
_AREA = re.compile(r"(\d{1,7}(?:\.\d{1,2})?)\s*(?:m2|\D*)", re.IGNORECASE)
"""A number of square metres, with or without its unit in whatever language."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody to invite. `floor_area_dm2`: hundredths of a square metre, of owners."""

    name: str
    standing: Standing
    floor_area_dm2: int = 0


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line that was typed: the person, or what is wrong with it."""

    number: int
    typed: str
    person: PersonLine | None
    refusal: Refusal | None = None


def read_lines(
    typed: str, words: Mapping[str, Standing], usual: Standing = Standing.RESIDENT
) -> tuple[ReadLine, ...]:
    """Every line with its person or its fault; empty lines are left out.

    A line is name, standing, area (square metres). `words` are the standings as people write them,
    in lower case; without one the person is `usual`, or an owner if an area is given.
    """
    found: list[ReadLine] = []
    seen: dict[tuple[str, Standing], int] = {}
    for number, line in enumerate(typed.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            person = _person(number, line, words, usual)
            before = seen.setdefault((person.name, person.standing), number)
            if before != number:
                raise Refusal("roster_line.twice", line=number, before=before)
            found.append(ReadLine(number, line.strip(), person))
        except Refusal as refusal:
            found.append(ReadLine(number, line.strip(), None, refusal))
    return tuple(found)


def check_people(people: Sequence[PersonLine]) -> None:
    """Refuse what `read_lines` would not have let through."""
    if not people:
        raise Refusal("roster_line.none")
    if len(people) > MOST_LINES:
        raise Refusal("roster_line.many", most=MOST_LINES)
    for number, one in enumerate(people, start=1):
        if not 1 <= len(one.name.strip()) <= LONGEST_NAME:
            raise Refusal("roster_line.name", line=number, most=LONGEST_NAME)
        if not 0 <= one.floor_area_dm2 <= MOST_AREA_DM2:
            raise Refusal("roster_line.area", line=number, typed=one.floor_area_dm2)


def _person(line: int, typed: str, words: Mapping[str, Standing], usual: Standing) -> PersonLine:
    cells = [cell.strip() for cell in _BETWEEN.split(typed.strip())]
    cells = [cell for cell in cells if cell]
    if not cells or len(cells[0]) > LONGEST_NAME:
        raise Refusal("roster_line.name", line=line, most=LONGEST_NAME)
    name, standing, area = cells[0], None, 0
    if len(cells) > 3:
        raise Refusal("roster_line.cells", line=line)
    for cell in cells[1:]:
        if cell.lower() in words and standing is None:
            standing = words[cell.lower()]
        elif any(character.isdecimal() for character in cell) and not area:
            area = _area(line, cell)
        else:
            raise Refusal("roster_line.standing", line=line, typed=cell[:LONGEST_NAME])
    if standing is None:
        standing = Standing.OWNER if area else usual
    if area and standing is not Standing.OWNER:
        raise Refusal("roster_line.no_owner", line=line, typed=name)
    return PersonLine(name, standing, area)


def _area(line: int, cell: str) -> int:
    found = _AREA.fullmatch(cell)
    area = Decimal(found[1]) * 100 if found else Decimal(0)
    if not 0 < area <= MOST_AREA_DM2:
        raise Refusal("roster_line.area", line=line, typed=cell[:LONGEST_NAME])
    return int(area)
