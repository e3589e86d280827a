"""A pasted roster is checked line by line, and told line by line."""

import pytest

from domain.join_codes import draw_code, is_easy
from domain.meetings import Standing
from domain.refusals import Refusal
from domain.roster_lines import PersonLine, check_people, read_lines

WORDS = {"居民代表": Standing.REPRESENTATIVE, "业主": Standing.OWNER, "owner": Standing.OWNER}


def people(typed: str) -> list[PersonLine | None]:
    return [one.person for one in read_lines(typed, WORDS)]


@pytest.mark.parametrize(
    "line",
    ["林建国，业主，86.5", "林建国,owner,86.50", "林建国\t业主\t86.5平方米", "林建国、86.5 m2"],
)
def test_a_line_is_read_whatever_stands_between_its_parts(line: str) -> None:
    assert people(line) == [PersonLine("林建国", Standing.OWNER, 8_650)]


def test_a_name_alone_is_a_resident_and_empty_lines_are_left_out() -> None:
    assert people("\n陈阿姨\n\n王秀英，居民代表\n") == [
        PersonLine("陈阿姨", Standing.RESIDENT),
        PersonLine("王秀英", Standing.REPRESENTATIVE),
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("林建国，花匠", "roster_line.standing"),
        ("林建国，业主，很大1", "roster_line.area"),
        ("林建国，业主，0", "roster_line.area"),
        ("林建国，居民代表，86", "roster_line.no_owner"),
        ("甲" * 41, "roster_line.name"),
        ("甲，业主，1，2", "roster_line.cells"),
    ],
)
def test_a_wrong_line_is_named_by_its_number(line: str, code: str) -> None:
    [_, read] = read_lines(f"陈阿姨\n{line}", WORDS)
    assert read.person is None
    assert read.refusal is not None
    assert (read.refusal.code, read.refusal.facts["line"]) == (code, 2)


def test_the_same_person_on_two_lines_is_told_with_both_numbers() -> None:
    *_, last = read_lines("陈阿姨\n王伯\n陈阿姨", WORDS)
    assert last.refusal is not None
    assert last.refusal.facts == {"line": 3, "before": 1}


def test_what_no_reader_let_through_is_refused_before_it_is_written() -> None:
    for bad in ([], [PersonLine(" ", Standing.OWNER)], [PersonLine("A", Standing.OWNER, -1)]):
        with pytest.raises(Refusal):
            check_people(bad)


@pytest.mark.parametrize("code", ["000000", "777777", "123456", "987654", "012345"])
def test_a_code_that_somebody_would_try_first_is_never_drawn(code: str) -> None:
    assert is_easy(code)


def test_codes_have_six_digits_and_never_repeat_a_taken_one() -> None:
    taken = {draw_code(()) for _ in range(200)}
    for _ in range(200):
        code = draw_code(taken)
        assert len(code) == 6
        assert code.isdecimal()
        assert code not in taken
        assert not is_easy(code)
    assert not is_easy("135791")
