"""Charts of a result: pure functions from numbers and words to a Vega-Lite spec."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from components.charts.paper import PAGE, Paper

Spec = dict[str, Any]
"""Kept by `lru_cache` and shared: nobody may change it."""

MOST_KEPT = 512


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, and what is written at its end."""

    name: str
    length: float
    says: str
    kind: str = ""


@lru_cache(maxsize=MOST_KEPT)
def bars(rows: tuple[Bar, ...], most: float, paper: Paper = PAGE, weak: int = -1) -> Spec:
    """Lying bars with their figures at the end; row `weak` is drawn in the other colour."""
    data = [
        {"name": row.name, "length": row.length, "says": row.says, "weak": place == weak}
        for place, row in enumerate(rows)
    ]
    base = alt.Chart(alt.Data(values=data)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=paper.letters_px * 16)),
        x=alt.X("length:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.4 or 1])),
    )
    colour = alt.condition("datum.weak", alt.value(paper.other), alt.value(paper.strong))
    drawn = base.mark_bar(cornerRadiusEnd=4, size=paper.letters_px * 1.4).encode(color=colour)
    said = base.mark_text(align="left", dx=8).encode(text="says:N")
    return _spec(drawn + said, paper, height=round(len(rows) * paper.letters_px * 2.1))


@lru_cache(maxsize=MOST_KEPT)
def compared(
    rows: tuple[Bar, ...], kinds: tuple[str, str], paper: Paper = PAGE, letters_wide: int = 11
) -> Spec:
    """Two bars for every name, the first and the second of `kinds`, as shares of a hundred."""
    data = [
        {"name": row.name, "length": row.length, "says": row.says, "kind": row.kind} for row in rows
    ]
    names = len({row.name for row in rows})
    most = max((row.length for row in rows), default=1)
    limit = paper.letters_px * letters_wide
    base = alt.Chart(alt.Data(values=data)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=limit)),
        yOffset=alt.YOffset("kind:N", sort=list(kinds)),
        x=alt.X("length:Q", axis=None, scale=alt.Scale(domain=[0, most * 2 or 1])),
    )
    colours = alt.Scale(domain=list(kinds), range=[paper.strong, paper.other])
    drawn = base.mark_bar(cornerRadiusEnd=3).encode(
        color=alt.Color("kind:N", scale=colours, legend=alt.Legend(title=None, orient="top"))
    )
    said = base.mark_text(align="left", dx=6).encode(text="says:N")
    legend = paper.letters_px * 3
    return _spec(drawn + said, paper, height=legend + names * paper.letters_px * 4)


@lru_cache(maxsize=MOST_KEPT)
def purses(left: tuple[int, ...], words: tuple[str, str], paper: Paper = PAGE) -> Spec:
    """A hundred purses side by side, poorest first, in thousandths of what they began with.

    `words`: what an empty and what a full purse is called.
    """
    data = [{"at": place, "left": amount, "all": 1000} for place, amount in enumerate(left)]
    base = alt.Chart(alt.Data(values=data)).encode(x=alt.X("at:O", axis=None))
    scale = alt.Scale(domain=[0, 1000])
    axis = alt.Axis(
        values=[0, 1000],
        title=None,
        labelExpr=f"datum.value == 0 ? {_quoted(words[0])} : {_quoted(words[1])}",
    )
    whole = base.mark_bar(color=paper.faint).encode(y=alt.Y("all:Q", scale=scale, axis=axis))
    rest = base.mark_bar(color=paper.strong).encode(y=alt.Y("left:Q", scale=scale, axis=axis))
    return _spec(whole + rest, paper, height=paper.letters_px * 6)


@lru_cache(maxsize=MOST_KEPT)
def money_bar(spent: int, now: int, left: int, paper: Paper = PAGE) -> Spec:
    """One bar: spent before, spent in this step, and left, in cents."""
    parts = (("spent", spent), ("now", now), ("left", left))
    data = [{"part": name, "place": at, "cents": cents} for at, (name, cents) in enumerate(parts)]
    colours = alt.Scale(
        domain=[name for name, _ in parts], range=[paper.strong, paper.other, paper.faint]
    )
    drawn = (
        alt.Chart(alt.Data(values=data))
        .mark_bar(size=paper.letters_px * 1.6)
        .encode(
            x=alt.X("cents:Q", axis=None, scale=alt.Scale(domain=[0, spent + now + left or 1])),
            color=alt.Color("part:N", scale=colours, legend=None),
            order="place:Q",
        )
    )
    return _spec(drawn, paper, height=paper.letters_px * 2)


@lru_cache(maxsize=MOST_KEPT)
def turnout_bars(
    names: tuple[str, str], numbers: tuple[int, int], entitled: int, paper: Paper = PAGE
) -> Spec:
    """Two bars, begun and finished, on tracks as long as everyone who may vote."""
    data = [
        {"name": name, "n": number, "all": max(entitled, 1)}
        for name, number in zip(names, numbers, strict=True)
    ]
    base = alt.Chart(alt.Data(values=data)).encode(y=alt.Y("name:N", sort=None, title=None))
    scale = alt.Scale(domain=[0, max(entitled, *numbers, 1)])
    track = base.mark_bar(size=paper.letters_px * 1.6, color=paper.faint, cornerRadius=8)
    done = base.mark_bar(size=paper.letters_px * 1.6, color=paper.strong, cornerRadius=8)
    drawn = track.encode(x=alt.X("all:Q", axis=None, scale=scale)) + done.encode(
        x=alt.X("n:Q", axis=None, scale=scale)
    )
    return _spec(drawn, paper, height=paper.letters_px * 5)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _spec(chart: Any, paper: Paper, height: int) -> Spec:
    spec: Spec = chart.to_dict()
    return spec | paper.size(height) | {"config": paper.config()}
