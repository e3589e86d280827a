"""Real and made-up conversations for trying opinion groups."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.opinions.stances import Floats, Stances

HERE = Path(__file__).parent
BREXIT, SEATTLE = HERE / "brexit-consensus", HERE / "15-per-hour-seattle"


def planted(
    sizes: list[int], statements: int = 16, *, noise: float = 0.15, missing: float = 0.2, seed: int
) -> tuple[Stances, NDArray[np.intp]]:
    """People of groups that answer alike but for some noise, and which group each is of.

    Any two groups differ on at least half of the statements.
    """
    lot = np.random.default_rng(seed)
    camps = np.repeat(np.arange(len(sizes)), sizes)
    values = _profiles(len(sizes), statements, lot)[camps]
    other = lot.random(values.shape) < noise
    values[other] = lot.choice([-1.0, 0.0, 1.0], other.sum())
    values[lot.random(values.shape) < missing] = np.nan
    return named(values), camps


def named(values: Floats) -> Stances:
    """A table whose people are p0, p1 … and whose statements are s0, s1 …"""
    people, statements = values.shape
    return Stances(
        tuple(f"p{at}" for at in range(people)), tuple(f"s{at}" for at in range(statements)), values
    )


def groups_of_polis(folder: Path) -> dict[str, str]:
    """The group of everyone whom Polis placed."""
    with (folder / "participants-votes.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["participant"]: row["group-id"] for row in rows if row["group-id"]}


def _profiles(groups: int, statements: int, lot: np.random.Generator) -> Floats:
    while True:
        drawn = lot.choice([-1.0, 1.0], (groups, statements))
        apart = [np.count_nonzero(a != b) for at, a in enumerate(drawn) for b in drawn[:at]]
        if min(apart, default=statements) >= statements / 2:
            return drawn
