"""The answers to a poll as lying bars: numbers and words in, a Vega-Lite specification out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from components.charts.paper import PAGE, Paper

BAR_IN_LETTERS = 2.6
QUIET = "#8A8270"


@dataclass(frozen=True, slots=True)
class AnswerBar:
    """One possible answer: its words, how many gave it, and whether it is one of the winners."""

    name: str
    number: int
    is_strong: bool = False
    is_other: bool = False


@lru_cache(maxsize=512)
def answer_bars(
    bars: tuple[AnswerBar, ...],
    needed: int | None = None,
    needed_says: str = "",
    paper: Paper = PAGE,
) -> dict[str, Any]:
    """A bar for every answer with its number; a dashed line, in words, at what one needs."""
    rows = [
        {
            "name": bar.name,
            "n": bar.number,
            "tone": paper.strong if bar.is_strong else paper.other if bar.is_other else QUIET,
        }
        for bar in bars
    ]
    furthest = max([1, needed or 0, *(bar.number for bar in bars)])
    x = alt.X("n:Q", axis=None).scale(domain=[0, furthest * 1.15], nice=False)
    y = alt.Y("name:N", sort=None, title=None)
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y)
    drawn = base.mark_bar(cornerRadiusEnd=4, height=alt.RelativeBandSize(0.7)).encode(
        color=alt.Color("tone:N", scale=None)
    )
    words = base.mark_text(align="left", dx=paper.letters_px // 3, fontWeight=700)
    layers = [drawn, words.encode(text="n:Q")]
    if needed is not None and bars:
        line = alt.Chart(alt.Data(values=[{"n": needed, "says": needed_says}])).encode(x=x)
        layers.append(line.mark_rule(strokeDash=[7, 5], strokeWidth=3, color=paper.ink))
        above = line.mark_text(baseline="bottom", dy=-4, fontWeight=700)
        layers.append(above.encode(y=alt.value(0), text="says:N"))
    height = round(len(rows) * paper.letters_px * BAR_IN_LETTERS)
    spec: dict[str, Any] = alt.layer(*layers).to_dict()
    return spec | paper.size(height) | {"config": paper.config()}
