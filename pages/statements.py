"""观点与共识 (`?id=`): the moderator reads, asks and ends; everyone sees what the room thinks."""

import streamlit as st

from components.kept import kept
from components.language import t
from components.meeting_choice import choose_meeting
from components.plain import plain
from components.poll_keys import put_poll_look
from components.sign_in import current_actor
from components.stance_asking import draw_asking
from components.stance_queue import draw_queue
from components.stance_results import draw_results
from components.stance_writing import empty_statement, typed_statement
from components.telling import attempt, done, reading_or_stop, tell
from domain.meeting_views import MeetingView
from domain.meetings import ItemKind, MeetingState
from domain.rights import Action, is_offered
from domain.roles import Actor
from domain.stance_views import StatementInQueue, WaveView
from domain.stances import LONGEST_STATEMENT, HidingReason, StatementState, Wave
from services import meetings, opinions, stances, statements

LIVE = (MeetingState.PLANNED, MeetingState.OPEN)
HELD = (*LIVE, MeetingState.CLOSED)
ITEM, PART = "statements_item", "statements_part"
DESK, RESULTS = "desk", "results"
SECONDS_BETWEEN_LOOKS = 2


def add(actor: Actor, meeting_id: int, item_id: int) -> None:
    """Put the typed sentence before the room (a callback)."""
    if attempt(statements.add_statement, actor, meeting_id, typed_statement(), item_id):
        empty_statement()
        done(t("statement.added"))


def show(actor: Actor, statement_id: int) -> None:
    """Show a statement (a callback)."""
    if attempt(statements.show_statement, actor, statement_id):
        done(t("statement.shown_now"))


def hide(actor: Actor, statement_id: int, reason: HidingReason) -> None:
    """Hide a statement for a reason (a callback)."""
    if attempt(statements.hide_statement, actor, statement_id, reason):
        done(t("statement.hidden_now"))


def open_wave(actor: Actor, meeting_id: int, item_id: int, wave: Wave) -> None:
    """Ask the room (a callback)."""
    attempt(stances.open_wave, actor, meeting_id, item_id, wave)


def close_wave(actor: Actor, meeting_id: int) -> None:
    """End the asking (a callback)."""
    attempt(stances.close_wave, actor, meeting_id)


def choose_item(meeting: MeetingView) -> int | None:
    """The item that is asked about: the one that runs, or the first that asks for stances."""
    items = {one.id: f"{one.position}. {one.title}" for one in meeting.agenda}
    if not items:
        st.info(t("statement.no_items"), icon=":material/list:")
        return None
    asked = next((one.id for one in meeting.agenda if one.kind is ItemKind.STANCES), None)
    first = meeting.current_item_id or asked or next(iter(items))
    if st.session_state.get(ITEM) not in items:
        st.session_state[ITEM] = first
    chosen = st.selectbox(t("statement.item"), list(items), format_func=items.__getitem__, key=ITEM)
    return int(chosen)


def choose_view() -> str:
    """The moderator's desk, or what everyone sees."""
    names = {DESK: t("statement.desk"), RESULTS: t("opinion.title")}
    chosen = st.segmented_control(
        t("statement.view"),
        list(names),
        format_func=names.__getitem__,
        default=DESK,
        required=True,
        label_visibility="collapsed",
        key="statements_view",
    )
    return str(chosen)


def draw_desk(actor: Actor, meeting: MeetingView, item_id: int) -> None:
    """For the moderator: statements that wait, those that are shown, and asking the room."""
    with reading_or_stop():
        queue = statements.list_for_moderation(actor, meeting.id, item_id)
        waves = [one for one in stances.list_waves(meeting.id) if one.item_id == item_id]
        running = stances.find_open_wave(meeting.id)
    by_state = {
        state: [one for one in queue if one.statement.state is state] for state in StatementState
    }
    if meeting.state is MeetingState.OPEN:
        draw_asking(
            waves,
            running,
            len(by_state[StatementState.SHOWN]),
            lambda wave: open_wave(actor, meeting.id, item_id, wave),
            lambda: close_wave(actor, meeting.id),
        )
    if meeting.state in LIVE:
        draw_adding(actor, meeting.id, item_id)
    draw_lists(actor, by_state)


