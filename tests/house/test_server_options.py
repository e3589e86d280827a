"""The server's options exist in the Streamlit that is pinned, and the look keeps its contrast."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from streamlit import config

from tests.house.sources import ROOT

TOML = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEME: dict[str, str] = TOML["theme"]
WHITE = "#FFFFFF"

# How eyes without one kind of cone see linear RGB: Machado, Oliveira and Fernandes (2009).
SIGHT = {
    "every cone": np.eye(3),
    "no red cone": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green cone": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no blue cone": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def options(table: Mapping[str, object], above: str = "") -> Iterator[str]:
    """The full names of all options: `theme.sidebar.backgroundColor`."""
    for name, value in table.items():
        full = f"{above}.{name}" if above else name
        if isinstance(value, Mapping):
            yield from options(value, full)
        else:
            yield full


def unknown_options(table: Mapping[str, object]) -> set[str]:
    """The options that this Streamlit does not know; it would only log a line about them."""
    return set(options(table)) - set(config._config_options_template)


def linear(colour: str) -> NDArray[np.float64]:
    """Linear red, green, blue of `#RRGGBB`."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    dark, light = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIE L*a*b* of linear RGB, in which distance is how different two colours look."""
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ np.clip(rgb, 0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def nearest_pair(colours: list[str], sight: str) -> float:
    """The smallest distance between any two of these colours, as such eyes see them."""
    seen = [lab(SIGHT[sight] @ linear(colour)) for colour in colours]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2))


def test_every_option_exists_in_the_pinned_streamlit() -> None:
    assert unknown_options(TOML) == set()
    assert unknown_options({"server": {"fileWatcher": "none"}}) == {"server.fileWatcher"}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("runner.postScriptGC", False),
        ("runner.magicEnabled", False),
        ("runner.enforceSerializableSessionState", True),
        ("server.fileWatcherType", "none"),
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
    ],
)
def test_the_options_that_speed_and_silence_rest_on_are_set(option: str, value: object) -> None:
    section, name = option.split(".")
    assert TOML[section][name] == value


@pytest.mark.parametrize("paper", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor", "primaryColor", "grayTextColor"])
def test_text_is_easy_to_read_on_the_paper(ink: str, paper: str) -> None:
    assert contrast(THEME[ink], THEME[paper]) >= 4.5


def test_white_is_easy_to_read_on_the_main_button() -> None:
    assert contrast(WHITE, THEME["primaryColor"]) >= 4.5


@pytest.mark.parametrize("hue", ["red", "orange", "yellow", "green", "blue", "violet", "gray"])
def test_a_message_is_easy_to_read_in_its_own_colours(hue: str) -> None:
    assert contrast(THEME[f"{hue}TextColor"], THEME[f"{hue}BackgroundColor"]) >= 4.5


def test_the_colours_of_charts_stand_out_from_the_paper() -> None:
    for colour in THEME["chartCategoricalColors"]:
        assert contrast(colour, THEME["backgroundColor"]) >= 3


@pytest.mark.parametrize("sight", sorted(SIGHT))
def test_the_colours_of_charts_are_told_apart_by_any_eyes(sight: str) -> None:
    assert nearest_pair(list(THEME["chartCategoricalColors"]), sight) >= 15


def test_red_beside_green_would_be_found() -> None:
    assert nearest_pair(["#8A6A00", "#C2501F"], "no green cone") < 15
