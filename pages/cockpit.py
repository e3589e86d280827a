"""主持台: the whole meeting from one tablet; two at once stay consistent (`?id=MEETING`)."""

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from components.cockpit_agenda import AgendaKeys, draw_agenda
from components.cockpit_doors import (
    DoorKeys,
    draw_before_vote,
    draw_choice,
    draw_ending,
    draw_opening,
)
from components.cockpit_list import ListKeys, draw_list
from components.cockpit_look import View, choose_view, go_to, put_cockpit_look
from components.cockpit_motions import MotionKeys, draw_motions
from components.cockpit_notes import NoteKeys, draw_notes
from components.cockpit_now import (
    NowKeys,
    draw_item,
    draw_motion,
    draw_next,
    draw_speaker,
    draw_undo,
)
from components.cockpit_polls import PollKeys, draw_asking, draw_others, draw_result, draw_running
from components.cockpit_promises import PromiseKeys, draw_promises
from components.cockpit_rules import RuleKeys, draw_rules
from components.language import t
from components.meeting_choice import asked_meeting
from components.plain import plain
from components.projector.meeting_keys import draw_screen_keys
from components.sign_in import require_actor
from components.telling import attempt, reading_or_stop, tell
from components.ticking import put_ticking
from domain.clock import local, utc_now
from domain.floor_views import Cockpit
from domain.meetings import MeetingState
from domain.poll_views import PollView
from domain.polls import PollState, PollTerms
from domain.projector import SCREENS
from domain.rights import Action, refuse_unless_permitted
from services import (
    floor,
    floor_reading,
    house_rules,
    meeting_reading,
    meetings,
    motions,
    polls,
    promises,
    speeches,
    undo,
)

SECONDS_BETWEEN_LOOKS = 1
RESULT_STAYS = timedelta(minutes=3)
RESULT_SEEN = "cockpit_result_seen"

actor = require_actor()
put_cockpit_look()
with reading_or_stop():
    refuse_unless_permitted(Action.RUN_MEETING, actor, None)


def does(act: Callable[..., object]) -> Callable[..., bool]:
    """A key of this meeting: the act with who does it and where already named."""
    return lambda *args, **kwargs: attempt(act, actor, meeting_id, *args, **kwargs)


def ask(terms: PollTerms) -> None:
    """Prepare and open a poll, and look at it."""
    if attempt(lambda: polls.open_poll(actor, polls.prepare_poll(actor, meeting_id, terms))):
        go_to(View.NOW)


def put_to_vote(motion_id: int, terms: PollTerms) -> None:
    """Open the poll that decides the motion, and look at it."""
    if attempt(motions.put_to_vote, actor, meeting_id, motion_id, terms):
        go_to(View.NOW)


def open_prepared(poll_id: int) -> None:
    """Open a poll that was prepared, and look at it."""
    if attempt(polls.open_poll, actor, poll_id):
        go_to(View.NOW)


def watch(version: int) -> None:
    """Look whether anything changed; while nothing did, nothing is drawn."""
    if meeting_reading.find_version(meeting_id) != version:
        st.rerun()


def note_seen(poll_id: int) -> None:
    """The result has been read out."""
    st.session_state[RESULT_SEEN] = poll_id


def add_item(title: str, minutes: int, before: int | None) -> bool:
    """Put an item on the agenda on the spot."""
    return does(floor.add_item)(title, planned_minutes=minutes, before=before)


def result_to_read(asked: tuple[PollView, ...]) -> PollView | None:
    """The poll that closed a moment ago and was not read out yet on this tablet."""
    closed = [one for one in asked if one.closed_at and one.state is PollState.CLOSED]
    last = max(closed, key=lambda one: one.closed_at or utc_now(), default=None)
    if last is None or last.closed_at is None or last.closed_at + RESULT_STAYS < utc_now():
        return None
    return None if st.session_state.get(RESULT_SEEN) == last.poll_id else last


def draw_now(cockpit: Cockpit, asked: tuple[PollView, ...]) -> None:
    """One column of what happens now, and the speakers' list beside it."""
    now, beside = st.columns([3, 2], gap="medium")
    running = next((one for one in asked if one.state is PollState.OPEN), None)
    read_out = result_to_read(asked)
    with now:
        is_voting = running is not None or read_out is not None
        draw_item(cockpit.floor, now_keys, utc_now(), is_voting=is_voting)
        if running is not None:
            draw_running(running, poll_keys)
        elif read_out is not None:
            draw_result(read_out, poll_keys)
        else:
            draw_speaker(cockpit.floor, now_keys, utc_now())
            draw_next(cockpit.floor, now_keys)
        draw_undo(cockpit.last_act, now_keys)
    with beside:
        if running is None:
            draw_motion(cockpit.floor, lambda: go_to(View.VOTE))
        if cockpit.floor.current_item is not None:
            draw_list(cockpit.floor, cockpit.present, list_keys)


def draw_vote(cockpit: Cockpit, asked: tuple[PollView, ...]) -> None:
    """Motions of the item, a question to the room at hand, and the results so far."""
    item = cockpit.floor.current_item
    draw_before_vote(meeting_reading.get_meeting_view(meeting_id).quorum)
    left, right = st.columns(2, gap="medium")
    with left:
        draw_motions(cockpit.floor, cockpit.present, motion_keys)
    with right:
        draw_asking(str(item.id if item else 0), item.title if item else "", poll_keys)
        draw_others(asked, poll_keys)


