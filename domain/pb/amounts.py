"""Numbers as the world writes them: `1200`, `1 200,50`, `1.200.000`, `1,200,000.5`, `1e6`."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

MOST_DIGITS = 300
"""A longer number is no amount of anything."""


def number(text: str) -> Decimal | None:
    """The number written, exactly, or None. A single comma is a decimal comma."""
    plain = "".join(text.split()).replace("'", "").replace("’", "")
    if "," in plain and "." in plain:
        decimal = max(",", ".", key=plain.rfind)
        plain = plain.replace("." if decimal == "," else ",", "")
    for mark in ",.":
        if plain.count(mark) > 1:
            plain = plain.replace(mark, "")
    if not _is_plain(plain):
        return None
    try:
        found = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) < MOST_DIGITS else None


def _is_plain(text: str) -> bool:
    """Whether the text has only the signs of a number and no absurd length."""
    return 0 < len(text) <= MOST_DIGITS and all(sign in "0123456789+-.,eE" for sign in text)


def cents(amount: Decimal) -> tuple[int, bool]:
    """The amount in whole cents, half a cent upwards, and whether it was finer than that."""
    scaled = Fraction(amount) * 100
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    return whole + (rest * 2 >= 1), bool(rest)


def written(amount_cents: int) -> str:
    """Cents as a file writes them: whole units without decimals."""
    units, rest = divmod(amount_cents, 100)
    return f"{units}.{rest:02d}" if rest else str(units)
