"""What may be marked on a ballot, when a ballot is valid, and what stands between.

Marks map a project's code to a number: 1 (approval, choose-1, knapsack), points, or the place in a
ranking (1 = first). A change names the state that is wanted, never a toggle: said twice it is done
once, and two tablets of one voter merge project by project.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.election import BallotType, ProjectId
from domain.money import Cents
from domain.refusals import Refusal

Marks = Mapping[ProjectId, int]

DOUBLE_TAP_SECONDS = 0.7
_ONE_EACH = (BallotType.APPROVAL, BallotType.CHOOSE_ONE, BallotType.KNAPSACK)


class Standing(StrEnum):
    """How far a voter's ballot has come."""

    NOT_BEGUN = "not_begun"
    INCOMPLETE = "incomplete"
    VALID = "valid"
    FINISHED = "finished"
    ON_PAPER = "on_paper"


@dataclass(frozen=True, slots=True)
class BallotRules:
    """The limits of a round's ballot; `costs` names every project that may be marked.

    `points_total` and `points_per_project` matter to points, `budget_cents` to the knapsack.
    None means no limit.
    """

    ballot_type: BallotType
    costs: Mapping[ProjectId, Cents]
    min_marks: int = 1
    max_marks: int | None = None
    points_total: int | None = None
    points_per_project: int | None = None
    budget_cents: Cents = 0

    @property
    def most(self) -> int | None:
        """The most projects that may be marked."""
        return 1 if self.ballot_type is BallotType.CHOOSE_ONE else self.max_marks

    @property
    def least(self) -> int:
        """The fewest projects that make a ballot valid: as set, but no more than can be marked."""
        possible = [max(1, self.min_marks), self._fitting()]
        if self.most is not None:
            possible.append(self.most)
        if self.ballot_type is BallotType.POINTS and self.points_total is not None:
            possible.append(self.points_total)
        return max(1, min(possible))

    def _fitting(self) -> int:
        if self.ballot_type is not BallotType.KNAPSACK:
            return len(self.costs)
        left, fitting = self.budget_cents, 0
        for cost in sorted(self.costs.values()):
            left -= cost
            if left < 0:
                break
            fitting += 1
        return fitting


@dataclass(frozen=True, slots=True)
class Change:
    """One tap: the mark that a project is to have from now on; 0 takes the project out."""

    code: ProjectId
    wanted: int


@dataclass(frozen=True, slots=True)
class Missing:
    """What a ballot lacks to be valid: `n` more projects to mark."""

    n: int


@dataclass(frozen=True, slots=True)
class BallotView:
    """A voter's own ballot as it is stored, and how far it has come."""

    round_id: int
    marks: dict[ProjectId, int]
    standing: Standing
    missing: Missing | None
    saved_at: datetime | None = None
    finished_at: datetime | None = None


def voter_key(secret: str, account_id: int) -> str:
    """The name a voter's ballot is kept under: without the round's secret it names nobody."""
    return hmac.new(secret.encode(), str(account_id).encode(), hashlib.sha256).hexdigest()


def mark(rules: BallotRules, marks: Marks, change: Change) -> dict[ProjectId, int]:
    """The marks after a change, by code; refuses what the rules of the round do not allow."""
    if change.code not in rules.costs:
        raise Refusal("ballot.unknown_project")
    if change.wanted < 0:
        raise Refusal("ballot.no_such_mark")
    if rules.ballot_type is BallotType.RANKING:
        after = _ranked(marks, change)
    elif change.wanted == 0:
        after = {code: n for code, n in marks.items() if code != change.code}
    elif rules.ballot_type is BallotType.CHOOSE_ONE:
        after = {change.code: _number(rules, change.wanted)}
    else:
        after = dict(marks) | {change.code: _number(rules, change.wanted)}
    _refuse_excess(rules, after, change.code)
    return dict(sorted(after.items()))


def choosing(rules: BallotRules, marks: Marks, code: ProjectId, *, is_wanted: bool) -> Change:
    """The change by which a tap chooses a project or takes it back; a ranking grows at its end."""
    if not is_wanted:
        return Change(code, 0)
    if rules.ballot_type is BallotType.RANKING:
        return Change(code, marks.get(code, len(marks) + 1))
    return Change(code, 1)


