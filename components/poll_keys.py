"""The keys by which one person answers a poll: huge, one tap each, saved as it is tapped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from components.language import t
from components.plain import plain
from components.poll_words import names_of, terms_words
from domain.poll_views import OwnAnswer, PollView
from domain.polls import SCALE, Answer, PollKind, PollTerms, Vote

LOOK = Path(__file__).with_name("poll.css")
ICONS = {Vote.FOR: "thumb_up", Vote.AGAINST: "thumb_down", Vote.ABSTAIN: "pan_tool"}


@dataclass(frozen=True, slots=True)
class Keys:
    """What a tap does: answer in whole, or give one option a point more or less.

    Points are counted from the answer as it is stored, not as last drawn: quick taps all count.
    """

    answer: Callable[[Mapping[str, int]], None]
    step: Callable[[str, int], None]


def put_poll_look() -> None:
    """The static style sheet of polls and stances."""
    st.html(LOOK)


def draw_question(poll: PollView) -> None:
    """What is asked, by which rule, and whether names are told."""
    st.markdown(t("poll.head", number=poll.number))
    with st.container(key="poll_question"):
        st.header(plain(poll.terms.question), anchor=False)
    st.markdown(terms_words(poll.terms))


def draw_keys(poll: PollView, own: OwnAnswer, keys: Keys) -> None:
    """The keys of the poll's kind, with what is answered marked, and that it is saved."""
    draw = {
        PollKind.FOR_AGAINST: _draw_votes,
        PollKind.CHOICE: _draw_options,
        PollKind.POINTS: _draw_points,
        PollKind.SCALE: _draw_scale,
    }[poll.terms.kind]
    draw(poll, own.answer, keys)
    with st.container(key="poll_saved"):
        if own.has_answered:
            st.success(t("poll.saved"), icon=":material/check_circle:")
        else:
            st.info(t("poll.not_saved"), icon=":material/touch_app:")


def points_left(terms: PollTerms, answer: Answer) -> int:
    """Points still to give."""
    return terms.points_total - sum(answer.values())


def after_step(terms: PollTerms, answer: Answer, key: str, by: int) -> dict[str, int]:
    """The answer with one option's points changed; never below none."""
    points = max(0, answer.get(key, 0) + by)
    rest = {other: n for other, n in answer.items() if other != key}
    return rest | ({key: points} if points else {})


def _draw_votes(poll: PollView, answer: Answer, keys: Keys) -> None:
    with st.container(key="poll_votes"):
        for vote in Vote:
            is_chosen = vote.value in answer
            st.button(
                t(f"vote.{vote.value}"),
                key=f"poll_{poll.poll_id}_{vote.value}_{int(is_chosen)}",
                icon=f":material/{ICONS[vote]}:",
                type="primary" if is_chosen else "secondary",
                width="stretch",
                on_click=keys.answer,
                args=({vote.value: 1},),
            )


def _draw_options(poll: PollView, answer: Answer, keys: Keys) -> None:
    with st.container(key="poll_options"):
        for key, name in names_of(poll.terms).items():
            is_chosen = key in answer
            st.button(
                f"**{key}** {plain(name)}",
                key=f"poll_{poll.poll_id}_{key}_{int(is_chosen)}",
                icon=":material/check_circle:" if is_chosen else ":material/circle:",
                type="primary" if is_chosen else "secondary",
                width="stretch",
                on_click=keys.answer,
                args=(_after_tap(poll.terms, answer, key, is_wanted=not is_chosen),),
            )


def _after_tap(terms: PollTerms, answer: Answer, key: str, *, is_wanted: bool) -> dict[str, int]:
    if not is_wanted:
        return {other: 1 for other in answer if other != key}
    if terms.most_choices == 1:
        return {key: 1}
    return {**answer, key: 1}


def _draw_points(poll: PollView, answer: Answer, keys: Keys) -> None:
    left = points_left(poll.terms, answer)
    with st.container(key="poll_left"):
        st.markdown(t("poll.points_left", n=left))
    with st.container(key="poll_points"):
        for key, name in names_of(poll.terms).items():
            with st.container(horizontal=True, vertical_alignment="center", key=f"poll_row_{key}"):
                st.markdown(plain(name), width="stretch")
                st.button(
                    t("poll.less"),
                    key=f"poll_less_{poll.poll_id}_{key}",
                    icon=":material/remove:",
                    disabled=not answer.get(key),
                    on_click=keys.step,
                    args=(key, -1),
                )
                st.markdown(f"**{answer.get(key, 0)}**", width="content")
                st.button(
                    t("poll.more"),
                    key=f"poll_more_{poll.poll_id}_{key}",
                    icon=":material/add:",
                    disabled=left <= 0,
                    on_click=keys.step,
                    args=(key, 1),
                )


def _draw_scale(poll: PollView, answer: Answer, keys: Keys) -> None:
    with st.container(key="poll_scale"):
        for key, name in names_of(poll.terms).items():
            is_chosen = answer.get(SCALE) == int(key)
            st.button(
                f"**{key}** {plain(name.removeprefix(key).strip())}",
                key=f"poll_{poll.poll_id}_{key}_{int(is_chosen)}",
                type="primary" if is_chosen else "secondary",
                width="stretch",
                on_click=keys.answer,
                args=({SCALE: int(key)},),
            )
