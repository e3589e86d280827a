"""Stances: one statement after the other, before the talk and after it, kept apart from names."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db import acts
from db import stances as stored
from db.engine import reading
from domain.ballots import voter_key
from domain.meetings import Voice
from domain.refusals import Refusal
from domain.stances import HidingReason, StanceValue, Wave
from services import meetings, stances, statements, undo
from tests.cast import Cast
from tests.services.polling import people

AGREE, DISAGREE, PASS = StanceValue.AGREE, StanceValue.DISAGREE, StanceValue.PASS


def refused_with(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code


def asked(cast: Cast, statements_: int = 3, people_: int = 3) -> tuple[int, int, list[Voice]]:
    """A room that is asked before the talk: meeting, item, people."""
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    for n in range(statements_):
        statements.add_statement(cast["host"], meeting_id, f"Statement {n}", item_id)
    stances.open_wave(cast["host"], meeting_id, item_id, Wave.BEFORE)
    return meeting_id, item_id, people(cast, meeting_id, people_)


def answer_all(voice: Voice, value: StanceValue) -> list[int]:
    """Answer everything in the order it is put; the statements in that order."""
    seen = []
    while card := stances.next_statement(voice):
        assert card.place == len(seen) + 1
        seen.append(card.statement_id)
        stances.take_stance(voice, card.statement_id, card.wave, value)
    return seen


def test_a_person_answers_one_statement_after_the_other_to_the_end(cast: Cast) -> None:
    meeting_id, _, [voice, *_] = asked(cast, statements_=4)
    seen = answer_all(voice, AGREE)
    assert len(seen) == len(set(seen)) == 4
    wave = stances.find_open_wave(meeting_id)
    assert wave is not None
    assert (wave.statements, wave.people_begun, wave.people_finished) == (4, 1, 1)


def test_what_is_before_a_person_stays_whatever_others_answer(cast: Cast) -> None:
    _, _, [one, *others] = asked(cast, statements_=6)
    card = stances.next_statement(one)
    assert card is not None
    for other in others:
        answer_all(other, AGREE)
        again = stances.next_statement(one, stays=card.statement_id)
        assert again == card


def test_a_stance_can_be_changed_and_is_never_doubled(cast: Cast) -> None:
    _, item_id, [voice, *_] = asked(cast)
    first, *_ = answer_all(voice, AGREE)
    for value in (DISAGREE, DISAGREE):
        stances.take_stance(voice, first, Wave.BEFORE, value)
    own = {one.statement_id: one.value for one in stances.list_own_stances(voice)}
    assert (own[first], len(own)) == (DISAGREE, 3)
    with reading() as db:
        assert len(stored.list_stances(db, item_id, Wave.BEFORE)) == 3


def test_before_and_after_are_two_answers_of_one_person(cast: Cast) -> None:
    meeting_id, item_id, [voice, *_] = asked(cast)
    answer_all(voice, AGREE)
    stances.close_wave(cast["host"], meeting_id)
    stances.open_wave(cast["host"], meeting_id, item_id, Wave.AFTER)
    answer_all(voice, DISAGREE)
    with reading() as db:
        before = stored.list_stances(db, item_id, Wave.BEFORE)
        after = stored.list_stances(db, item_id, Wave.AFTER)
    assert {value for _, _, value in before} == {1}
    assert {value for _, _, value in after} == {-1}
    assert {key for key, _, _ in before} == {key for key, _, _ in after}


def test_a_statement_shown_meanwhile_is_put_to_everyone_and_a_hidden_one_to_nobody(
    cast: Cast,
) -> None:
    meeting_id, item_id, [voice, *_] = asked(cast)
    first, *_ = answer_all(voice, PASS)
    late = statements.add_statement(cast["host"], meeting_id, "Late", item_id)
    card = stances.next_statement(voice)
    assert card is not None
    assert card.statement_id == late
    statements.hide_statement(cast["host"], late, HidingReason.OFF_TOPIC)
    assert stances.next_statement(voice) is None
    refused_with(
        "statement.not_asked", lambda: stances.take_stance(voice, late, Wave.BEFORE, AGREE)
    )
    stances.take_stance(voice, first, Wave.BEFORE, AGREE)


def test_a_closed_wave_takes_no_stance(cast: Cast) -> None:
    meeting_id, _, [voice, *_] = asked(cast)
    card = stances.next_statement(voice)
    assert card is not None
    stances.close_wave(cast["host"], meeting_id)
    refused_with(
        "wave.not_open",
        lambda: stances.take_stance(voice, card.statement_id, Wave.BEFORE, AGREE),
    )
    refused_with("wave.not_open", lambda: stances.next_statement(voice))


def test_a_room_is_asked_one_thing_at_a_time_and_something(cast: Cast) -> None:
    meeting_id, item_id, _ = asked(cast)
    host, other = cast["host"], cast.item(meeting_id, 2)
    refused_with(
        "wave.another_open", lambda: stances.open_wave(host, meeting_id, other, Wave.BEFORE)
    )
    stances.open_wave(host, meeting_id, item_id, Wave.BEFORE)
    stances.close_wave(host, meeting_id)
    refused_with(
        "wave.no_statements", lambda: stances.open_wave(host, meeting_id, other, Wave.BEFORE)
    )


@pytest.mark.parametrize("username", ["mei", "ann", "clerk", "expert", "lawyer"])
def test_only_who_runs_the_meeting_asks_and_ends(cast: Cast, username: str) -> None:
    meeting_id, item_id, _ = asked(cast)
    for act in (
        lambda: stances.open_wave(cast[username], meeting_id, item_id, Wave.AFTER),
        lambda: stances.close_wave(cast[username], meeting_id),
    ):
        refused_with("right.role", act)
    assert stances.find_open_wave(meeting_id) is not None


def test_taking_an_opening_back_does_not_make_two_people_of_one(cast: Cast) -> None:
    meeting_id, item_id, [voice, *_] = asked(cast)
    answer_all(voice, AGREE)
    with reading() as db:
        last = acts.find_last_act(db, meeting_id)
    assert last is not None
    undo.undo_last_act(cast["host"], meeting_id, last.id)
    assert stances.find_open_wave(meeting_id) is None
    stances.open_wave(cast["host"], meeting_id, item_id, Wave.BEFORE)
    assert stances.next_statement(voice) is None
    wave = stances.find_open_wave(meeting_id)
    assert wave is not None
    assert wave.people_begun == 1


def test_a_stance_row_holds_a_key_that_only_the_meetings_secret_explains(
    cast: Cast, database: Path
) -> None:
    meeting_id, _, voices = asked(cast)
    for voice in voices:
        answer_all(voice, AGREE)
    with closing(sqlite3.connect(database / "yishiting.db")) as db:
        held = {row[1] for row in db.execute("PRAGMA table_info(stance)")}
        keys = {row[0] for row in db.execute("SELECT person_key FROM stance")}
        name = stored.secret_name(meeting_id)
        [(secret,)] = db.execute("SELECT value FROM secret WHERE name = ?", (name,))
    assert held == {"statement_id", "wave", "person_key", "value"}
    assert keys == {voter_key(secret, voice.attendee_id) for voice in voices}


def test_when_the_meeting_closes_people_and_stances_part_for_good(
    cast: Cast, database: Path
) -> None:
    meeting_id, item_id, [voice, *_] = asked(cast)
    answer_all(voice, AGREE)
    meetings.close_meeting(cast["host"], meeting_id)
    assert stances.find_open_wave(meeting_id) is None
    with reading() as db:
        assert stored.find_person_key(db, meeting_id, voice.attendee_id) is None
        assert len(stored.list_stances(db, item_id, Wave.BEFORE)) == 3
