"""Charts of a released review: words and numbers in, a Vega-Lite specification out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

INK, PAPER = "#1F2A2B", "#FFFFFF"
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

    `scale`: the words under 1 to 5. Lanes are laid out here: a band of offsets would centre a bar
    and a dot differently.
    """
    lanes = max((len(row.scores) for row in rows), default=1) + 1
    middles = [place * lanes + lanes / 2 for place in range(len(rows))]
    names = [row.name for row in rows]
    y = alt.Y("lane:Q", title=None).scale(
        domain=[0, lanes * len(rows)], reverse=True, nice=False, zero=False
    )
    y = y.axis(
        values=middles,
        labelExpr=f"split({names}[indexof({middles}, datum.value)], '\\n')",
        labelFontSize=LARGER,
        labelFontWeight=700,
        labelColor=INK,
        labelLimit=200,
        grid=False,
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
    dots = alt.Chart(alt.Data(values=_dots(rows, lanes))).encode(x=x, y=y)
    circles = dots.mark_circle(size=760, opacity=1, color=TEAL)
    numbers = dots.mark_text(fontSize=LARGE, fontWeight=700, color=PAPER).encode(text="expert:N")
    layers = alt.layer(_bands(rows, lanes).encode(x=x, y=y), circles, numbers)
    return _spec(layers, lanes * LANE_PX * len(rows))


def _dots(rows: tuple[AxisRow, ...], lanes: int) -> list[dict[str, int]]:
    return [
        {"lane": place * lanes + number, "expert": number, "score": score}
        for place, row in enumerate(rows)
        for number, score in enumerate(row.scores, 1)
    ]


def _bands(rows: tuple[AxisRow, ...], lanes: int) -> alt.Chart:
    spans = [
        {
            "lane": place * lanes + 0.45,
            "last": (place + 1) * lanes - 0.45,
            "score": min(row.scores) - 0.3,
            "highest": max(row.scores) + 0.3,
            "dissent": row.is_dissent,
        }
        for place, row in enumerate(rows)
    ]
    colour = alt.condition("datum.dissent", alt.value(ORANGE), alt.value(TEAL))
    blocks = alt.Chart(alt.Data(values=spans)).mark_rect(opacity=0.2, cornerRadius=10)
    return blocks.encode(x2="highest:Q", y2="last:Q", color=colour)


@lru_cache(maxsize=512)
def amount_chart(bars: tuple[AmountBar, ...]) -> dict[str, Any]:
    """Every expert's estimate as a bar; a dashed line shows what the proposer asks."""
    rows = [
        {"name": bar.name, "yuan": bar.yuan, "label": bar.label, "asked": bar.is_asked}
        for bar in bars
    ]
    furthest = max((bar.yuan for bar in bars), default=1) or 1
    x = alt.X("yuan:Q", axis=None).scale(domain=[0, furthest * 1.5], nice=False)
    chart = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=None, title=None).axis(
            labelFontSize=LARGE, labelColor=INK, labelLimit=220, ticks=False, domain=False
        ),
        x=x,
    )
    colour = alt.condition("datum.asked", alt.value(ORANGE), alt.value(TEAL))
    drawn = chart.mark_bar(height=26, cornerRadiusEnd=4).encode(color=colour)
    words = chart.mark_text(align="right", fontSize=LARGE, fontWeight=700, color=INK)
    asked = alt.Chart(alt.Data(values=[row for row in rows if row["asked"]]))
    line = asked.mark_rule(strokeDash=[6, 5], strokeWidth=2, color=ORANGE).encode(x=x)
    # At the edge of the chart no amount stands in the way of the dashed line.
    whole = alt.layer(drawn, line, words.encode(text="label:N", x=alt.value("width")))
    return _spec(whole, 44 * len(rows))


def _spec(chart: alt.LayerChart, height: int) -> dict[str, Any]:
    whole = chart.properties(height=height, width="container").configure_view(strokeWidth=0)
    spec: dict[str, Any] = whole.to_dict()
    return spec
