"""The result of a poll: in words first, then as bars, then why."""

import streamlit as st

from components.charts.polls import AnswerBar, answer_bars
from components.language import t
from components.plain import plain
from components.poll_words import (
    answer_words,
    names_of,
    question_words,
    reason_lines,
    result_text,
    terms_words,
    turnout_words,
    verdict_words,
)
from domain.poll_result import PollResult
from domain.poll_views import NamedAnswer, PollView
from domain.polls import PollKind, PollState, PollTerms, Vote


def draw_outcome(poll: PollView) -> None:
    """What came of a poll that has closed or was withdrawn; of one that runs, how far it is."""
    st.markdown(t("poll.head", number=poll.number))
    st.subheader(question_words(poll), anchor=False)
    if poll.state is PollState.WITHDRAWN:
        st.warning(t("poll.withdrawn", reason=plain(poll.withdrawn_reason)), icon=":material/undo:")
        return
    result = poll.result or poll.so_far
    if poll.result is not None:
        with st.container(key=f"poll_verdict_{_look(poll.result)}"):
            st.markdown(plain(verdict_words(poll.terms, poll.result)))
    elif poll.state is PollState.OPEN:
        st.markdown(turnout_words(poll))
    if result is not None:
        draw_bars(poll, result)
    if poll.result is not None:
        for line in reason_lines(poll.terms, poll.result):
            st.markdown(line)
    st.markdown(terms_words(poll.terms))


def draw_bars(poll: PollView, result: PollResult) -> None:
    """One bar for every answer; of a majority of people a line at what was needed."""
    bars = bars_of(poll.terms, result)
    needed = result.people.needed if result.people is not None else None
    says = "" if needed is None else t("poll.at_least", needed=needed)
    with st.container(key=f"poll_bars_{poll.poll_id}"):
        st.vega_lite_chart(answer_bars(bars, needed, says), width="stretch", alt=result_text(poll))


def bars_of(terms: PollTerms, result: PollResult) -> tuple[AnswerBar, ...]:
    """The bars of a result; for and against, or the winners, stand out."""
    names = names_of(terms)
    is_motion = terms.kind is PollKind.FOR_AGAINST
    return tuple(
        AnswerBar(
            names[key],
            n,
            is_strong=key == Vote.FOR if is_motion else key in result.winners or not result.winners,
            is_other=is_motion and key == Vote.AGAINST,
        )
        for key, n in result.counts.items()
    )


def draw_named(terms: PollTerms, answers: tuple[NamedAnswer, ...]) -> None:
    """Who answered what in an open ballot, by number."""
    with st.expander(t("poll.named", n=len(answers)), icon=":material/list:"):
        st.table(
            [
                {
                    t("poll.column_number"): one.number,
                    t("poll.column_name"): one.name or t("poll.guest", number=one.number),
                    t("poll.column_answer"): answer_words(terms, one.answer),
                }
                for one in answers
            ]
        )


def _look(result: PollResult) -> str:
    if result.has_passed is None:
        return "plain"
    return "yes" if result.has_passed else "no"
