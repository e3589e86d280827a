"""The district's figures in words: numbers as the hall reads them, and what stands beside them."""

from collections.abc import Sequence

from components.language import language, t
from components.proposal_words import in_language
from domain.dashboard import MONEY, Dashboard, Figure, FigureNow, Portion
from domain.money import format_yuan

CENTS_IN_WAN = 1_000_000
"""Ten thousand yuan: in Chinese, sums are said by this."""


def figure_number(figure: Figure, number: int) -> str:
    """`5,600 次`; money, in Chinese, in tens of thousands of yuan."""
    if figure in MONEY:
        in_wan = f"{number / CENTS_IN_WAN:,.1f}"
        is_chinese = language() == "zh_CN"
        amount = in_wan if is_chinese else format_yuan(number // 100 * 100)
        return t("figure_number.funds", amount=amount)
    return t(f"figure_number.{figure.value}", n=f"{number:,}")


def charted(figure: Figure, number: int) -> float:
    """What a chart draws: money in tens of thousands of yuan, everything else as it is."""
    return number / CENTS_IN_WAN if figure in MONEY else number


def beside(one: FigureNow) -> str:
    """What the figure is to be seen with; empty if nothing."""
    if one.beside is None:
        return ""
    key = f"dashboard.beside.{one.figure.value}"
    if one.figure in MONEY:
        return t(key, pledged_cents=one.beside)
    return t(key, n=one.number, whole=f"{one.beside:,}")


def this_month(one: FigureNow) -> str:
    """How much of it is of the month that runs; empty of what stands."""
    if not one.months:
        return ""
    if one.figure in MONEY:
        return t("dashboard.this_month_yuan", amount_cents=one.this_month)
    return t("dashboard.this_month", n=f"{one.this_month:,}")


def portion_name(portion: Portion, *, is_field: bool) -> str:
    """The place or field; what belongs to none is said so."""
    nowhere = t("dashboard.no_field" if is_field else "dashboard.no_place")
    return in_language(portion.name, portion.name_en) or nowhere


def listed(rows: Sequence[tuple[str, str]]) -> str:
    """Names and numbers as one sentence, for whoever hears a chart."""
    return t("format.list_joint").join(f"{name} {says}" for name, says in rows)


def funnel_rows(board: Dashboard) -> tuple[tuple[str, int], ...]:
    """The stages of proposals and how many came so far."""
    return tuple((t(f"stage.{stage.value}"), n) for stage, n in board.funnel)
