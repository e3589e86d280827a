"""The experts' scores as the wall shows them: how many gave which score, on every axis."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from components.charts.paper import Paper

LANE_IN_LETTERS = 2.9


@dataclass(frozen=True, slots=True)
class Lane:
    """One axis: its name, everyone's score, and whether they disagree."""

    name: str
    scores: tuple[int, ...]
    is_dissent: bool


@lru_cache(maxsize=256)
def lanes(rows: tuple[Lane, ...], scale: tuple[str, ...], paper: Paper) -> dict[str, Any]:
    """A circle at every score with how many gave it, over the range they span.

    `scale`: the words under 1 to 5.
    """
    dots = [
        {"name": row.name, "score": score, "n": n, "dissent": row.is_dissent}
        for row in rows
        for score, n in sorted(Counter(row.scores).items())
    ]
    spans = [{"name": row.name, "low": min(row.scores), "high": max(row.scores)} for row in rows]
    y = alt.Y("name:N", sort=None, title=None)
    x_scale = alt.Scale(domain=[0.5, 5.5], nice=False, zero=False)
    axis = alt.Axis(values=[1, 2, 3, 4, 5], title=None, labelExpr=f"{list(scale)}[datum.value - 1]")
    span = alt.Chart(alt.Data(values=spans)).mark_rule(
        strokeWidth=paper.letters_px * 0.9, strokeCap="round", color=paper.faint
    )
    band = span.encode(y=y, x=alt.X("low:Q", scale=x_scale, axis=axis), x2="high:Q")
    colour = alt.condition("datum.dissent", alt.value(paper.other), alt.value(paper.strong))
    at = alt.Chart(alt.Data(values=dots)).encode(y=y, x=alt.X("score:Q", scale=x_scale, axis=axis))
    circles = at.mark_circle(size=paper.letters_px**2 * 2.8, opacity=1).encode(color=colour)
    numbers = at.mark_text(fontWeight=700, color=paper.ground).encode(text="n:Q")
    height = round(len(rows) * paper.letters_px * LANE_IN_LETTERS)
    spec: dict[str, Any] = alt.layer(band, circles, numbers).to_dict()
    return spec | paper.size(height) | {"config": paper.config()}
