"""The rules written down a second time, voter by voter in exact fractions, with no thought of
speed. The tests hold the real count against this.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import sha256

from domain.election import BallotType, Election, ProjectId
from domain.rules import CountSettings

Voter = Mapping[ProjectId, int]


class PlainCount:
    """One election under one set of settings."""

    def __init__(self, election: Election, settings: CountSettings) -> None:
        self.settings = settings
        self.budget = election.budget_cents
        voters = [
            self._points(ballot.marks, election)
            for ballot in election.ballots
            for _ in range(ballot.weight)
        ]
        marked = [any(ballot.marks for _ in "1") for ballot in election.ballots]
        nonempty = sum(
            ballot.weight for ballot, has in zip(election.ballots, marked, strict=True) if has
        )
        self.n = len(voters) if settings.count_empty else nonempty
        self.voters = [voter for voter in voters if voter]
        self.cost = {
            project.id: project.cost_cents
            for project in election.projects
            if project.cost_cents <= self.budget
            and any(project.id in voter for voter in self.voters)
        }
        self.support = {
            name: sum(voter.get(name, 0) for voter in self.voters) for name in self.cost
        }
        self._drop_below_thresholds()

    def _drop_below_thresholds(self) -> None:
        settings = self.settings
        share = settings.least_share
        if settings.rule == "greedy-threshold" and not share and not settings.least_votes:
            share = Fraction(1, 3)
        self.cost = {
            name: cost
            for name, cost in self.cost.items()
            if self.support[name] >= settings.least_votes
            and (
                not self.budget
                or Fraction(self.support[name], self.n) >= share * Fraction(cost, self.budget)
            )
        }

    def _points(self, marks: Voter, election: Election) -> Voter:
        table = self.settings.rank_points or election.rank_points
        found: dict[ProjectId, int] = {}
        for name, mark in marks.items():
            points = mark
            if election.ballot_type is BallotType.RANKING:
                points = len(marks) - mark + 1
                if table:
                    points = table[mark - 1] if mark <= len(table) else 0
            elif not election.ballot_type.has_points:
                points = 1 if mark else 0
            if points > 0:
                found[name] = points
        return found

    def winners(self) -> list[ProjectId]:
        """The winners in the order bought."""
        if self.settings.rule == "equal-shares":
            return self._completed()
        if self.settings.rule == "phragmen":
            return self._phragmen()
        return self._greedy(list(self.cost), self.budget, self.settings.rule != "greedy-no-skip")

    def first(self, tied: Sequence[ProjectId]) -> ProjectId:
        """Lower cost, more support, the lot."""
        seed = self.settings.tie_seed
        return min(
            tied,
            key=lambda name: (
                self.cost[name],
                -self.support[name],
                sha256(f"{seed}:{name}".encode()).hexdigest(),
            ),
        )

    def _greedy(self, names: list[ProjectId], money: int, skip: bool) -> list[ProjectId]:
        won: list[ProjectId] = []
        while names:
            free = [name for name in names if not self.cost[name]]
            pool = free or names
            most = max(self.support[name] for name in pool)
            name = self.first([name for name in pool if self.support[name] == most])
            names.remove(name)
            if self.cost[name] <= money:
                money -= self.cost[name]
                won.append(name)
            elif not skip:
                break
        return won

    def _completed(self) -> list[ProjectId]:
        if not self.n:
            return []
        share = Fraction(self.budget, self.n)
        if self.settings.start == "floor":
            share = Fraction(int(share / 100) * 100)
        won = self._shares(share)
        while self.settings.completion != "none":
            spent = sum(self.cost[name] for name in won)
            left = [cost for name, cost in self.cost.items() if name not in won]
            if not left:
                break
            if self.settings.stop == "exhaustive" and spent + min(left) > self.budget:
                break
            share += self.settings.increment_cents
            following = self._shares(share)
            if sum(self.cost[name] for name in following) > self.budget:
                break
            won = following
        if self.settings.completion == "add1u":
            spent = sum(self.cost[name] for name in won)
            rest = [name for name in self.cost if name not in won]
            won += self._greedy(rest, self.budget - spent, True)
        return won

    def _shares(self, share: Fraction) -> list[ProjectId]:
        purses = [share] * len(self.voters)
        won: list[ProjectId] = []
        while True:
            levels = {
                name: level
                for name in self.cost
                if name not in won and (level := self._level(name, purses)) is not None
            }
            if not levels:
                return won
            least = min(levels.values())
            name = self.first([name for name, level in levels.items() if level == least])
            won.append(name)
            for at, voter in enumerate(self.voters):
                if name in voter:
                    purses[at] -= min(purses[at], least * self._utility(name, voter[name]))

    def _utility(self, name: ProjectId, points: int) -> int:
        return points * (self.cost[name] if self.settings.utility == "cost" else 1)

    def _level(self, name: ProjectId, purses: Sequence[Fraction]) -> Fraction | None:
        """The smallest rho at which the supporters can pay, or None."""
        cost = self.cost[name]
        if not cost:
            return Fraction(0)
        backers = sorted(
            (purses[at] / self._utility(name, voter[name]), at)
            for at, voter in enumerate(self.voters)
            if name in voter
        )
        if sum(purses[at] for _, at in backers) < cost:
            return None
        due = Fraction(cost)
        worth = sum(self._utility(name, self.voters[at][name]) for _, at in backers)
        for ratio, at in backers:
            if ratio * worth >= due:
                return due / worth
            due -= purses[at]
            worth -= self._utility(name, self.voters[at][name])
        raise AssertionError("the supporters can pay")

    def _phragmen(self) -> list[ProjectId]:
        paid = [Fraction(0)] * len(self.voters)
        money = self.budget
        won: list[ProjectId] = []
        while len(won) < len(self.cost):
            moments = {}
            for name in self.cost:
                backers = [at for at, voter in enumerate(self.voters) if name in voter]
                if name not in won:
                    flowed = sum(paid[at] for at in backers)
                    moments[name] = (self.cost[name] + flowed) / Fraction(len(backers))
            soonest = min(moments.values())
            name = self.first([name for name, moment in moments.items() if moment == soonest])
            if self.cost[name] > money:
                break
            money -= self.cost[name]
            won.append(name)
            for at, voter in enumerate(self.voters):
                if name in voter:
                    paid[at] = soonest
        return won
