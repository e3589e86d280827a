"""What META allows a ballot; a ballot that breaks it is counted, and warned of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.pb.amounts import cents, number

UNLIMITED = 10**30


@dataclass(frozen=True)
class Limits:
    """Least and most of each measure: marks, points of one mark, points together, cost (cents)."""

    length: tuple[int, int]
    points: tuple[int, int]
    sum_points: tuple[int, int]
    sum_cost: tuple[int, int]

    @property
    def only_length(self) -> bool:
        """Whether nothing but the number of marks is limited."""
        free = (0, UNLIMITED)
        return self.points == self.sum_points == self.sum_cost == free

    def broken(self, marks: Sequence[int], costs: Sequence[int]) -> list[tuple[str, int]]:
        """(limit, actual) for each limit that a ballot with these marks breaks."""
        found: list[tuple[str, int]] = []
        measures = (
            ("length", self.length, len(marks)),
            ("sum_points", self.sum_points, sum(marks)),
            ("sum_cost", self.sum_cost, sum(costs)),
        )
        for name, (least, most), actual in measures:
            if actual < least:
                found.append((f"min_{name}", actual))
            if actual > most:
                found.append((f"max_{name}", actual))
        least, most = self.points
        found += [("min_points", mark) for mark in marks if mark < least]
        found += [("max_points", mark) for mark in marks if mark > most]
        return found


def limits_of(meta: Mapping[str, str], *, has_points: bool) -> Limits:
    """The limits that META states; without points only marks and cost are measured."""
    return Limits(
        (_whole(meta, "min_length", 0), _whole(meta, "max_length", UNLIMITED)),
        _pair(meta, "points") if has_points else (0, UNLIMITED),
        _pair(meta, "sum_points") if has_points else (0, UNLIMITED),
        (_money(meta, "min_sum_cost", 0), _money(meta, "max_sum_cost", UNLIMITED)),
    )


def _pair(meta: Mapping[str, str], name: str) -> tuple[int, int]:
    return _whole(meta, f"min_{name}", 0), _whole(meta, f"max_{name}", UNLIMITED)


def _whole(meta: Mapping[str, str], key: str, default: int) -> int:
    said = number(meta.get(key, ""))
    return default if said is None else int(said)


def _money(meta: Mapping[str, str], key: str, default: int) -> int:
    said = number(meta.get(key, ""))
    return default if said is None else cents(said)[0]
