"""A roster drawn by lot from a pool, stratified, that anyone can draw again.

Seats go to the strata by their size (largest remainder); within each, whoever has the lowest
SHA-256("seed:number") comes first, as in the lot of a count (docs/adr/0002): so the order of the
pool plays no part, and `printf seed:number | sha256sum` checks any one of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256

from domain.refusals import Refusal

MOST_SEATS = 500
LONGEST_SEED = 60

Stratum = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be drawn: a number within the pool, and what they are counted among."""

    number: int
    strata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StratumDraw:
    """One stratum: how many it has, its seats, who was drawn, and who stands in, in order."""

    stratum: Stratum
    size: int
    seats: int
    drawn: tuple[int, ...]
    stand_ins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """The result of a draw, stratum by stratum."""

    seed: str
    seats: int
    by: tuple[str, ...]
    strata: tuple[StratumDraw, ...]

    @property
    def drawn(self) -> tuple[int, ...]:
        """Everyone with a seat, in the order of their lot."""
        return _in_order(self.seed, (one for part in self.strata for one in part.drawn))

    @property
    def stand_ins(self) -> tuple[int, ...]:
        """Everyone else, in the order in which they are asked."""
        return _in_order(self.seed, (one for part in self.strata for one in part.stand_ins))

    def stand_ins_beside(self, number: int) -> tuple[int, ...]:
        """Who is asked in place of somebody: the stand-ins of the same stratum, in order."""
        for part in self.strata:
            if number in part.drawn or number in part.stand_ins:
                return part.stand_ins
        return ()


def lot_of(seed: str, number: int) -> str:
    """The lot of one number, as hexadecimal digits; the lowest comes first."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def draw(
    pool: Sequence[Candidate], seats: int, seed: str, by: Sequence[str] = ("community",)
) -> Draw:
    """Draw so many from the pool; refuses a seed of no words and more seats than people."""
    _refuse_bad_draw(pool, seats, seed)
    members: dict[Stratum, list[int]] = {}
    for one in pool:
        stratum = tuple(one.strata.get(name, "") for name in by)
        members.setdefault(stratum, []).append(one.number)
    shares = allot_seats({stratum: len(them) for stratum, them in members.items()}, seats, seed)
    parts = []
    for stratum in sorted(members):
        ordered = _in_order(seed, members[stratum])
        seated = shares[stratum]
        parts.append(StratumDraw(stratum, len(ordered), seated, ordered[:seated], ordered[seated:]))
    return Draw(seed, seats, tuple(by), tuple(parts))


def allot_seats(sizes: Mapping[Stratum, int], seats: int, seed: str) -> dict[Stratum, int]:
    """The seats of every stratum by largest remainder: its exact share, rounded down or up.

    Equal remainders go by the lot of the stratum's name under the same seed.
    """
    people = sum(sizes.values())
    exact = {one: Fraction(size * seats, people) for one, size in sizes.items()}
    shares = {one: int(share) for one, share in exact.items()}
    left = seats - sum(shares.values())
    by_remainder = sorted(
        sizes, key=lambda one: (shares[one] - exact[one], _lot_of_stratum(seed, one))
    )
    for one in by_remainder[:left]:
        shares[one] += 1
    return shares


def _lot_of_stratum(seed: str, stratum: Stratum) -> str:
    return sha256(f"{seed}:{'/'.join(stratum)}".encode()).hexdigest()


def _in_order(seed: str, numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(numbers, key=lambda number: (lot_of(seed, number), number)))


def _refuse_bad_draw(pool: Sequence[Candidate], seats: int, seed: str) -> None:
    if not seed.strip() or len(seed) > LONGEST_SEED:
        raise Refusal("draw.seed", most=LONGEST_SEED)
    if not 1 <= seats <= MOST_SEATS:
        raise Refusal("draw.seats", most=MOST_SEATS)
    if seats > len(pool):
        raise Refusal("draw.few", seats=seats, pool=len(pool))
    twice = [number for number, n in Counter(one.number for one in pool).items() if n > 1]
    if twice:
        raise Refusal("draw.twice", number=twice[0])
