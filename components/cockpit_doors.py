"""Opening and closing the meeting from the cockpit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.language import t
from components.meeting_choice import in_turn
from components.meeting_words import lacking_words, when_words
from components.plain import plain
from domain.meeting_templates import may_open_without_quorum
from domain.meeting_views import MeetingCard, MeetingView
from domain.meetings import MeetingState
from domain.quorum import QuorumReport

ENDING = "cockpit_ending"


@dataclass(frozen=True, slots=True)
class DoorKeys:
    """What opens and closes the meeting."""

    open: Callable[[str], object]
    close: Callable[[], object]


def draw_choice(cards: Sequence[MeetingCard], choose: Callable[[int], None]) -> None:
    """Which meeting to run: the open ones first, one key each."""
    st.title(t("page.cockpit"))
    if not cards:
        st.info(t("floor.no_meeting"), icon=":material/event_busy:")
        return
    st.markdown(t("floor.which_meeting"))
    for card in in_turn(cards):
        label = (
            f"{plain(card.title)}　{when_words(card.starts_at)}　{t(f'meeting_state.{card.state}')}"
        )
        st.button(
            label,
            key=f"cockpit_meeting_{card.id}",
            type="primary" if card.state is MeetingState.OPEN else "secondary",
            width="stretch",
            on_click=choose,
            args=(card.id,),
        )


def draw_opening(meeting: MeetingView, keys: DoorKeys) -> None:
    """Before the meeting: who is here, whether they are enough, and the key that opens it."""
    st.markdown(f"### {when_words(meeting.starts_at)}")
    st.markdown(t("floor.here_now", n=meeting.present))
    reason = ""
    if not meeting.quorum.holds:
        lacking = lacking_words(meeting.quorum)
        st.warning(t("floor.no_quorum", lacking=lacking), icon=":material/group_off:")
        if not may_open_without_quorum(meeting.kind):
            reason = st.text_input(t("floor.open_reason"), key="cockpit_open_reason") or ""
    with st.container(key="cockpit_wide_open"):
        st.button(
            t("floor.open_meeting"),
            key="cockpit_open_meeting",
            icon=":material/door_open:",
            type="primary",
            width="stretch",
            on_click=keys.open,
            args=(reason,),
        )


def draw_before_vote(quorum: QuorumReport) -> None:
    """Before a vote, calmly, that too few are here; nothing where there are enough."""
    if quorum.forbids_a_vote:
        st.warning(t("refusal.poll.no_quorum"), icon=":material/group_off:")
    elif not quorum.holds:
        told = t("floor.vote_without_quorum", lacking=lacking_words(quorum))
        st.warning(told, icon=":material/group_off:")


def draw_ending(keys: DoorKeys, leave: Callable[[], None]) -> None:
    """The end of the meeting, in two presses: it cannot be taken back. And the way to another."""
    if not st.session_state.get(ENDING):
        st.button(
            t("floor.end_meeting"),
            key="cockpit_end_meeting",
            icon=":material/meeting_room:",
            width="stretch",
            on_click=_ask,
            args=(True,),
        )
        st.button(
            t("floor.another_meeting"), key="cockpit_another", type="tertiary", on_click=leave
        )
        return
    st.warning(t("floor.end_meeting_means"), icon=":material/meeting_room:")
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("floor.end_meeting_sure"),
            key="cockpit_end_meeting_sure",
            type="primary",
            width="stretch",
            on_click=_end,
            args=(keys,),
        )
        st.button(
            t("floor.go_on"), key="cockpit_go_on", width="stretch", on_click=_ask, args=(False,)
        )


def _ask(is_asked: bool) -> None:
    st.session_state[ENDING] = is_asked


def _end(keys: DoorKeys) -> None:
    st.session_state[ENDING] = False
    keys.close()
