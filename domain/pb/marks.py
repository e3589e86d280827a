"""From the text of one vote to its marks."""

from __future__ import annotations

from collections.abc import Mapping

from domain.election import MOST_MARK, BallotType, Project
from domain.pb.amounts import number
from domain.pb.file import shown
from domain.pb.limits import limits_of
from domain.profile import Marks, marks_of

Oddity = tuple[str, dict[str, object]]


class Parser:
    """Understands one kind of vote after another and keeps what was odd about each."""

    def __init__(
        self,
        projects: tuple[Project, ...],
        ballot_type: BallotType,
        meta: Mapping[str, str],
        *,
        points_given: bool,
    ) -> None:
        self._place = {project.id: place for place, project in enumerate(projects)}
        self._costs = [project.cost_cents for project in projects]
        self._ranked = ballot_type is BallotType.RANKING
        self._reads_points = points_given and ballot_type.has_points
        self._reads_table = points_given and self._ranked
        self._table: dict[int, int] = {}
        self._limits = limits_of(meta, has_points=ballot_type.has_points)
        self._ones = [(1,) * size for size in range(len(projects) + 1)]
        self._is_simple = not self._ranked and not self._reads_points and self._limits.only_length
        self.oddities: dict[int, list[Oddity]] = {}
        self._parsed = 0

    @property
    def rank_points(self) -> tuple[int, ...]:
        """Points of first, second … place, if the file gives them."""
        return tuple(points for _, points in sorted(self._table.items()))

    def parse(self, vote: str, points: str) -> Marks:
        """The marks of one vote."""
        marks = self._simple(vote) if self._is_simple else None
        if marks is None:
            odd: list[Oddity] = []
            marks = self._careful(vote, points, odd)
            if odd:
                self.oddities[self._parsed] = odd
        self._parsed += 1
        return marks

    def _simple(self, vote: str) -> Marks | None:
        """The marks of a vote without points in which nothing is odd, or None."""
        try:
            places = sorted([self._place[name] for name in vote.split(",")])
        except KeyError:
            return None
        least, most = self._limits.length
        if len(set(places)) < len(places) or not least <= len(places) <= most:
            return None
        return tuple(places), self._ones[len(places)]

    def _careful(self, vote: str, points: str, odd: list[Oddity]) -> Marks:
        names = [name.strip() for name in vote.split(",")] if vote.strip() else []
        given = self._points(points, len(names), odd)
        marks: dict[int, int] = {}
        for name, mark in zip(names, given, strict=True):
            place = self._place.get(name)
            if place is None:
                odd.append(("pb.unknown_project", {"project": shown(name)}))
            elif place in marks:
                odd.append(("pb.repeated_mark", {"project": shown(name)}))
            elif mark:
                marks[place] = len(marks) + 1 if self._ranked else mark
        costs = [self._costs[place] for place in marks]
        for limit, actual in self._limits.broken(list(marks.values()), costs):
            odd.append(("pb.limit", {"limit": limit, "actual": actual}))
        return marks_of(marks)

    def _points(self, text: str, marks: int, odd: list[Oddity]) -> list[int]:
        """One number a mark: the points given, or 1."""
        if self._reads_table:
            self._read_table(text, odd)
        if not self._reads_points:
            return [1] * marks
        parts = text.split(",") if text.strip() else []
        if len(parts) != marks:
            odd.append(("pb.points_and_marks", {"marks": marks, "points": len(parts)}))
        found = [self._one(part, odd) for part in parts[:marks]]
        return found + [0] * (marks - len(found))

    def _one(self, part: str, odd: list[Oddity]) -> int:
        if part.isascii() and part.isdigit() and len(part) < 10:
            return int(part)
        amount = number(part)
        if amount is None or not 0 <= amount <= MOST_MARK or amount != int(amount):
            odd.append(("pb.points_unread", {"value": shown(part)}))
            return 0
        return int(amount)

    def _read_table(self, text: str, odd: list[Oddity]) -> None:
        """Points of a ranked vote: a table, if all votes agree."""
        for position, part in enumerate(text.split(",") if text.strip() else []):
            points = self._one(part, odd)
            if self._table.setdefault(position, points) != points:
                odd.append(("pb.rank_points", {"position": position + 1, "value": points}))
