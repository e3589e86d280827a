"""What happened in the demonstration's rooms: items, speeches, motions, stances."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from db.engine import Session
from db.seed.meeting_polls import add_closed_poll, add_open_poll
from db.seed.meeting_promises import add_promise
from db.seed.meeting_stances import add_stances
from db.tables import (
    Account,
    AgendaItem,
    Attendee,
    Meeting,
    MeetingAct,
    Motion,
    Speech,
)
from domain.meetings import ActKind, ItemState

_CHANNELS = ("phone", "phone", "tablet")
DEVICES_OF = 3
"""One in so many has no device of their own."""

MINUTES_INTO_ITEM = 8
"""How long the item of tonight has been running."""


def seed_past_room(
    db: Session,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    people: Sequence[Attendee],
    row: dict[str, Any],
    moment: datetime,
    host: Account,
) -> None:
    """A room that is over: the trace of its items, its polls with results, what was promised."""
    act = _Tracer(db, meeting, host)
    act(ActKind.OPEN_MEETING, meeting.starts_at, quorum_holds=True, present=len(people))
    at = meeting.starts_at
    closing: dict[int, list[dict[str, Any]]] = {}
    for one in row["polls"]:
        closing.setdefault(one["item"], []).append(one)
    for item in items:
        act(ActKind.START_ITEM, at, item, title=item.title)
        at += timedelta(seconds=item.seconds_spent)
        for number, one in enumerate(closing.get(item.position, []), start=item.position - 2):
            poll = add_closed_poll(db, meeting, item, people, one, number, at)
            facts = {"poll_id": poll.id, "number": number, "question": poll.question}
            act(ActKind.CLOSE_POLL, at, item, **facts, result=poll.result)
        act(ActKind.END_ITEM, at, item, title=item.title, seconds=item.seconds_spent)
    for one in row["promises"]:
        add_promise(db, meeting, items[one["item"] - 1], one, moment, host)
    act(ActKind.CLOSE_MEETING, at, came=len(people))


def seed_room_of_tonight(
    db: Session,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    people: Sequence[Attendee],
    row: dict[str, Any],
    moment: datetime,
    host: Account,
    chance: random.Random,
) -> None:
    """A room under way: an item runs, one speaks, others wait, a poll is open, stances are in."""
    _give_devices(people, chance)
    act = _Tracer(db, meeting, host)
    began = meeting.opened_at or moment
    act(ActKind.OPEN_MEETING, began, quorum_holds=True, present=len(people))
    running = next(one for one in items if one.kind == "topic")
    at = began
    for item, plan in zip(items, row["items"], strict=True):
        if item is running:
            break
        act(ActKind.START_ITEM, at, item, title=item.title)
        item.state, item.seconds_spent = ItemState.DONE.value, plan["spent"] * 60
        at += timedelta(minutes=plan["spent"])
        act(ActKind.END_ITEM, at, item, title=item.title)
    running.state = ItemState.RUNNING.value
    running.started_at = moment - timedelta(minutes=MINUTES_INTO_ITEM)
    meeting.current_item_id = running.id
    act(ActKind.START_ITEM, running.started_at, running, title=running.title)
    _speakers(db, meeting, running, people, row["sides"], moment)
    db.add(_motion(running, people, row["motion"], moment))
    add_stances(db, meeting, running, people, row, moment, chance)
    add_open_poll(db, meeting, items[row["poll"]["item"] - 1], people, row["poll"], moment)


def _motion(item: AgendaItem, people: Sequence[Attendee], text: str, moment: datetime) -> Motion:
    return Motion(
        meeting_id=item.meeting_id,
        item_id=item.id,
        number=1,
        text=text,
        mover_id=people[4].id,
        seconder_id=people[9].id,
        state="seconded",
        at=moment - timedelta(minutes=3),
    )


class _Tracer:
    """Writes acts into the trace; what the demonstration did cannot be taken back."""

    def __init__(self, db: Session, meeting: Meeting, host: Account) -> None:
        self._db, self._meeting, self._host = db, meeting, host

    def __call__(
        self, kind: ActKind, at: datetime, item: AgendaItem | None = None, **facts: object
    ) -> None:
        self._db.add(
            MeetingAct(
                meeting_id=self._meeting.id,
                kind=kind.value,
                item_id=item.id if item else None,
                facts=facts,
                at=at,
                account_id=self._host.id,
            )
        )
        self._db.flush()


def _give_devices(people: Sequence[Attendee], chance: random.Random) -> None:
    """Two in three speak by a phone or a tablet; nobody holds the token behind these keys."""
    for place, one in enumerate(people):
        if place % DEVICES_OF:
            one.channel = _CHANNELS[place % len(_CHANNELS)]
            one.device_key = sha256(str(chance.random()).encode()).hexdigest()


def _speakers(
    db: Session,
    meeting: Meeting,
    item: AgendaItem,
    people: Sequence[Attendee],
    sides: Sequence[str],
    moment: datetime,
) -> None:
    for place, side in enumerate(sides):
        asked = moment - timedelta(minutes=6 - place)
        speech = Speech(
            meeting_id=meeting.id,
            item_id=item.id,
            attendee_id=people[3 * place + 1].id,
            side=side,
            asked_at=asked,
        )
        if place == 0:
            speech.state, speech.called_at = "speaking", moment - timedelta(minutes=1)
        db.add(speech)
        db.flush()
        if place == 0:
            meeting.current_speech_id = speech.id
