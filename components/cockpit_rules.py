"""The rules of the house: the card that is read out, the promise, and what is switched on."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.language import t
from domain.floor_views import Floor
from domain.house_rules import HouseRule, HouseRules
from domain.rule_card import CardRule, list_card

OATH_LINES = 4


@dataclass(frozen=True, slots=True)
class RuleKeys:
    """What the keys of the rules do."""

    switch: Callable[[HouseRule, bool], object]
    take_oath: Callable[[], object]


def draw_rules(floor: Floor, keys: RuleKeys) -> None:
    """The card on the left; the promise and the switches on the right."""
    card, hand = st.columns([3, 2], gap="medium")
    with card:
        st.markdown(f"#### {t('floor.card_title')}")
        draw_card(floor.rules)
    with hand:
        _draw_oath(floor, keys)
        st.markdown(f"#### {t('floor.switches')}")
        for rule in HouseRule:
            key = f"cockpit_rule_{rule}_{int(floor.rules.is_on(rule))}"
            st.toggle(
                t(f"house_rule.{rule}"),
                value=floor.rules.is_on(rule),
                key=key,
                on_change=_switch,
                args=(keys, rule, key),
            )


def draw_card(rules: HouseRules) -> None:
    """Every rule in a line: its name, and what it asks."""
    for place, one in enumerate(list_card(rules), start=1):
        st.markdown(f"{place}\\. **{t(f'card_rule.{one}')}**　{rule_sentence(one, rules)}")


def rule_sentence(rule: CardRule, rules: HouseRules) -> str:
    """What a rule of the card asks, in one sentence."""
    if rule is CardRule.LIMITS and not rules.speeches_an_item:
        return t("floor.card_minutes", minutes=rules.speech_minutes)
    if rule is CardRule.LIMITS:
        return t("floor.card_limits", minutes=rules.speech_minutes, times=rules.speeches_an_item)
    return t(f"floor.card.{rule}")


def draw_oath_words() -> None:
    """What the room promises, line by line, to be read out."""
    st.markdown(f"#### {t('hall.oath_title')}")
    for line in range(1, OATH_LINES + 1):
        st.markdown(t(f"hall.oath_{line}"))


def _draw_oath(floor: Floor, keys: RuleKeys) -> None:
    if not floor.rules.takes_oath:
        return
    with st.container(border=True, key="cockpit_oath", gap="small"):
        draw_oath_words()
        if floor.oath_taken_at is not None:
            st.success(
                t("floor.oath_taken", at=floor.oath_taken_at), icon=":material/check_circle:"
            )
        else:
            st.button(
                t("floor.oath_done"),
                key="cockpit_oath_done",
                icon=":material/front_hand:",
                type="primary",
                width="stretch",
                on_click=keys.take_oath,
            )


def _switch(keys: RuleKeys, rule: HouseRule, key: str) -> None:
    keys.switch(rule, bool(st.session_state[key]))
