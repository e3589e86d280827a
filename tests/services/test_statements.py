"""Statements: from the room to the moderator to everyone; repeats pointed out; nobody floods."""

from collections.abc import Callable

import pytest

from db import acts
from db.engine import reading
from domain.refusals import Refusal
from domain.roles import Actor
from domain.stances import HidingReason, StatementState
from services import floor, statements
from tests.cast import Cast
from tests.services.polling import people

RAIL = "楼道扶手要先装，老人上下楼最要紧"
RAIL_AGAIN = "楼道里的扶手应该先装上"
PARKING = "停车位应当先给本小区的老人和病人留"


def refused_with(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code


def texts(meeting_id: int) -> list[str]:
    return [one.text for one in statements.list_shown(meeting_id)]


def test_a_statement_from_the_room_is_seen_once_somebody_has_read_it(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    statement_id = statements.propose_statement(voice, f"  {RAIL}\n ", item_id)
    assert texts(meeting_id) == []
    assert [one.state for one in statements.list_own(voice)] == [StatementState.PENDING]
    statements.show_statement(cast["host"], statement_id)
    assert texts(meeting_id) == [RAIL]


def test_the_facilitators_own_is_seen_at_once(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    first = statements.add_statement(cast["host"], meeting_id, RAIL, item_id)
    assert statements.add_statement(cast["host"], meeting_id, RAIL, item_id) == first
    assert texts(meeting_id) == [RAIL]


def test_what_is_hidden_says_why_and_may_be_shown_after_all(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    statement_id = statements.propose_statement(voice, RAIL, item_id)
    for _ in range(2):
        statements.hide_statement(host, statement_id, HidingReason.REPEATS)
    [own] = statements.list_own(voice)
    assert (own.state, own.hidden_reason) == (StatementState.HIDDEN, "repeats")
    statements.show_statement(host, statement_id)
    assert texts(meeting_id) == [RAIL]
    with reading() as db:
        kinds = [act.kind for act in acts.list_acts(db, meeting_id)]
    assert kinds == ["hide_statement", "show_statement"]


def test_repeats_are_pointed_out_to_the_writer_and_to_the_moderator(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    statements.add_statement(host, meeting_id, RAIL, item_id)
    statements.add_statement(host, meeting_id, PARKING, item_id)
    assert [one.text for one in statements.list_alike(meeting_id, RAIL_AGAIN)] == [RAIL]
    statements.propose_statement(voice, RAIL_AGAIN, item_id)
    waiting = statements.list_for_moderation(host, meeting_id, item_id)[0]
    assert waiting.statement.text == RAIL_AGAIN
    assert [one.text for one in waiting.alike] == [RAIL]


def test_what_waits_is_pointed_out_to_nobody_but_the_moderator(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    statements.propose_statement(voice, RAIL, item_id)
    assert statements.list_alike(meeting_id, RAIL_AGAIN) == ()


def test_a_double_tap_writes_once_and_nobody_floods_the_moderator(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    item_id = cast.item(meeting_id)
    voice, other = people(cast, meeting_id, 2)
    first = statements.propose_statement(voice, RAIL, item_id)
    assert statements.propose_statement(voice, RAIL, item_id) == first
    for n in range(2):
        statements.propose_statement(voice, f"{RAIL} {n}", item_id)
    refused_with(
        "statement.too_many_waiting",
        lambda: statements.propose_statement(voice, PARKING, item_id),
    )
    statements.propose_statement(other, PARKING, item_id)
    statements.show_statement(host, first)
    statements.propose_statement(voice, PARKING, item_id)


def test_nobody_fills_the_list_alone(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    for n in range(10):
        statements.show_statement(host, statements.propose_statement(voice, f"{RAIL} {n}", item_id))
    refused_with(
        "statement.too_many", lambda: statements.propose_statement(voice, PARKING, item_id)
    )


@pytest.mark.parametrize(
    ("text", "code"), [(" \n ", "statement.empty"), ("好" * 141, "statement.too_long")]
)
def test_a_statement_is_one_short_sentence(cast: Cast, text: str, code: str) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    refused_with(code, lambda: statements.propose_statement(voice, text, item_id))


def test_without_an_item_named_it_is_about_the_one_that_runs(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    refused_with("statement.no_item", lambda: statements.propose_statement(voice, RAIL))
    floor.start_item(cast["host"], meeting_id, item_id)
    statements.propose_statement(voice, RAIL)
    assert [one.item_id for one in statements.list_own(voice)] == [item_id]


@pytest.mark.parametrize("username", ["mei", "ann", "clerk", "expert", "lawyer"])
def test_only_moderators_read_show_hide_and_add(cast: Cast, username: str) -> None:
    meeting_id, actor = cast.meeting(), cast[username]
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    waiting = statements.propose_statement(voice, RAIL, item_id)
    tries: list[Callable[[Actor], object]] = [
        lambda one: statements.list_for_moderation(one, meeting_id),
        lambda one: statements.show_statement(one, waiting),
        lambda one: statements.hide_statement(one, waiting, HidingReason.PERSONAL),
        lambda one: statements.add_statement(one, meeting_id, PARKING, item_id),
    ]
    for act in tries:
        with pytest.raises(Refusal) as refused:
            act(actor)
        assert refused.value.code == "right.role"
    assert texts(meeting_id) == []


def test_nobody_learns_who_wrote_a_statement(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    [voice] = people(cast, meeting_id, 1)
    statements.show_statement(cast["host"], statements.propose_statement(voice, RAIL, item_id))
    told = repr(statements.list_shown(meeting_id)) + repr(
        statements.list_for_moderation(cast["host"], meeting_id)
    )
    assert voice.name not in told
    assert "attendee" not in told
