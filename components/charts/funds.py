"""Charts of the special fund: for every line what is spent, ready, and not yet allocated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from components.charts.paper import PAGE, Paper


@dataclass(frozen=True, slots=True)
class FundBar:
    """A line of the fund, in yuan."""

    name: str
    spent: float
    ready: float
    rest: float


@lru_cache(maxsize=128)
def fund_bars(
    rows: tuple[FundBar, ...], kinds: tuple[str, str, str], paper: Paper = PAGE
) -> dict[str, Any]:
    """One lying bar a line; `kinds`: what spent, allocated and unallocated money is called."""
    data = [
        {"name": row.name, "kind": kind, "place": place, "yuan": yuan}
        for row in rows
        for place, (kind, yuan) in enumerate(
            zip(kinds, (row.spent, row.ready, row.rest), strict=True)
        )
    ]
    colours = alt.Scale(domain=list(kinds), range=[paper.strong, "#6FA8A0", paper.faint])
    drawn = (
        alt.Chart(alt.Data(values=data))
        .mark_bar(size=paper.letters_px * 1.5)
        .encode(
            y=alt.Y("name:N", sort=None, title=None),
            x=alt.X("sum(yuan):Q", axis=None),
            color=alt.Color(
                "kind:N", scale=colours, sort=list(kinds), legend=alt.Legend(columns=1)
            ),
            order=alt.Order("place:Q"),
        )
        .properties(**paper.size(round((len(rows) + 3) * paper.letters_px * 2.2)))
        .configure(**paper.config())
    )
    spec: dict[str, Any] = drawn.to_dict()
    return spec
