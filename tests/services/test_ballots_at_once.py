"""Many taps at the same moment, from threads and from processes: none lost, none doubled."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from db.engine import transaction
from db.tables import Account
from domain.ballots import Change, Standing
from domain.clock import utc_now
from domain.refusals import Refusal
from domain.roles import Actor, Role
from services import ballots
from tests.cast import Cast
from tests.services.voting import open_round, stored_ballots

AT_ONCE = 20


def voters(cast: Cast, count: int) -> list[Actor]:
    """So many residents of Riverside."""
    with transaction() as db:
        db.add_all(
            Account(
                username=f"voter{n}",
                name=f"Voter {n}",
                role=Role.RESIDENT.value,
                password_hash="-",
                community_id=cast.communities["Riverside"],
                created_at=utc_now(),
            )
            for n in range(count)
        )
    return [cast[f"voter{n}"] for n in range(count)]


def test_twenty_devices_of_one_voter_tap_at_once_and_every_tap_is_kept(cast: Cast) -> None:
    round_id, mei = open_round(cast, projects=AT_ONCE), cast["mei"]
    changes = [Change(f"P{n}", 1) for n in range(1, AT_ONCE + 1)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda change: ballots.save_mark(mei, round_id, change), changes))
    assert len(ballots.get_own_ballot(mei, round_id).marks) == AT_ONCE
    assert len(stored_ballots(round_id)) == 1
    assert ballots.turnout(round_id).begun == 1


def test_one_first_tap_delivered_twenty_times_at_once_is_one_ballot(cast: Cast) -> None:
    round_id, mei = open_round(cast, ballot_type="points", min_marks=1), cast["mei"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        views = list(
            pool.map(lambda _: ballots.save_mark(mei, round_id, Change("P1", 3)), range(AT_ONCE))
        )
    assert {tuple(view.marks.items()) for view in views} == {(("P1", 3),)}
    assert stored_ballots(round_id) == [{"P1": 3}]


def test_twenty_voters_at_once_each_get_a_ballot_of_their_own(cast: Cast) -> None:
    round_id, people = open_round(cast), voters(cast, AT_ONCE)

    def vote(actor: Actor) -> Standing:
        for code in ("P1", "P2", "P3"):
            ballots.save_mark(actor, round_id, Change(code, 1))
        return ballots.finish_ballot(actor, round_id).standing

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert set(pool.map(vote, people)) == {Standing.FINISHED}
    assert stored_ballots(round_id) == [{"P1": 1, "P2": 1, "P3": 1}] * AT_ONCE
    assert ballots.turnout(round_id) == ballots.Turnout(AT_ONCE, AT_ONCE, AT_ONCE + 4)


def test_points_given_from_two_devices_at_once_never_exceed_the_total(cast: Cast) -> None:
    round_id = open_round(cast, ballot_type="points", min_marks=1, points_total=10)

    def give(code: str) -> str:
        try:
            ballots.save_mark(cast["mei"], round_id, Change(code, 4))
        except Refusal as refusal:
            return refusal.code
        return "given"

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(give, [f"P{n}" for n in range(1, 7)]))
    assert answers == ["ballot.points_spent"] * 4 + ["given"] * 2
    assert sum(ballots.get_own_ballot(cast["mei"], round_id).marks.values()) == 8


TAPPING = """
import sys
from db import accounts
from db.engine import reading
from domain.ballots import Change
from services import ballots
first, round_id = int(sys.argv[1]), int(sys.argv[2])
with reading() as db:
    mei = accounts.actor_of(db, accounts.find_account(db, "mei"))
for n in range(first, first + 10):
    ballots.save_mark(mei, round_id, Change(f"P{n}", 1))
"""


def test_three_processes_tap_for_one_voter_and_nothing_is_lost(cast: Cast, database: Path) -> None:
    round_id = open_round(cast, projects=30)
    root = Path(__file__).resolve().parents[2]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", TAPPING, str(first), str(round_id)],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        for first in (1, 11, 21)
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert len(ballots.get_own_ballot(cast["mei"], round_id).marks) == 30
    assert len(stored_ballots(round_id)) == 1
