"""Whether enough people are in the room: every condition must hold.

A condition asks for a number of people, for a part of those invited, or for a part of the floor
area. Owners' matters ask for two at once: owners of at least two thirds of the exclusive area and
at least two thirds of the owners (Civil Code, art. 278).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from domain.meetings import Standing
from domain.refusals import Refusal

MOST_PEOPLE = 100_000
TWO_THIRDS = Fraction(2, 3)


class Measure(StrEnum):
    """What is counted: people, people as a part of those invited, or floor area likewise."""

    PEOPLE = "people"
    SHARE = "share"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: `least` people, or a `share` of all; `standing` None is all with a vote."""

    measure: Measure
    standing: Standing | None = None
    least: int = 0
    share: Fraction = TWO_THIRDS

    def as_row(self) -> dict[str, object]:
        """As a meeting keeps it."""
        row: dict[str, object] = {"measure": self.measure.value}
        if self.standing is not None:
            row["standing"] = self.standing.value
        if self.measure is Measure.PEOPLE:
            return row | {"least": self.least}
        return row | {"share": [self.share.numerator, self.share.denominator]}


OWNERS_ASSEMBLY = (
    Condition(Measure.SHARE, Standing.OWNER),
    Condition(Measure.AREA, Standing.OWNER),
)
"""Two thirds twice: what an owners' assembly needs before it may vote (Civil Code, art. 278)."""


@dataclass(frozen=True, slots=True)
class Present:
    """One person as the quorum sees them."""

    standing: Standing
    is_present: bool
    is_invited: bool = True
    has_vote: bool = True
    floor_area_dm2: int = 0


@dataclass(frozen=True, slots=True)
class ConditionReport:
    """How one condition stands. Numbers are people, or for `Measure.AREA` dm² of floor.

    `of`: everyone who could count, in the same unit.
    """

    condition: Condition
    have: int
    need: int
    of: int

    @property
    def missing(self) -> int:
        """How much more is needed; 0 when it holds."""
        return max(0, self.need - self.have)

    @property
    def holds(self) -> bool:
        """Whether there is enough. A part of nobody is never reached."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True)
class QuorumReport:
    """Every condition with its numbers; without conditions there is nothing to reach."""

    conditions: tuple[ConditionReport, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether the meeting asks for a quorum at all."""
        return bool(self.conditions)

    @property
    def holds(self) -> bool:
        """Whether all conditions hold."""
        return all(one.holds for one in self.conditions)

    @property
    def forbids_a_vote(self) -> bool:
        """Whether no vote may be taken now: too few owners, whose matters the law counts by area.

        Of any other meeting the room is told, and decides.
        """
        is_law = any(one.condition.measure is Measure.AREA for one in self.conditions)
        return is_law and not self.holds


def report(conditions: Iterable[Condition], people: Iterable[Present]) -> QuorumReport:
    """How every condition stands with these people in the room."""
    everyone = tuple(people)
    return QuorumReport(tuple(_report(one, everyone) for one in conditions))


def conditions_from(rows: Iterable[Mapping[str, object]]) -> tuple[Condition, ...]:
    """The conditions that a meeting keeps."""
    return tuple(_condition(row) for row in rows)


def check_conditions(conditions: tuple[Condition, ...]) -> None:
    """Refuse a condition that can never or always hold, and one that is asked for twice."""
    seen: set[tuple[Measure, Standing | None]] = set()
    for one in conditions:
        if one.measure is Measure.PEOPLE and not 1 <= one.least <= MOST_PEOPLE:
            raise Refusal("quorum.least", most=MOST_PEOPLE)
        if one.measure is not Measure.PEOPLE and not 0 < one.share <= 1:
            raise Refusal("quorum.share")
        if (one.measure, one.standing) in seen:
            raise Refusal("quorum.twice")
        seen.add((one.measure, one.standing))


def _report(condition: Condition, people: tuple[Present, ...]) -> ConditionReport:
    able = [one for one in people if _counts(condition, one)]
    if condition.measure is Measure.PEOPLE:
        have = sum(one.is_present for one in able)
        return ConditionReport(condition, have, condition.least, len(able))
    # A part is one of those invited: whoever walks in does not make the whole larger.
    invited = [one for one in able if one.is_invited]
    is_area = condition.measure is Measure.AREA
    sizes = [(one, one.floor_area_dm2 if is_area else 1) for one in invited]
    whole = sum(size for _, size in sizes)
    have = sum(size for one, size in sizes if one.is_present)
    return ConditionReport(condition, have, _part(condition.share, whole), whole)


def _part(share: Fraction, whole: int) -> int:
    # As in a vote: a half means more than half, two thirds and three quarters at least that part.
    part = whole // 2 + 1 if share == Fraction(1, 2) else ceil(share * whole)
    return max(1, part)


def _counts(condition: Condition, person: Present) -> bool:
    if condition.standing is None:
        return person.has_vote
    return person.standing is condition.standing


def _condition(row: Mapping[str, object]) -> Condition:
    standing = row.get("standing")
    share = row.get("share")
    numerator, denominator = share if isinstance(share, list) else (2, 3)
    return Condition(
        Measure(str(row["measure"])),
        Standing(str(standing)) if standing else None,
        int(str(row.get("least", 0))),
        Fraction(int(numerator), int(denominator)),
    )
