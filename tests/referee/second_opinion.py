"""The same elections counted by pabutools, in exact fractions."""

from collections.abc import Callable
from typing import Any

from domain.count import count
from domain.election import BallotType, Election
from domain.rules import CountSettings
from domain.rules.contest import Contest, points_of, prepare

import pabutools.election as pe  # isort: skip
import pabutools.rules as pr  # isort: skip
from pabutools.tiebreaking import TieBreakingRule  # isort: skip


class SecondOpinion:
    """One election as pabutools sees it: only the projects that take part, money in cents."""

    def __init__(self, election: Election, settings: CountSettings) -> None:
        self.settings = settings
        self.contest: Contest = prepare(election, settings)
        ranks = {one.id: one.precedence for one in self.contest.candidates}
        self.projects = {
            one.id: pe.Project(one.id, cost=one.cost) for one in self.contest.candidates
        }
        self.instance = pe.Instance(self.projects.values(), budget_limit=self.contest.budget)
        self.profile = self._profile(election)
        self.ties = TieBreakingRule(lambda _i, _p, project: ranks[project.name])

    def _profile(self, election: Election) -> Any:
        profile = election.profile
        points = points_of(election, self.settings).tolist()
        places, starts = profile.projects.tolist(), profile.starts.tolist()
        scored = election.ballot_type.has_points or election.ballot_type is BallotType.RANKING
        cast: list[Any] = []
        for group, weight in enumerate(profile.weights.tolist()):
            marks = {
                self.projects[name]: points[at]
                for at in range(starts[group], starts[group + 1])
                if (name := election.projects[places[at]].id) in self.projects and points[at]
            }
            was_empty = starts[group] == starts[group + 1]
            if was_empty and not self.settings.count_empty:
                continue
            make: Callable[[Any], Any] = pe.CumulativeBallot if scored else pe.ApprovalBallot
            cast += [make(marks if scored else set(marks)) for _ in range(weight)]
        whole = pe.CumulativeProfile if scored else pe.ApprovalProfile
        return whole(cast, instance=self.instance)

    def winners(self) -> list[str]:
        """What pabutools funds, in its order."""
        if not len(self.profile) or not self.projects:
            return []
        rule = {
            "equal-shares": self._equal_shares,
            "phragmen": self._phragmen,
        }.get(self.settings.rule, self._greedy)
        return [project.name for project in rule()]

    def _sat(self) -> Any:
        if isinstance(self.profile, pe.CumulativeProfile):
            return pe.Additive_Cardinal_Sat
        return pe.Cost_Sat if self.settings.utility == "cost" else pe.Cardinality_Sat

    def _equal_shares(self) -> Any:
        options = {"sat_class": self._sat(), "tie_breaking": self.ties}
        if self.settings.completion == "none":
            return pr.method_of_equal_shares(self.instance, self.profile, **options)
        found = pr.exhaustion_by_budget_increase(
            self.instance,
            self.profile,
            pr.method_of_equal_shares,
            rule_params=options,
            exhaustive_stop=self.settings.stop == "exhaustive",
            budget_step=self.settings.increment_cents * len(self.profile),
            budget_bound=self._enough_for_all(),
        )
        if self.settings.completion == "add1":
            return found
        return self._greedy(found)

    def _enough_for_all(self) -> int:
        """A budget at which any supporter could pay for everything alone."""
        total = sum(one.cost for one in self.contest.candidates)
        return self.contest.budget + len(self.profile) * total

    def _greedy(self, before: Any = None) -> Any:
        sat = pe.Cardinality_Sat
        if isinstance(self.profile, pe.CumulativeProfile):
            sat = pe.Additive_Cardinal_Sat
        return pr.greedy_utilitarian_welfare(
            self.instance,
            self.profile,
            sat_class=sat,
            tie_breaking=self.ties,
            initial_budget_allocation=before,
        )

    def _phragmen(self) -> Any:
        return pr.sequential_phragmen(self.instance, self.profile, tie_breaking=self.ties)


def both(election: Election, settings: CountSettings) -> tuple[list[str], list[str]]:
    """Our winners and theirs."""
    ours = list(count(election, settings).winners)
    return ours, SecondOpinion(election, settings).winners()
