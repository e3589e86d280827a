"""正负面清单 as it is published: what gives points, what takes them, what they buy."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from components.language import t
from components.plain import plain
from components.points_words import points_badge, rule_words
from domain.incentive_views import RewardLine, RuleLine
from domain.points import is_in_force


def draw_rules(rules: Sequence[RuleLine], today: date) -> None:
    """The positive list, then the negative one; what is to come or is past beneath."""
    now = [one for one in rules if is_in_force(one.in_force_from, one.withdrawn_on, today)]
    left, right = st.columns(2)
    with left:
        _draw_list(t("points.positive"), [one for one in now if one.points > 0])
    with right:
        _draw_list(t("points.negative"), [one for one in now if one.points < 0])
    _draw_folded(t("points.to_come"), [one for one in rules if one.in_force_from > today])
    past = [one for one in rules if one not in now and one.in_force_from <= today]
    _draw_folded(t("points.withdrawn"), past)


def draw_rewards(
    rewards: Sequence[RewardLine], button: Callable[[RewardLine], None] | None = None
) -> None:
    """Rewards two in a row, each with its price; `button` draws what may be pressed."""
    if not rewards:
        st.info(t("reward.none"), icon=":material/redeem:")
    for start in range(0, len(rewards), 2):
        for column, one in zip(st.columns(2), rewards[start : start + 2], strict=False):
            with column.container(border=True):
                _draw_reward(one)
                if button is not None:
                    button(one)


def draw_rule(one: RuleLine) -> None:
    """One act, what it is worth, and since when."""
    st.markdown(f"{points_badge(one.points)} **{rule_words(one)}**")
    days = {"code": one.code, "since": one.in_force_from}
    if one.withdrawn_on is None:
        st.caption(plain(t("points.since", **days)))
    else:
        st.caption(plain(t("points.since_until", until=one.withdrawn_on, **days)))


def _draw_list(title: str, rules: Sequence[RuleLine]) -> None:
    st.subheader(title, anchor=False)
    with st.container(border=True):
        if not rules:
            st.markdown(t("points.nothing_listed"))
        for one in rules:
            draw_rule(one)


def _draw_folded(title: str, rules: Sequence[RuleLine]) -> None:
    if rules:
        with st.expander(f"{title} · {len(rules)}", icon=":material/history:"):
            for one in rules:
                draw_rule(one)


def _draw_reward(one: RewardLine) -> None:
    st.subheader(plain(one.name), anchor=False)
    if one.about:
        st.markdown(plain(one.about))
    left = t("reward.left", n=one.stock) if one.stock else t("reward.gone")
    st.markdown(f"**{t('reward.price', n=one.price)}** · {left}")