def draw_record(cockpit: Cockpit) -> None:
    """What goes into the minutes: notes of the items, and what was promised."""
    left, right = st.columns(2, gap="medium")
    with left:
        draw_notes(cockpit.floor, cockpit.notes, note_keys)
    with right:
        made = promises.list_promises(meeting_id)
        usual = promises.list_usual_promisers(meeting_id)
        draw_promises(made, local(utc_now()).date(), promise_keys, usual)


def draw_wall() -> None:
    """What each wall of the hall shows."""
    names = {one: t("control.screen_name", number=one) for one in SCREENS}
    screen = st.segmented_control(
        t("control.screen"),
        SCREENS,
        default=SCREENS[0],
        format_func=names.__getitem__,
        required=True,
        key="cockpit_screen",
    )
    draw_screen_keys(actor, meeting_id, str(screen or SCREENS[0]))


def draw_view(view: View, cockpit: Cockpit) -> None:
    """One view of the cockpit."""
    asked = polls.list_poll_views(meeting_id) if view in (View.NOW, View.VOTE) else ()
    if view is View.NOW:
        draw_now(cockpit, asked)
    elif view is View.VOTE:
        draw_vote(cockpit, asked)
    elif view is View.WALL:
        draw_wall()
    elif view is View.AGENDA:
        draw_agenda(cockpit.floor, agenda_keys)
        draw_ending(door_keys, choose_another)
    elif view is View.NOTES:
        draw_record(cockpit)
    else:
        draw_rules(cockpit.floor, rule_keys)


def find_chosen() -> int | None:
    """The meeting in the address, or the only open one; else whichever is chosen."""
    cards = meeting_reading.list_meetings((MeetingState.OPEN, MeetingState.PLANNED))
    asked = asked_meeting()
    if asked in [one.id for one in cards]:
        return asked
    opened = [one.id for one in cards if one.state is MeetingState.OPEN]
    return opened[0] if len(opened) == 1 and asked is None else draw_choice(cards, choose)


def choose(meeting_id: int) -> None:
    """Run this meeting; a reload comes back to it."""
    st.query_params["id"] = str(meeting_id)


def choose_another() -> None:
    """Leave this meeting for the list of them."""
    st.query_params["id"] = "0"


chosen = find_chosen()
if chosen is None:
    st.stop()
meeting_id = chosen
now_keys = NowKeys(
    start=does(floor.start_item),
    go_on=does(floor.next_item),
    pause=does(floor.pause_item),
    end=does(floor.end_item),
    allot=does(floor.allot_minutes),
    call=does(speeches.call_speaker),
    end_speech=does(speeches.end_speech),
    extend=does(speeches.extend_speech),
    take_oath=does(floor.take_oath),
    undo=does(undo.undo_last_act),
)
poll_keys = PollKeys(
    ask=ask,
    open=open_prepared,
    close=lambda poll_id: attempt(polls.close_poll, actor, poll_id),
    withdraw=lambda poll_id, reason: attempt(polls.withdraw_poll, actor, poll_id, reason),
    seen=note_seen,
)
agenda_keys = AgendaKeys(
    does(floor.start_item), does(floor.skip_item), does(floor.move_item), add_item
)
note_keys = NoteKeys(does(floor.add_note))
promise_keys = PromiseKeys(does(promises.make_promise), does(promises.withdraw_promise))
door_keys = DoorKeys(does(meetings.open_meeting), does(meetings.close_meeting))
rule_keys = RuleKeys(
    lambda rule, is_on: does(house_rules.switch_rule)(rule, is_on=is_on), does(floor.take_oath)
)
with reading_or_stop():
    shown = floor_reading.get_cockpit(actor, meeting_id)
here = shown.floor.current_item_id or 0
list_keys = ListKeys(
    call=does(speeches.call_speaker),
    remove=does(speeches.remove_speaker),
    add=lambda who, side: does(speeches.add_speaker)(here, who, side),
    add_guest=lambda name, side: does(speeches.add_guest_speaker)(here, name, side),
)
motion_keys = MotionKeys(
    move=lambda who, text, amends: does(motions.move_motion)(here, who, text, amends),
    second=does(motions.second_motion),
    withdraw=does(motions.withdraw_motion),
    put=put_to_vote,
)
put_ticking(utc_now())
with st.container(key="cockpit"):
    with st.container(horizontal=True, vertical_alignment="center", key="cockpit_head"):
        with st.container(key="cockpit_name", width="content"):
            st.title(t("page.cockpit"), anchor=False)
        st.subheader(plain(shown.floor.title), anchor=False, width="content")
        is_open = shown.floor.state is not MeetingState.PLANNED
        view = choose_view(is_open=is_open)
    tell()
    if not is_open and view is View.NOW:
        draw_opening(meeting_reading.get_meeting_view(meeting_id), door_keys)
    else:
        draw_view(view, shown)
st.fragment(watch, run_every=SECONDS_BETWEEN_LOOKS)(shown.floor.version)
