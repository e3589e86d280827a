"""Slides of a poll: what is asked and who has answered; then what came of it, in words first."""

from collections.abc import Mapping

import streamlit as st

from components.language import t
from components.plain import plain
from components.projector.hall import Scene, clipped, draw_figure, draw_line, draw_words
from components.projector.room_slides import draw_way_in
from domain.meeting_views import MeetingView
from domain.poll_result import Measure, PollResult
from domain.poll_views import PollView
from domain.polls import PollKind, PollTerms

QUESTION = ((22, 80), (54, 64), (104, 54), (220, 44))
SMALL_QUESTION = ((30, 54), (78, 44), (220, 38))
VERDICT_LETTERS = 6
FEW_ROWS = 3


def draw_poll(poll: PollView, view: MeetingView, scene: Scene) -> None:
    """The question, how many have answered, and, of an open ballot, what so far."""
    left, right = st.columns([2.6, 1], vertical_alignment="center", gap="large")
    with left:
        key = "hall.poll_secret" if poll.terms.is_secret else "hall.poll_open"
        draw_line("head_poll", t(key, number=poll.number))
        draw_words("question", poll.terms.question, QUESTION)
        if poll.so_far is not None:
            draw_bars(poll.terms, poll.so_far)
            st.markdown(t("hall.answered", n=poll.answered, entitled=poll.entitled))
        else:
            told = t("hall.answered_says", n=poll.entitled)
            draw_figure("answered", str(poll.answered), told, size="huge")
            with st.container(key="hall_bar_answered"):
                st.progress(poll.answered / max(poll.entitled, 1), text=told)
        draw_line("44_rule", rule_of(poll.terms))
    with right:
        draw_way_in(view, scene)


def draw_result(poll: PollView) -> None:
    """Passed or not, in words, as the largest thing; then the numbers, and what was lacking."""
    result = poll.result
    if result is None:
        return
    draw_line("head_result", t("hall.result", number=poll.number))
    draw_words("question", poll.terms.question, SMALL_QUESTION)
    if poll.terms.kind is PollKind.FOR_AGAINST:
        _draw_decision(poll, result)
    elif poll.terms.kind is PollKind.SCALE:
        _draw_verdict("plain", _mean(result))
        draw_bars(poll.terms, result)
    else:
        _draw_verdict("plain", _winners(poll.terms, result))
        draw_bars(poll.terms, result)
    draw_line("head_turnout", _turnout(poll.terms, result))


def draw_bars(terms: PollTerms, result: PollResult) -> None:
    """One lying bar for every possible answer, each as long as its part of the whole."""
    whole = max(sum(result.counts.values()), 1)
    rows = [(key, says, result.counts.get(key, 0)) for key, says in names_of(terms).items()]
    many = "few" if len(rows) <= FEW_ROWS else "many"
    with st.container(key=f"hall_bars_{many}"):
        for key, says, n in rows:
            name, bar, number = st.columns([1.1, 3, 0.55], vertical_alignment="center")
            name.markdown(plain(clipped(says, 8 if many == "few" else 13)))
            with bar, st.container(key=f"hall_bar_{key}"):
                st.progress(n / whole, text=f"{says} {n}")
            number.markdown(str(n))


def names_of(terms: PollTerms) -> Mapping[str, str]:
    """Every possible answer in the reader's words."""
    if terms.kind is PollKind.FOR_AGAINST:
        return {key: t(f"hall.vote.{key}") for key in terms.keys}
    if terms.kind is PollKind.SCALE:
        ends = dict(zip(("1", "5"), terms.options, strict=False))
        return {key: f"{key} {ends.get(key, '')}".strip() for key in terms.keys}
    return dict(zip(terms.places, terms.options, strict=True))


def rule_of(terms: PollTerms) -> str:
    """By which majority of whom it passes, or what is to be chosen."""
    if terms.kind is PollKind.FOR_AGAINST:
        base = t(f"hall.base.{terms.base}")
        rule = t(f"hall.majority.{terms.majority}_{terms.majority_of}", base=base)
        return rule + t("hall.rule_area") if terms.counts_area else rule
    if terms.kind is PollKind.CHOICE:
        return t("hall.rule_choice", n=terms.most_choices)
    if terms.kind is PollKind.POINTS:
        return t("hall.rule_points", n=terms.points_total)
    return t("hall.rule_scale")


def _draw_decision(poll: PollView, result: PollResult) -> None:
    is_passed = bool(result.has_passed)
    word = "passed" if is_passed else "tie" if result.is_tie else "not_passed"
    _draw_verdict("yes" if is_passed else "no", t(f"hall.{word}"))
    columns = st.columns(3, gap="large")
    for column, (key, says) in zip(columns, names_of(poll.terms).items(), strict=True):
        with column:
            draw_figure(key, str(result.counts.get(key, 0)), says)
    for measure in (result.people, result.area):
        if measure is not None:
            is_area = measure is result.area
            draw_line(f"44_needed_{'area' if is_area else 'people'}", _needed(measure, is_area))


def _turnout(terms: PollTerms, result: PollResult) -> str:
    told = t("hall.turnout", n=result.answered, entitled=result.entitled.people)
    return f"{told}　{rule_of(terms)}" if terms.kind is PollKind.FOR_AGAINST else told


def _needed(measure: Measure, is_area: bool) -> str:
    unit = "area" if is_area else "people"
    numbers = {
        "needed": _number(measure.needed, is_area),
        "have": _number(measure.in_favour, is_area),
    }
    if measure.has_passed:
        return t(f"hall.reached_{unit}", **numbers)
    if measure.lacking is None:
        return t(f"hall.unreachable_{unit}", **numbers)
    return t(f"hall.lacking_{unit}", **numbers, lacking=_number(measure.lacking, is_area))


def _number(value: int, is_area: bool) -> str:
    return f"{value / 100:,.0f}" if is_area else str(value)


def _draw_verdict(kind: str, words: str) -> None:
    long = "" if len(words) <= VERDICT_LETTERS else "_long"
    draw_line(f"verdict_{kind}{long}", words)


def _winners(terms: PollTerms, result: PollResult) -> str:
    names = [names_of(terms)[key] for key in result.winners]
    if not names:
        return t("hall.no_answers")
    if len(names) == 1:
        return clipped(names[0], 28)
    return t("hall.tied", n=len(names))


def _mean(result: PollResult) -> str:
    if result.mean is None:
        return t("hall.no_answers")
    return t("hall.mean", mean=f"{float(result.mean):.1f}")
