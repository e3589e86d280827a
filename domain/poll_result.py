"""The count of a poll: numbers, whether it passed, and what was lacking. Whole numbers throughout.

A base of votes cast is for and against; abstaining is in the bases of those present and of all. An
open poll on owners' matters must have its majority of people and of floor area alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from domain.polls import SCALE, Answer, Base, PollKind, PollTerms, Vote


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who could answer: people, and their floor area in hundredths of a square metre (dm²)."""

    people: int
    area_dm2: int = 0


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer, and the floor area (dm²) that stands behind it."""

    answer: Answer
    area_dm2: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """A majority measured: of people, or of floor area in dm².

    `base`: what the fraction was taken of. `needed`: the least in favour that passes with this
    base. `lacking`: the fewest more in favour, everything else as it was, with which a recount
    passes; 0 when passed, None where no number would have done.
    """

    in_favour: int
    against: int
    base: int
    needed: int
    lacking: int | None

    @property
    def has_passed(self) -> bool:
        """Whether the majority was reached."""
        return self.lacking == 0


@dataclass(frozen=True, slots=True)
class PollResult:
    """What a poll came to; which fields are set depends on the kind.

    `counts`: for every possible answer how many gave it (of points: the points given).
    `people` and `area`: the majority, of a poll for and against. `winners`: the places with the
    most; more than one is a tie. `mean` and `median`: of a scale.
    """

    kind: PollKind
    counts: Mapping[str, int]
    answered: int
    entitled: Electorate
    on_roster: Electorate
    people: Measure | None = None
    area: Measure | None = None
    winners: tuple[str, ...] = ()
    mean: Fraction | None = None
    median: Fraction | None = None

    @property
    def has_passed(self) -> bool | None:
        """Whether it passed, by people and, where it counts, by area; None of other kinds."""
        if self.people is None:
            return None
        return self.people.has_passed and (self.area is None or self.area.has_passed)

    @property
    def is_tie(self) -> bool:
        """As many for as against, or several with the most."""
        if self.people is not None:
            return 0 < self.people.in_favour == self.people.against
        return len(self.winners) > 1


def count_poll(
    terms: PollTerms,
    answers: Iterable[GivenAnswer],
    entitled: Electorate,
    on_roster: Electorate,
) -> PollResult:
    """The result of these answers. `entitled` in the poll; `on_roster`: all who have a vote."""
    given = [one for one in answers if one.answer]
    counts = _counts(terms, given)
    result = PollResult(terms.kind, counts, len(given), entitled, on_roster)
    if terms.kind is PollKind.FOR_AGAINST:
        return _judged(terms, result, given)
    if terms.kind is PollKind.SCALE:
        values = sorted(one.answer[SCALE] for one in given)
        return replace(result, mean=_mean(values), median=_median(values))
    most = max(counts.values(), default=0)
    winners = tuple(key for key, n in counts.items() if n == most) if most else ()
    return replace(result, winners=winners)


def measure(terms: PollTerms, in_favour: int, against: int, whole: int) -> Measure:
    """The majority that the terms ask for, of these numbers; `whole` is a base that stays as it is.

    Of a base of votes cast, one more in favour makes the base one larger too.
    """
    is_cast = terms.base is Base.CAST
    base = in_favour + against if is_cast else whole
    needed = _least(terms, base)
    lacking: int | None = max(0, needed - in_favour)
    if is_cast and lacking:
        lacking = _lacking_of_cast(terms, in_favour, against)
    elif not is_cast and in_favour + (lacking or 0) > base:
        lacking = None
    return Measure(in_favour, against, base, needed, lacking)


def passes(terms: PollTerms, in_favour: int, base: int) -> bool:
    """Whether so many in favour are the majority of the base."""
    have, need = in_favour * terms.majority_of, base * terms.majority
    return in_favour > 0 and (have > need if terms.is_more_than else have >= need)


def as_json(result: PollResult) -> dict[str, object]:
    """The result as it is frozen in the database: plain numbers, fractions as `7/3`."""
    return {
        "kind": result.kind.value,
        "counts": dict(result.counts),
        "answered": result.answered,
        "entitled": [result.entitled.people, result.entitled.area_dm2],
        "on_roster": [result.on_roster.people, result.on_roster.area_dm2],
        "people": _row(result.people),
        "area": _row(result.area),
        "winners": list(result.winners),
        "mean": None if result.mean is None else str(result.mean),
        "median": None if result.median is None else str(result.median),
        "has_passed": result.has_passed,
    }


def from_json(kept: Mapping[str, Any]) -> PollResult:
    """The result as it was frozen."""
    return PollResult(
        kind=PollKind(kept["kind"]),
        counts=dict(kept["counts"]),
        answered=kept["answered"],
        entitled=Electorate(*kept["entitled"]),
        on_roster=Electorate(*kept["on_roster"]),
        people=Measure(*kept["people"]) if kept["people"] else None,
        area=Measure(*kept["area"]) if kept["area"] else None,
        winners=tuple(kept["winners"]),
        mean=None if kept["mean"] is None else Fraction(kept["mean"]),
        median=None if kept["median"] is None else Fraction(kept["median"]),
    )


def _judged(terms: PollTerms, result: PollResult, given: list[GivenAnswer]) -> PollResult:
    electorate = result.on_roster if terms.base is Base.ALL else result.entitled
    counts = result.counts
    people = measure(terms, counts[Vote.FOR], counts[Vote.AGAINST], electorate.people)
    if not terms.counts_area:
        return replace(result, people=people)
    behind = {
        vote: sum(one.area_dm2 for one in given if vote.value in one.answer)
        for vote in (Vote.FOR, Vote.AGAINST)
    }
    area = measure(terms, behind[Vote.FOR], behind[Vote.AGAINST], electorate.area_dm2)
    return replace(result, people=people, area=area)


def _counts(terms: PollTerms, given: list[GivenAnswer]) -> dict[str, int]:
    counts = dict.fromkeys(terms.keys, 0)
    for one in given:
        for key, number in one.answer.items():
            if terms.kind is PollKind.SCALE:
                counts[str(number)] += 1
            else:
                counts[key] += number
    return counts


def _least(terms: PollTerms, base: int) -> int:
    """The least number in favour that is the majority of this base."""
    part = base * terms.majority
    least = part // terms.majority_of + 1 if terms.is_more_than else -(-part // terms.majority_of)
    return max(1, least)


def _lacking_of_cast(terms: PollTerms, in_favour: int, against: int) -> int | None:
    """Solves (in_favour + x) · of ≥ (in_favour + against + x) · part for the smallest whole x."""
    share = terms.majority_of - terms.majority
    if share == 0:
        return 1 if against == 0 else None
    short = terms.majority * against - share * in_favour
    lacking = short // share + 1 if terms.is_more_than else -(-short // share)
    return max(lacking, 1)


def _mean(values: list[int]) -> Fraction | None:
    return Fraction(sum(values), len(values)) if values else None


def _median(values: list[int]) -> Fraction | None:
    if not values:
        return None
    return Fraction(values[(len(values) - 1) // 2] + values[len(values) // 2], 2)


def _row(kept: Measure | None) -> list[int | None] | None:
    if kept is None:
        return None
    return [kept.in_favour, kept.against, kept.base, kept.needed, kept.lacking]
