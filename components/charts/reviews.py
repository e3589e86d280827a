"""Charts of a released review: words and numbers in, a Vega-Lite specification out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

INK, PAPER, PAGE = "#1F2A2B", "#FFFFFF", "#FCFAF4"
TEAL, ORANGE, SAND = "#0B5D5E", "#B5480F", "#D8D0BC"
LARGE, LARGER = 18, 20
LANE_PX = 34
"""Height of one expert's lane: a dot with a number in it that the last row can read."""


@dataclass(frozen=True, slots=True)
class AxisRow:
    """One axis with everyone's score, in words as far as they are shown."""

    name: str
    scores: tuple[int, ...]
    is_dissent: bool


@dataclass(frozen=True, slots=True)
class AmountBar:
    """One amount of money with whose it is; the proposer's own is `is_asked`."""

    name: str
    yuan: float
    label: str
    is_asked: bool = False


@lru_cache(maxsize=512)
def score_chart(rows: tuple[AxisRow, ...], scale: tuple[str, ...]) -> dict[str, Any]:
    """A dot per expert on every axis, numbered as the opinions below it, over the range they span.

    `scale`: the words under 1 to 5.
    """
    y = alt.Y("axis:N", sort=None, title=None).axis(
        labelFontSize=LARGER,
        labelFontWeight=700,
        labelColor=INK,
        labelLimit=200,
        labelExpr="split(datum.label, '\\n')",
        ticks=False,
        domain=False,
    )
    x = alt.X("score:Q", title=None).scale(domain=[0.5, 5.5], nice=False, zero=False)
    x = x.axis(
        values=[1, 2, 3, 4, 5],
        labelExpr=f"{list(scale)}[datum.value - 1]",
        labelFontSize=LARGE,
        labelColor=INK,
        gridColor=SAND,
        ticks=False,
        domain=False,
    )
    most = max((len(row.scores) for row in rows), default=1)
    height = max(2, most + 1) * LANE_PX * len(rows)
    return _spec(alt.layer(_bands(rows, y), *_dots(rows, y, x)), height)


def _bands(rows: tuple[AxisRow, ...], y: alt.Y) -> alt.Chart:
    # One bar a lane: together they fill the row, which a single bar beside offsets would not.
    spans = [
        {
            "axis": row.name,
            "expert": number,
            "low": min(row.scores) - 0.3,
            "high": max(row.scores) + 0.3,
            "dissent": row.is_dissent,
        }
        for row in rows
        for number in range(1, len(row.scores) + 1)
    ]
    colour = alt.condition("datum.dissent", alt.value(ORANGE), alt.value(TEAL))
    bars = alt.Chart(alt.Data(values=spans)).mark_bar(opacity=0.2)
    return bars.encode(y=y, x=alt.X("low:Q"), x2="high:Q", color=colour, yOffset=_lane())


def _lane() -> alt.YOffset:
    return alt.YOffset("expert:O").scale(paddingInner=0, paddingOuter=0.4)


def _dots(rows: tuple[AxisRow, ...], y: alt.Y, x: alt.X) -> tuple[alt.Chart, alt.Chart]:
    scores = [
        {"axis": row.name, "expert": number, "score": score}
        for row in rows
        for number, score in enumerate(row.scores, 1)
    ]
    at = alt.Chart(alt.Data(values=scores)).encode(y=y, x=x, yOffset=_lane())
    numbers = at.mark_text(fontSize=LARGE, fontWeight=700, color=PAPER)
    return at.mark_circle(size=760, opacity=1, color=TEAL), numbers.encode(text="expert:N")


@lru_cache(maxsize=512)
def amount_chart(bars: tuple[AmountBar, ...]) -> dict[str, Any]:
    """Every expert's estimate as a bar; a dashed line shows what the proposer asks."""
    rows = [
        {"name": bar.name, "yuan": bar.yuan, "label": bar.label, "asked": bar.is_asked}
        for bar in bars
    ]
    furthest = max((bar.yuan for bar in bars), default=1) or 1
    chart = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=None, title=None).axis(
            labelFontSize=LARGE, labelColor=INK, labelLimit=220, ticks=False, domain=False
        ),
        x=alt.X("yuan:Q", axis=None).scale(domain=[0, furthest * 1.45], nice=False),
    )
    colour = alt.condition("datum.asked", alt.value(ORANGE), alt.value(TEAL))
    drawn = chart.mark_bar(height=26, cornerRadiusEnd=4).encode(color=colour)
    words = chart.encode(text="label:N")
    place = {"align": "left", "dx": 8, "fontSize": LARGE, "fontWeight": 700}
    halo = words.mark_text(stroke=PAGE, strokeWidth=6, **place)
    asked = chart.transform_filter("datum.asked").mark_rule(
        strokeDash=[6, 5], strokeWidth=2, color=ORANGE
    )
    line = asked.encode(y=alt.Y(), x="yuan:Q")
    whole = alt.layer(drawn, line, halo, words.mark_text(color=INK, **place))
    return _spec(whole, 44 * len(rows))


def _spec(chart: alt.LayerChart, height: int) -> dict[str, Any]:
    whole = chart.properties(height=height, width="container").configure_view(strokeWidth=0)
    spec: dict[str, Any] = whole.to_dict()
    return spec
