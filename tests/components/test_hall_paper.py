"""Charts on the wall: every letter at least 7:1 on whatever it is drawn on."""

import pytest

from components.charts.opinion_map import ON_DARK, ON_LIGHT
from components.charts.paper import HALL_DARK, HALL_LIGHT, Paper
from tests.browser.legible import LEAST_CONTRAST, LEAST_PX, contrast


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


@pytest.mark.parametrize("paper", [HALL_DARK, HALL_LIGHT])
def test_letters_of_a_chart_stand_out_from_the_wall_and_from_bars(paper: Paper) -> None:
    for ink, ground in (
        (paper.ink, paper.ground),
        (paper.ink, paper.faint),
        (paper.ground, paper.strong),
        (paper.ground, paper.other),
    ):
        assert contrast(rgb(ink), rgb(ground)) >= LEAST_CONTRAST, (ink, ground)
    assert paper.letters_px >= LEAST_PX


@pytest.mark.parametrize(("colours", "paper"), [(ON_DARK, HALL_DARK), (ON_LIGHT, HALL_LIGHT)])
def test_dots_of_every_group_stand_out_from_the_wall(
    colours: tuple[str, ...], paper: Paper
) -> None:
    for colour in colours:
        assert contrast(rgb(colour), rgb(paper.ground)) >= 4.5, colour
