"""What governs a count: chosen when the round is set up, published before voting opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction

from domain.money import Cents
from domain.refusals import Refusal

RULE_NAMES = ("equal-shares", "greedy", "greedy-no-skip", "greedy-threshold", "phragmen")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "rule": RULE_NAMES,
    "utility": ("cost", "cardinality"),
    "completion": ("none", "add1", "add1u"),
    "stop": ("exhaustive", "overspend"),
    "start": ("exact", "floor"),
}
THIRD = Fraction(1, 3)
UNIT_CENTS = 100
"""One unit of money: Add1 goes by whole units, `floor` starts from them."""
RAISES_TO_DOUBLE = 500


@dataclass(frozen=True)
class CountSettings:
    """Rule and options of one count; `CHOICES` lists what each word may be.

    `increment_cents`: by how much Add1 raises every purse. `tie_seed`: the published seed of the
    lot. `count_empty`: whether empty ballots take a share. `least_votes` and `least_share` drop
    projects first: a project needs that many votes (points), and votes/n ≥ share · cost/budget.
    `rank_points`: points of first, second … place, instead of the election's own table.
    """

    rule: str = "equal-shares"
    utility: str = "cost"
    completion: str = "add1"
    stop: str = "exhaustive"
    start: str = "exact"
    increment_cents: Cents = UNIT_CENTS
    tie_seed: str = ""
    count_empty: bool = False
    least_votes: int = 0
    least_share: Fraction = Fraction(0)
    rank_points: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Refuse words and numbers that mean nothing."""
        for name, words in CHOICES.items():
            if getattr(self, name) not in words:
                raise Refusal(
                    "count.unknown_choice",
                    option=name,
                    given=str(getattr(self, name)),
                    choices=", ".join(words),
                )
        if self.increment_cents < 1:
            raise Refusal("count.increment")
        if self.least_votes < 0 or self.least_share < 0:
            raise Refusal("count.threshold")
        if any(points < 0 for points in self.rank_points):
            raise Refusal("count.rank_points")

    @property
    def needed_share(self) -> Fraction:
        """`least_share`; a third where the threshold rule is given no threshold at all."""
        if self.rule == "greedy-threshold" and not (self.least_votes or self.least_share):
            return THIRD
        return self.least_share

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON; fractions as "p/q"."""
        plain = asdict(self)
        plain["least_share"] = str(self.least_share)
        plain["rank_points"] = list(self.rank_points)
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, object]) -> CountSettings:
        """What `to_dict` wrote."""
        known: dict[str, object] = dict(plain)
        known["least_share"] = Fraction(str(known.get("least_share", 0)))
        table = known.get("rank_points", ())
        known["rank_points"] = tuple(table) if isinstance(table, list | tuple) else ()
        return cls(**known)  # type: ignore[arg-type]


def share_from(typed: str) -> Fraction:
    """The share that was typed as "1/3" or "0.5"; refuses what is no number from 0 to 1."""
    try:
        share = Fraction(typed.strip())
    except (ValueError, ZeroDivisionError):
        raise Refusal("round.bad_share") from None
    if not 0 <= share <= 1:
        raise Refusal("round.bad_share")
    return share


def suggested_increment(budget: Cents, voters: int) -> Cents:
    """A sensible Add1 increment: the largest 1, 2 or 5 with zeros, in whole units of money, that
    is at most a five-hundredth of a voter's share. One Hungarian forint would mean 22,000 reruns.
    """
    finest = budget // (max(1, voters) * RAISES_TO_DOUBLE)
    increment = step = UNIT_CENTS
    while step <= finest:
        increment = max(size * step for size in (1, 2, 5) if size * step <= finest)
        step *= 10
    return increment
