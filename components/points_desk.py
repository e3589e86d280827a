"""The desk of points: entries to review, appeals to answer, rewards to hand over."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components.language import t
from components.plain import plain
from components.points_mine import draw_call_off
from components.points_words import draw_entry
from domain.incentive_views import EntryLine, ExchangeLine
from domain.points import LONGEST_EVIDENCE, LONGEST_NOTE, EntryState

Callback = Callable[..., None]


def draw_reviews(entries: Sequence[EntryLine], on_approve: Callback, on_refuse: Callback) -> None:
    """What waits for a second person: approve by one tap, refuse with a reason."""
    if not entries:
        st.success(t("points.nothing_to_review"), icon=":material/check_circle:")
    for one in entries:
        with st.container(border=True):
            draw_entry(one, with_person=True)
            with st.container(horizontal=True):
                st.button(
                    t("points.approve"),
                    key=f"approve_{one.id}",
                    type="primary",
                    icon=":material/check:",
                    on_click=on_approve,
                    args=(one.id,),
                )
                _ask_why(
                    t("points.refuse"), t("points.refuse_send"), f"refuse_{one.id}", one, on_refuse
                )


def draw_waiting(entries: Sequence[EntryLine]) -> None:
    """What one entered oneself and another has still to review."""
    if entries:
        with st.expander(t("points.mine_waiting", n=len(entries)), icon=":material/hourglass:"):
            for one in entries:
                draw_entry(one, with_person=True)


def draw_reviewed(entries: Sequence[EntryLine], on_reverse: Callback) -> None:
    """The last ones that were decided; a mistake is taken back by a second entry."""
    for one in entries:
        with st.container(border=True):
            draw_entry(one, with_person=True)
            if one.state is EntryState.APPROVED and not one.is_reversed and not one.is_reversal:
                _ask_why(
                    t("points.reverse"),
                    t("points.reverse_send"),
                    f"reverse_{one.id}",
                    one,
                    on_reverse,
                )


def draw_appeals(entries: Sequence[EntryLine], on_answer: Callback) -> None:
    """What people asked to be looked at again, with the two answers."""
    if not entries:
        st.success(t("points.no_appeals"), icon=":material/check_circle:")
    for one in entries:
        if one.appeal is None:
            continue
        key = f"answer_{one.appeal.id}"
        with st.container(border=True):
            draw_entry(one, with_person=True)
            st.text_area(t("points.answer"), key=key, max_chars=LONGEST_NOTE)
            with st.container(horizontal=True):
                for is_upheld in (True, False):
                    st.button(
                        t("points.uphold") if is_upheld else t("points.stand"),
                        key=f"{key}_{is_upheld}",
                        type="primary" if is_upheld else "secondary",
                        on_click=on_answer,
                        args=(one.appeal.id, is_upheld),
                    )


def draw_handing_over(
    lines: Sequence[ExchangeLine], on_hand_over: Callback, on_call_off: Callback
) -> None:
    """What people come to fetch, by number and name."""
    if not lines:
        st.success(t("reward.nothing_to_hand_over"), icon=":material/check_circle:")
    for one in lines:
        with st.container(border=True):
            st.subheader(
                plain(t("reward.for_whom", n=one.id, person=one.person, reward=one.reward)),
                anchor=False,
            )
            st.caption(plain(t("reward.ordered_at", at=one.at)))
            with st.container(horizontal=True):
                st.button(
                    t("reward.hand_over"),
                    key=f"hand_over_{one.id}",
                    type="primary",
                    icon=":material/check:",
                    on_click=on_hand_over,
                    args=(one.id,),
                )
                draw_call_off(one, on_call_off)


def _ask_why(label: str, send: str, key: str, one: EntryLine, on_send: Callback) -> None:
    with st.popover(label, icon=":material/undo:"):
        st.text_input(t("points.why"), key=key, max_chars=min(LONGEST_NOTE, LONGEST_EVIDENCE))
        st.button(send, key=f"{key}_send", on_click=partial(on_send, one.id))
