"""A count played again: what is shown adds up, and the same ballots have the same fingerprint."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.count import count
from domain.election import Ballot, Election, Project
from domain.figures import Figures, digest_of, figures_of
from domain.phases import Phase
from domain.projector import AFTER_PUBLICATION, Showing, Slide, fits, list_page_at
from domain.replay import replay
from domain.rules import CountSettings

PROJECTS = tuple(Project(f"P{n}", f"Project {n}", n * 1000_00) for n in range(1, 7))
marks = st.frozensets(st.sampled_from([project.id for project in PROJECTS]))
ballots = st.lists(marks, min_size=1, max_size=25).map(
    lambda rows: tuple(Ballot(dict.fromkeys(row, 1)) for row in rows)
)
rules = st.sampled_from(["equal-shares", "greedy", "phragmen"])


@settings(deadline=None)
@given(ballots, rules)
def test_a_play_ends_with_what_the_result_leaves(rows: tuple[Ballot, ...], rule: str) -> None:
    election = Election(PROJECTS, rows, 9000_00)
    outcome = count(election, CountSettings(rule=rule, completion="add1u", increment_cents=50_00))
    plays = replay(election, outcome)
    assert tuple(play.project for play in plays) == outcome.winners
    left = [outcome.budget_cents, *(play.left_cents for play in plays)]
    assert left[-1] == outcome.budget_cents - outcome.cost_cents
    assert left == sorted(left, reverse=True)


@given(ballots)
def test_purses_only_empty_and_hold_what_was_not_paid(rows: tuple[Ballot, ...]) -> None:
    election = Election(PROJECTS, rows, 9000_00)
    outcome = count(election, CountSettings(completion="none"))
    for before, after in zip(outcome.steps, replay(election, outcome), strict=True):
        assert 0 < after.paid <= before.votes
        assert len(after.purses) == 100
        assert all(0 <= purse <= 1000 for purse in after.purses)
        assert list(after.purses) == sorted(after.purses)


def test_a_picture_shows_the_purses_of_all_voters_as_they_are() -> None:
    rows = (Ballot({"P1": 1}, 30), Ballot({"P2": 1}, 70))
    election = Election(PROJECTS, rows, 1000_00 * 10)
    outcome = count(election, CountSettings(completion="none"))
    first = replay(election, outcome)[0]
    assert (first.project, first.paid) == ("P2", 70)
    assert first.purses == (714,) * 70 + (1000,) * 30


def test_a_rule_without_purses_shows_none() -> None:
    election = Election(PROJECTS, (Ballot({"P1": 1}),), 9000_00)
    (play,) = replay(election, count(election, CountSettings(rule="greedy")))
    assert (play.purses, play.paid) == ((), 1)


@settings(deadline=None)
@given(ballots)
def test_figures_come_back_from_json_as_they_were(rows: tuple[Ballot, ...]) -> None:
    election = Election(PROJECTS, rows, 9000_00)
    figures = figures_of(election, count(election), invalid=3)
    assert Figures.from_dict(json.loads(json.dumps(figures.to_dict()))) == figures


@given(ballots, st.randoms())
def test_the_fingerprint_does_not_know_the_order_or_how_ballots_were_merged(
    rows: tuple[Ballot, ...], chance: object
) -> None:
    merged: dict[frozenset[str], int] = {}
    for row in rows:
        chosen = frozenset(row.marks)
        merged[chosen] = merged.get(chosen, 0) + 1
    again = [Ballot(dict.fromkeys(sorted(chosen), 1), n) for chosen, n in merged.items()]
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert digest_of(again) == digest_of(rows)


def test_one_vote_more_or_elsewhere_is_another_fingerprint() -> None:
    rows = [Ballot({"P1": 1}), Ballot({"P2": 1})]
    assert digest_of(rows) != digest_of([*rows, Ballot({"P1": 1})])
    assert digest_of(rows) != digest_of([Ballot({"P1": 1}), Ballot({"P3": 1})])
    assert digest_of([Ballot({"P1": 2})]) != digest_of([Ballot({"P1": 1})])


NOON = datetime(2026, 5, 10, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "step"), [(-5, 2), (0, 2), (5.9, 2), (6, 3), (17, 4), (10_000, 9)]
)
def test_everyone_finds_the_same_step_from_the_clock(seconds: float, step: int) -> None:
    showing = Showing("1", Slide.PLAY, 1, step=2, played_from=NOON, seconds_a_step=6)
    assert showing.step_at(NOON + timedelta(seconds=seconds), last=9) == step


def test_a_play_that_stands_still_stays() -> None:
    showing = Showing("1", Slide.PLAY, 1, step=2)
    assert showing.step_at(NOON + timedelta(days=1), last=9) == 2
    assert showing.step_at(NOON, last=1) == 1


def test_pages_of_a_list_turn_and_come_round_again() -> None:
    pages = [list_page_at(NOON + timedelta(seconds=15 * n), 3) for n in range(4)]
    assert sorted(pages[:3]) == [0, 1, 2]
    assert pages[3] == pages[0]
    assert list_page_at(NOON, 0) == 0


@pytest.mark.parametrize("slide", sorted(AFTER_PUBLICATION))
def test_no_phase_makes_an_unpublished_result_fit_the_wall(slide: Slide) -> None:
    assert not any(fits(slide, phase, is_published=False) for phase in Phase)
    assert fits(slide, Phase.COUNT, is_published=True)
