"""Files as the world writes them: all are read, oddities are named by line."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.count import count
from domain.election import Ballot, BallotType, Election, Project
from domain.pb import PbFile, pb_of, read_pb, write_pb
from domain.refusals import Refusal
from domain.rules import CountSettings
from tests.domain.election_strategies import elections

META = "META\nkey;value\nbudget;100\nvote_type;approval\n"
PROJECTS = "PROJECTS\nproject_id;cost;name\n1;50;One\n2;60;Two\n"
VOTES = "VOTES\nvoter_id;vote\na;1,2\nb;2\n"


def read(text: str) -> PbFile:
    return read_pb(text.encode())


def told(file: PbFile) -> list[tuple[str, int]]:
    return [(warning.code, warning.line) for warning in file.warnings]


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(text)
    return caught.value


def ballots(file: PbFile) -> list[dict[str, int]]:
    ids = [project.id for project in file.election.projects]
    return [
        {ids[place]: mark for place, mark in zip(*marks, strict=True)}
        for marks in file.marks_by_voter()
    ]


def test_a_clean_file_is_read_without_a_word() -> None:
    file = read(META + PROJECTS + VOTES)
    assert told(file) == []
    assert file.election.budget_cents == 100_00
    assert [project.name for project in file.election.projects] == ["One", "Two"]
    assert ballots(file) == [{"1": 1, "2": 1}, {"2": 1}]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n"])
def test_line_ends_of_any_system_are_understood(end: str) -> None:
    assert read((META + PROJECTS + VOTES).replace("\n", end)) == read(META + PROJECTS + VOTES)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    text = (META + PROJECTS + VOTES).replace("One", "长椅")
    assert read_pb(text.encode(encoding)).election.projects[0].name == "长椅"


def test_a_file_that_is_not_utf_8_is_read_with_a_warning() -> None:
    file = read_pb((META + PROJECTS.replace("One", "Café") + VOTES).encode("cp1252"))
    assert file.election.projects[0].name == "Café"
    assert told(file) == [("pb.encoding", 7)]


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1200", 120000),
        ("1200,5", 120050),
        ("1 200,50", 120050),
        ("1\u00a0200.50", 120050),
        ("1.200.000", 120000000),
        ("1,200,000.25", 120000025),
        ("1.200,25", 120025),
        ("1e3", 100000),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(written: str, cents: int) -> None:
    file = read(META.replace("100", written) + PROJECTS + VOTES)
    assert file.election.budget_cents == cents


def test_an_amount_finer_than_a_cent_is_rounded_with_a_warning() -> None:
    file = read(META + PROJECTS.replace("50", "49.995") + VOTES)
    assert file.election.projects[0].cost_cents == 5000
    assert told(file) == [("pb.rounded", 7)]


def test_names_may_hold_semicolons_quotes_and_line_breaks() -> None:
    odd = 'PROJECTS\nproject_id;cost;name\n1;50;"One; ""two""\nthree"\n2;60;half " open\n'
    file = read(META + odd + VOTES)
    assert [project.name for project in file.election.projects] == [
        'One; "two"\nthree',
        'half " open',
    ]
    assert told(file) == []


def test_a_quote_that_is_never_closed_does_not_swallow_the_file() -> None:
    file = read(META + PROJECTS.replace("One", '"One') + VOTES)
    assert file.election.projects[0].name == '"One'
    assert told(file) == [("pb.open_quote", 7)]
    assert len(ballots(file)) == 2


def test_a_project_may_be_called_votes() -> None:
    file = read(META + PROJECTS + "votes;5;Votes\n" + VOTES + "c; votes , 1\n")
    assert ballots(file)[2] == {"1": 1, "votes": 1}


def test_spaces_after_commas_and_ids_that_look_like_numbers_are_read_as_text() -> None:
    file = read(META + PROJECTS + "10;5;Ten\n01;5;Zero one\n" + "VOTES\nvoter_id;vote\na;10, 01\n")
    assert ballots(file) == [{"10": 1, "01": 1}]


def test_what_a_ballot_breaks_is_told_and_the_ballot_counts() -> None:
    meta = META + "min_length;1\nmax_length;1\n"
    file = read(meta + PROJECTS + VOTES + "b;2,2\nc;9\nd;\n")
    assert ballots(file) == [{"1": 1, "2": 1}, {"2": 1}, {"2": 1}, {}, {}]
    assert told(file) == [
        ("pb.limit", 13),
        ("pb.repeated_mark", 15),
        ("pb.repeated_voter", 15),
        ("pb.unknown_project", 16),
        ("pb.limit", 16),
        ("pb.limit", 17),
    ]


def test_a_withdrawn_project_with_an_absurd_cost_is_read_and_left_out() -> None:
    file = read(META + PROJECTS + "3;1e99;Withdrawn\n" + VOTES)
    assert told(file) == [("pb.over_budget", 9)]
    assert count(file.election, CountSettings()).excluded == {"3": "over_budget"}


def test_selected_from_0_to_3_is_kept_and_anything_else_is_named() -> None:
    projects = "PROJECTS\nproject_id;cost;selected\n1;1;0\n2;1;3\n3;1;yes\n"
    file = read(META + projects + VOTES)
    assert file.projects.column("selected") == ("0", "3", "yes")
    assert told(file) == [("pb.unknown_value", 9)]


def test_points_are_read_with_the_marks_and_odd_ones_are_named() -> None:
    votes = "VOTES\nvoter_id;vote;points\na;1,2;3,1\nb;2;x\nc;1,2;2\nd;1;0\n"
    file = read(META.replace("approval", "cumulative") + PROJECTS + votes)
    assert ballots(file) == [{"1": 3, "2": 1}, {}, {"1": 2}, {}]
    assert told(file) == [("pb.points_unread", 12), ("pb.points_and_marks", 13)]


def test_points_of_places_become_the_table_of_a_ranking() -> None:
    votes = "VOTES\nvoter_id;vote;points\na;2,1;3,1\nb;1;3\n"
    file = read(META.replace("approval", "ordinal") + PROJECTS + votes)
    assert file.election.rank_points == (3, 1)
    assert ballots(file) == [{"2": 1, "1": 2}, {"1": 1}]


def test_figures_that_differ_from_the_file_are_named() -> None:
    file = read(META + "num_votes;7\nnum_projects;2\n" + PROJECTS + VOTES)
    assert told(file) == [("pb.other_number", 5)]


@pytest.mark.parametrize(
    ("text", "code", "line", "field"),
    [
        (META.replace("budget;100\n", "") + PROJECTS + VOTES, "pb.no_budget", 1, "budget"),
        (META.replace("100", "lots") + PROJECTS + VOTES, "pb.not_a_number", 3, "budget"),
        (META.replace("approval", "shouting") + PROJECTS + VOTES, "pb.vote_type", 4, "vote_type"),
        (META + PROJECTS.replace("60", "-1") + VOTES, "pb.negative", 8, "cost"),
        (META + PROJECTS.replace("60", "") + VOTES, "pb.not_a_number", 8, "cost"),
        (META + PROJECTS.replace("60", "1e999999999") + VOTES, "pb.not_a_number", 8, "cost"),
        (META + PROJECTS.replace("2;60", "1;60") + VOTES, "pb.duplicate_project", 8, "project_id"),
        (META + PROJECTS.replace("2;60", ";60") + VOTES, "pb.no_project_id", 8, "project_id"),
        (META + PROJECTS.replace("cost", "price") + VOTES, "pb.no_column", 6, "cost"),
        (META + PROJECTS + VOTES.replace("vote\n", "choice\n"), "pb.no_column", 10, "vote"),
    ],
)
def test_what_has_no_meaning_is_refused_by_line_and_field(
    text: str, code: str, line: int, field: str
) -> None:
    refusal = refused(text)
    assert (refusal.code, refusal.facts["line"], refusal.facts["field"]) == (code, line, field)


@pytest.mark.parametrize("torn", ["", "META\nkey;value\nbudget;5\n", META + PROJECTS])
def test_a_torn_file_is_refused(torn: str) -> None:
    assert refused(torn).code == "pb.no_section"


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_give_a_file_or_a_refusal(data: bytes) -> None:
    _file_or_refusal(data)


WORDS = ["META\n", "PROJECTS\n", "VOTES\n", "project_id;cost\n", "voter_id;vote;points\n"]
PIECES = st.sampled_from(
    [*WORDS, "key;value\n", "budget;", "vote_type;ordinal\n", *';\n",1-e9 \r\0']
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=60))
@settings(deadline=None, max_examples=300)
def test_any_mixture_of_pieces_gives_a_file_or_a_refusal(pieces: list[str]) -> None:
    _file_or_refusal("".join(pieces).encode("utf-8", "surrogatepass"))


@given(
    st.integers(0, len(META + PROJECTS + VOTES)),
    st.integers(0, 6),
    st.one_of(PIECES, st.text(max_size=4)),
    st.sampled_from(["approval", "ordinal", "cumulative", "choose-1", "knapsack"]),
)
@settings(deadline=None, max_examples=500)
def test_a_file_with_a_tear_anywhere_is_read_or_refused_and_what_is_read_can_be_written(
    at: int, gone: int, put: str, vote_type: str
) -> None:
    whole = (META + PROJECTS + VOTES).replace("approval", vote_type)
    file = _file_or_refusal((whole[:at] + put + whole[at + gone :]).encode("utf-8", "replace"))
    if file:
        assert read_pb(write_pb(file)) == file


def _file_or_refusal(data: bytes) -> PbFile | None:
    try:
        return read_pb(data)
    except Refusal:
        return None


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(elections(), st.lists(NAMES, min_size=8, max_size=8), st.dictionaries(NAMES, NAMES))
@settings(deadline=None)
def test_what_is_written_is_read_again_just_as_it_was(
    election: Election, names: list[str], notes: dict[str, str]
) -> None:
    projects = tuple(
        Project(project.id, name, project.cost_cents, (name,), name)
        for project, name in zip(election.projects, names, strict=False)
    )
    named = replace(election, projects=projects)
    file = pb_of(named, notes)
    again = read_pb(write_pb(file))
    assert again == file
    assert again.election.profile.tally() == election.profile.tally()
    assert [p.name for p in again.election.projects] == [
        p.name.replace("\r\n", "\n").replace("\r", "\n").strip() for p in projects
    ]


def test_an_id_that_no_file_could_hold_is_refused() -> None:
    bad = Election((Project("a,b", "", 1),), (Ballot({}),), 1, BallotType.APPROVAL)
    with pytest.raises(Refusal) as caught:
        pb_of(bad, {})
    assert caught.value.code == "pb.unwritable_id"
