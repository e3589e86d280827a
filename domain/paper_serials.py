"""The number on a sheet, with its check digit, and the code beside it.

A sheet carries seven digits: six drawn at random, so that neither the pile nor the order of
handing out can be read from them, and one by which a slip of the finger is noticed. The check is
Damm's: it finds every single wrong digit and every swap of two neighbours (H. M. Damm, Total
anti-symmetrische Quasigruppen, Marburg 2004).
"""

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass

from domain.refusals import Refusal

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_DIGITS = 6
_DIGEST_SHOWN = 12
_MARK = "YST"
_CODE = re.compile(rf"{_MARK}-(\d+)-([A-Z]+)-([0-9A-F]{{{_DIGEST_SHOWN}}})-(\d{{{_DIGITS + 1}}})")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")


@dataclass(frozen=True, slots=True)
class BallotStyle:
    """What makes sheets interchangeable: the round, its kind of ballot, its frozen settings."""

    round_id: int
    ballot_type: str
    digest: str

    def code(self, serial: str) -> str:
        """What the square on the sheet says; only letters that every scanner types alike."""
        kind = re.sub(r"[^A-Z]", "", self.ballot_type.upper())
        return f"{_MARK}-{self.round_id}-{kind}-{self.digest[:_DIGEST_SHOWN].upper()}-{serial}"


def draw_serials(how_many: int, taken: Collection[str]) -> list[str]:
    """So many new numbers in random order, none of them taken."""
    drawn: set[str] = set()
    while len(drawn) < how_many:
        digits = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        serial = digits + _check_digit(digits)
        if serial not in taken:
            drawn.add(serial)
    return secrets.SystemRandom().sample(sorted(drawn), how_many)


def shown(serial: str) -> str:
    """As printed: `482 7163`, short enough to be read out in two breaths."""
    return f"{serial[:3]} {serial[3:]}"


def read_serial(typed: str, style: BallotStyle) -> str:
    """The serial that was typed, or scanned from the square; refuses a slip and another's sheet."""
    text = re.sub(r"\s", "", typed.translate(_FULL_WIDTH)).upper()
    is_scanned = text.startswith(_MARK)
    serial = _from_code(text, style) if is_scanned else text.replace("-", "")
    if not re.fullmatch(rf"\d{{{_DIGITS + 1}}}", serial) or _check_digit(serial) != "0":
        raise Refusal("paper.bad_serial")
    return serial


def _from_code(text: str, style: BallotStyle) -> str:
    found = _CODE.fullmatch(text)
    if found is None:
        raise Refusal("paper.bad_serial")
    if text != style.code(found[4]):
        raise Refusal("paper.other_round")
    return found[4]


def _check_digit(digits: str) -> str:
    """The digit that completes these; of a complete number it is 0."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)
