"""The charts of a result in the reader's words; specs are kept, drawn as often as wanted."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.charts.outcomes import Bar, bars, compared
from components.charts.paper import PAGE, Paper
from components.language import t
from components.outcome_words import in_a_hundred, winners_name
from domain.money import format_yuan
from domain.outcome_view import MOST_WINNERS_SHOWN, OutcomeView, Part

MOST_PARTS = 12


def draw_chart(spec: dict[str, Any], alt: str, key: str) -> None:
    """A chart of ours in its own colours."""
    width = "stretch" if spec["width"] == "container" else "content"
    st.vega_lite_chart(spec, width=width, theme=None, alt=alt, key=key)


def winners_bars(view: OutcomeView) -> tuple[Bar, ...]:
    """Of every hundred voters, how many got 0, 1, 2 … winners."""
    return tuple(
        Bar(
            winners_name(won, MOST_WINNERS_SHOWN),
            hundredth,
            t("results.won_says", voters=in_a_hundred(hundredth)),
        )
        for won, hundredth in view.winners_in_a_hundred()
    )


def winners_spec(view: OutcomeView, paper: Paper = PAGE) -> dict[str, Any]:
    """The bars of `winners_bars`; those who got nothing stand out."""
    rows = winners_bars(view)
    return bars(rows, max((row.length for row in rows), default=1), paper, 0)


def parts_spec(
    parts: tuple[Part, ...], names: Mapping[str, str], paper: Paper = PAGE
) -> dict[str, Any]:
    """Each part's share of the money beside its share of the votes."""
    kinds = (t("results.kind_money"), t("results.kind_votes"))
    spent = sum(part.spent_cents for part in parts) or 1
    given = sum(part.support for part in parts) or 1
    rows: list[Bar] = []
    for part in parts[:MOST_PARTS]:
        name = names.get(part.name, part.name) or t("results.nowhere")
        money, votes = part.spent_cents * 100 / spent, part.support * 100 / given
        told = t("results.money_says", percent=f"{money:.0f}", yuan=format_yuan(part.spent_cents))
        rows.append(Bar(name, money, told, kinds[0]))
        told = t("results.votes_says", percent=f"{votes:.0f}", n=part.support)
        rows.append(Bar(name, votes, told, kinds[1]))
    return compared(tuple(rows), kinds, paper)


def parts_alt(parts: tuple[Part, ...], names: Mapping[str, str]) -> str:
    """The same in words, for who cannot see it."""
    return "; ".join(
        f"{names.get(part.name, part.name)} {format_yuan(part.spent_cents)}"
        for part in parts[:MOST_PARTS]
    )
