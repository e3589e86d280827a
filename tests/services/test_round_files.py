"""Rounds as files: what leaves comes back the same, and a torn file leaves nothing behind."""

from dataclasses import replace

import pytest
from sqlmodel import func, select

from db.engine import reading
from db.rounds import get_round
from db.tables import Ballot, Project, Round
from domain.pb import read_pb
from domain.phases import Phase
from domain.refusals import Refusal
from services import outcomes, round_files
from tests.cast import PEOPLE, Cast
from tests.services.counting import VOTES, counted, view_of, voted_round

FILE = b"""META
key;value
description;A village
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name;category
a;60;=Garden;homes
b;50;Hall;nonsense
VOTES
voter_id;vote
1;a
2;a,b
3;b
4;a
"""


def imported(cast: Cast, data: bytes, name: str = "Imported") -> int:
    officer = cast["officer"]
    settings = round_files.check_file(officer, data).settings
    return round_files.import_round(officer, data, name, settings)


def rows_of(table: type[Round] | type[Project] | type[Ballot]) -> int:
    with reading() as db:
        return db.exec(select(func.count()).select_from(table)).one()


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"rule": "greedy"},
        {"rule": "phragmen"},
        {"utility": "cardinality", "completion": "add1", "stop": "overspend"},
        {"ballot_type": "ranking"},
        {"count_empty": True, "increment_cents": 250},
        {"rule": "greedy-threshold", "least_votes": 2, "least_share": "1/5"},
        {"rule": "greedy-threshold", "least_votes": 2, "least_share": "0"},
        {"rule": "greedy-threshold", "least_votes": 0, "least_share": "1/2"},
    ],
)
def test_a_round_that_leaves_and_comes_back_has_the_same_result(
    cast: Cast, settings: dict[str, object]
) -> None:
    round_id = counted(cast, [{1}, {1}, {1}, {2}, {2}, {3}, {4}], **settings)
    back = imported(cast, round_files.export_round(cast["officer"], round_id))
    outcomes.count_ballots(cast["officer"], back)
    there, here = view_of(cast, round_id), view_of(cast, back)
    assert [one.code for one in there.funded] == [one.code for one in here.funded]
    assert there.settings == here.settings
    assert there.digest == here.digest
    assert there.by_field() == here.by_field()
    assert there.by_community() == here.by_community()


def test_an_export_holds_every_ballot_that_counts_and_no_voter(cast: Cast) -> None:
    round_id = voted_round(cast, [{1}, {1, 2}, set(), {1, 2, 3, 4}], max_marks=2)
    data = round_files.export_round(cast["officer"], round_id)
    profile = read_pb(data).election.profile
    assert (profile.voters, profile.empty) == (3, 1)
    with reading() as db:
        keys = db.exec(select(Ballot.voter_key)).all()
    cells = {cell for line in data.decode().splitlines() for cell in line.split(";")}
    assert not cells & set(keys)


def test_two_exports_of_one_round_number_its_ballots_anew(cast: Cast) -> None:
    round_id = voted_round(cast, [{1}] * 20 + [{2}] * 20)
    first, second = (round_files.export_round(cast["officer"], round_id) for _ in range(2))
    assert first != second
    assert read_pb(first).election == read_pb(second).election


def test_an_import_is_a_demonstration_ready_to_be_counted(cast: Cast) -> None:
    round_id = imported(cast, FILE, " A village ")
    with reading() as db:
        row = get_round(db, round_id)
    assert (row.name, row.phase, row.budget_cents) == ("A village", Phase.COUNT, 100_00)
    assert row.is_imported
    assert row.is_demo
    outcomes.count_ballots(cast["officer"], round_id)
    view = view_of(cast, round_id)
    assert [one.name for one in view.funded] == ["=Garden"]
    assert [one.field_code for one in view.projects] == ["homes", ""]
    assert view.entitled is None


def test_the_rule_that_is_chosen_wins_over_the_rule_of_the_file(cast: Cast) -> None:
    officer = cast["officer"]
    settings = round_files.check_file(officer, FILE).settings
    assert settings.rule == "greedy"
    chosen = replace(settings, rule="equal-shares")
    round_id = round_files.import_round(officer, FILE, "A", chosen)
    outcomes.count_ballots(officer, round_id)
    assert view_of(cast, round_id).settings.rule == "equal-shares"


def test_identical_ballots_are_kept_together_with_their_number(cast: Cast) -> None:
    round_id = imported(cast, FILE)
    with reading() as db:
        rows = db.exec(select(Ballot).where(Ballot.round_id == round_id)).all()
        assert sorted((row.weight, len(row.marks)) for row in rows) == [(1, 1), (1, 2), (2, 1)]
        assert all(len(row.voter_key) == 32 for row in rows)


@pytest.mark.parametrize(
    "torn",
    [
        b"",
        FILE[:90],
        FILE.replace(b"budget;100", b"budget;-1"),
        FILE.replace(b"budget;100", b"budget;1e9999"),
        FILE.replace(b"a;60", b"a;sixty"),
        FILE.replace(b"b;50", b"a;50"),
        b"\x00\xff" * 500,
    ],
)
def test_a_torn_file_is_refused_and_leaves_nothing(cast: Cast, torn: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        imported(cast, torn)
    assert refused.value.code.startswith("pb.")
    assert (rows_of(Round), rows_of(Project), rows_of(Ballot)) == (0, 0, 0)


def test_an_import_that_stops_half_way_leaves_nothing(cast: Cast) -> None:
    class Stopped(Exception):
        pass

    def stop(part: float) -> None:
        raise Stopped

    settings = round_files.check_file(cast["officer"], FILE).settings
    with pytest.raises(Stopped):
        round_files.import_round(cast["officer"], FILE, "A", settings, stop)
    assert (rows_of(Round), rows_of(Project), rows_of(Ballot)) == (0, 0, 0)


def test_what_is_odd_is_told_with_its_line_before_anything_is_written(cast: Cast) -> None:
    odd = FILE.replace(b"4;a\n", b"4;a,zzz\n")
    warnings = round_files.check_file(cast["officer"], odd).warnings
    assert [(one.code, one.line) for one in warnings] == [("pb.unknown_project", 16)]
    assert rows_of(Round) == 0


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_round_without_a_proper_name_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        imported(cast, FILE, name)
    assert refused.value.code == "file.bad_name"


@pytest.mark.parametrize("username", [name for name in PEOPLE if name != "officer"])
def test_files_are_the_office_s_alone(cast: Cast, username: str) -> None:
    round_id = voted_round(cast, VOTES)
    settings = round_files.check_file(cast["officer"], FILE).settings
    for act in (
        lambda: round_files.export_round(cast[username], round_id),
        lambda: round_files.check_file(cast[username], FILE),
        lambda: round_files.import_round(cast[username], FILE, "A", settings),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "right.role"
    assert rows_of(Round) == 1


def test_ballots_do_not_leave_while_voting_is_open(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        round_files.export_round(cast["officer"], cast.round(Phase.VOTE))
    assert refused.value.code == "right.phase"


def test_an_imported_ballot_over_the_file_s_own_limits_still_counts(cast: Cast) -> None:
    knapsack = FILE.replace(b"vote_type;approval", b"vote_type;knapsack")
    round_id = imported(cast, knapsack)
    outcomes.count_ballots(cast["officer"], round_id)
    view = view_of(cast, round_id)
    assert (view.voters, view.invalid) == (4, 0)
