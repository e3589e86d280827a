"""Who voted and what was voted lie apart: nothing but the round's secret links them."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from db.engine import reading
from db.tables import Ballot, Participation
from domain.ballots import Change, voter_key
from domain.refusals import Refusal
from services import ballots, outcomes
from tests.cast import Cast
from tests.services.voting import approve, open_round

IDENTIFYING = {"account_id", "name", "username", "community_id", "at", "saved_at", "created_at"}


def columns(file: Path, table: str) -> set[str]:
    with sqlite3.connect(file) as db:
        return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}


def voted(cast: Cast) -> int:
    round_id = open_round(cast)
    for who in ("mei", "qiang", "ann", "bo"):
        approve(cast[who], round_id, "P1", "P2", "P3")
    return round_id


def test_a_ballot_row_holds_a_key_and_marks_and_nothing_else(database: Path) -> None:
    held = columns(database / "yishiting.db", "ballot")
    assert held == {"round_id", "voter_key", "marks", "weight"}
    assert not held & IDENTIFYING


def test_a_ballot_row_has_no_hidden_number_that_tells_the_order_of_arrival(database: Path) -> None:
    with (
        sqlite3.connect(database / "yishiting.db") as db,
        pytest.raises(sqlite3.OperationalError, match="no such column"),
    ):
        db.execute("SELECT rowid FROM ballot")


def test_having_voted_holds_no_choice(database: Path) -> None:
    held = columns(database / "yishiting.db", "participation")
    assert held == {"round_id", "account_id", "begun_at", "saved_at", "finished_at", "channel"}
    shared = set(Ballot.model_fields) & set(Participation.model_fields)
    assert shared == {"round_id"}


def test_marks_are_kept_by_code_so_that_they_do_not_tell_the_order_of_taps(
    cast: Cast, database: Path
) -> None:
    round_id = open_round(cast)
    approve(cast["mei"], round_id, "P3", "P1", "P2")
    with sqlite3.connect(database / "yishiting.db") as db:
        [(text,)] = db.execute("SELECT marks FROM ballot")
    assert list(json.loads(text)) == ["P1", "P2", "P3"]


def test_without_the_secret_no_key_can_be_made_from_what_the_database_knows(
    cast: Cast, database: Path
) -> None:
    round_id = voted(cast)
    with sqlite3.connect(database / "yishiting.db") as db:
        keys = {row[0] for row in db.execute("SELECT voter_key FROM ballot")}
        [(secret,)] = db.execute("SELECT value FROM secret WHERE name = ?", (f"ballot:{round_id}",))
        known = [str(value) for row in db.execute("SELECT * FROM account") for value in row]
    people = [cast[who].account_id for who in ("mei", "qiang", "ann", "bo")]
    assert keys == {voter_key(secret, account_id) for account_id in people}
    for guess in ["", str(round_id), f"ballot:{round_id}", *known]:
        assert keys.isdisjoint(voter_key(guess, account_id) for account_id in people)


def test_no_one_reads_a_ballot_but_its_voter_while_voting_is_open(cast: Cast) -> None:
    round_id, officer = voted(cast), cast["officer"]
    assert ballots.get_own_ballot(officer, round_id).marks == {}
    assert ballots.get_own_ballot(cast["zhou"], round_id).marks == {}
    assert ballots.list_open_ballots(officer) == []
    for reading_ballots in (outcomes.count_ballots, outcomes.is_recountable):
        with pytest.raises(Refusal) as refused:
            reading_ballots(officer, round_id)
        assert refused.value.code == "right.phase"


def test_the_office_cannot_read_a_ballot_in_its_voters_name(cast: Cast) -> None:
    round_id = voted(cast)
    disguised = replace(cast["officer"], account_id=cast["mei"].account_id)
    with pytest.raises(Refusal) as refused:
        ballots.get_own_ballot(disguised, round_id)
    assert refused.value.code == "account.signed_out"


def test_a_tap_logs_nothing_of_the_choice(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    round_id = open_round(cast)
    with caplog.at_level("DEBUG"):
        ballots.save_mark(cast["mei"], round_id, Change("P4", 1))
    assert "P4" not in "".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("sqlalchemy")
    )


def test_ballots_are_read_for_the_count_in_the_order_of_their_keys(cast: Cast) -> None:
    round_id = voted(cast)
    with reading() as db:
        keys = list(db.exec(select(Ballot.voter_key).where(Ballot.round_id == round_id)))
    assert keys == sorted(keys)
