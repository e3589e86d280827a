"""What the citizens' committee answered, with its spread: never an average alone.

Who stands alone in a field or a community is not shown apart, so that nobody is recognised.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from domain.research import LEAST_AGREEMENT, MOST_AGREEMENT

SMALLEST_GROUP = 3
SIDE_SHARE = Fraction(3, 10)
"""From this share on, both for and against, the committee is divided."""

_LEVELS = range(LEAST_AGREEMENT, MOST_AGREEMENT + 1)
_FOR_FROM, _AGAINST_TO = 4, 2


@dataclass(frozen=True, slots=True)
class Answer:
    """One member's answer: 1 (not at all) to 5 (wholly), and why."""

    agreement: int
    text: str = ""
    field_code: str = ""
    community: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the answers of some people are spread. `code` is empty for those of small groups."""

    code: str
    counts: tuple[int, ...]

    @property
    def number(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def agreeing(self) -> int:
        """How many are for it: 4 and 5."""
        return sum(self.counts[_FOR_FROM - LEAST_AGREEMENT :])

    @property
    def against(self) -> int:
        """How many are against it: 1 and 2."""
        return sum(self.counts[: _AGAINST_TO - LEAST_AGREEMENT + 1])

    @property
    def median(self) -> Fraction:
        """The middle answer; between two of them, half-way."""
        ranked = [level for level, n in zip(_LEVELS, self.counts, strict=True) for _ in range(n)]
        if not ranked:
            return Fraction(0)
        middle = len(ranked) // 2
        return Fraction(ranked[middle] + ranked[~middle], 2)

    @property
    def is_divided(self) -> bool:
        """Whether a good part is for it and a good part against it."""
        least = SIDE_SHARE * self.number
        return self.number > 0 and self.agreeing >= least and self.against >= least


@dataclass(frozen=True, slots=True)
class Summary:
    """The answers to one consultation. `dissent`: reasons of those on the smaller side, kept."""

    whole: Spread
    by_field: tuple[Spread, ...]
    by_community: tuple[Spread, ...]
    dissent: tuple[Answer, ...]
    reasons: tuple[Answer, ...]


def summarise(answers: Iterable[Answer]) -> Summary:
    """The spread of these answers, in whole, by field and by community; every reason is kept."""
    known = sorted(answers, key=lambda one: (one.agreement, one.text, one.community))
    whole = _spread("", known)
    said = [one for one in known if one.text.strip()]
    smaller = _smaller_side(whole)
    return Summary(
        whole=whole,
        by_field=_by(known, lambda one: one.field_code),
        by_community=_by(known, lambda one: one.community),
        dissent=tuple(one for one in said if one.agreement in smaller),
        reasons=tuple(one for one in said if one.agreement not in smaller),
    )


def _smaller_side(whole: Spread) -> range:
    if whole.against <= whole.agreeing:
        return range(LEAST_AGREEMENT, _AGAINST_TO + 1)
    return range(_FOR_FROM, MOST_AGREEMENT + 1)


def _spread(code: str, answers: Sequence[Answer]) -> Spread:
    counted = Counter(one.agreement for one in answers)
    return Spread(code, tuple(counted[level] for level in _LEVELS))


def _by(answers: Sequence[Answer], code_of: Callable[[Answer], str]) -> tuple[Spread, ...]:
    groups: dict[str, list[Answer]] = {}
    for one in answers:
        groups.setdefault(code_of(one), []).append(one)
    shown = {code: ours for code, ours in groups.items() if code and len(ours) >= SMALLEST_GROUP}
    rest = [one for code, ours in groups.items() if code not in shown for one in ours]
    # A single small group beside shown ones would be known by subtraction: the smallest joins it.
    if shown and 0 < len(rest) < SMALLEST_GROUP:
        least = min(shown, key=lambda code: (len(shown[code]), code))
        rest += shown.pop(least)
    spreads = [_spread(code, ours) for code, ours in shown.items()]
    spreads.sort(key=lambda one: (-one.number, one.code))
    return (*spreads, _spread("", rest)) if rest and shown else tuple(spreads)
