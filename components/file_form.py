"""What an officer is told and asked about a file before it becomes a round."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.language import t
from components.plain import plain
from components.round_rules import threshold_lines
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
    rule = st.pills(
        t("setup.rule"),
        list(RULES_OFFERED),
        default=start.rule,
        required=True,
        format_func=lambda one: t(f"round.rule.{one}"),
        key=f"{key}_rule",
    )
    chosen = replace(start, rule=str(rule))
    if "least_share" in RULES[chosen.rule].options:
        share = str(chosen.needed_share)
        for _, words in threshold_lines(chosen.least_votes, share):
            st.markdown(words)
    options = [one for one in RULES[chosen.rule].options if one in CHOICES]
    if options:
        with st.expander(t("files.details"), icon=":material/tune:"):
            chosen = replace(chosen, **{one: _ask_option(one, start, key) for one in options})
    return chosen


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
