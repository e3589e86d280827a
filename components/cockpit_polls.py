"""Polls from the cockpit: a question at hand, the live count of answers, the close, the result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components.cockpit_words import clipped
from components.language import t
from components.plain import plain
from components.poll_words import (
    names_of,
    reason_lines,
    terms_words,
    turnout_words,
    verdict_words,
)
from domain.poll_result import PollResult
from domain.poll_views import PollView
from domain.polls import LONGEST_QUESTION, MAJORITIES, Base, PollKind, PollState, PollTerms

CLOSING = "cockpit_closing"
LATEST_SHOWN = 5
QUESTION_LETTERS = 60


@dataclass(frozen=True, slots=True)
class PollKeys:
    """What the keys of a poll do."""

    ask: Callable[[PollTerms], object]
    open: Callable[[int], object]
    close: Callable[[int], object]
    withdraw: Callable[[int, str], object]
    seen: Callable[[int], object]


def draw_running(poll: PollView, keys: PollKeys) -> None:
    """The poll that runs: how many have answered of how many, and its close in two presses.

    Of a secret poll nothing of the answers is known here; of an open one the sums so far.
    """
    with st.container(border=True, key="cockpit_poll", gap="small"):
        st.caption(f"{t('floor.poll_runs', number=poll.number)}　{terms_words(poll.terms)}")
        st.markdown(f"### {plain(clipped(poll.terms.question, QUESTION_LETTERS))}")
        with st.container(key="cockpit_answered"):
            st.markdown(turnout_words(poll))
        st.progress(poll.answered / max(poll.entitled, 1))
        if poll.so_far is not None:
            st.markdown(_counts(poll.terms, poll.so_far))
        if st.session_state.get(CLOSING) == poll.poll_id:
            _draw_closing(poll, keys)
        else:
            st.button(
                t("floor.close_poll"),
                key="cockpit_close_poll",
                icon=":material/stop_circle:",
                type="primary",
                width="stretch",
                on_click=_ask_to_close,
                args=(poll.poll_id,),
            )


def draw_result(poll: PollView, keys: PollKeys | None = None) -> None:
    """What a poll came to: the verdict, the numbers, and how many more it would have taken."""
    if poll.result is None:
        return
    with st.container(border=True, key=f"cockpit_result_{poll.poll_id}", gap="small"):
        st.caption(f"{t('floor.poll_closed', number=poll.number)}　{terms_words(poll.terms)}")
        st.markdown(plain(clipped(poll.terms.question, QUESTION_LETTERS)))
        with st.container(key=f"cockpit_verdict_{_look(poll.result)}_{poll.poll_id}"):
            st.markdown(plain(verdict_words(poll.terms, poll.result)))
        st.markdown(_counts(poll.terms, poll.result))
        for line in reason_lines(poll.terms, poll.result):
            st.markdown(line)
        if keys is not None:
            st.button(
                t("floor.seen"),
                key=f"cockpit_seen_{poll.poll_id}",
                width="stretch",
                on_click=keys.seen,
                args=(poll.poll_id,),
            )


def draw_asking(name: str, suggested: str, keys: PollKeys) -> None:
    """A poll in two taps: the kind, then go; question and rule are there to be changed.

    `name`: what the question is about, so that another item gets a fresh one.
    """
    st.markdown(f"#### {t('floor.ask_room')}")
    question = st.text_input(
        t("poll.question"),
        value=suggested[:LONGEST_QUESTION],
        max_chars=LONGEST_QUESTION,
        key=f"cockpit_question_{name}",
    )
    kinds = {kind: t(f"poll_kind.{kind}") for kind in PollKind}
    kind = PollKind(_choose("poll.kind", kinds, PollKind.FOR_AGAINST, "cockpit_poll_kind"))
    options = _options(kind)
    with st.expander(t("floor.rule")):
        rule = choose_rule(kind, "asking")
    terms = replace(rule, question=question or "", kind=kind, options=options)
    st.caption(terms_words(terms))
    st.button(
        t("floor.open_poll"),
        key="cockpit_ask",
        icon=":material/how_to_vote:",
        type="primary",
        width="stretch",
        on_click=keys.ask,
        args=(terms,),
    )


def choose_rule(kind: PollKind, name: str) -> PollTerms:
    """Secret or open, and of a poll for and against its majority and base; without a question.

    `name` tells these fields from others on the page.
    """
    secrecies = {True: t("poll.secret"), False: t("poll.open")}
    is_secret = _choose("poll.secrecy", secrecies, True, f"cockpit_secrecy_{name}")
    if kind is not PollKind.FOR_AGAINST:
        return PollTerms("", is_secret=is_secret)
    # Named by text: a pair as the default would be taken for two options.
    pairs = {f"{part}_{of}": (part, of) for part, of in MAJORITIES}
    majorities = {pair: t(f"poll.majority_{pair}") for pair in pairs}
    first = next(iter(pairs))
    part, of = pairs[_choose("poll.majority", majorities, first, f"cockpit_majority_{name}")]
    bases = {base: t(f"base.{base}") for base in Base}
    base = _choose("poll.base", bases, Base.CAST, f"cockpit_base_{name}")
    return PollTerms("", is_secret=is_secret, majority=part, majority_of=of, base=base)


def draw_others(polls: Sequence[PollView], keys: PollKeys) -> None:
    """Polls that were prepared and wait, and the latest results."""
    for poll in polls:
        if poll.state is PollState.DRAFT:
            _draw_prepared(poll, keys)
    closed = [one for one in polls if one.state is PollState.CLOSED]
    if closed:
        st.markdown(f"#### {t('floor.results')}")
    for poll in list(reversed(closed))[:LATEST_SHOWN]:
        draw_result(poll)


def _draw_prepared(poll: PollView, keys: PollKeys) -> None:
    with st.container(border=True, key=f"cockpit_draft_{poll.poll_id}", gap="small"):
        st.caption(f"{t('floor.poll_prepared', number=poll.number)}　{terms_words(poll.terms)}")
        st.markdown(plain(poll.terms.question))
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("floor.open_prepared"),
                key=f"cockpit_open_{poll.poll_id}",
                icon=":material/how_to_vote:",
                width="stretch",
                on_click=keys.open,
                args=(poll.poll_id,),
            )
            with st.popover(t("floor.withdraw_poll")):
                _draw_withdrawing(poll, keys)


def _draw_closing(poll: PollView, keys: PollKeys) -> None:
    missing = poll.entitled - poll.answered
    if missing:
        st.warning(t("floor.still_missing", n=missing), icon=":material/hourglass_top:")
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("floor.close_sure"),
            key="cockpit_close_sure",
            type="primary",
            width="stretch",
            on_click=keys.close,
            args=(poll.poll_id,),
        )
        st.button(
            t("floor.close_wait"),
            key="cockpit_close_wait",
            width="stretch",
            on_click=_ask_to_close,
            args=(None,),
        )
        with st.popover(t("floor.withdraw_poll")):
            _draw_withdrawing(poll, keys)


def _draw_withdrawing(poll: PollView, keys: PollKeys) -> None:
    reason = st.text_input(t("floor.withdraw_reason"), key=f"cockpit_reason_{poll.poll_id}")
    st.button(
        t("floor.withdraw_sure"),
        key=f"cockpit_withdraw_poll_{poll.poll_id}",
        on_click=keys.withdraw,
        args=(poll.poll_id, reason),
    )


def _options(kind: PollKind) -> tuple[str, ...]:
    if kind is PollKind.FOR_AGAINST:
        return ()
    if kind is PollKind.SCALE:
        return (t("poll.low_word"), t("poll.high_word"))
    lines = st.text_area(
        t("floor.options"), key="cockpit_options", placeholder=t("floor.options_hint")
    )
    return tuple(line.strip() for line in (lines or "").splitlines() if line.strip())


def _choose(label: str, words: dict, default: object, key: str):  # type: ignore[no-untyped-def, type-arg]
    chosen = st.segmented_control(
        t(label),
        list(words),
        default=default,
        format_func=words.__getitem__,
        required=True,
        key=key,
    )
    return default if chosen is None else chosen


def _counts(terms: PollTerms, result: PollResult) -> str:
    names = names_of(terms)
    return "　".join(
        f"{plain(says)} **{result.counts.get(key, 0)}**" for key, says in names.items()
    )


def _look(result: PollResult) -> str:
    if result.has_passed is None:
        return "plain"
    return "yes" if result.has_passed else "no"


def _ask_to_close(poll_id: int | None) -> None:
    st.session_state[CLOSING] = poll_id
