"""Who speaks next: who has not spoken yet, then the sides in turn, then who asked first.

Whoever has spoken least has the best claim: first those who have not spoken in this meeting, then
those who have not spoken on this item, then the rest. Among people of equal claim the side that
was heard longest ago has its turn (for, against and neutral alike), and on a side whoever asked
first. Nobody starves: a person comes behind everyone once, not again and again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.floor import Side
from domain.house_rules import HouseRules


@dataclass(frozen=True, slots=True)
class Asked:
    """A place on the list: who asked, for which side, when."""

    speech_id: int
    attendee_id: int
    side: Side
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """A speech that was given, or is being given."""

    attendee_id: int
    side: Side
    is_on_this_item: bool


def calling_order(
    waiting: Sequence[Asked], heard: Sequence[Heard], rules: HouseRules
) -> tuple[Asked, ...]:
    """Everyone who waits, in the order in which they will be called if nobody else asks.

    `heard`: the speeches of the meeting so far, in the order they were called.
    """
    rest, order = list(waiting), []
    last_heard = {
        one.side: place for place, one in enumerate(one for one in heard if one.is_on_this_item)
    }
    while rest:
        following = min(rest, key=lambda one: _rank(one, heard, last_heard, rules))
        rest.remove(following)
        order.append(following)
        last_heard[following.side] = len(heard) + len(order)
    return tuple(order)


def limit_seconds(attendee_id: int, heard: Sequence[Heard], rules: HouseRules) -> int:
    """How long this person may speak now: longer the first time on an item than later."""
    has_spoken = any(one.is_on_this_item and one.attendee_id == attendee_id for one in heard)
    return rules.later_speech_seconds if has_spoken else rules.speech_seconds


def _rank(
    one: Asked, heard: Sequence[Heard], last_heard: dict[Side, int], rules: HouseRules
) -> tuple[int, int, datetime, int]:
    claim = _times_heard(one.attendee_id, heard) if rules.first_time_first else 0
    turn = last_heard.get(one.side, -1) if rules.sides_in_turn else 0
    return claim, turn, one.asked_at, one.speech_id


def _times_heard(attendee_id: int, heard: Sequence[Heard]) -> int:
    """0: not yet in this meeting; 1: not yet on this item; 2: on this item already."""
    own = [one for one in heard if one.attendee_id == attendee_id]
    if not own:
        return 0
    return 2 if any(one.is_on_this_item for one in own) else 1
