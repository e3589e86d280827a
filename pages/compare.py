"""换一种办法会怎样: the same ballots under other rules and budgets (`?round=ID`)."""

import streamlit as st

from components.compare_view import draw_budget_step, draw_changes, draw_preferences, draw_sides
from components.kept import kept
from components.language import t
from components.register import page_file
from components.round_choice import asked_round
from components.sign_in import current_actor
from components.telling import reading_or_stop
from domain.roles import Actor
from domain.rules import RULES
from domain.side_by_side import BUDGET_PERCENTS, MOST_RULES, ComparedRound
from services import comparisons

OTHERS = "compare_others"


def choose_round(reader: Actor | None) -> ComparedRound | None:
    """The round of the address, else the newest that this reader may compare."""
    names = {one.round_id: one.name for one in comparisons.list_compared(reader)}
    asked = asked_round()
    if asked is not None and asked not in names:
        return comparisons.get_compared_round(reader, asked)
    if not names:
        return None
    ids = list(names)
    picked = st.selectbox(
        t("compare.choose"),
        ids,
        index=ids.index(asked) if asked else 0,
        format_func=names.__getitem__,
    )
    st.query_params["round"] = str(picked)
    return comparisons.get_compared_round(reader, picked)


def keep_the_last_chosen() -> None:
    """Not more rules than fit side by side (a callback): the first chosen makes room."""
    st.session_state[OTHERS] = st.session_state[OTHERS][-(MOST_RULES - 1) :]


def choose_others(fixed: str) -> tuple[str, ...]:
    """One or two other rules."""
    others = [name for name in RULES if name != fixed]
    names = {name: t(f"compare.rule.{name}") for name in others}
    chosen = st.pills(
        t("compare.with"),
        others,
        selection_mode="multi",
        default=others[:1],
        format_func=names.__getitem__,
        key=OTHERS,
        on_change=keep_the_last_chosen,
    )
    return tuple(name for name in others if name in chosen)


def draw_rules(reader: Actor | None, shown: ComparedRound) -> None:
    """The rule of the round beside others."""
    st.header(t("compare.rules_title"), anchor=False)
    others = choose_others(shown.settings.rule)
    if not others:
        st.markdown(t("compare.choose_one"))
        return
    found = kept(
        ("rules", *shown.state, others),
        lambda told: comparisons.compare_rules(reader, shown.round_id, others, told),
        t("compare.counting"),
    )
    draw_sides(found)
    draw_preferences(found)
    draw_changes(found, shown)


def draw_budgets(reader: Actor | None, shown: ComparedRound) -> None:
    """The rule of the round with a smaller or larger budget."""
    st.header(t("compare.budget_title"), anchor=False)
    found = kept(
        ("budgets", *shown.state),
        lambda told: comparisons.compare_budgets(reader, shown.round_id, told),
        t("compare.counting_budgets"),
    )
    steps = {step.percent: step for step in found}
    names = {percent: percent_words(percent) for percent in BUDGET_PERCENTS}
    chosen = st.select_slider(
        t("compare.budget"),
        BUDGET_PERCENTS,
        value=0,
        format_func=names.__getitem__,
        key="compare_budget",
    )
    draw_budget_step(steps[chosen], steps[0], shown)


def percent_words(percent: int) -> str:
    """`10% less`, `as it was`, `10% more`."""
    if percent == 0:
        return t("compare.as_it_was")
    return t("compare.less" if percent < 0 else "compare.more", percent=abs(percent))


actor = current_actor()
st.title(t("page.compare"), anchor=False)
st.warning(t("compare.only_information"), icon=":material/info:")
with reading_or_stop():
    chosen = choose_round(actor)
    if chosen is None:
        st.info(t("compare.none"), icon=":material/hourglass_top:")
        st.stop()
    if not chosen.is_public:
        st.info(t("compare.not_public_yet"), icon=":material/lock:")
    draw_rules(actor, chosen)
    draw_budgets(actor, chosen)
st.page_link(
    page_file("results"),
    label=t("why.to_results"),
    query_params={"round": str(chosen.round_id)},
    icon=":material/emoji_events:",
)
