"""What is done with the whole of the minutes: drafted, brought up to date, approved, corrected."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from components.language import t
from components.plain import plain
from domain.minutes import Content
from domain.minutes_flow import MinutesState
from locales import LANGUAGES

COLOURS = {
    MinutesState.DRAFT: "orange",
    MinutesState.APPROVED: "green",
    MinutesState.CORRECTING: "violet",
}


@dataclass(frozen=True, slots=True)
class DeskKeys:
    """What the keys do; `give_up` only while a correction is being written."""

    approve: Callable[[], object]
    redraft: Callable[[], object]
    correct: Callable[[str], object]
    give_up: Callable[[], object] | None = None


def draw_drafting(usual: str, draft: Callable[[str], object]) -> None:
    """The one key that writes the first draft, in Chinese unless another language is chosen."""
    st.markdown(t("minutes.what_is_drafted"))
    names = {one: t(f"minutes.in_language.{one}") for one in LANGUAGES}
    chosen = st.segmented_control(
        t("minutes.language"),
        list(names),
        default=usual if usual in names else LANGUAGES[0],
        format_func=names.__getitem__,
        required=True,
        key="minutes_language",
    )
    st.button(
        t("minutes.draft"),
        key="minutes_draft",
        icon=":material/edit_note:",
        type="primary",
        width="stretch",
        on_click=draft,
        args=(str(chosen or LANGUAGES[0]),),
    )


def draw_state(state: MinutesState, saved_at: datetime, saved_by: str, unread: int) -> None:
    """Where the minutes stand, when they were saved, and what still waits for a look."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(t(f"minutes_state.{state.value}"), color=COLOURS[state])
        st.markdown(t("minutes.saved", at=saved_at, who=plain(saved_by)), width="content")
        if unread:
            st.badge(t("minutes.unread", n=unread), icon=":material/visibility:", color="orange")


def draw_approving(content: Content, keys: DeskKeys, *, may_approve: bool) -> None:
    """Approve in two presses, for who may; bring the draft up to the record."""
    if may_approve:
        with st.popover(
            t("minutes.approve"), icon=":material/verified:", type="primary", width="stretch"
        ):
            st.markdown(t("minutes.approve_means", n=len(content.promise_ids)))
            st.button(
                t("minutes.approve_sure"),
                key="minutes_approve",
                type="primary",
                width="stretch",
                on_click=keys.approve,
            )
    else:
        st.info(t("minutes.officer_approves"), icon=":material/verified:")
    st.button(
        t("minutes.redraft"),
        key="minutes_redraft",
        icon=":material/sync:",
        width="stretch",
        on_click=keys.redraft,
    )
    st.caption(t("minutes.redraft_means"))
    if keys.give_up is not None:
        st.button(
            t("minutes.give_up"), key="minutes_give_up", width="stretch", on_click=keys.give_up
        )


def draw_correcting(keys: DeskKeys) -> None:
    """Open approved minutes for a correction, with a reason that everyone will read."""
    with st.popover(t("minutes.correct"), icon=":material/edit:", width="stretch"):
        reason = st.text_input(t("minutes.reason"), key="minutes_reason")
        st.button(
            t("minutes.correct_sure"),
            key="minutes_correct",
            type="primary",
            width="stretch",
            on_click=keys.correct,
            args=(reason or "",),
        )
