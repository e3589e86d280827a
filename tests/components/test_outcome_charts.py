"""Charts of a result: what is drawn is what was counted, in letters that the last row can read."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from components.charts.hall_reviews import Lane, lanes
from components.charts.outcomes import Bar, bars, compared, money_bar, purses, turnout_bars
from components.charts.paper import HALL_DARK, HALL_LIGHT, PAGE, Paper
from tests.house.sources import ROOT
from tests.house.test_server_options import contrast

LEAST_PX_ON_THE_WALL = 28


def specs(paper: Paper) -> dict[str, dict[str, Any]]:
    rows = (Bar("none", 20, "20"), Bar("one", 80, "80"))
    pairs = (Bar("homes", 60, "60 %", "money"), Bar("homes", 40, "40 %", "votes"))
    return {
        "bars": bars(rows, 80, paper, 0),
        "compared": compared(pairs, ("money", "votes"), paper),
        "purses": purses((0, 500, 1000), ("empty", "it's full"), paper),
        "money": money_bar(300, 200, 500, paper),
        "turnout": turnout_bars(("begun", "finished"), (120, 90), 200, paper),
        "reviews": lanes((Lane("risk", (1, 5, 5), True),), ("1", "2", "3", "4", "5"), paper),
    }


def values(spec: Any, field: str) -> Iterator[Any]:
    """Every value of a field in the data of a spec."""
    if isinstance(spec, dict):
        if field in spec and not isinstance(spec[field], dict | list):
            yield spec[field]
        for part in spec.values():
            yield from values(part, field)
    elif isinstance(spec, list):
        for part in spec:
            yield from values(part, field)


@pytest.mark.parametrize("name", specs(PAGE))
def test_a_chart_on_a_page_is_as_wide_as_its_place_and_plain_json(name: str) -> None:
    spec = specs(PAGE)[name]
    assert spec["width"] == "container"
    assert json.loads(json.dumps(spec)) == spec


@pytest.mark.parametrize("paper", [HALL_DARK, HALL_LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("name", specs(PAGE))
def test_letters_on_the_wall_are_large(name: str, paper: Paper) -> None:
    config = specs(paper)[name]["config"]
    sizes = [config["text"]["fontSize"], config["axis"]["labelFontSize"]]
    assert min([*sizes, config["legend"]["labelFontSize"]]) >= LEAST_PX_ON_THE_WALL


@pytest.mark.parametrize("paper", [HALL_DARK, HALL_LIGHT], ids=["dark", "light"])
def test_the_wall_s_colours_stand_out(paper: Paper) -> None:
    for colour in (paper.ink, paper.strong, paper.other):
        assert contrast(colour, paper.ground) >= 7
    assert contrast(paper.ground, paper.strong) >= 7


def test_bars_are_as_long_as_their_figures() -> None:
    spec = specs(PAGE)["bars"]
    assert sorted(values(spec, "length")) == [20, 80]
    assert sorted(values(spec, "says")) == ["20", "80"]


def test_the_money_of_a_step_adds_up_to_the_budget() -> None:
    assert sum(values(specs(PAGE)["money"], "cents")) == 1000


def test_turnout_shows_begun_and_finished_of_everyone() -> None:
    spec = specs(PAGE)["turnout"]
    assert sorted(values(spec, "n")) == [90, 120]
    assert set(values(spec, "all")) == {200}


def test_words_with_quotes_do_not_break_a_label() -> None:
    text = json.dumps(specs(PAGE)["purses"], ensure_ascii=False)
    assert r"it\\'s full" in text


def test_scores_are_counted_and_dissent_is_marked() -> None:
    spec = specs(HALL_DARK)["reviews"]
    assert set(values(spec, "n")) == {1, 2}
    assert True in set(values(spec, "dissent"))


def test_a_kept_chart_is_the_same_object() -> None:
    assert specs(PAGE)["bars"] is specs(PAGE)["bars"]


BESIDE_AN_IMPORT = """
from sys import setswitchinterval
from threading import Thread
from components.charts.outcomes import Bar, bars

setswitchinterval(0.0001)
loading = Thread(target=__import__, args=("pandas",))
loading.start()
for length in range(300):
    bars((Bar("homes", length, "1"),), 300)
loading.join()
"""


def test_a_chart_can_be_made_while_another_thread_loads_what_altair_asks_for() -> None:
    """As when two walls are opened in the seconds after a start."""
    made = subprocess.run(
        [sys.executable, "-c", BESIDE_AN_IMPORT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
