"""Slides of a poll: what is asked and who has answered; then what came of it, in words first."""

import streamlit as st

from components.language import t
from components.plain import plain
from components.poll_words import (
    names_of,
    reason_lines,
    rule_words,
    turnout_words,
    verdict_words,
)
from components.projector.hall import Scene, clipped, draw_figure, draw_line, draw_words
from components.projector.room_slides import draw_way_in
from domain.meeting_views import MeetingView
from domain.poll_result import PollResult
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
            st.markdown(turnout_words(poll))
        else:
            told = t("hall.answered_says", n=poll.entitled)
            draw_figure("answered", str(poll.answered), told, size="huge")
            with st.container(key="hall_bar_answered"):
                st.progress(poll.answered / max(poll.entitled, 1), text=told)
        draw_line("44_rule", rule_words(poll.terms))
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
        _draw_verdict("plain", verdict_words(poll.terms, result))
        draw_bars(poll.terms, result)
    else:
        _draw_verdict("plain", _winners(poll, result))
        draw_bars(poll.terms, result)
    draw_line("head_turnout", turnout_words(poll))


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


def _draw_decision(poll: PollView, result: PollResult) -> None:
    kind = "yes" if result.has_passed else "no"
    _draw_verdict(kind, verdict_words(poll.terms, result))
    columns = st.columns(3, gap="large")
    for column, (key, says) in zip(columns, names_of(poll.terms).items(), strict=True):
        with column:
            draw_figure(key, str(result.counts.get(key, 0)), says)
    *reasons, _ = reason_lines(poll.terms, result)
    for place, sentence in enumerate(reasons):
        draw_line(f"44_reason_{place}", sentence)


def _draw_verdict(kind: str, words: str) -> None:
    long = "" if len(words) <= VERDICT_LETTERS else "_long"
    draw_line(f"verdict_{kind}{long}", words)


def _winners(poll: PollView, result: PollResult) -> str:
    names = [names_of(poll.terms)[key] for key in result.winners]
    if len(names) == 1:
        return clipped(names[0], 28)
    return t("hall.tied", n=len(names)) if names else verdict_words(poll.terms, result)
