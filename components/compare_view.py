"""Rules side by side and a budget slider, in residents' words: information, never a decision."""

from collections.abc import Iterable

import streamlit as st

from components.charts.comparisons import beside, named_bars
from components.charts.outcomes import Bar
from components.language import t
from components.outcome_charts import draw_chart
from components.outcome_words import in_a_hundred, verdict_words, winners_name
from components.plain import plain
from domain.money import format_yuan
from domain.outcome_view import MOST_WINNERS_SHOWN
from domain.side_by_side import BudgetStep, ComparedRound, Comparison, Side


def draw_sides(found: Comparison) -> None:
    """Each rule's result in a card, the rule of the round first."""
    columns = st.columns(len(found.sides))
    for place, (column, side) in enumerate(zip(columns, found.sides, strict=True)):
        with column, st.container(border=True, height="stretch", gap="small"):
            st.badge(
                t("compare.fixed" if place == 0 else "compare.other"),
                color="green" if place == 0 else "gray",
            )
            st.markdown(f"**{plain(_name(side))}**")
            st.markdown(f"## {t('compare.n_projects', n=len(side.winners))}")
            st.markdown(plain(t("compare.spent", spent_cents=side.spent_cents)))
            percent = f"{side.spent_cents * 100 / (found.budget_cents or 1):.0f}"
            st.markdown(plain(t("compare.of_budget", percent=percent)))
            st.markdown(plain(t("compare.without", n=side.without)))
    for side in found.sides:
        st.markdown(f"- **{plain(_name(side))}**{t('compare.colon')}{t(_says(side))}")


def _name(side: Side) -> str:
    return t(f"compare.rule.{side.rule}")


def _says(side: Side) -> str:
    return f"projector.rule.{side.rule}"


def draw_preferences(found: Comparison) -> None:
    """How many voters get more of what they chose on which side; how many winners each got."""
    if not found.voters:
        return
    ours = found.sides[0]
    for side in found.sides[1:]:
        if side.preference is None:
            continue
        st.subheader(t("compare.prefer_title", rule=_name(side)), anchor=False)
        counts = (
            (_name(ours), side.preference.first, "strong"),
            (_name(side), side.preference.second, "other"),
            (t("compare.same"), side.preference.neither, "faint"),
        )
        rows = tuple(
            Bar(
                name if kind == "faint" else t("compare.prefers", rule=name),
                n,
                t("compare.people", n=n),
                kind,
            )
            for name, n, kind in counts
        )
        draw_chart(named_bars(rows), _told(rows), f"compare_prefer_{side.rule}")
    st.markdown(t("compare.prefer_how"))
    st.subheader(t("compare.winners_title"), anchor=False)
    rows, kinds = tuple(_winners_rows(found)), tuple(_name(side) for side in found.sides)
    draw_chart(beside(rows, kinds), _told(rows), "compare_winners")


def _winners_rows(found: Comparison) -> Iterable[Bar]:
    most = max(max(side.winners_per_voter, default=0) for side in found.sides)
    most = min(most, MOST_WINNERS_SHOWN)
    for won in range(most + 1):
        for side in found.sides:
            voters = sum(n for w, n in side.winners_per_voter.items() if min(w, most) == won)
            hundredth = voters * 100 / found.voters
            says = t("results.won_says", voters=in_a_hundred(hundredth))
            yield Bar(winners_name(won, MOST_WINNERS_SHOWN), hundredth, says, _name(side))


def draw_changes(found: Comparison, shown: ComparedRound) -> None:
    """Which projects only one side funds, and why the other does not."""
    ours = found.sides[0]
    for place, side in enumerate(found.sides[1:], 1):
        st.subheader(t("compare.changes_title", rule=_name(side)), anchor=False)
        gone, come = found.only_in(0, place), found.only_in(place, 0)
        if not gone and not come:
            st.success(t("compare.no_change"), icon=":material/equal:")
            continue
        left, right = st.columns(2)
        with left:
            st.markdown(f"**{t('compare.only_ours', n=len(gone))}**")
            _draw_projects(gone, shown, side, t("compare.why_not_there"))
        with right:
            st.markdown(f"**{plain(t('compare.only_other', rule=_name(side), n=len(come)))}**")
            _draw_projects(come, shown, ours, t("compare.why_not_here"))


def _draw_projects(
    codes: tuple[str, ...], shown: ComparedRound, lost_under: Side, intro: str
) -> None:
    names = {code: project.name for code, project in shown.projects.items()}
    for code in codes:
        with st.container(border=True, gap="xsmall"):
            _draw_name(code, shown)
            reason = verdict_words(lost_under.verdicts[code], names)[0]
            st.markdown(plain(f"{intro}{reason}"))


def _draw_name(code: str, shown: ComparedRound) -> None:
    project = shown.projects[code]
    number = t("results.numbered", number=project.number)
    cost = t("results.cost", cost_cents=project.cost_cents)
    st.markdown(f"**{plain(number)} {plain(project.name)}**  \n{plain(cost)}")


def draw_budget_step(step: BudgetStep, usual: BudgetStep, shown: ComparedRound) -> None:
    """What a changed budget funds: who comes in, who goes out."""
    with st.container(border=True, key="compare_budget_result"):
        budget = format_yuan(step.budget_cents)
        st.markdown(f"## {plain(t('compare.budget_is', budget=budget))}")
        n, spent = len(step.winners), step.spent_cents
        st.markdown(plain(t("compare.budget_funds", n=n, spent_cents=spent)))
    if step.percent == usual.percent:
        st.markdown(t("compare.budget_hint"))
        return
    if not step.comes_in and not step.goes_out:
        st.success(t("compare.budget_same"), icon=":material/equal:")
        return
    left, right = st.columns(2)
    for column, key, codes in (
        (left, "compare.comes_in", step.comes_in),
        (right, "compare.goes_out", step.goes_out),
    ):
        with column:
            st.markdown(f"**{t(key, n=len(codes))}**")
            for code in codes:
                with st.container(border=True):
                    _draw_name(code, shown)


def _told(rows: tuple[Bar, ...]) -> str:
    return "; ".join(f"{row.name} {row.kind} {row.says}" for row in rows)