def missing(rules: BallotRules, marks: Marks) -> Missing | None:
    """What is missing to be valid, or None."""
    lacking = rules.least - sum(1 for n in marks.values() if n > 0)
    return Missing(lacking) if lacking > 0 else None


def is_valid(rules: BallotRules, marks: Marks) -> bool:
    """Whether the ballot counts: enough is marked, nothing too much, and only what is on it."""
    if missing(rules, marks) is not None or not marks.keys() <= rules.costs.keys():
        return False
    if rules.ballot_type in _ONE_EACH and set(marks.values()) != {1}:
        return False
    if rules.ballot_type is BallotType.RANKING:
        if sorted(marks.values()) != list(range(1, len(marks) + 1)):
            return False
    elif min(marks.values()) < 1:
        return False
    try:
        for code in marks:
            _refuse_excess(rules, marks, code)
    except Refusal:
        return False
    return True


def is_double_tap(last: tuple[str, float] | None, code: str, now: float) -> bool:
    """Whether a tap on a project is the second half of one tap, as unsteady hands make it.

    `last`: the project tapped before and when; times in seconds of one clock. This is for taps that
    turn a mark on and off; giving points is meant to be tapped quickly.
    """
    return last is not None and last[0] == code and now - last[1] < DOUBLE_TAP_SECONDS


def standing_of(rules: BallotRules, marks: Marks | None, *, is_finished: bool) -> Standing:
    """How far a ballot has come (marks None: never begun)."""
    if marks is None:
        return Standing.NOT_BEGUN
    if missing(rules, marks) is not None:
        return Standing.INCOMPLETE
    return Standing.FINISHED if is_finished else Standing.VALID


def points_left(rules: BallotRules, marks: Marks) -> int | None:
    """Points still to give; None where there is no total."""
    return None if rules.points_total is None else rules.points_total - sum(marks.values())


def cents_left(rules: BallotRules, marks: Marks) -> Cents:
    """What a knapsack ballot may still choose, in cents."""
    return rules.budget_cents - sum(rules.costs.get(code, 0) for code in marks)


def chosen_in_order(rules: BallotRules, marks: Marks) -> list[ProjectId]:
    """The marked projects as a voter would read them out: by place, by points, or as printed."""
    printed = [code for code in rules.costs if code in marks]
    if rules.ballot_type is BallotType.RANKING:
        return sorted(printed, key=marks.__getitem__)
    if rules.ballot_type.has_points:
        return sorted(printed, key=lambda code: -marks[code])
    return printed


def _ranked(marks: Marks, change: Change) -> dict[ProjectId, int]:
    order = sorted(marks, key=marks.__getitem__)
    if change.wanted == marks.get(change.code, 0):
        return dict(marks)
    if change.code in order:
        order.remove(change.code)
    if change.wanted:
        order.insert(change.wanted - 1, change.code)
    return {code: place for place, code in enumerate(order, start=1)}


def _number(rules: BallotRules, wanted: int) -> int:
    if rules.ballot_type.has_points:
        return wanted
    if wanted != 1:
        raise Refusal("ballot.no_such_mark")
    return 1


def _refuse_excess(rules: BallotRules, marks: Marks, code: ProjectId) -> None:
    """Refuse more than the rules allow, once `code` has the mark that `marks` gives it."""
    if code not in marks:
        return
    if rules.most is not None and len(marks) > rules.most:
        raise Refusal("ballot.too_many", most=rules.most)
    if rules.ballot_type is BallotType.KNAPSACK and cents_left(rules, marks) < 0:
        others = {other: n for other, n in marks.items() if other != code}
        raise Refusal(
            "ballot.over_budget",
            left_cents=cents_left(rules, others),
            cost_cents=rules.costs[code],
        )
    if not rules.ballot_type.has_points:
        return
    most = rules.points_per_project
    if most is not None and marks[code] > most:
        raise Refusal("ballot.points_per_project", most=most)
    left = points_left(rules, marks)
    if left is not None and left < 0:
        raise Refusal("ballot.points_spent", total=rules.points_total)
