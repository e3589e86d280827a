"""Statements of the demonstration's room, and what two groups of people said of them."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from db import stances
from db.engine import Session
from db.tables import AgendaItem, Attendee, Meeting, StanceWave, Statement
from domain.stances import Wave

AGREES, STRAYS = 0.86, 0.12
"""How often somebody answers as their group does, and how often they pass."""


def add_stances(
    db: Session,
    meeting: Meeting,
    item: AgendaItem,
    people: Sequence[Attendee],
    row: dict[str, Any],
    moment: datetime,
    chance: random.Random,
) -> None:
    """Statements, and what two groups of people said of them before the talk."""
    at = item.started_at or moment
    shown = [
        _statement(item, number, one["text"], at, state="shown")
        for number, one in enumerate(row["statements"], start=1)
    ]
    asked_at = moment - timedelta(minutes=2)
    pending = _statement(item, len(shown) + 1, row["pending"], asked_at, attendee_id=people[7].id)
    db.add_all([*shown, pending])
    db.add(
        StanceWave(
            item_id=item.id,
            wave=Wave.BEFORE.value,
            meeting_id=meeting.id,
            opened_at=at,
            closed_at=at + timedelta(minutes=4),
        )
    )
    db.flush()
    stances.make_key(db, meeting.id)
    for place, person in enumerate(people):
        key = stances.find_person_key(db, meeting.id, person.id)
        group = 1 if place % 5 else -1
        for statement, one in zip(shown, row["statements"], strict=True):
            if key is not None:
                value = _stance(one["leans"], group, chance)
                stances.put_stance(db, statement.id, Wave.BEFORE, key, value)


def _statement(item: AgendaItem, number: int, text: str, at: datetime, **more: Any) -> Statement:
    return Statement(
        meeting_id=item.meeting_id, item_id=item.id, number=number, text=text, at=at, **more
    )


def _stance(leans: int, group: int, chance: random.Random) -> int:
    said = chance.random()
    if said < STRAYS:
        return 0
    usual = leans * group if leans else 1
    return usual if said < AGREES + STRAYS * (1 - AGREES) else -usual
