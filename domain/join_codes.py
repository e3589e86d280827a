"""Codes that open a room and numbers that admit one person: drawn, never made up by anyone."""

import secrets
from collections.abc import Collection
from itertools import pairwise

DIGITS = 6


def draw_code(taken: Collection[str]) -> str:
    """Six random digits that nobody else has and that nobody would try first."""
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        if code not in taken and not is_easy(code):
            return code


def is_easy(code: str) -> bool:
    """Whether the digits are all alike or count up or down by one, as 000000, 123456, 987654."""
    steps = {int(after) - int(before) for before, after in pairwise(code)}
    return len(steps) == 1 and steps <= {-1, 0, 1}
