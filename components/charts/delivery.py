"""Charts of a project being carried out: numbers in, a Vega-Lite specification out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from components.charts.paper import PAGE, Paper


@lru_cache(maxsize=512)
def money_bar(spent: float, left: float, paper: Paper = PAGE) -> dict[str, Any]:
    """One lying bar: what is spent of the whole cost, in the strong colour."""
    parts = [
        {"part": 0, "from": 0, "to": spent},
        {"part": 1, "from": spent, "to": spent + left},
    ]
    colour = alt.condition("datum.part == 0", alt.value(paper.strong), alt.value(paper.faint))
    bar = alt.Chart(alt.Data(values=parts)).mark_bar(size=30, cornerRadius=4)
    drawn = bar.encode(
        x=alt.X("from:Q", axis=None).scale(domain=[0, spent + left or 1], nice=False),
        x2="to:Q",
        color=colour,
    )
    whole = drawn.properties(height=36, width="container").configure_view(strokeWidth=0)
    spec: dict[str, Any] = whole.to_dict()
    return spec
