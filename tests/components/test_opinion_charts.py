"""Charts of opinions: everyone is a dot, nobody is named, and the last row can read it."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

import pytest

from components.charts.opinion_map import (
    ON_DARK,
    ON_LIGHT,
    SHAPES,
    GroupLabel,
    hull,
    opinion_map,
)
from components.charts.paper import HALL_DARK, HALL_LIGHT, PAGE, Paper
from components.charts.stances import MovedRow, StanceRow, moved_bars, stance_bars, wrapped
from domain.opinions.opinion_map import Dot
from tests.components.test_outcome_charts import values
from tests.house.test_server_options import contrast

DOTS = (
    *(Dot(f"lin_{at}", at % 3, at / 3, 0) for at in range(9)),
    *(Dot(f"chen_{at}", 8, 8, 1) for at in range(5)),
    Dot("alone", 4, -6, 2),
)
LABELS = (GroupLabel("A", "9 人"), GroupLabel("B", "5 人"), GroupLabel("C", "1 人"))
WORDS = ("赞成", "略过", "反对")
PAPERS = pytest.mark.parametrize(
    "paper", [PAGE, HALL_DARK, HALL_LIGHT], ids=["page", "dark", "light"]
)


def layers(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [one for one in spec["layer"] if one["mark"]["type"] == mark]


@PAPERS
def test_everyone_placed_is_one_dot_and_nobody_is_named(paper: Paper) -> None:
    spec = opinion_map(DOTS, LABELS, paper, own="alone", own_says="您在这里")
    people = layers(spec, "point")[0]
    rows = people["data"]["values"]
    assert len(rows) == len(DOTS)
    assert len({(row["x"], row["y"]) for row in rows}) == len(DOTS)
    assert "lin_" not in json.dumps(spec)
    assert "alone" not in json.dumps(spec)
    assert list(values(spec, "letter")).count("C") >= 1


def test_the_order_of_the_dots_tells_nothing() -> None:
    assert opinion_map(DOTS, LABELS) == opinion_map(DOTS[::-1], LABELS)


def test_only_the_one_who_looks_is_ringed() -> None:
    ringed = opinion_map(DOTS, LABELS, own="alone", own_says="您在这里")
    assert sum(values(layers(ringed, "point")[0], "own")) == 1
    assert "您在这里" in set(values(ringed, "says"))
    assert len(layers(opinion_map(DOTS, LABELS), "point")) == 1


@PAPERS
def test_a_group_differs_by_shape_as_well_as_colour(paper: Paper) -> None:
    people = layers(opinion_map(DOTS, LABELS, paper), "point")[0]["encoding"]
    for channel in ("color", "shape"):
        assert len(set(people[channel]["scale"]["range"])) == len(LABELS)


@pytest.mark.parametrize(("paper", "colours"), [(HALL_DARK, ON_DARK), (HALL_LIGHT, ON_LIGHT)])
def test_the_colours_of_the_groups_stand_out_from_the_wall(
    paper: Paper, colours: tuple[str, ...]
) -> None:
    assert len(colours) == len(SHAPES) == 5
    assert all(contrast(colour, paper.ground) >= 7 for colour in colours)
    assert all(one != other for one, other in combinations(colours, 2))


def test_letters_stand_large_and_a_small_group_keeps_its_people_in_sight() -> None:
    spec = opinion_map(DOTS, LABELS, HALL_DARK)
    letters = [one for one in layers(spec, "text") if one["encoding"]["text"]["field"] == "letter"]
    assert all(one["mark"]["fontSize"] >= 80 for one in letters)
    crowd, alone = letters[0]["data"]["values"][1:]
    assert crowd["y"] > 8.5
    assert alone["y"] > -5.9


def test_an_outline_runs_round_all_points() -> None:
    square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
    assert sorted(hull([*square, (1.0, 1.0), (1.0, 0.0)])) == sorted(square)
    assert hull([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]) == [(0.0, 0.0), (2.0, 2.0)]
    assert hull([(3.0, 3.0)]) == [(3.0, 3.0)]


@PAPERS
def test_a_bar_of_stances_is_a_hundred_parts_long(paper: Paper) -> None:
    spec = stance_bars((StanceRow("多装路灯", 6, 1, 3), StanceRow("没人答", 0, 0, 0)), WORDS, paper)
    parts = layers(spec, "rect")[0]["data"]["values"]
    assert [(part["kind"], part["from"], part["to"]) for part in parts[:3]] == [
        ("赞成", 0, 60),
        ("略过", 60, 70),
        ("反对", 70, 100),
    ]
    assert [part["says"] for part in parts] == ["60%", "10%", "30%", "", "", ""]
    assert "多装路灯" in set(values(spec, "line"))
    assert spec["width"] == (paper.width_px or "container")


@PAPERS
def test_what_moved_is_shown_from_before_to_after(paper: Paper) -> None:
    spec = moved_bars((MovedRow("多装路灯", 40, 75),), ("议事前", "议事后"), paper)
    ends = {(row["kind"], row["at"], row["left"]) for row in _rows(spec) if "kind" in row}
    assert ends == {("议事前", 40, True), ("议事后", 75, False)}


@pytest.mark.parametrize(("before", "after"), [(10, 90), (90, 10), (50, 50)])
def test_two_figures_never_stand_on_each_other(before: int, after: int) -> None:
    spec = moved_bars((MovedRow("甲", before, after),), ("前", "后"))
    sides = {row["kind"]: row["left"] for row in _rows(spec) if "kind" in row}
    assert set(sides.values()) == {True, False}


def test_a_long_statement_is_broken_into_lines_and_keeps_every_letter() -> None:
    text = "晚上十点以后，广场舞的音响要关掉，不能影响上学的孩子休息（A lamp is fine）。"
    lines = wrapped(text, 10)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= 20 for line in lines)
    assert not any(line[0] in "，。）" for line in lines)
    assert wrapped("", 10) == []


def _rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for layer in spec["layer"]:
        found += layer.get("data", {}).get("values", [])
        found += _rows(layer) if "layer" in layer else []
    return found
