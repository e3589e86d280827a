"""Who answered a secret poll and what was answered lie apart, and part for good at the close."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import polls as stored
from db.engine import get_engine
from domain.ballots import voter_key
from domain.refusals import Refusal
from services import poll_answers, polls
from tests.cast import Cast
from tests.services.polling import AGAINST, FOR, OPEN, SECRET, answer, open_poll, people


def rows(file: Path, query: str, *facts: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as db:
        return db.execute(query, facts).fetchall()


def columns(file: Path, table: str) -> set[object]:
    return {row[1] for row in rows(file, f"PRAGMA table_info({table})")}


@pytest.fixture
def file(database: Path) -> Path:
    return database / "yishiting.db"


def polled(cast: Cast) -> tuple[int, list[int]]:
    """A secret poll that four have answered; its id, and theirs."""
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, 4)
    poll_id = open_poll(cast, meeting_id)
    answer(poll_id, voices, [FOR, FOR, AGAINST, FOR])
    return poll_id, [voice.attendee_id for voice in voices]


def test_having_answered_and_the_answer_share_nothing_but_the_poll(file: Path) -> None:
    entitled, answers = columns(file, "poll_voice"), columns(file, "poll_answer")
    assert answers == {"poll_id", "voter_key", "answer", "attendee_id"}
    assert entitled & answers == {"poll_id", "attendee_id"}
    assert not answers & {"at", "answered_at", "channel", "device_key", "name", "account_id"}


def test_a_secret_answer_holds_nobodys_number_and_no_order_of_arrival(
    cast: Cast, file: Path
) -> None:
    polled(cast)
    assert rows(file, "SELECT DISTINCT attendee_id FROM poll_answer") == [(None,)]
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        rows(file, "SELECT rowid FROM poll_answer")


def test_an_open_answer_holds_its_number(cast: Cast, file: Path) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, 1)
    answer(open_poll(cast, meeting_id, OPEN), voices, [FOR])
    assert rows(file, "SELECT attendee_id FROM poll_answer") == [(voices[0].attendee_id,)]


def test_without_the_secret_no_key_can_be_made_from_what_the_database_knows(
    cast: Cast, file: Path
) -> None:
    poll_id, attendees = polled(cast)
    keys = {row[0] for row in rows(file, "SELECT voter_key FROM poll_answer")}
    name = stored.secret_name(poll_id)
    [(secret,)] = rows(file, "SELECT value FROM secret WHERE name = ?", name)
    assert keys == {voter_key(str(secret), one) for one in attendees}
    known = [str(value) for row in rows(file, "SELECT * FROM attendee") for value in row]
    for guess in ["", str(poll_id), name, *known]:
        assert keys.isdisjoint(voter_key(guess, one) for one in attendees)


def test_at_the_close_the_secret_is_gone_from_every_table_and_from_the_file(
    cast: Cast, file: Path
) -> None:
    poll_id, _ = polled(cast)
    [(secret,)] = rows(file, "SELECT value FROM secret WHERE name = ?", stored.secret_name(poll_id))
    polls.close_poll(cast["host"], poll_id)
    with closing(sqlite3.connect(file)) as db:
        assert str(secret) not in "\n".join(db.iterdump())
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    get_engine().dispose()
    assert str(secret).encode() not in file.read_bytes()


def test_no_partial_result_of_a_secret_poll_is_told_only_how_many_have_answered(cast: Cast) -> None:
    poll_id, _ = polled(cast)
    view = polls.get_poll_view(poll_id)
    assert (view.so_far, view.result, view.answered) == (None, None, 4)
    with pytest.raises(Refusal) as refused:
        polls.list_named_answers(poll_id)
    assert refused.value.code == "poll.secret"


def test_the_trace_of_a_secret_poll_names_nobody(cast: Cast, file: Path) -> None:
    poll_id, _ = polled(cast)
    polls.close_poll(cast["host"], poll_id)
    kept = rows(file, "SELECT facts, before FROM meeting_act ORDER BY id")
    for facts, before in kept:
        told = json.dumps([facts, before])
        assert "voter_key" not in told
        assert "attendee" not in told
        assert "poll_voice" not in told
    assert kept[-1][1] in (None, "null")


def test_after_the_close_not_even_who_answered_can_read_it_again(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id, SECRET)
    answer(poll_id, voices, [FOR])
    assert poll_answers.own_answer(voices[0], poll_id).answer == FOR
    polls.close_poll(cast["host"], poll_id)
    after = poll_answers.own_answer(voices[0], poll_id)
    assert (after.has_answered, after.answer) == (True, {})


def test_an_answer_logs_nothing_of_the_choice(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        polled(cast)
    told = [one.getMessage() for one in caplog.records if not one.name.startswith("sqlalchemy")]
    assert "against" not in "".join(told)
