"""Charts of why and what if: pure functions from numbers and words to a Vega-Lite spec."""

from __future__ import annotations

from functools import lru_cache

import altair as alt

from components.charts.outcomes import MOST_KEPT, Bar, Spec
from components.charts.paper import PAGE, Paper

THIRD_COLOUR = "#5A4FA3"
"""Beside `strong` and `other`, for the third of three."""


@lru_cache(maxsize=MOST_KEPT)
def named_bars(rows: tuple[Bar, ...], paper: Paper = PAGE) -> Spec:
    """Lying bars, each under its own name, so that long names have the whole width of a phone.

    A row's `kind` is its colour: `strong`, `other` or `faint` of the paper.
    """
    data = [
        {
            "at": place,
            "name": row.name,
            "length": row.length,
            "says": row.says,
            "colour": getattr(paper, row.kind or "strong"),
        }
        for place, row in enumerate(rows)
    ]
    letters = paper.letters_px
    most = max((row.length for row in rows), default=1)
    base = alt.Chart(alt.Data(values=data)).encode(
        y=alt.Y("at:O", axis=None, scale=alt.Scale(padding=0))
    )
    scale = alt.Scale(domain=[0, most * 1.3 or 1])
    drawn = base.mark_bar(size=letters * 1.2, yOffset=letters * 0.7, cornerRadiusEnd=4).encode(
        x=alt.X("length:Q", axis=None, scale=scale),
        color=alt.Color("colour:N", scale=None, legend=None),
    )
    said = base.mark_text(align="left", dx=8, yOffset=letters * 0.7).encode(
        x=alt.X("length:Q", axis=None, scale=scale), text="says:N"
    )
    named = base.mark_text(
        align="left", yOffset=-letters * 0.65, limit=alt.ExprRef("width")
    ).encode(x=alt.value(0), text="name:N")
    return _spec(drawn + said + named, paper, height=round(len(rows) * letters * 3.5))


@lru_cache(maxsize=MOST_KEPT)
def beside(rows: tuple[Bar, ...], kinds: tuple[str, ...], paper: Paper = PAGE) -> Spec:
    """For every name one bar of each kind (two or three), in the order given."""
    data = [
        {"name": row.name, "length": row.length, "says": row.says, "kind": row.kind} for row in rows
    ]
    names = len({row.name for row in rows})
    letters = paper.letters_px
    most = max((row.length for row in rows), default=1)
    base = alt.Chart(alt.Data(values=data)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=letters * 6)),
        yOffset=alt.YOffset("kind:N", sort=list(kinds)),
        x=alt.X("length:Q", axis=None, scale=alt.Scale(domain=[0, most * 1.3 or 1])),
    )
    colours = alt.Scale(
        domain=list(kinds), range=[paper.strong, paper.other, THIRD_COLOUR][: len(kinds)]
    )
    legend = alt.Legend(title=None, orient="top", direction="vertical", labelLimit=letters * 18)
    drawn = base.mark_bar(cornerRadiusEnd=3).encode(
        color=alt.Color("kind:N", scale=colours, legend=legend)
    )
    said = base.mark_text(align="left", dx=6).encode(text="says:N")
    height = round(names * letters * (1.4 * len(kinds) + 0.8) + len(kinds) * letters * 1.5)
    return _spec(drawn + said, paper, height=height)


def _spec(chart: alt.LayerChart, paper: Paper, height: int) -> Spec:
    spec: Spec = chart.to_dict()
    return spec | paper.size(height) | {"config": paper.config()}
