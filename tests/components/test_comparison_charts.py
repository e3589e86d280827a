"""Charts of why and what if: long names keep their room, and every kind has its own colour."""

import json

import pytest

from components.charts.comparisons import THIRD_COLOUR, beside, named_bars
from components.charts.outcomes import Bar
from components.charts.paper import PAGE
from tests.components.test_outcome_charts import values
from tests.house.test_server_options import contrast

ROWS = (Bar("needs", 300, "¥3", "other"), Bar("left", 100, "¥1", "strong"))


def test_a_named_bar_has_its_name_its_figure_and_its_colour() -> None:
    spec = named_bars(ROWS)
    assert json.loads(json.dumps(spec)) == spec
    assert spec["width"] == "container"
    assert {"needs", "left"} <= set(values(spec, "name"))
    assert {"¥3", "¥1"} <= set(values(spec, "says"))
    assert {PAGE.other, PAGE.strong} <= set(values(spec, "colour"))


def test_a_long_name_is_cut_at_the_width_of_the_place_and_not_at_a_label_s() -> None:
    [names] = [
        layer
        for layer in named_bars(ROWS)["layer"]
        if layer["encoding"].get("text", {}).get("field") == "name"
    ]
    assert names["mark"]["limit"] == {"expr": "width"}


@pytest.mark.parametrize("kinds", [("a", "b"), ("a", "b", "c")])
def test_sides_stand_in_the_order_given(kinds: tuple[str, ...]) -> None:
    rows = tuple(Bar("one", 10, "10", kind) for kind in kinds)
    drawn = beside(rows, kinds)["layer"][0]["encoding"]
    assert drawn["yOffset"]["sort"] == list(kinds)
    assert drawn["color"]["scale"]["domain"] == list(kinds)
    assert len(set(drawn["color"]["scale"]["range"])) == len(kinds)


def test_the_third_colour_can_be_told_from_the_paper() -> None:
    assert contrast(THIRD_COLOUR, PAGE.ground) >= 4.5
