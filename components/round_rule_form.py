"""The parts of a round's form that say how one votes and how the money is allocated."""

from collections.abc import Mapping, Sequence
from typing import TypedDict

import streamlit as st

from components.language import t
from components.round_form import LONGEST_AMOUNT, Form, draw_locked, read_amount
from components.round_rules import WITH_POINTS, ballot_words, rule_lines, share_percent
from domain.money import format_yuan
from domain.round_settings import (
    BALLOT_TYPES,
    MOST_LEAST_VOTES,
    MOST_POINTS,
    RULES_OFFERED,
    Governed,
    RoundSettings,
    ballot_type_of,
)
from domain.rules.registry import RULES
from domain.rules.settings import CHOICES, share_from

MOST_MARKS = 99
SHARES_OFFERED = ("0", "1/4", "1/3", "1/2", "1")


class BallotAnswers(TypedDict):
    """What `ask_ballot` was told."""

    ballot_type: str
    min_marks: int
    max_marks: int | None
    points_total: int
    points_per_project: int | None


class RuleAnswers(TypedDict):
    """What `ask_rule` was told."""

    rule: str
    utility: str
    completion: str
    stop: str
    start: str
    increment_cents: int
    count_empty: bool
    least_votes: int
    least_share: str


def ask_ballot(form: Form) -> BallotAnswers:
    """The kind of ballot, and its numbers as far as that kind has them."""
    is_fixed = Governed.BALLOT_TYPE in form.fixed
    kind = form.start.ballot_type
    if not is_fixed:
        kind = _ask_words(form, Governed.BALLOT_TYPE, list(BALLOT_TYPES), "round.ballot")
    answers = BallotAnswers(
        ballot_type=kind,
        min_marks=form.start.min_marks,
        max_marks=form.start.max_marks,
        points_total=form.start.points_total,
        points_per_project=form.start.points_per_project,
    )
    if is_fixed:
        draw_locked(form.label(Governed.BALLOT_TYPE), ballot_words(form.start))
    if is_fixed or kind == "choose-1":
        return answers
    if kind == "points":
        answers["points_total"] = _ask_number(form, Governed.POINTS_TOTAL, MOST_POINTS) or 1
        answers["points_per_project"] = _ask_limit(form, Governed.POINTS_PER_PROJECT, MOST_POINTS)
    answers["min_marks"] = _ask_number(form, Governed.MIN_MARKS, MOST_MARKS) or 1
    if kind in ("approval", "ranking"):
        answers["max_marks"] = _ask_limit(form, Governed.MAX_MARKS, MOST_MARKS)
    return answers


def ask_rule(form: Form) -> RuleAnswers:
    """The rule, and on demand the options that this rule reads."""
    start = form.start
    if Governed.RULE in form.fixed:
        return _show_rule(start)
    rule = _ask_words(form, Governed.RULE, list(RULES_OFFERED), "round.rule")
    st.markdown(t(f"round.rule_says.{rule}"))
    answers = _answers_of(start, rule)
    if "least_share" in RULES[rule].options:
        _ask_threshold(form, answers)
    with st.expander(t("setup.details"), icon=":material/tune:"):
        _ask_options(form, answers, RULES[rule].options)
    return answers


def _answers_of(start: RoundSettings, rule: str) -> RuleAnswers:
    return RuleAnswers(
        rule=rule,
        utility=start.utility,
        completion=start.completion,
        stop=start.stop,
        start=start.start,
        increment_cents=start.increment_cents,
        count_empty=start.count_empty,
        least_votes=start.least_votes,
        least_share=start.least_share,
    )


def _show_rule(start: RoundSettings) -> RuleAnswers:
    for label, words in rule_lines(start):
        if label not in (t("governed.ballot_type"), t("governed.voter_roles")):
            draw_locked(label, words)
    return _answers_of(start, start.rule)


def _ask_options(form: Form, answers: RuleAnswers, read: Sequence[str]) -> None:
    if "utility" in read:
        answers["utility"] = _ask_option(form, Governed.UTILITY)
    if "completion" in read:
        answers["completion"] = _ask_option(form, Governed.COMPLETION)
    if "stop" in read and answers["completion"] != "none":
        answers["stop"] = _ask_option(form, Governed.STOP)
        answers["increment_cents"] = _ask_increment(form)
    if "start" in read:
        answers["start"] = _ask_option(form, Governed.START)
    answers["count_empty"] = st.toggle(
        form.label(Governed.COUNT_EMPTY),
        form.start.count_empty,
        key=form.key("count_empty"),
        persist_state="session",
    )


def _ask_threshold(form: Form, answers: RuleAnswers) -> None:
    """What a project needs to take part: a number of votes, and support that suits its cost."""
    kind = form.start.ballot_type
    kind = str(st.session_state.get(form.key(Governed.BALLOT_TYPE.value)) or kind)
    has_points = ballot_type_of(kind) in WITH_POINTS
    votes = st.number_input(
        t("setup.least_points") if has_points else form.label(Governed.LEAST_VOTES),
        0,
        MOST_LEAST_VOTES,
        form.start.least_votes,
        key=form.key("least_votes"),
        persist_state="session",
    )
    shares = [*SHARES_OFFERED]
    if form.start.least_share not in shares:
        shares.append(form.start.least_share)
    unit = "points" if has_points else "votes"
    names = {
        share: t(f"setup.share.{unit}", percent=share_percent(part))
        if (part := share_from(share))
        else t("setup.no_share")
        for share in shares
    }
    share = st.radio(
        form.label(Governed.LEAST_SHARE),
        shares,
        shares.index(form.start.least_share),
        format_func=names.__getitem__,
        key=form.key("least_share"),
        persist_state="session",
    )
    answers["least_votes"], answers["least_share"] = int(votes), str(share)


def _ask_option(form: Form, one: Governed) -> str:
    words = list(CHOICES[one.value])
    amount = format_yuan(form.start.increment_cents)
    says = {word: t(f"round.{one.value}_says.{word}", amount=amount) for word in words}
    start = str(getattr(form.start, one.value))
    chosen = st.radio(
        form.label(one),
        words,
        words.index(start),
        format_func=says.__getitem__,
        key=form.key(one.value),
        persist_state="session",
    )
    return str(chosen)


def _ask_increment(form: Form) -> int:
    typed = st.text_input(
        form.label(Governed.INCREMENT_CENTS),
        format_yuan(form.start.increment_cents).removeprefix("¥"),
        max_chars=LONGEST_AMOUNT,
        key=form.key("increment"),
        persist_state="session",
    )
    return read_amount(typed)


def _ask_words(form: Form, one: Governed, words: list[str], prefix: str) -> str:
    names: Mapping[str, str] = {word: t(f"{prefix}.{word}") for word in words}
    start = str(getattr(form.start, one.value))
    chosen = st.pills(
        form.label(one),
        words,
        default=start if start in words else words[0],
        required=True,
        format_func=names.__getitem__,
        key=form.key(one.value),
        persist_state="session",
    )
    return str(chosen or words[0])


def _ask_number(form: Form, one: Governed, most: int) -> int | None:
    number = st.number_input(
        form.label(one),
        1,
        most,
        getattr(form.start, one.value) or 1,
        key=form.key(one.value),
        persist_state="session",
    )
    return int(number)


def _ask_limit(form: Form, one: Governed, most: int) -> int | None:
    has_limit = st.toggle(
        t("setup.has_limit"),
        getattr(form.start, one.value) is not None,
        key=form.key(f"{one.value}_on"),
        persist_state="session",
    )
    return _ask_number(form, one, most) if has_limit else None
