"""What an officer is told and asked about a file before it becomes a round."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.language import t
from components.plain import plain
from domain.money import format_yuan
from domain.pb import PbWarning
from domain.round_settings import LONGEST_NAME, RULES_OFFERED
from domain.rules import CHOICES, RULES, CountSettings

MOST_LISTED = 100


def draw_warnings(warnings: Sequence[PbWarning]) -> None:
    """Everything odd about the file, line by line."""
    if not warnings:
        st.success(t("files.no_warnings"), icon=":material/check_circle:")
        return
    with st.expander(t("files.warnings", n=len(warnings)), icon=":material/warning:"):
        for one in warnings[:MOST_LISTED]:
            st.markdown(f"- {plain(t(f'warning.{one.code}', line=one.line, **one.facts))}")
        if len(warnings) > MOST_LISTED:
            st.markdown(t("files.more_warnings", n=len(warnings) - MOST_LISTED))


def ask_name(title: str, key: str) -> str:
    """The round's name, as the file gives it until it is changed."""
    return st.text_input(t("files.name"), title, max_chars=LONGEST_NAME, key=f"{key}_name")


def ask_settings(start: CountSettings, key: str) -> CountSettings:
    """The rule and its options, as the file names them until they are changed."""
    rules = list(RULES_OFFERED) if start.rule in RULES_OFFERED else [start.rule, *RULES_OFFERED]
    rule = st.pills(
        t("setup.rule"),
        rules,
        default=start.rule,
        required=True,
        format_func=_rule_name,
        key=f"{key}_rule",
    )
    chosen = replace(start, rule=str(rule))
    options = [one for one in RULES[chosen.rule].options if one in CHOICES]
    if options:
        with st.expander(t("files.details"), icon=":material/tune:"):
            chosen = replace(chosen, **{one: _ask_option(one, start, key) for one in options})
    return chosen


def _rule_name(rule: str) -> str:
    if rule in RULES_OFFERED:
        return t(f"round.rule.{rule}")
    return t("files.rule_threshold")


def _ask_option(option: str, start: CountSettings, key: str) -> str:
    words = list(CHOICES[option])
    amount = format_yuan(start.increment_cents)
    says = {word: t(f"round.{option}_says.{word}", amount=amount) for word in words}
    chosen = st.radio(
        t(f"setup.{option}"),
        words,
        words.index(str(getattr(start, option))),
        format_func=says.__getitem__,
        key=f"{key}_{option}",
    )
    return str(chosen)
