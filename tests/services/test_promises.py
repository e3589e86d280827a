"""Promises: what, who and until when, written down once, withdrawn while nobody waits for them."""

from collections.abc import Callable

import pytest

from domain.meetings import ActKind
from domain.refusals import Refusal
from services import floor_reading, promises, undo
from tests.cast import Cast
from tests.days import in_days
from tests.services.evening import held, promise
from tests.services.room import a_room


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_a_double_tap_writes_one_promise(cast: Cast) -> None:
    room = a_room(cast)
    assert promise(room) == promise(room)
    [one] = promises.list_promises(room.meeting_id)
    assert (one.what, one.who, one.item_id) == ("Mend the lamp", "Property office", room.item)


@pytest.mark.parametrize(
    ("what", "who", "days", "code"),
    [
        (" ", "Office", 7, "promise.what"),
        ("x" * 61, "Office", 7, "promise.what"),
        ("Mend", "", 7, "promise.who"),
        ("Mend", "Office", -1, "promise.due_on"),
        ("Mend", "Office", 800, "promise.due_on"),
    ],
)
def test_a_promise_says_what_who_and_a_day_to_come(
    cast: Cast, what: str, who: str, days: int, code: str
) -> None:
    room = a_room(cast)
    make = promises.make_promise
    assert refusal_of(lambda: make(room.host, room.meeting_id, what, who, in_days(days))) == code
    assert promises.list_promises(room.meeting_id) == ()


def test_a_promise_can_be_taken_back_in_the_room_as_the_last_act(cast: Cast) -> None:
    room = a_room(cast)
    promise(room)
    act = floor_reading.get_cockpit(room.host, room.meeting_id).last_act
    assert act is not None
    assert (act.kind, act.about) == (ActKind.PROMISE, "Mend the lamp")
    undo.undo_last_act(room.host, room.meeting_id, act.id)
    assert promises.list_promises(room.meeting_id) == ()


def test_a_withdrawn_promise_is_gone_from_the_list_and_twice_is_once(cast: Cast) -> None:
    room = a_room(cast)
    made = promise(room)
    promises.withdraw_promise(room.host, room.meeting_id, made)
    promises.withdraw_promise(room.host, room.meeting_id, made)
    assert promises.list_promises(room.meeting_id) == ()


def test_a_promise_that_has_become_a_matter_is_not_withdrawn(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    evening.approve()
    [one] = promises.list_promises(evening.meeting_id)
    withdraw = promises.withdraw_promise
    assert refusal_of(lambda: withdraw(evening.host, evening.meeting_id, one.id)) == (
        "promise.is_matter"
    )


def test_a_promise_of_another_meeting_is_not_found(cast: Cast) -> None:
    evening = held(cast)
    [one] = promises.list_promises(evening.meeting_id)
    other = a_room(cast, join_code="135791")
    withdraw = promises.withdraw_promise
    assert refusal_of(lambda: withdraw(other.host, other.meeting_id, one.id)) == "promise.unknown"


def test_who_often_promises_is_offered_with_one_tap(cast: Cast) -> None:
    evening = held(cast)
    promises.make_promise(evening.host, evening.meeting_id, "Paint it", "Street office", in_days(3))
    following = a_room(cast, join_code="135792")
    assert promises.list_usual_promisers(following.meeting_id) == (
        "Street office",
        "Property office",
    )
