"""Alike proposals are found, unlike ones are left in peace: tried on the demonstration's 120."""

import json
from pathlib import Path

import pytest

from domain.similarity import MOST_SHOWN, SimilarityIndex, build_index, find_alike

DEMO = json.loads((Path(__file__).parents[2] / "db/demo/proposals.json").read_text("utf-8"))
TWINS = [place for place, row in enumerate(DEMO) if "similar_group" in row]


def rest_of(row: dict[str, str]) -> str:
    return f"{row['problem']}\n{row['plan']}"


@pytest.fixture(scope="module")
def index() -> SimilarityIndex:
    return build_index({place: (row["title"], rest_of(row)) for place, row in enumerate(DEMO)})


@pytest.mark.parametrize("place", TWINS)
def test_a_twin_is_the_first_found_from_its_whole_text(index: SimilarityIndex, place: int) -> None:
    row = DEMO[place]
    found = find_alike(index, row["title"], rest_of(row), besides=place)
    assert [DEMO[one.proposal_id].get("similar_group") for one in found] == [row["similar_group"]]


@pytest.mark.parametrize("place", TWINS)
def test_a_twin_is_found_when_only_the_title_is_typed(place: int) -> None:
    row = DEMO[place]
    submitted = {key: (one["title"], rest_of(one)) for key, one in enumerate(DEMO) if key != place}
    found = find_alike(build_index(submitted), row["title"], "")
    assert found
    assert DEMO[found[0].proposal_id].get("similar_group") == row["similar_group"]


def test_nobody_else_is_said_to_be_alike(index: SimilarityIndex) -> None:
    for place, row in enumerate(DEMO):
        for typed in (rest_of(row), ""):
            for one in find_alike(index, row["title"], typed, besides=place):
                other = DEMO[one.proposal_id]
                assert other.get("similar_group") == row.get("similar_group") is not None


def test_twins_are_found_in_a_small_round_too() -> None:
    rows = [*DEMO[:2], DEMO[5]]
    small = build_index({place: (row["title"], rest_of(row)) for place, row in enumerate(rows[1:])})
    found = find_alike(small, rows[0]["title"], rest_of(rows[0]))
    assert [one.proposal_id for one in found] == [1]


def test_an_empty_draft_resembles_nothing(index: SimilarityIndex) -> None:
    assert find_alike(index, "", "") == []
    assert find_alike(build_index({}), "扶手", "") == []


def test_no_more_than_three_are_shown() -> None:
    same = build_index(dict.fromkeys(range(9), ("门口加装扶手", "台阶没有扶手")))
    assert len(find_alike(same, "门口加装扶手", "台阶没有扶手")) == MOST_SHOWN
