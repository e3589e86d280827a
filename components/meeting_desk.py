"""A planned meeting on the desk of whoever prepares it: people, the lot, slips, opening."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.language import t
from components.meeting_draw_form import draw_announce, draw_waiting
from components.meeting_draws import draw_draws
from components.meeting_people import draw_invite_by_role, draw_invite_lines, draw_roster
from components.meeting_quorum import draw_figures, draw_verdict
from components.meeting_words import condition_words
from domain.meeting_templates import may_open_without_quorum
from domain.meeting_views import DrawView, MeetingView, RosterLine
from domain.meetings import Admission, MeetingState
from domain.roles import Role
from domain.roster_lines import PersonLine

PARTS = ("people", "draw", "slips", "open")
LONGEST_REASON = 200
_REASONS = ("doors", "talk_only")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk can do, each a callback."""

    invite_role: Callable[[Role], None]
    invite_people: Callable[[Sequence[PersonLine]], None]
    on_roster: Mapping[str, Callable[[int], None]]
    count_pool: Callable[[Sequence[Role]], int]
    announce: Callable[[int, Sequence[Role], Sequence[str]], None]
    draw: Callable[[int, str], None]
    withdraw: Callable[[int], None]
    reserve: Callable[[], None]
    slips: Callable[[], bytes]
    open: Callable[[str], None]
    cancel: Callable[[], None]


def draw_desk(
    meeting: MeetingView,
    roster: Sequence[RosterLine],
    counts: Mapping[Role, int],
    draws: Sequence[DrawView],
    strata: Sequence[str],
    desk: Desk,
) -> None:
    """One part at a time, so that each is one thought."""
    names = {one: t(f"meeting_desk.{one}") for one in PARTS}
    part = st.segmented_control(
        t("meeting_desk.part"),
        PARTS,
        default="open" if roster else "people",
        required=True,
        format_func=names.__getitem__,
        key=f"desk_part_{meeting.id}",
        label_visibility="collapsed",
        width="stretch",
    )
    with st.container(border=True):
        if part == "people":
            _draw_people(roster, counts, desk)
        elif part == "draw":
            _draw_lot(meeting, draws, strata, desk)
        elif part == "slips":
            _draw_slips(meeting, roster, desk)
        else:
            _draw_open(meeting, desk)


def _draw_people(roster: Sequence[RosterLine], counts: Mapping[Role, int], desk: Desk) -> None:
    draw_invite_by_role(counts, desk.invite_role)
    draw_invite_lines(desk.invite_people)
    draw_roster(roster, desk.on_roster)


def _draw_lot(
    meeting: MeetingView, draws: Sequence[DrawView], strata: Sequence[str], desk: Desk
) -> None:
    over = [one for one in draws if one.seed]
    draw_draws(over)
    waiting = next((one for one in draws if not one.seed), None)
    if meeting.state is not MeetingState.PLANNED:
        st.markdown(t("draw.too_late"))
    elif waiting is not None:
        draw_waiting(waiting, desk.draw, desk.withdraw)
    elif over:
        with st.expander(t("draw.once_more"), icon=":material/casino:"):
            draw_announce(strata, desk.count_pool, desk.announce)
    else:
        draw_announce(strata, desk.count_pool, desk.announce)


def _draw_slips(meeting: MeetingView, roster: Sequence[RosterLine], desk: Desk) -> None:
    if meeting.admission is not Admission.ROSTER:
        st.markdown(t("slip.not_needed", admission=meeting.admission))
        return
    invited = [one for one in roster if one.is_invited]
    st.markdown(t("slip.about", n=len(invited)))
    if not invited:
        return
    st.button(
        t("slip.prepare"),
        key="slips_prepare",
        width="stretch",
        icon=":material/pin:",
        on_click=desk.reserve,
    )
    if st.session_state.get("slips_of") == meeting.id:
        st.download_button(
            t("slip.download"),
            data=desk.slips,
            file_name=f"{t('slip.file')}-{meeting.id}.pdf",
            mime="application/pdf",
            key="slips_pdf",
            type="primary",
            width="stretch",
            icon=":material/print:",
            on_click="ignore",
        )


def _draw_open(meeting: MeetingView, desk: Desk) -> None:
    if meeting.state is MeetingState.OPEN:
        st.markdown(t("meeting_desk.is_open"))
        draw_figures(meeting)
        draw_verdict(meeting)
        return
    draw_figures(meeting)
    reason = ""
    if meeting.quorum.is_asked and not meeting.quorum.holds:
        asked = [condition_words(one.condition) for one in meeting.quorum.conditions]
        st.markdown(t("quorum.will_ask", conditions=asked))
        if not may_open_without_quorum(meeting.kind):
            reason = _ask_reason()
    st.button(
        t("meeting_desk.open_it"),
        key="meeting_open",
        type="primary",
        width="stretch",
        icon=":material/door_open:",
        on_click=desk.open,
        args=(reason,),
    )
    with st.popover(t("meeting_desk.cancel"), icon=":material/event_busy:"):
        st.markdown(t("meeting_desk.cancel_sure"))
        st.button(t("meeting_desk.cancel_yes"), key="meeting_cancel", on_click=desk.cancel)


def _ask_reason() -> str:
    st.warning(t("quorum.reason_needed"), icon=":material/hourglass_top:")
    words = {one: t(f"quorum.reason.{one}") for one in _REASONS}
    chosen = st.pills(
        t("quorum.reason"), _REASONS, format_func=words.__getitem__, key="quorum_reason"
    )
    typed = st.text_input(t("quorum.reason_own"), max_chars=LONGEST_REASON, key="quorum_reason_own")
    return typed.strip() or words.get(chosen or "", "")
