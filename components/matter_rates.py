"""三率 as figures and as a table: always so many of so many, and few said to be few."""

from collections.abc import Sequence

import streamlit as st

from components.language import t
from components.proposal_words import in_language
from components.sheet import Sheet, draw_rows
from domain.rates import RateBy, RateLine, Rates, Share


def draw_rates(rates: Rates) -> None:
    """Three figures side by side, each with what it is of what beneath."""
    with st.container(key="three_rates"):
        for column, (name, share) in zip(st.columns(3), _shares(rates), strict=True):
            with column, st.container(border=True, height="stretch"):
                st.metric(t(f"rates.{name}"), percent_words(share))
                st.markdown(of_words(share))


def draw_table(lines: Sequence[RateLine], by: RateBy) -> None:
    """One row for each body, place or field, and the same as a file."""
    columns = (
        t(f"rate_by.{by.value}"),
        t("rates.raised"),
        *(t(f"rates.{name}") for name in ("answered", "solved", "satisfied")),
    )
    rows = tuple(
        (
            _name(line, by),
            line.counts.raised,
            *(cell_words(share) for _, share in _shares(line.rates)),
        )
        for line in lines
    )
    draw_rows(Sheet(f"rates-by-{by.value}", columns, rows))


def percent_words(share: Share) -> str:
    """`92%`; of nothing there is no share, and of few it would say too much."""
    if share.percent is None or share.is_small:
        return t("rates.none") if not share.whole else of_figures(share)
    return f"{share.percent}%"


def of_figures(share: Share) -> str:
    """`46 / 50`."""
    return f"{share.part} / {share.whole}"


def of_words(share: Share) -> str:
    """What the figure is of; few are said to be few."""
    if not share.whole:
        return t("rates.of_nothing")
    said = t("rates.of", part=share.part, n=share.whole)
    return f"{said} {t('rates.few')}" if share.is_small else said


def cell_words(share: Share) -> str:
    """The figure and what it is of, in one cell."""
    if not share.whole:
        return t("rates.none")
    if share.is_small:
        return t("rates.cell_few", of=of_figures(share))
    return t("rates.cell", percent=share.percent, of=of_figures(share))


def _shares(rates: Rates) -> tuple[tuple[str, Share], ...]:
    return (
        ("answered", rates.answered),
        ("solved", rates.solved),
        ("satisfied", rates.satisfied),
    )


def _name(line: RateLine, by: RateBy) -> str:
    return in_language(line.name, line.name_en) or t(f"rates.without_{by.value}")
