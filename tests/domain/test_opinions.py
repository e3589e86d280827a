"""Opinion groups: those who were planted are found, and chance alone draws no map of a room."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from subprocess import run

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from domain.opinions.opinion_map import LEAST_PEOPLE, NoMap, OpinionMap, draw_map
from domain.opinions.reading import read_folder
from domain.opinions.stances import Stances
from tests.domain.conversations import BREXIT, SEATTLE, groups_of_polis, named, planted

ROOT = Path(__file__).parents[2]
TWO_OR_THREE = st.sampled_from([[14, 10], [20, 16], [16, 13, 12], [40, 8], [30, 24, 18]])


def partition(drawn: OpinionMap) -> set[frozenset[str]]:
    return {frozenset(group.participants) for group in drawn.groups}


def agreement(drawn: OpinionMap, witness: dict[str, str]) -> float:
    """Adjusted Rand index over those whom both placed."""
    both = [one for one in witness if drawn.group_of.get(one) is not None]
    return float(
        adjusted_rand_score([witness[one] for one in both], [drawn.group_of[one] for one in both])
    )


@pytest.mark.parametrize("sizes", [[14, 10], [30, 20], [25, 20, 15], [60, 50, 40], [400, 300, 80]])
def test_planted_groups_are_found_as_they_were_planted(sizes: list[int]) -> None:
    for seed in range(3):
        stances, camps = planted(sizes, seed=seed)
        drawn = draw_map(stances)
        labels = [drawn.group_of[one] for one in stances.participants]
        placed = [at for at, label in enumerate(labels) if label is not None]
        found = adjusted_rand_score(camps[placed], [labels[at] for at in placed])
        assert (len(drawn.groups), found > 0.9) == (len(sizes), True), (seed, found)


@pytest.mark.parametrize(
    ("folder", "least", "placed", "unplaced"), [(BREXIT, 0.87, 189, 15), (SEATTLE, 0.77, 138, 201)]
)
def test_polis_own_grouping_of_a_real_conversation_is_met(
    folder: Path, least: float, placed: int, unplaced: int
) -> None:
    drawn = draw_map(read_folder(folder).table())
    assert len(drawn.groups) == 2
    assert agreement(drawn, groups_of_polis(folder)) >= least
    assert (drawn.placed, drawn.unplaced, drawn.least_answers) == (placed, unplaced, 7)


@given(TWO_OR_THREE, st.integers(0, 40), st.randoms(use_true_random=False))
@settings(max_examples=6, deadline=None)
def test_neither_order_nor_names_play_a_part(sizes: list[int], seed: int, lot: object) -> None:
    stances, _ = planted(sizes, seed=seed)
    rows, columns = list(range(len(stances.participants))), list(range(16))
    lot.shuffle(rows)  # type: ignore[attr-defined]
    lot.shuffle(columns)  # type: ignore[attr-defined]
    mixed = Stances(
        tuple(stances.participants[at] for at in rows),
        tuple(stances.statements[at] for at in columns),
        stances.values[np.ix_(rows, columns)],
    )
    plain, other = draw_map(stances), draw_map(mixed)
    assert plain.group_of == other.group_of
    assert set(plain.common_ground) == set(other.common_ground)
    assert set(plain.divisive) == set(other.divisive)
    renamed = draw_map(replace(stances, participants=tuple(f"x{at}" for at in rows)))
    assert list(renamed.group_of.values()) == list(plain.group_of.values())


def test_a_crowd_without_clear_groups_is_parted_alike_in_any_order() -> None:
    for seed in range(4):
        lot = np.random.default_rng(seed)
        values = lot.choice([-1.0, 0.0, 1.0], (150, 12))
        rows = lot.permutation(150)
        mixed = named(values[rows])
        mixed = replace(mixed, participants=tuple(f"p{at}" for at in rows))
        assert draw_map(mixed).group_of == draw_map(named(values)).group_of


@given(TWO_OR_THREE, st.integers(0, 40))
@settings(max_examples=4, deadline=None)
def test_a_double_of_everybody_is_put_beside_them(sizes: list[int], seed: int) -> None:
    stances, _ = planted(sizes, noise=0.08, missing=0.1, seed=seed)
    people = stances.participants
    both = Stances(
        people + tuple(f"{one}'" for one in people),
        stances.statements,
        np.vstack([stances.values, stances.values]),
    )
    single, double = draw_map(stances), draw_map(both)
    assert {one: double.group_of[one] for one in people} == single.group_of
    assert all(double.group_of[f"{one}'"] == double.group_of[one] for one in people)


def test_the_same_stances_give_the_same_picture_to_the_last_digit() -> None:
    stances, _ = planted([20, 15], seed=1)
    assert draw_map(stances) == draw_map(stances)


def test_statements_taken_out_have_no_influence() -> None:
    conversation = read_folder(BREXIT)
    out = {one.id for one in conversation.statements[:5]}
    moderated = tuple(
        replace(one, moderated=-1 if one.id in out else one.moderated)
        for one in conversation.statements
    )
    without = replace(
        conversation,
        statements=tuple(one for one in conversation.statements if one.id not in out),
        stances=tuple(one for one in conversation.stances if one.statement not in out),
    )
    drawn = draw_map(replace(conversation, statements=moderated).table())
    expected = draw_map(without.table())
    assert drawn.figures == expected.figures
    assert {one for one in drawn.group_of.items() if one[1] is not None} == {
        one for one in expected.group_of.items() if one[1] is not None
    }


@pytest.mark.parametrize(("people", "is_map"), [(LEAST_PEOPLE - 1, False), (LEAST_PEOPLE, True)])
def test_a_room_of_fewer_than_twelve_gets_a_plain_table(people: int, is_map: bool) -> None:
    stances, _ = planted([people - 5, 5], noise=0, missing=0, seed=1)
    drawn = draw_map(stances)
    assert drawn.is_map is is_map
    assert drawn.no_map is (None if is_map else NoMap.FEW)
    assert len(drawn.figures) == 16
    if not is_map:
        assert set(drawn.group_of.values()) == {None}


def test_whoever_answered_too_little_is_in_no_group_and_still_counted() -> None:
    stances, _ = planted([14, 12], missing=0, seed=2)
    stances.values[0, 6:] = np.nan
    drawn = draw_map(stances)
    assert drawn.group_of["p0"] is None
    assert drawn.unplaced == 1
    assert all(dot.participant != "p0" for dot in drawn.dots)
    assert drawn.figures_of("s0").everyone.seen == 26
    assert sum(side.seen for side in drawn.figures_of("s0").by_group) == 25


def test_answers_dealt_out_by_lot_make_no_groups_in_a_room() -> None:
    maps = 0
    for seed in range(12):
        lot = np.random.default_rng(seed)
        maps += draw_map(named(lot.choice([-1.0, 0.0, 1.0], (24, 16)))).is_map
    assert maps <= 2


def test_a_room_that_answers_as_one_gets_no_map() -> None:
    drawn = draw_map(named(np.ones((20, 9))))
    assert drawn.no_map is NoMap.ALIKE
    assert len(drawn.common_ground) == 9


def test_two_camps_on_one_statement_are_two_groups() -> None:
    drawn = draw_map(named(np.repeat([[1.0], [-1.0]], 10, axis=0)))
    assert [group.size for group in drawn.groups] == [10, 10]
    assert drawn.divisive == ("s0",)


def test_nobody_and_nothing_are_no_trouble() -> None:
    for shape in ((0, 0), (0, 5), (5, 0), (30, 0)):
        drawn = draw_map(named(np.full(shape, np.nan)))
        assert not drawn.is_map
        assert len(drawn.group_of) == shape[0]
    silent = draw_map(named(np.full((30, 4), np.nan)))
    assert (silent.placed, silent.common_ground) == (0, ())


def test_a_group_of_two_is_listed_with_what_it_says() -> None:
    values = np.ones((34, 12))
    values[20:32, :8] = -1
    values[32:] = np.where(np.arange(12) < 4, 1, -1) * np.where(np.arange(12) % 2, 1, -1)
    drawn = draw_map(named(values))
    assert [group.size for group in drawn.groups] == [20, 12, 2]
    assert all(group.named_by for group in drawn.groups)


def test_groups_are_numbered_by_size_and_every_dot_is_in_its_group() -> None:
    drawn = draw_map(planted([10, 30, 18], seed=4)[0])
    sizes = [group.size for group in drawn.groups]
    assert sizes == sorted(sizes, reverse=True)
    assert [group.number for group in drawn.groups] == [0, 1, 2]
    for dot in drawn.dots:
        assert dot.participant in drawn.groups[dot.group].participants


def test_starting_the_app_does_not_wait_for_the_sums() -> None:
    code = "import sys, domain.opinions.report; print({'sklearn', 'scipy'} & set(sys.modules))"
    done = run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "set()"