def watch(meeting_id: int, version: int) -> None:
    """Look whether somebody has written or answered; while nobody did, nothing is drawn."""
    if meetings.find_version(meeting_id) != version:
        st.rerun()


def draw_adding(actor: Actor, meeting_id: int, item_id: int) -> None:
    """A field for a sentence of the moderator's own."""
    with st.expander(t("statement.add_title"), icon=":material/add:"):
        st.text_area(
            t("statement.write"),
            max_chars=LONGEST_STATEMENT,
            height=110,
            key="statement_text",
            placeholder=t("statement.example"),
        )
        st.button(
            t("statement.add"),
            icon=":material/add:",
            type="primary",
            width="stretch",
            on_click=add,
            args=(actor, meeting_id, item_id),
        )


def draw_lists(actor: Actor, by_state: dict[StatementState, list[StatementInQueue]]) -> None:
    """One list at a time, those that wait first."""
    names = {
        state: t(f"statement.list_{state.value}", n=len(rows)) for state, rows in by_state.items()
    }
    waiting = by_state[StatementState.PENDING]
    part = st.segmented_control(
        t("statement.lists"),
        list(names),
        format_func=names.__getitem__,
        default=StatementState.PENDING if waiting else StatementState.SHOWN,
        required=True,
        label_visibility="collapsed",
        key=PART,
    )
    rows = by_state[StatementState(part or StatementState.PENDING)]
    if not rows:
        st.markdown(t("statement.none"))
    draw_queue(
        rows,
        lambda one: show(actor, one),
        lambda one, reason: hide(actor, one, reason),
    )


def draw_item_results(meeting: MeetingView, item_id: int, waves: list[WaveView]) -> None:
    """What the room thinks after a wave has closed, and what the talk changed."""
    closed = [one.wave for one in waves if one.item_id == item_id and not one.is_open]
    if not closed:
        st.info(t("opinion.none_yet"), icon=":material/hourglass_empty:")
        return
    wave = closed[-1]
    if len(closed) > 1:
        wave = Wave(
            st.segmented_control(
                t("opinion.wave"),
                closed,
                format_func={one: t(f"wave.{one.value}") for one in Wave}.__getitem__,
                default=wave,
                required=True,
                key="opinion_wave",
            )
        )
    with reading_or_stop():
        key = ("opinions", *(opinions.find_map_key(item_id, wave) or ()))
        shown = kept(
            key, lambda _: opinions.opinion_map(meeting.id, item_id, wave), t("opinion.working")
        )
        changes = opinions.find_change(meeting.id, item_id)
    draw_results(shown, changes)


def draw_export(actor: Actor | None, meeting: MeetingView) -> None:
    """The statements and stances as files, once somebody may have them."""
    with reading_or_stop():
        packed = opinions.export_stances(actor, meeting.id)
    st.download_button(
        t("opinion.export"),
        packed,
        file_name=f"meeting-{meeting.id}-stances.zip",
        mime="application/zip",
        icon=":material/download:",
    )
    st.markdown(t("opinion.export_says"))


put_poll_look()
actor = current_actor()
moderates = actor is not None and is_offered(Action.MODERATE_STATEMENT, actor.role)
st.title(t("page.statements"), anchor=False)
tell()
cards = meetings.list_meetings(HELD)
meeting_id = choose_meeting(cards)
if meeting_id is None:
    st.info(t("statement.no_meeting"), icon=":material/groups:")
    st.stop()
with reading_or_stop():
    meeting = meetings.get_meeting_view(meeting_id)
    waves = list(stances.list_waves(meeting_id))
if len(cards) == 1:
    st.subheader(plain(meeting.title), anchor=False)
item_id = choose_item(meeting)
if item_id is None:
    st.stop()
if actor is not None and moderates and choose_view() == DESK:
    draw_desk(actor, meeting, item_id)
    st.fragment(watch, run_every=SECONDS_BETWEEN_LOOKS)(meeting_id, meeting.version)
    st.stop()
draw_item_results(meeting, item_id, waves)
is_over = meeting.state is MeetingState.CLOSED
if any(not one.is_open for one in waves) and (moderates or is_over):
    draw_export(actor, meeting)
