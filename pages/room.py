"""In the room (`?code=`): what a member with a tablet sees and presses while the meeting runs."""

from collections.abc import Mapping

import streamlit as st

from components.language import t
from components.plain import plain
from components.poll_keys import Keys, after_step, draw_keys, draw_question, put_poll_look
from components.poll_outcome import draw_outcome
from components.poll_words import turnout_words
from components.room_door import device_token, draw_code_form, draw_way_in
from components.room_floor import called, draw_item, draw_speak_keys
from components.room_motion import draw_second_key
from components.sign_in import current_actor
from components.stance_cards import draw_card, draw_done, draw_way_back
from components.stance_results import draw_results
from components.stance_writing import draw_own, draw_writing, empty_statement, typed_statement
from components.telling import attempt, done, reading_or_stop, tell
from domain.channels import Channel
from domain.floor import Side
from domain.floor_views import Floor, Person
from domain.joining import Room
from domain.meetings import Voice
from domain.poll_views import PollView
from domain.polls import PollState
from domain.roles import Actor
from domain.stance_views import AlikeStatement, StanceCard, WaveView
from domain.stances import StanceValue
from services import (
    floor_reading,
    joining,
    meeting_reading,
    motions,
    opinions,
    poll_answers,
    polls,
    speeches,
    stances,
    statements,
)

SECONDS_BETWEEN_LOOKS = 3
CARD, BEFORE, ALIKE = "stance_card", "stance_before", "statement_alike"
ENDED = (PollState.CLOSED, PollState.WITHDRAWN)


@st.cache_data(show_spinner=False, max_entries=50)
def floor_at(meeting_id: int, version: int) -> Floor:
    """The floor at one version of the meeting."""
    return floor_reading.get_floor(meeting_id)


@st.cache_data(show_spinner=False, max_entries=50)
def polls_at(meeting_id: int, version: int) -> tuple[PollView, ...]:
    """The polls at one version of the meeting."""
    return polls.list_poll_views(meeting_id)


@st.cache_data(show_spinner=False, max_entries=50)
def waves_at(meeting_id: int, version: int) -> tuple[WaveView, ...]:
    """The times of asking at one version of the meeting."""
    return stances.list_waves(meeting_id)


def enter(room: Room, token: str, name: str, pin: str | None) -> None:
    """Come in with a name or a PIN (a callback)."""
    attempt(joining.join_room, room.code, token, pin=pin, name=name, channel=Channel.TABLET)


def enter_with_account(actor: Actor, room: Room, token: str) -> None:
    """Come in as who is signed in (a callback)."""
    attempt(joining.join_with_account, actor, room.code, token)


def answer(voice: Voice, poll: PollView, given: Mapping[str, int]) -> None:
    """Save an answer (a callback)."""
    attempt(poll_answers.save_answer, voice, poll.poll_id, given)


def step(voice: Voice, poll: PollView, key: str, by: int) -> None:
    """Give an option a point more or less than is stored (a callback)."""

    def save() -> None:
        own = poll_answers.own_answer(voice, poll.poll_id).answer
        changed = after_step(poll.terms, own, key, by)
        poll_answers.save_answer(voice, poll.poll_id, changed)

    attempt(save)


def take(voice: Voice, wave: WaveView, statement_id: int, value: StanceValue) -> None:
    """Save a stance and go on to the next statement (a callback)."""
    if attempt(stances.take_stance, voice, statement_id, wave.wave, value):
        st.session_state[BEFORE] = statement_id
        st.session_state.pop(CARD, None)


def go_back_to(statement_id: int) -> None:
    """Put an answered statement before the person again (a callback)."""
    st.session_state[CARD] = statement_id
    st.session_state.pop(BEFORE, None)


def send(voice: Voice) -> None:
    """Send the typed statement; the first time show what is like it (a callback)."""
    text, asked = typed_statement(), st.session_state.pop(ALIKE, None)
    alike = statements.list_alike(voice.meeting_id, text) if text.strip() else ()
    if alike and asked is None:
        st.session_state[ALIKE] = [(one.id, one.number, one.text, one.score) for one in alike]
    elif attempt(statements.propose_statement, voice, text):
        empty_statement()
        done(t("statement.sent"))


def drop() -> None:
    """Let the typed statement be (a callback)."""
    st.session_state.pop(ALIKE, None)
    empty_statement()


def draw_poll(voice: Voice, poll: PollView) -> None:
    """The open poll, with huge keys for who may answer it."""
    draw_question(poll)
    own = poll_answers.own_answer(voice, poll.poll_id)
    if own.is_entitled:
        keys = Keys(
            lambda given: answer(voice, poll, given), lambda key, by: step(voice, poll, key, by)
        )
        draw_keys(poll, own, keys)
    else:
        st.info(t("refusal.poll.not_entitled"), icon=":material/visibility:")
    st.markdown(turnout_words(poll))


