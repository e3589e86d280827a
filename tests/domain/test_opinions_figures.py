"""What is told of statements: who shares them, who parts on them, what the talk moved."""

from __future__ import annotations

import numpy as np
import pytest

from domain.opinions.figures import StatementFigures, Tally, tally_statements
from domain.opinions.ground import common_ground, common_rejection, divisive
from domain.opinions.naming import name_groups, one_proportion, two_proportions
from domain.opinions.stances import AGREE, DISAGREE, PASS, Stance, gather
from domain.opinions.waves import compare_waves
from tests.domain.conversations import named


def figures(*sides: tuple[int, int, int], statement: str = "s") -> StatementFigures:
    groups = tuple(Tally(*side) for side in sides)
    whole = Tally(*(sum(side[at] for side in sides) for at in range(3)))
    return StatementFigures(statement, whole, groups)


def test_a_statement_is_told_by_group_and_by_everyone() -> None:
    table = named(np.array([[1.0], [1.0], [-1.0], [0.0], [np.nan], [1.0]]))
    (one,) = tally_statements(table, np.array([0, 0, 1, 1, 1, -1]), 2)
    assert one.everyone == Tally(agree=3, disagree=1, passed=1)
    assert one.by_group == (Tally(agree=2), Tally(disagree=1, passed=1))
    assert one.everyone.seen == 5
    assert one.everyone.percent(AGREE) == 60


def test_no_majority_outvotes_a_small_group_into_common_ground() -> None:
    carried = figures((90, 5, 5), (0, 3, 0), statement="carried")
    shared = figures((60, 30, 10), (3, 0, 0), statement="shared")
    rejected = figures((1, 50, 0), (0, 4, 0), statement="rejected")
    rows = [carried, shared, rejected]
    assert common_ground(rows) == ()
    shared = figures((70, 20, 10), (3, 0, 0), statement="shared")
    assert common_ground([carried, shared, rejected]) == ("shared",)
    assert common_rejection([carried, shared, rejected]) == ("rejected",)


def test_a_group_that_was_not_asked_shares_nothing() -> None:
    assert common_ground([figures((40, 0, 0), (0, 0, 0))]) == ()


def test_common_ground_begins_with_what_every_group_shares_most() -> None:
    strong = figures((20, 0, 0), (10, 0, 0), statement="strong")
    weak = figures((30, 0, 0), (8, 2, 0), statement="weak")
    assert common_ground([weak, strong]) == ("strong", "weak")


def test_divisive_is_where_groups_part_not_where_all_are_torn() -> None:
    torn = figures((20, 20, 0), (10, 10, 0), statement="torn")
    parted = figures((38, 2, 0), (1, 19, 0), statement="parted")
    assert divisive([torn, parted]) == ("parted",)
    assert divisive([figures((2, 0, 0), (0, 1, 0))]) == ()


def test_without_groups_the_room_is_one_side() -> None:
    shared, torn = StatementFigures("a", Tally(8, 1, 0)), StatementFigures("b", Tally(5, 4, 0))
    unasked, once = StatementFigures("c", Tally()), StatementFigures("d", Tally(1))
    rows = [shared, torn, unasked, once]
    assert common_ground(rows) == ("a",)
    assert divisive(rows) == ("b",)


def test_a_group_is_named_by_what_it_says_more_than_the_others() -> None:
    everyone = figures((30, 0, 0), (20, 0, 0), statement="everyone")
    ours = figures((27, 2, 1), (2, 17, 1), statement="ours")
    first, second = name_groups([everyone, ours], 2)
    assert [(one.statement, one.side, one.is_sure) for one in first] == [("ours", AGREE, True)]
    assert [(one.statement, one.side, one.is_sure) for one in second] == [("ours", DISAGREE, True)]
    assert first[0].share == pytest.approx(0.9)
    assert first[0].share_of_rest == pytest.approx(0.1)


def test_even_one_person_is_named_by_something() -> None:
    alike = figures((5, 5, 0), (1, 0, 0), statement="alike")
    passed = figures((5, 5, 0), (0, 0, 1), statement="passed")
    _, single = name_groups([alike, passed], 2)
    assert [(one.statement, one.side) for one in single] == [("alike", AGREE)]
    _, silent = name_groups([passed], 2)
    assert [(one.statement, one.side, one.is_sure) for one in silent] == [("passed", PASS, False)]


def test_the_tests_of_proportions_by_hand() -> None:
    assert one_proportion(8, 9) == pytest.approx(2 * 10**0.5 * (9 / 10 - 0.5))
    pooled = (9 + 3) / (10 + 10)
    expected = (0.9 - 0.3) / (pooled * (1 - pooled) * 0.2) ** 0.5
    assert two_proportions(8, 9, 2, 9) == pytest.approx(expected)
    assert two_proportions(0, 0, 0, 0) == 0


def test_the_last_stance_of_a_person_counts() -> None:
    table = gather(
        [
            Stance("p", "s", AGREE, at_ms=20),
            Stance("p", "s", DISAGREE, at_ms=10),
            Stance("q", "s", AGREE, at_ms=10),
            Stance("q", "s", PASS, at_ms=10),
            Stance("p", "gone", AGREE, at_ms=1),
        ],
        ["unasked", "s"],
        {"gone"},
    )
    assert table.statements == ("unasked", "s")
    assert table.values[:, 1].tolist() == [1, 0]
    assert np.isnan(table.values[:, 0]).all()


def test_what_the_talk_moved_is_counted_on_the_same_people() -> None:
    before = gather(
        [Stance("a", "s", -1), Stance("b", "s", 0), Stance("c", "s", 1), Stance("d", "s", 1)],
        ["s", "t"],
    )
    after = gather([Stance("e", "s", 1), *(Stance(one, "s", 1) for one in "cba")], ["s", "u"])
    (moved,) = compare_waves(before, after)
    assert moved.statement == "s"
    assert moved.people == 3
    assert (
        moved.moves[DISAGREE, AGREE] == moved.moves[PASS, AGREE] == moved.moves[AGREE, AGREE] == 1
    )
    assert sum(moved.moves.values()) == 3
    assert moved.percents_agreeing == (33, 100)
    assert (moved.changed, moved.towards_agreeing, moved.towards_disagreeing) == (2, 2, 0)
    assert (moved.only_before, moved.only_after) == (1, 1)


def test_two_waves_without_anyone_in_common_compare_nobody() -> None:
    (moved,) = compare_waves(gather([Stance("a", "s", 1)]), gather([Stance("b", "s", 1)]))
    assert (moved.people, moved.changed, moved.percents_agreeing) == (0, 0, (0, 0))
