"""The agenda while the meeting runs: items start, pause, end, are added and moved.

Every act names its target outright (this item, so many minutes), never "one further": a second
press, or a press on a tablet that has not caught up, changes nothing.
"""

import logging
from datetime import datetime

from db import floor, meetings
from db.tables import AgendaItem, Speech
from domain.agenda import LONGEST_NOTE, ItemFlow, placed_before
from domain.clock import utc_now
from domain.floor import SpeechFlow
from domain.house_rules import HouseRule, rules_from
from domain.meeting_settings import LONGEST_ITEM, LONGEST_ITEM_TEXT, MOST_ITEMS, MOST_MINUTES
from domain.meetings import ActKind, ItemKind, ItemState, step_in
from domain.refusals import Refusal
from domain.roles import Actor
from services.meeting_access import UNENDED, Act, act_in

log = logging.getLogger(__name__)


def start_item(actor: Actor, meeting_id: int, item_id: int) -> None:
    """Go to this item, or go on with it; an item that runs meanwhile is set aside."""
    with act_in(actor, meeting_id, ActKind.START_ITEM) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        if item.state == ItemState.RUNNING.value:
            act.happened = False
            return
        _leave_current(act, "pause")
        _go_to(act, item)


def next_item(actor: Actor, meeting_id: int, after: int | None) -> None:
    """End the item `after`, which the tablet showed as current, and start the next that waits.

    Two tablets that press at once move once: the second names an item that is over.
    """
    with act_in(actor, meeting_id, ActKind.START_ITEM) as act:
        if act.meeting.current_item_id != after:
            act.happened = False
            return
        following = _next_waiting(act, after)
        if following is None:
            raise Refusal("agenda.nothing_waits")
        _leave_current(act, "end")
        _go_to(act, following)


def pause_item(actor: Actor, meeting_id: int, item_id: int) -> None:
    """Stop the item's clock; the item stays before the room."""
    with act_in(actor, meeting_id, ActKind.PAUSE_ITEM) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        if item.state != ItemState.RUNNING.value:
            act.happened = False
            return
        _stop(act, item, "pause")


def end_item(actor: Actor, meeting_id: int, item_id: int) -> None:
    """The item is done; whoever speaks has spoken."""
    with act_in(actor, meeting_id, ActKind.END_ITEM) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        if item.state == ItemState.DONE.value:
            act.happened = False
            return
        _stop(act, item, "end")


def skip_item(actor: Actor, meeting_id: int, item_id: int) -> None:
    """Pass over an item that waits; it can be taken up later."""
    with act_in(actor, meeting_id, ActKind.SKIP_ITEM) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        if item.state == ItemState.SKIPPED.value:
            act.happened = False
            return
        item.state = step_in(ItemFlow, item.state, "skip", "agenda.cannot")
        _tell(act, item)


def add_item(
    actor: Actor,
    meeting_id: int,
    title: str,
    *,
    planned_minutes: int = 10,
    text: str = "",
    kind: ItemKind = ItemKind.FREE,
    before: int | None = None,
) -> int:
    """Put an item on the agenda on the spot, before another one (None: at the end); its id.

    What already waits under the same title is not put there twice.
    """
    title, text = title.strip(), text.strip()
    _refuse_odd(title, text, planned_minutes)
    with act_in(actor, meeting_id, ActKind.ADD_ITEM, states=UNENDED) as act:
        items = meetings.list_items(act.db, meeting_id)
        for one in items:
            if one.title == title and one.state == ItemState.WAITING.value:
                act.happened = False
                return one.id
        if len(items) >= MOST_ITEMS:
            raise Refusal("agenda.full", most=MOST_ITEMS)
        item = AgendaItem(
            meeting_id=meeting_id,
            position=len(items) + 1,
            kind=kind.value,
            title=title,
            text=text,
            planned_minutes=planned_minutes,
        )
        act.db.add(item)
        act.db.flush()
        _put_in_order([*items, item], item.id, before)
        _tell(act, item)
        return item.id


def move_item(actor: Actor, meeting_id: int, item_id: int, before: int | None) -> None:
    """Put an item before another one of the agenda (None: at the end)."""
    with act_in(actor, meeting_id, ActKind.MOVE_ITEM, states=UNENDED) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        if before is not None:
            meetings.get_item(act.db, meeting_id, before)
        act.happened = _put_in_order(meetings.list_items(act.db, meeting_id), item_id, before)
        _tell(act, item)


