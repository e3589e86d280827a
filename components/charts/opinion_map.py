"""The map of opinion groups: every person a dot, those who answer alike near each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, sin, sqrt
from typing import Any

import altair as alt

from components.charts.paper import HALL_DARK, PAGE, Paper
from domain.opinions.opinion_map import Dot

Spec = dict[str, Any]
"""Kept by `lru_cache` and shared: nobody may change it."""

Point = tuple[float, float]
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross")
ON_LIGHT = ("#0B5D5E", "#8A340D", "#4B3492", "#5A4A00", "#8C1D4F")
ON_DARK = ("#6FD3C7", "#F4A261", "#CDB8F7", "#F2D75C", "#F79BB4")
HEIGHT_IN_LETTERS = 20
ROOMY_IN_LETTERS, OVER_IN_LETTERS = 8, 4
WIDE_ON_THE_WALL, WIDE_ON_A_PAGE = 2.2, 1.4

TURN = 2.39996
"""The golden angle: people who answered exactly alike stand around each other like seeds."""

_TINT = 0.22


@dataclass(frozen=True, slots=True)
class GroupLabel:
    """What stands in the middle of a group: its letter, and a few words below it."""

    letter: str
    says: str = ""


@lru_cache(maxsize=128)
def opinion_map(
    dots: tuple[Dot, ...],
    labels: tuple[GroupLabel, ...],
    paper: Paper = PAGE,
    own: str = "",
    own_says: str = "",
    wide: float = 0,
) -> Spec:
    """Dots in the colour and shape of their group, a field under each group, its letter on top.

    `labels` in the order of the groups' numbers. `own`: the participant to be ringed, with
    `own_says` beside the ring. `wide`: width by height of its place, 0 for the usual one, so that
    near means as near upwards as sideways. No name is handed to the browser.
    """
    wide = wide or (WIDE_ON_THE_WALL if paper.width_px else WIDE_ON_A_PAGE)
    placed = sorted((one.x, one.y, one.group, one.participant == own) for one in dots)
    spread = _spread([(x, y) for x, y, _, _ in placed], _step(placed, wide))
    rows = [
        {"x": x, "y": y, "group": group, "own": is_own}
        for (x, y), (_, _, group, is_own) in zip(spread, placed, strict=True)
    ]
    anchors = _anchors(rows, len(labels), _half_height(spread, wide) * 2 / HEIGHT_IN_LETTERS)
    x, y = _axes(spread + anchors, wide)
    colours = ON_DARK if paper.ground == HALL_DARK.ground else ON_LIGHT
    groups = range(len(labels))
    layers = [
        *(_field(rows, group, colours[group], paper, x, y) for group in groups),
        _people(rows, len(labels), colours, paper, x, y),
        *_letters(anchors, labels, paper, x, y),
        *_ring([row for row in rows if row["own"]], own_says, paper, x, y),
    ]
    spec: Spec = alt.layer(*layers).to_dict()
    return spec | paper.size(paper.letters_px * HEIGHT_IN_LETTERS) | {"config": paper.config()}


def _field(
    rows: list[dict[str, Any]], group: int, colour: str, paper: Paper, x: alt.X, y: alt.Y
) -> alt.Chart:
    """The tinted ground under a group: its outline, widened by a thick round stroke."""
    outline = hull([(row["x"], row["y"]) for row in rows if row["group"] == group])
    data = [{"x": at[0], "y": at[1], "order": place} for place, at in enumerate(outline)]
    tint = _mixed(colour, paper.ground)
    shape = alt.Chart(alt.Data(values=data)).mark_line(
        filled=True,
        fill=tint,
        stroke=tint,
        strokeWidth=paper.letters_px * 2,
        strokeJoin="round",
        strokeCap="round",
        interpolate="linear-closed",
    )
    return shape.encode(x=x, y=y, order="order:Q")


def _people(
    rows: list[dict[str, Any]],
    groups: int,
    colours: Sequence[str],
    paper: Paper,
    x: alt.X,
    y: alt.Y,
) -> alt.Chart:
    names = list(range(groups))
    size = paper.letters_px**2 * (0.34 if len(rows) <= 150 else 0.2)
    drawn = alt.Chart(alt.Data(values=rows)).mark_point(
        filled=True, size=size, opacity=1, stroke=paper.ground, strokeWidth=1.5
    )
    return drawn.encode(
        x=x,
        y=y,
        color=alt.Color(
            "group:N", scale=alt.Scale(domain=names, range=list(colours[:groups])), legend=None
        ),
        shape=alt.Shape(
            "group:N", scale=alt.Scale(domain=names, range=list(SHAPES[:groups])), legend=None
        ),
    )


def _anchors(rows: list[dict[str, Any]], groups: int, letter: float) -> list[Point]:
    """Where each group's letter stands: in its middle, or over it where it would hide the people.

    `letter`: the height of a letter in units of the map.
    """
    anchors = []
    for group in range(groups):
        xs = [row["x"] for row in rows if row["group"] == group]
        ys = [row["y"] for row in rows if row["group"] == group]
        is_roomy = max(ys) - min(ys) >= letter * ROOMY_IN_LETTERS
        height = sum(ys) / len(ys) if is_roomy else max(ys) + letter * OVER_IN_LETTERS
        anchors.append((sum(xs) / len(xs), height))
    return anchors


def _letters(
    anchors: list[Point], labels: tuple[GroupLabel, ...], paper: Paper, x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    """The letters with an edge of the ground around them, so that dots never blur one."""
    data = [
        {"x": at[0], "y": at[1], "letter": label.letter, "says": label.says}
        for at, label in zip(anchors, labels, strict=True)
    ]
    base = alt.Chart(alt.Data(values=data))
    letter = {"fontSize": paper.letters_px * 2.4, "fontWeight": 800}
    words = {"fontSize": paper.letters_px * 1.1, "fontWeight": 700, "dy": paper.letters_px * 1.8}
    edge = {"stroke": paper.ground, "strokeWidth": paper.letters_px * 0.4, "strokeJoin": "round"}
    return [
        base.mark_text(**look, **more, color=paper.ink).encode(x=x, y=y, text=f"{field}:N")
        for look, field in ((words, "says"), (letter, "letter"))
        for more in (edge, {})
    ]


def _ring(
    own: list[dict[str, Any]], says: str, paper: Paper, x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    if not own:
        return []
    base = alt.Chart(alt.Data(values=[{**own[0], "says": says}]))
    ring = base.mark_point(
        filled=False, size=paper.letters_px**2 * 1.6, strokeWidth=4, color=paper.ink
    )
    look = {"dy": -paper.letters_px * 1.3, "fontSize": paper.letters_px, "fontWeight": 700}
    edge = {"stroke": paper.ground, "strokeWidth": paper.letters_px * 0.4, "strokeJoin": "round"}
    said = [
        base.mark_text(**look, **more, color=paper.ink).encode(x=x, y=y, text="says:N")
        for more in (edge, {})
    ]
    return [ring.encode(x=x, y=y), *said]


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex outline of points, anticlockwise; of one or two points, those."""
    ordered = sorted(set(points))
    if len(ordered) <= 2:
        return ordered
    return _half(ordered) + _half(ordered[::-1])


