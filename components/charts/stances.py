"""Bars of stances: how a statement was answered, by whom, and what the talk moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from components.charts.paper import PAGE, Paper

Spec = dict[str, Any]
"""Kept by `lru_cache` and shared: nobody may change it."""

BAR_IN_LETTERS, LINE_IN_LETTERS, GAP_IN_LETTERS = 1.5, 1.35, 0.9
LETTERS_WIDE_ON_THE_WALL, LETTERS_WIDE_ON_A_PAGE = 44, 34
LEAST_PERCENT_SAID = 8


@dataclass(frozen=True, slots=True)
class StanceRow:
    """One bar: what is written above it (a statement, a group), and how many took which stance."""

    says: str
    agree: int
    passed: int
    disagree: int


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One statement with the share that agreed before and after, in whole hundredths."""

    says: str
    before: int
    after: int


@lru_cache(maxsize=256)
def stance_bars(
    rows: tuple[StanceRow, ...],
    words: tuple[str, str, str],
    paper: Paper = PAGE,
    letters_wide: int = 0,
) -> Spec:
    """A bar of a hundred parts for each row, with its words above: agree, pass, disagree.

    `words`: what the three are called. `letters_wide`: Chinese letters in a line, 0 for the usual.
    """
    texts, places, height = _laid_out([row.says for row in rows], paper, letters_wide)
    colours = [paper.strong, paper.faint, paper.other]
    inks = [paper.ground, paper.ink, paper.ground]
    parts = [
        part | {"y": y, "y2": y + paper.letters_px * BAR_IN_LETTERS}
        for row, y in zip(rows, places, strict=True)
        for part in _parts(row, words)
    ]
    base = alt.Chart(alt.Data(values=parts))
    x_scale, y = alt.Scale(domain=[0, 100], nice=False), _down(height)
    bars = base.mark_rect().encode(
        x=alt.X("from:Q", axis=None, scale=x_scale),
        x2="to:Q",
        y=y,
        y2="y2:Q",
        color=alt.Color("kind:N", scale=alt.Scale(domain=list(words), range=colours)),
    )
    said = base.mark_text(
        fontWeight=700, dy=round(paper.letters_px * BAR_IN_LETTERS / 2), baseline="middle"
    ).encode(
        x=alt.X("middle:Q", axis=None, scale=x_scale),
        y=y,
        text="says:N",
        color=alt.Color("ink:N", scale=None),
    )
    for part in parts:
        part["ink"] = inks[words.index(part["kind"])]
    return _spec(_written(texts, y) + bars + said, paper, height + paper.letters_px * 3)


@lru_cache(maxsize=256)
def moved_bars(
    rows: tuple[MovedRow, ...],
    words: tuple[str, str],
    paper: Paper = PAGE,
    letters_wide: int = 0,
) -> Spec:
    """From where to where agreement moved: an open ring before, a full dot after, on one line.

    `words`: what before and after are called.
    """
    texts, places, height = _laid_out([row.says for row in rows], paper, letters_wide)
    middle = paper.letters_px * BAR_IN_LETTERS / 2
    ends = [
        {"y": y + middle, "at": at, "kind": kind, "says": f"{at}%", "left": at <= other}
        for row, y in zip(rows, places, strict=True)
        for kind, at, other in (
            (words[0], row.before, row.after),
            (words[1], row.after, row.before - 1),
        )
    ]
    tracks = [
        {"y": y + middle, "at": min(row.before, row.after), "to": max(row.before, row.after)}
        for row, y in zip(rows, places, strict=True)
    ]
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[-9, 109], nice=False))
    y_axis = _down(height)
    whole = [{"y": track["y"], "at": 0, "to": 100} for track in tracks]
    return _spec(
        _written(texts, y_axis, at=-9)
        + _track(whole, paper.faint, paper.letters_px * 0.3, x, y_axis)
        + _track(tracks, paper.strong, paper.letters_px * 0.3, x, y_axis)
        + _ends(ends, words, paper, x, y_axis),
        paper,
        height + paper.letters_px * 3,
    )


