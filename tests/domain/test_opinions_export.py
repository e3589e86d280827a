"""A conversation that was written is read as it was, and no name leaves the house."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from domain.opinions.conversation import Conversation, Statement, pseudonymous
from domain.opinions.export import write_files
from domain.opinions.opinion_map import draw_map
from domain.opinions.reading import read_files, read_folder
from domain.opinions.stances import Stance
from tests.domain.conversations import BREXIT

NUMBERS = st.integers(0, 30).map(str)
TIMES = st.integers(0, 2_000_000_000_000)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
STATEMENTS = st.builds(Statement, NUMBERS, TEXTS, NUMBERS, st.sampled_from([-1, 0, 1]), TIMES)
STANCES = st.builds(Stance, NUMBERS, NUMBERS, st.sampled_from([-1, 0, 1]), TIMES)
CONVERSATIONS = st.builds(
    Conversation,
    st.lists(STATEMENTS, unique_by=lambda one: one.id, max_size=6).map(tuple),
    st.lists(STANCES, max_size=20).map(tuple),
    TEXTS,
    TEXTS,
)


@given(CONVERSATIONS)
def test_what_was_written_is_read_as_it_was(conversation: Conversation) -> None:
    assert read_files(write_files(conversation)) == conversation


def test_a_real_conversation_is_written_and_read_again() -> None:
    conversation = read_folder(BREXIT)
    drawn = draw_map(conversation.table())
    files = write_files(conversation, drawn.group_of)
    assert read_files(files) == conversation
    matrix = list(csv.DictReader(io.StringIO(files["participants-votes.csv"].decode())))
    assert len(matrix) == 204
    placed = {row["participant"]: int(row["group-id"]) for row in matrix if row["group-id"]}
    assert placed == {one: group for one, group in drawn.group_of.items() if group is not None}


def test_the_table_holds_each_answer_and_the_counts_of_each_statement() -> None:
    conversation = Conversation(
        (Statement("7", "甲,\n“乙”", "1"), Statement("8", "丙", "1")),
        (Stance("1", "7", 1, 5), Stance("2", "7", -1, 5), Stance("1", "7", 0, 9)),
    )
    files = {name: data.decode() for name, data in write_files(conversation, {"1": 0}).items()}
    rows = list(csv.DictReader(io.StringIO(files["participants-votes.csv"])))
    assert [(row["participant"], row["group-id"], row["7"], row["8"]) for row in rows] == [
        ("1", "0", "0", ""),
        ("2", "", "-1", ""),
    ]
    comments = list(csv.DictReader(io.StringIO(files["comments.csv"])))
    assert [(row["agrees"], row["disagrees"]) for row in comments] == [("0", "1"), ("0", "0")]


def test_an_export_names_nobody_and_tells_no_order_of_arrival() -> None:
    people = ["chen_wei", "lin_xia", "wang_fang", "zhao_min"]
    conversation = Conversation(
        (Statement("1", "甲", "lin_xia", at_ms=1_700_000_123_456),),
        tuple(Stance(one, "1", 1, 1_700_000_000_000 + at) for at, one in enumerate(people)),
    )
    written = b"".join(write_files(pseudonymous(conversation, b"secret")).values()).decode()
    assert not any(one in written for one in people)
    assert "1700000" not in written
    orders = {
        pseudonymous(conversation, bytes([secret])).statements[0].author for secret in range(40)
    }
    assert orders == {"0", "1", "2", "3"}


def test_numbers_for_names_leave_the_groups_as_they_are() -> None:
    conversation = read_folder(BREXIT)
    plain = draw_map(conversation.table())
    hidden = draw_map(pseudonymous(conversation, b"once").table())
    assert [group.size for group in plain.groups] == [group.size for group in hidden.groups]
    assert plain.common_ground == hidden.common_ground
