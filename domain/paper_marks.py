"""What stands on a sheet, kept as it was written, and why a sheet does not count."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.ballots import BallotRules, Marks, cents_left, is_valid, missing, points_left
from domain.election import BallotType, ProjectId
from domain.refusals import Refusal

MOST_WRITTEN = 999
"""A larger number on a sheet is a slip of whoever types it in."""


class PaperFault(StrEnum):
    """Why a sheet is not counted among the valid ones."""

    SPOILT = "spoilt"
    BLANK = "blank"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    OVER_BUDGET = "over_budget"
    TOO_MANY_POINTS = "too_many_points"
    TOO_MANY_ON_ONE = "too_many_on_one"
    BAD_RANKS = "bad_ranks"


@dataclass(frozen=True, slots=True)
class Written:
    """One reading of a sheet: its marks as written, or that the whole sheet cannot be read."""

    marks: Mapping[ProjectId, int]
    is_spoilt: bool = False


def checked(rules: BallotRules, written: Written) -> Written:
    """The reading put in order; refuses what cannot stand on a sheet of this round at all.

    Too many ticks, points or money are no reason to refuse: they are kept, and do not count.
    """
    if written.is_spoilt:
        return Written({}, is_spoilt=True)
    marks = {code: n for code, n in sorted(written.marks.items()) if n}
    if not marks.keys() <= rules.costs.keys():
        raise Refusal("ballot.unknown_project")
    numbered = rules.ballot_type.has_points or rules.ballot_type is BallotType.RANKING
    most = MOST_WRITTEN if numbered else 1
    if any(not 0 < n <= most for n in marks.values()):
        raise Refusal("paper.no_such_number", most=most)
    return Written(marks)


def fault_of(rules: BallotRules, written: Written) -> PaperFault | None:
    """Why the sheet does not count, the weightiest reason first; None if it does."""
    if written.is_spoilt:
        return PaperFault.SPOILT
    if not written.marks:
        return PaperFault.BLANK
    if is_valid(rules, written.marks):
        return None
    return _excess(rules, written.marks) or PaperFault.TOO_FEW


def _excess(rules: BallotRules, marks: Marks) -> PaperFault | None:
    kind = rules.ballot_type
    if rules.most is not None and len(marks) > rules.most:
        return PaperFault.TOO_MANY
    if kind is BallotType.KNAPSACK and cents_left(rules, marks) < 0:
        return PaperFault.OVER_BUDGET
    if kind is BallotType.RANKING and sorted(marks.values()) != list(range(1, len(marks) + 1)):
        return PaperFault.BAD_RANKS
    if not kind.has_points or missing(rules, marks) is not None:
        return None
    most = rules.points_per_project
    if most is not None and max(marks.values()) > most:
        return PaperFault.TOO_MANY_ON_ONE
    left = points_left(rules, marks)
    return PaperFault.TOO_MANY_POINTS if left is not None and left < 0 else None