def _half(ordered: Sequence[Point]) -> list[Point]:
    """One side of the outline, without its last point (Andrew's monotone chain)."""
    side: list[Point] = []
    for point in ordered:
        while len(side) >= 2 and _turns_right(side[-2], side[-1], point):
            side.pop()
        side.append(point)
    return side[:-1]


def _turns_right(one: Point, two: Point, three: Point) -> bool:
    across = (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
    return across <= 0


def _step(placed: Sequence[tuple[float, float, int, bool]], wide: float) -> float:
    """How far apart those stand who answered exactly alike, in units of the map."""
    if not placed:
        return 0.0
    width = max(row[0] for row in placed) - min(row[0] for row in placed)
    height = max(row[1] for row in placed) - min(row[1] for row in placed)
    return max(width, height * wide, 0.01) * 0.012


def _spread(points: Sequence[Point], step: float) -> list[Point]:
    seen: dict[Point, int] = {}
    spread = []
    for x, y in points:
        place = seen[x, y] = seen.get((x, y), -1) + 1
        reach = step * sqrt(place)
        spread.append((x + reach * cos(place * TURN), y + reach * sin(place * TURN)))
    return spread


def _axes(points: Sequence[Point], wide: float) -> tuple[alt.X, alt.Y]:
    """Two axes without marks, one unit as long on either, with room for the fields' edges."""
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    half = _half_height(points, wide)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return (
        alt.X("x:Q", axis=None, scale=_span(middle_x, half * wide)),
        alt.Y("y:Q", axis=None, scale=_span(middle_y, half)),
    )


def _half_height(points: Sequence[Point], wide: float) -> float:
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    return max((max(xs) - min(xs)) / wide, max(ys) - min(ys), 0.01) * 0.6


def _span(middle: float, half: float) -> alt.Scale:
    return alt.Scale(domain=[middle - half, middle + half], nice=False, zero=False)


def _mixed(colour: str, ground: str) -> str:
    """The colour thinned with the ground, opaque: overlapping see-through fields would darken."""
    parts = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(a * _TINT + b * (1 - _TINT)):02X}" for a, b in parts)
