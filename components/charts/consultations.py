"""How answers are spread, from not at all to wholly: words and numbers in, a Vega-Lite out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from components.charts.paper import PAGE, Paper

AGAINST_MORE, AGAINST, BETWEEN = "#8A340D", "#D98A5B", "#CFC7B2"
FOR, FOR_MORE = "#5FA39B", "#0B5D5E"
LEVEL_COLOURS = (AGAINST_MORE, AGAINST, BETWEEN, FOR, FOR_MORE)
BAR_IN_LETTERS = 3.0
_DARK = (True, False, False, False, True)


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One bar: whose answers, and how many at each level from 1 to 5."""

    name: str
    counts: tuple[int, ...]


@lru_cache(maxsize=512)
def spread_chart(
    rows: tuple[SpreadRow, ...], levels: tuple[str, ...], paper: Paper = PAGE
) -> dict[str, Any]:
    """A bar for each group, divided by how far they agree; every part carries its number.

    Bars are of one length: groups of different size are compared by their spread.
    """
    parts = [part for row in rows for part in _parts(row, levels)]
    base = alt.Chart(alt.Data(values=parts))
    y = alt.Y("group:N", sort=None, title=None)
    x = alt.X("start:Q", axis=None).scale(domain=[0, 1], nice=False)
    colour = alt.Color("level:N", sort=None).scale(domain=list(levels), range=list(LEVEL_COLOURS))
    colour = colour.legend(orient="top", title=None, columns=2, labelLimit=160)
    bars = base.mark_bar(height=alt.RelativeBandSize(0.72)).encode(
        x=x, x2="end:Q", y=y, color=colour
    )
    said = base.transform_filter("datum.n > 0").mark_text(fontWeight=700)
    words = said.encode(
        x=alt.X("middle:Q", axis=None).scale(domain=[0, 1], nice=False),
        y=y,
        text="n:N",
        color=alt.condition("datum.dark", alt.value(paper.ground), alt.value(paper.ink)),
    )
    height = round(len(rows) * paper.letters_px * BAR_IN_LETTERS)
    spec: dict[str, Any] = alt.layer(bars, words).to_dict()
    return spec | paper.size(height) | {"config": paper.config()}


def _parts(row: SpreadRow, levels: tuple[str, ...]) -> list[dict[str, object]]:
    whole, start, parts = max(1, sum(row.counts)), 0.0, []
    for level, n, dark in zip(levels, row.counts, _DARK, strict=True):
        end = start + n / whole
        parts.append(
            {
                "group": row.name,
                "level": level,
                "n": n,
                "start": start,
                "end": end,
                "middle": (start + end) / 2,
                "dark": dark,
            }
        )
        start = end
    return parts