def current_card(voice: Voice, own: tuple[StanceCard, ...]) -> StanceCard | None:
    """What is before the person: what they went back to, what they saw last, or the next one."""
    chosen = st.session_state.get(CARD)
    again = next((one for one in own if one.statement_id == chosen), None)
    card = again or stances.next_statement(voice, stays=chosen)
    st.session_state[CARD] = card.statement_id if card else None
    return card


def draw_stances(voice: Voice, wave: WaveView) -> None:
    """One statement at a time."""
    st.markdown(t(f"stance.wave_{wave.wave.value}"))
    own = stances.list_own_stances(voice)
    card = current_card(voice, own)
    if card is None:
        draw_done(wave)
    else:
        draw_card(card, lambda one, value: take(voice, wave, one, value))
    draw_way_back(st.session_state.get(BEFORE), own, go_back_to)


def draw_floor(floor: Floor, last: PollView | None) -> None:
    """What the room is at, and the last poll on it."""
    draw_item(floor)
    if last is not None and last.item_id == floor.current_item_id:
        with st.container(border=True):
            draw_outcome(last)


def draw_opinions(voice: Voice, item_id: int, version: int) -> None:
    """What the room thinks of the item, once it was asked, with one's own place in it."""
    closed = [one for one in waves_at(voice.meeting_id, version) if not one.is_open]
    waves = [one.wave for one in closed if one.item_id == item_id]
    if not waves:
        return
    with st.expander(t("opinion.title"), icon=":material/scatter_plot:"):
        shown = opinions.opinion_map(voice.meeting_id, item_id, waves[-1])
        changes = opinions.find_change(voice.meeting_id, item_id)
        draw_results(shown, changes, opinions.find_own_place(voice, item_id))


def draw_writing_field(voice: Voice) -> None:
    """Where a sentence can be put before the room."""
    kept = st.session_state.get(ALIKE) or []
    with st.expander(t("statement.open"), icon=":material/edit_note:", expanded=bool(kept)):
        draw_writing([AlikeStatement(*one) for one in kept], lambda: send(voice), drop)
        draw_own(statements.list_own(voice))


def watch(room: Room, token: str) -> None:
    """The room as it is now; looked at again every few seconds, or after a tap."""
    voice = joining.find_voice(room.meeting_id, token)
    if voice is None:
        st.rerun()
    tell()
    with reading_or_stop():
        draw_room(room, voice)


def draw_room(room: Room, voice: Voice) -> None:
    """What matters most now: a poll, else statements, else the item; then what one may do."""
    version = meeting_reading.find_version(room.meeting_id)
    floor, every = floor_at(room.meeting_id, version), polls_at(room.meeting_id, version)
    running = next((one for one in every if one.state is PollState.OPEN), None)
    waves = waves_at(room.meeting_id, version)
    wave = next((one for one in waves if one.is_open), None)
    if running is not None:
        draw_poll(voice, running)
    elif wave is not None:
        draw_stances(voice, wave)
    else:
        ended = [one for one in every if one.state in ENDED]
        draw_floor(floor, max(ended, key=lambda one: one.poll_id, default=None))
        draw_second_key(
            floor,
            voice.attendee_id,
            lambda motion_id: attempt(motions.second_from_floor, voice, motion_id) and None,
            has_vote=voice.has_vote,
        )
        if floor.current_item_id is not None:
            draw_opinions(voice, floor.current_item_id, version)
    st.space("small")
    draw_speak_keys(
        floor,
        voice.attendee_id,
        lambda item_id, side: ask(voice, item_id, side),
        lambda item_id: attempt(speeches.step_back, voice, item_id) and None,
    )
    if floor.current_item is not None:
        draw_writing_field(voice)
    draw_foot(voice)


def ask(voice: Voice, item_id: int, side: Side) -> None:
    """Ask to speak (a callback)."""
    attempt(speeches.ask_to_speak, voice, item_id, side)


def draw_foot(voice: Voice) -> None:
    """Who this tablet speaks for, and the way out."""
    me = Person(voice.attendee_id, voice.number, voice.name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(t("room.you_are", name=plain(called(me)), number=voice.number))
        st.button(
            t("room.leave"),
            icon=":material/logout:",
            type="tertiary",
            on_click=lambda: attempt(joining.leave, voice) and None,
        )


put_poll_look()
actor = current_actor()
code = st.query_params.get("code", "")
room = joining.find_room(code) if code else None
if room is None:
    st.title(t("page.room"), anchor=False)
    draw_code_form(is_wrong=bool(code))
    st.stop()
token = device_token(joining.make_device_token)
presence = joining.find_presence(room.meeting_id, token)
if presence.voice is None:
    tell()
    draw_way_in(
        room,
        presence,
        actor,
        lambda name, pin: enter(room, token, name, pin),
        lambda: enter_with_account(actor, room, token) if actor else None,
    )
    st.stop()
st.fragment(watch, run_every=SECONDS_BETWEEN_LOOKS)(room, token)
