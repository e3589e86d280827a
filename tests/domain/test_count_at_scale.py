"""Many projects, many ballots, tiny increments: the count stays quick and never recurses."""

from fractions import Fraction
from random import Random
from time import process_time

import numpy as np
import pytest

from domain.count import count
from domain.election import Ballot, BallotType, Election, Profile, Project
from domain.rules import RULES, CountSettings, suggested_increment


@pytest.mark.parametrize("rule", RULES)
def test_more_than_a_thousand_winners_are_no_trouble(rule: str) -> None:
    projects = tuple(Project(f"p{n}", "", 100 + n % 97) for n in range(1200))
    random = Random(5)
    cast = tuple(Ballot({f"p{n}": 1 for n in random.sample(range(1200), 40)}) for _ in range(600))
    election = Election(projects, cast, 300_000)
    outcome = count(election, CountSettings(rule=rule, completion="none"))
    assert len(outcome.winners) > 1000


def test_a_million_ballots_over_two_hundred_projects_take_seconds() -> None:
    random = np.random.default_rng(7)
    voters, marks = 1_000_000, 4
    picks = np.minimum(random.zipf(1.3, (voters, marks)) - 1, 199)
    keys = np.sort(picks, axis=1)
    rows, weights = np.unique(keys, axis=0, return_counts=True)
    kept = np.concatenate((np.ones((len(rows), 1), bool), np.diff(rows, axis=1) > 0), axis=1)
    starts = np.concatenate(([0], np.cumsum(kept.sum(axis=1)))).astype(np.int64)
    flat = rows[kept].astype(np.int64)
    profile = Profile(starts, flat, np.ones(len(flat), np.int64), weights.astype(np.int64))
    projects = tuple(Project(str(n), "", 10_000_00 + n) for n in range(200))
    election = Election(projects, (), 500_000_00, BallotType.APPROVAL, given=profile)
    began = process_time()
    outcome = count(election, CountSettings(completion="none"))
    assert process_time() - began < 5
    assert outcome.winners


@pytest.mark.parametrize(
    ("budget", "voters", "increment"),
    [
        (6_112_868_00, 90_494, 100),  # Łódź: 67 each, by 1
        (100_000_00, 84, 200),  # Assen: 1,190 each, by 2
        (5_000_000_000_00, 200_000, 50_00),  # Budapest: 25,000 Ft each, by 50
        (100, 0, 100),
    ],
)
def test_the_suggested_increment_suits_the_money(budget: int, voters: int, increment: int) -> None:
    assert suggested_increment(budget, voters) == increment


def test_a_share_of_a_third_is_kept_as_a_third() -> None:
    election = Election((Project("a", "", 100),), (Ballot({"a": 1}, 3),), 100)
    outcome = count(election, CountSettings(completion="none"))
    assert outcome.share_cents == Fraction(100, 3)
    assert outcome.winners == ("a",)