def _parts(row: StanceRow, words: tuple[str, str, str]) -> list[dict[str, Any]]:
    counts = (row.agree, row.passed, row.disagree)
    whole, begun, parts = sum(counts) or 1, 0.0, []
    for kind, count in zip(words, counts, strict=True):
        share = 100 * count / whole
        says = f"{share:.0f}%" if share >= LEAST_PERCENT_SAID else ""
        end = begun + share
        middle = (begun + end) / 2
        parts.append({"kind": kind, "from": begun, "to": end, "middle": middle, "says": says})
        begun = end
    return parts


def _track(data: list[dict[str, Any]], colour: str, width: float, x: alt.X, y: alt.Y) -> alt.Chart:
    rule = alt.Chart(alt.Data(values=data)).mark_rule(
        color=colour, strokeWidth=width, strokeCap="round"
    )
    return rule.encode(x=x, x2="to:Q", y=y)


def _ends(
    ends: list[dict[str, Any]], words: tuple[str, str], paper: Paper, x: alt.X, y: alt.Y
) -> alt.LayerChart:
    base = alt.Chart(alt.Data(values=ends))
    names = list(words)
    dots = base.mark_point(
        filled=True, opacity=1, size=paper.letters_px**2 * 0.7, strokeWidth=4, stroke=paper.strong
    ).encode(
        x=x,
        y=y,
        fill=alt.Fill(
            "kind:N",
            scale=alt.Scale(domain=names, range=[paper.ground, paper.strong]),
            legend=alt.Legend(title=None, orient="top", symbolStrokeColor=paper.strong),
        ),
    )
    away = paper.letters_px * 0.7
    figures = [
        base.transform_filter(f"{'' if is_left else '!'}datum.left")
        .mark_text(align="right" if is_left else "left", dx=-away if is_left else away, **edge)
        .encode(x=x, y=y, text="says:N")
        for is_left in (True, False)
        for edge in ({"stroke": paper.ground, "strokeWidth": paper.letters_px * 0.4}, {})
    ]
    return alt.layer(dots, *figures)


def _laid_out(
    texts: Sequence[str], paper: Paper, letters_wide: int
) -> tuple[list[dict[str, Any]], list[float], int]:
    """Lines of words with their heights, the top of every bar, and the height of all, in pixels."""
    usual = LETTERS_WIDE_ON_THE_WALL if paper.width_px else LETTERS_WIDE_ON_A_PAGE
    lines, bars, y = [], [], 0.0
    for text in texts:
        for line in wrapped(text, letters_wide or usual):
            lines.append({"y": y, "line": line})
            y += paper.letters_px * LINE_IN_LETTERS
        bars.append(y)
        y += paper.letters_px * (BAR_IN_LETTERS + GAP_IN_LETTERS)
    return lines, bars, max(1, round(y))


def wrapped(text: str, letters_wide: int) -> list[str]:
    """The text in lines of so many Chinese letters; a Latin letter takes half the room."""
    lines, line, used = [], "", 0.0
    for word in _words(text):
        room = sum(0.55 if ord(sign) < 0x2E80 else 1.0 for sign in word)
        if line and used + room > letters_wide and not word.isspace():
            lines.append(line.strip())
            line, used = "", 0.0
        line, used = line + word, used + room
    return [*lines, line.strip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    """Where a line may break: between words, and anywhere between Chinese letters."""
    words: list[str] = []
    for sign in " ".join(text.split()):
        joins = words and ord(sign) < 0x2E80 and sign != " " and words[-1] != " "
        if (joins and ord(words[-1][-1]) < 0x2E80) or (words and sign in "，。、；：？！）”》"):
            words[-1] += sign
        else:
            words.append(sign)
    return words


def _written(lines: list[dict[str, Any]], y: alt.Y, at: float = 0) -> alt.Chart:
    base = alt.Chart(alt.Data(values=[{**line, "x": at} for line in lines]))
    return base.mark_text(align="left", baseline="top").encode(x=alt.value(0), y=y, text="line:N")


def _down(height: int) -> alt.Y:
    """Pixels from the top."""
    return alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], reverse=True, nice=False))


def _spec(chart: Any, paper: Paper, height: int) -> Spec:
    spec: Spec = chart.to_dict()
    return spec | paper.size(height) | {"config": paper.config()}
