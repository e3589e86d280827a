"""Why a project won or lost: the reason, where the money went, and what would have been enough."""

from collections.abc import Mapping

import streamlit as st

from components.charts.comparisons import named_bars
from components.charts.outcomes import Bar
from components.language import t
from components.outcome_charts import draw_chart
from components.outcome_words import why
from components.plain import plain
from domain.explanation import Enough
from domain.money import format_yuan
from domain.outcome_view import OutcomeView, ProjectResult
from domain.payments import OTHERS, SEVERAL, Payers, SupportersMoney
from domain.verdicts import FEWEST_TOLD

MOST_BARS = 6


def draw_answer(view: OutcomeView, project: ProjectResult) -> None:
    """The question as the title, and its answer in the largest letters below."""
    key = "why.title_funded" if project.is_funded else "why.title_not_funded"
    st.title(plain(t(key, number=project.number, name=project.name)), anchor=False)
    st.markdown(plain(t("why.cost_votes", cost_cents=project.cost_cents, votes=project.votes)))
    with st.container(key="why_answer", border=True):
        for sentence in _answer(view, project):
            st.markdown(f"### {plain(sentence)}")


def _answer(view: OutcomeView, project: ProjectResult) -> list[str]:
    if not project.is_funded:
        return why(view, project)[:1]
    facts = project.verdict.facts
    said = [t("why.funded_at", step=project.place, steps=len(view.funded), votes=project.votes)]
    if "effective_votes" in facts:
        said.append(t("why.effective", n=facts["effective_votes"]))
    elif _is_from_rest(view, project):
        said.append(t("why.from_rest"))
    else:
        said.append(t("why.by_votes"))
    return said


def _is_from_rest(view: OutcomeView, project: ProjectResult) -> bool:
    rules = {play.project: play.rule for play in view.plays}
    return rules.get(project.code, view.settings.rule) != view.settings.rule


def draw_payers(
    payers: tuple[Payers, ...], full_cents: int | None, emptied: int, names: Mapping[str, str]
) -> None:
    """Who paid for a winner: by where their choices mostly lie, never by person."""
    if full_cents is not None:
        st.markdown(f"#### {plain(t('why.each_paid', cents=full_cents))}")
        if emptied:
            st.markdown(t("why.emptied", n=emptied))
    if not payers:
        return
    st.subheader(t("why.payers_title"), anchor=False)
    rows = tuple(
        Bar(
            t("why.payer", group=_group_name(one.name, names), n=one.voters),
            one.cents,
            _whole(one.cents),
        )
        for one in payers
    )
    draw_chart(named_bars(rows), _told(rows), "why_payers")
    st.markdown(t("why.payers_how", fewest=FEWEST_TOLD))


def _group_name(name: str, names: Mapping[str, str]) -> str:
    if name in (SEVERAL, OTHERS):
        return t(f"why.group_{name}")
    return t("why.group", name=names.get(name, name))


def draw_money(view: OutcomeView, project: ProjectResult, money: SupportersMoney | None) -> None:
    """One picture for a loser: what it needs, what there was, and what the rest was spent on."""
    rows = tuple(_money_rows(view, project, money))
    if len(rows) < 2:
        return
    st.subheader(t("why.money_title"), anchor=False)
    if money is not None:
        n, began = money.supporters, money.began_cents // 100 * 100
        st.markdown(plain(t("why.began", n=n, began_cents=began)))
    draw_chart(named_bars(rows), _told(rows), "why_money")
    if money is None and "share_cents" in project.verdict.facts:
        st.markdown(t("why.too_few_to_tell", fewest=FEWEST_TOLD))


def _money_rows(
    view: OutcomeView, project: ProjectResult, money: SupportersMoney | None
) -> list[Bar]:
    rows = [_row(t("why.bar_needs"), project.cost_cents, "other")]
    facts = project.verdict.facts
    if project.verdict.code == "over_budget":
        rows.append(_row(t("why.bar_budget"), view.budget_cents, "strong"))
    elif money is not None and project.verdict.code == "money_elsewhere":
        rows.append(_row(t("why.bar_left"), money.left_cents, "strong"))
        rows += _spent_rows(view, money)
    elif "money_cents" in facts:
        rows.append(_row(t("why.bar_began"), int(str(facts["money_cents"])), "strong"))
    elif project.verdict.code == "does_not_fit":
        rows.append(_row(t("why.bar_left_at_turn"), int(str(facts["left_cents"])), "strong"))
    return rows


def _spent_rows(view: OutcomeView, money: SupportersMoney) -> list[Bar]:
    rows = []
    for flow in money.spent[:MOST_BARS]:
        other = view.project(flow.project)
        name = t("why.bar_spent", number=other.number, name=other.name)
        rows.append(_row(name, flow.cents, "faint"))
    rest = money.elsewhere_cents + sum(flow.cents for flow in money.spent[MOST_BARS:])
    if rest >= 100:
        rows.append(_row(t("why.bar_rest"), rest, "faint"))
    return rows


def _row(name: str, cents: int, kind: str) -> Bar:
    return Bar(name, cents, _whole(cents), kind)


def _whole(cents: int) -> str:
    return format_yuan(cents // 100 * 100)


def _told(rows: tuple[Bar, ...]) -> str:
    return "; ".join(f"{row.name} {row.says}" for row in rows)


def draw_enough(project: ProjectResult, found: Enough) -> None:
    """What would have been enough, each verified by counting again."""
    st.subheader(t("why.enough_title"), anchor=False)
    ways = []
    if found.votes_more is not None:
        more = t("why.votes_more", n=found.votes_more)
        ways.append((more, t("why.votes_more_says", n=found.votes_more)))
    if found.cents_less is not None:
        then = project.cost_cents - found.cents_less
        less = t("why.less", less_cents=found.cents_less)
        ways.append((less, t("why.less_says", then_cents=then)))
    if not ways:
        st.markdown(t("why.nothing_enough"))
        return
    for column, (big, says) in zip(st.columns(len(ways)), ways, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"## {plain(big)}")
            st.markdown(plain(says))
    st.badge(t("why.verified"), icon=":material/verified:", color="green")
    st.markdown(t("why.enough_how"))
    if found.votes_more is not None and "share_cents" in project.verdict.facts:
        st.markdown(t("why.shares_shrink"))
