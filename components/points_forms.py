"""The forms of the desk of points: enter, publish a rule, offer a reward, count the stock."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st

from components.delivery_forms import form_key
from components.language import t
from components.plain import plain
from components.points_published import draw_rule
from components.points_words import rule_words, signed
from domain.incentive_views import Person, RewardLine, RuleLine
from domain.points import (
    LONGEST_ABOUT,
    LONGEST_CODE,
    LONGEST_EVIDENCE,
    LONGEST_REWARD,
    LONGEST_RULE,
    MOST_POINTS,
    MOST_PRICE,
    MOST_STOCK,
    is_in_force,
)

Callback = Callable[..., None]


def draw_entry_form(
    people: Sequence[Person], rules: Sequence[RuleLine], today: date, on_enter: Callback
) -> None:
    """Who did what on which day, and how it is known."""
    key = form_key("enter")
    names = {one.id: person_words(one) for one in people}
    acts = {one.id: f"{signed(one.points)} · {rule_words(one)}" for one in rules}
    with st.form("enter", border=False):
        st.selectbox(
            t("points.who"), list(names), format_func=names.__getitem__, key=f"{key}_person"
        )
        st.selectbox(t("points.rule"), list(acts), format_func=acts.__getitem__, key=f"{key}_rule")
        st.date_input(
            t("points.day"), value=today, max_value=today, format="YYYY-MM-DD", key=f"{key}_day"
        )
        st.text_area(
            t("points.evidence"),
            key=f"{key}_evidence",
            max_chars=LONGEST_EVIDENCE,
            placeholder=t("points.evidence_hint"),
        )
        st.form_submit_button(
            t("points.enter_send"), type="primary", width="stretch", on_click=on_enter
        )


def draw_rule_forms(
    rules: Sequence[RuleLine], today: date, on_publish: Callback, on_withdraw: Callback
) -> None:
    """Publish an act, or take one off the list; a text is never changed."""
    key = form_key("rule")
    with st.form("rule", border=True):
        st.subheader(t("points.new_rule"), anchor=False)
        st.text_input(t("points.code"), key=f"{key}_code", max_chars=LONGEST_CODE)
        st.text_input(t("points.text"), key=f"{key}_text", max_chars=LONGEST_RULE)
        st.text_input(t("points.text_en"), key=f"{key}_text_en", max_chars=LONGEST_RULE * 2)
        st.number_input(
            t("points.worth"), -MOST_POINTS, MOST_POINTS, value=1, step=1, key=f"{key}_points"
        )
        st.date_input(
            t("points.from"), value=today, min_value=today, format="YYYY-MM-DD", key=f"{key}_from"
        )
        st.form_submit_button(t("points.publish"), width="stretch", on_click=on_publish)
    for one in rules:
        if is_in_force(one.in_force_from, one.withdrawn_on, today):
            line = st.container(horizontal=True, vertical_alignment="center", border=True)
            with line:
                with st.container(width="stretch"):
                    draw_rule(one)
                st.button(
                    t("points.withdraw"),
                    key=f"withdraw_{one.id}",
                    on_click=partial(on_withdraw, one.id),
                )


def draw_reward_form(on_add: Callback) -> None:
    """One reward more."""
    key = form_key("reward")
    with st.form("reward", border=True):
        st.subheader(t("reward.new"), anchor=False)
        st.text_input(t("reward.name"), key=f"{key}_name", max_chars=LONGEST_REWARD)
        st.text_input(t("reward.about"), key=f"{key}_about", max_chars=LONGEST_ABOUT)
        st.number_input(t("reward.price_label"), 1, MOST_PRICE, value=10, key=f"{key}_price")
        st.number_input(t("reward.stock"), 0, MOST_STOCK, value=10, key=f"{key}_stock")
        st.form_submit_button(t("reward.add"), width="stretch", on_click=on_add)


def draw_stock(one: RewardLine, on_count: Callback, on_offer: Callback) -> None:
    """How many there are, and whether it is on the list."""
    with st.container(border=True):
        st.markdown(
            f"**{plain(one.name)}** · {t('reward.price', n=one.price)} · "
            + t("reward.left", n=one.stock)
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                t("reward.stock"), 0, MOST_STOCK, value=one.stock, key=f"stock_{one.id}", width=160
            )
            st.button(
                t("reward.count"),
                key=f"count_{one.id}",
                on_click=partial(on_count, one.id, one.stock),
            )
            st.button(
                t("reward.take_off") if one.is_active else t("reward.put_back"),
                key=f"offer_{one.id}",
                on_click=partial(on_offer, one.id, not one.is_active),
            )


def person_words(one: Person) -> str:
    """A name with the community, so that two of one name are told apart."""
    return f"{one.name} · {one.place}" if one.place else one.name
