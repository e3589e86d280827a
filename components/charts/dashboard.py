"""Charts of the district's board: numbers in, a Vega-Lite specification out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from components.charts.paper import PAGE, Paper

Spec = dict[str, Any]
"""Kept by `lru_cache` and shared: nobody may change it."""

MOST_KEPT = 512
Months = tuple[tuple[str, float], ...]
_JANUARY_AS_YEAR = (
    "slice(datum.value, 5) == '01' ? slice(datum.value, 0, 4) : toNumber(slice(datum.value, 5))"
)


@lru_cache(maxsize=MOST_KEPT)
def trend(months: Months, paper: Paper = PAGE) -> Spec:
    """A bar for every month (`2026-11`), January named by its year, the last one in the other
    colour: it is not over yet."""
    last = months[-1][0] if months else ""
    rows = [{"month": month, "n": number, "runs": month == last} for month, number in months]
    colour = alt.condition("datum.runs", alt.value(paper.other), alt.value(paper.strong))
    x_axis = alt.Axis(
        title=None, labelAngle=0, labelExpr=_JANUARY_AS_YEAR, labelOverlap="greedy", labelPadding=6
    )
    y_axis = alt.Axis(title=None, tickCount=3, grid=True, gridColor=paper.faint, labelPadding=8)
    drawn = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(cornerRadiusEnd=3)
        .encode(
            x=alt.X("month:O", axis=x_axis, sort=None).scale(paddingInner=0.25),
            y=alt.Y("n:Q", axis=y_axis).scale(zero=True),
            color=colour,
        )
    )
    spec: Spec = drawn.to_dict()
    return spec | paper.size(paper.letters_px * 14) | {"config": paper.config()}


@lru_cache(maxsize=MOST_KEPT)
def spark(months: Months, paper: Paper) -> Spec:
    """The shape of the months and nothing else, beside a large figure; the last one stands out."""
    rows = [
        {"at": place, "n": number, "runs": place == len(months) - 1}
        for place, (_, number) in enumerate(months)
    ]
    colour = alt.condition("datum.runs", alt.value(paper.other), alt.value(paper.strong))
    drawn = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            x=alt.X("at:O", axis=None).scale(paddingInner=0.25),
            y=alt.Y("n:Q", axis=None).scale(zero=True),
            color=colour,
        )
    )
    spec: Spec = drawn.to_dict()
    return spec | paper.size(paper.letters_px * 2) | {"config": paper.config()}
