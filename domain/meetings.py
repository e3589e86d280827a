"""Meetings: their kinds, their way, and what an agenda is made of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from domain.refusals import Refusal


class MeetingKind(StrEnum):
    """居民恳谈日, 议事会, 听证, 咨询, 评议: each brings a template of its own."""

    TALK_DAY = "talk_day"
    COUNCIL = "council"
    HEARING = "hearing"
    CONSULTATION = "consultation"
    APPRAISAL = "appraisal"


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingFlow(StateMachine):
    """A meeting opens once and closes once."""

    planned = State(initial=True)
    open = State()
    closed = State(final=True)
    cancelled = State(final=True)

    open_meeting = planned.to(open)
    close_meeting = open.to(closed)
    cancel_meeting = planned.to(cancelled)


class Admission(StrEnum):
    """Who gets a voice: whoever is in the room, whoever has a PIN of the roster, or accounts."""

    OPEN_ROOM = "open_room"
    ROSTER = "roster"
    ACCOUNTS = "accounts"


class Standing(StrEnum):
    """In what capacity somebody is in the room; quorums may ask for numbers of each."""

    REPRESENTATIVE = "representative"
    AFFECTED = "affected"
    OWNER = "owner"
    RESIDENT = "resident"
    EXPERT = "expert"
    SPECIALIST = "specialist"
    GUEST = "guest"


VOTING_STANDINGS = frozenset(
    {Standing.REPRESENTATIVE, Standing.AFFECTED, Standing.OWNER, Standing.RESIDENT}
)
"""Who has a vote unless the meeting says otherwise."""


class ItemKind(StrEnum):
    """What an agenda item is about."""

    LAST_ANSWERS = "last_answers"
    PROPOSAL = "proposal"
    ROUND = "round"
    TOPIC = "topic"
    MOTION = "motion"
    STANCES = "stances"
    FREE = "free"


class ItemState(StrEnum):
    """Whether an item waits, runs, is set aside, or is done."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    SKIPPED = "skipped"


class ActKind(StrEnum):
    """What can happen in a room; the trace, the undo and the minutes speak of these."""

    OPEN_MEETING = "open_meeting"
    CLOSE_MEETING = "close_meeting"
    START_ITEM = "start_item"
    PAUSE_ITEM = "pause_item"
    END_ITEM = "end_item"
    SKIP_ITEM = "skip_item"
    ADD_ITEM = "add_item"
    MOVE_ITEM = "move_item"
    ALLOT_MINUTES = "allot_minutes"
    NOTE = "note"
    ADD_SPEAKER = "add_speaker"
    CALL_SPEAKER = "call_speaker"
    END_SPEECH = "end_speech"
    REMOVE_SPEAKER = "remove_speaker"
    EXTEND_SPEECH = "extend_speech"
    MOVE_MOTION = "move_motion"
    SECOND_MOTION = "second_motion"
    WITHDRAW_MOTION = "withdraw_motion"
    DECIDE_MOTION = "decide_motion"
    PREPARE_POLL = "prepare_poll"
    OPEN_POLL = "open_poll"
    CLOSE_POLL = "close_poll"
    WITHDRAW_POLL = "withdraw_poll"
    SHOW_STATEMENT = "show_statement"
    HIDE_STATEMENT = "hide_statement"
    OPEN_WAVE = "open_wave"
    CLOSE_WAVE = "close_wave"
    PROMISE = "promise"
    WITHDRAW_PROMISE = "withdraw_promise"
    SHOW_SLIDE = "show_slide"
    FREEZE_SCREEN = "freeze_screen"
    TAKE_OATH = "take_oath"
    SWITCH_RULE = "switch_rule"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Voice:
    """One admitted person on one device, as they were when the page read them.

    `device_key` is compared with the database inside every transaction: where another device has
    taken over, or the meeting has closed, the voice is refused there.
    """

    attendee_id: int
    meeting_id: int
    number: int
    name: str
    device_key: str
    has_vote: bool


def step_in(flow: type[StateMachine], state: str, event: str, refusal: str) -> str:
    """The state after `event` in this machine; refuses (code `refusal`) a step it does not have."""
    machine: Any = flow(start_value=state)
    try:
        machine.send(event)
    except TransitionNotAllowed:
        raise Refusal(refusal, state=state, event=event) from None
    return str(next(iter(machine.configuration)).value)