def allot_minutes(actor: Actor, meeting_id: int, item_id: int, minutes: int) -> None:
    """Plan so many minutes for the item in all."""
    _refuse_odd_minutes(minutes)
    with act_in(actor, meeting_id, ActKind.ALLOT_MINUTES, states=UNENDED) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        act.happened = item.planned_minutes != minutes
        item.planned_minutes = minutes
        _tell(act, item)
        act.facts["minutes"] = minutes


def add_note(actor: Actor, meeting_id: int, item_id: int, line: str) -> None:
    """Put a line under the item's notes for the minutes; nobody's line overwrites another's."""
    line = line.strip()
    if not line:
        raise Refusal("note.empty")
    if len(line) > LONGEST_NOTE:
        raise Refusal("note.too_long", most=LONGEST_NOTE)
    with act_in(actor, meeting_id, ActKind.NOTE) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        lines = item.note.splitlines()
        act.happened = lines[-1:] != [line]
        if act.happened:
            item.note = "\n".join([*lines, line])
        act.item_id = item_id
        act.facts["text"] = line


def take_oath(actor: Actor, meeting_id: int) -> None:
    """The room has promised to keep the rules of the house; once a meeting."""
    with act_in(actor, meeting_id, ActKind.TAKE_OATH) as act:
        if not rules_from(act.meeting.house_rules).is_on(HouseRule.TAKES_OATH):
            raise Refusal("oath.not_asked")
        if floor.find_newest_act(act.db, meeting_id, ActKind.TAKE_OATH) is not None:
            act.happened = False
        act.facts["present"] = len(meetings.list_present(act.db, meeting_id))


def end_speech_in(act: Act, speech: Speech, now: datetime) -> None:
    """The speaker has spoken; within an act that goes on."""
    speech.state = step_in(SpeechFlow, speech.state, "end", "speech.not_speaking")
    speech.ended_at = now
    act.meeting.current_speech_id = None
    # The next call must find the floor free under every order of writes.
    act.db.flush()


def _go_to(act: Act, item: AgendaItem) -> None:
    item.state = step_in(ItemFlow, item.state, "start", "agenda.cannot")
    item.started_at = utc_now()
    act.meeting.current_item_id = item.id
    _tell(act, item)
    log.info("meeting %d is at item %d", item.meeting_id, item.id)


def _leave_current(act: Act, event: str) -> None:
    """Stop what the room is at; what is done or set aside already stays as it is."""
    if act.meeting.current_item_id is None:
        return
    item = meetings.get_item(act.db, act.meeting.id, act.meeting.current_item_id)
    can_stop = item.state == ItemState.RUNNING.value or (
        event == "end" and item.state == ItemState.PAUSED.value
    )
    if can_stop:
        act.facts["from"] = item.title
        _stop(act, item, event)


def _stop(act: Act, item: AgendaItem, event: str) -> None:
    if event == "end" and floor.has_open_poll(act.db, act.meeting.id):
        raise Refusal("agenda.poll_open")
    now = utc_now()
    speech = floor.find_speaking(act.db, act.meeting.id)
    if speech is not None and speech.item_id == item.id:
        end_speech_in(act, speech, now)
    item.state = step_in(ItemFlow, item.state, event, "agenda.cannot")
    if item.started_at is not None:
        item.seconds_spent += max(0, int((now - item.started_at).total_seconds()))
    item.started_at = None
    _tell(act, item)


def _next_waiting(act: Act, after: int | None) -> AgendaItem | None:
    items = meetings.list_items(act.db, act.meeting.id)
    here = next((one.position for one in items if one.id == after), 0)
    waiting = [one for one in items if one.state == ItemState.WAITING.value]
    return next((one for one in waiting if one.position > here), next(iter(waiting), None))


def _put_in_order(items: list[AgendaItem], moved: int, before: int | None) -> bool:
    """Number the items anew; whether anything moved."""
    order = placed_before([one.id for one in items], moved, before)
    places = {item_id: place for place, item_id in enumerate(order, start=1)}
    is_moved = order != [one.id for one in items]
    for one in items:
        one.position = places[one.id]
    return is_moved


def _tell(act: Act, item: AgendaItem) -> None:
    act.item_id = item.id
    act.facts["title"] = item.title


def _refuse_odd(title: str, text: str, minutes: int) -> None:
    if not title:
        raise Refusal("agenda.no_title")
    if len(title) > LONGEST_ITEM:
        raise Refusal("agenda.title_too_long", most=LONGEST_ITEM)
    if len(text) > LONGEST_ITEM_TEXT:
        raise Refusal("agenda.text_too_long", most=LONGEST_ITEM_TEXT)
    _refuse_odd_minutes(minutes)


def _refuse_odd_minutes(minutes: int) -> None:
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refusal("agenda.minutes", most=MOST_MINUTES)
