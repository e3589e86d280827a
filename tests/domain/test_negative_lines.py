"""A negative list is typed one clause a line and comes back as it was."""

from domain.negative_lines import from_lines, to_lines
from domain.negative_list import Clause

LIST = (
    Clause(1, "不得用于宴请", "No banquets", ("聚餐", "酒席")),
    Clause(2, "不得用于旅游", "No travel", ()),
)


def test_what_is_not_touched_keeps_its_english_and_its_keywords() -> None:
    assert from_lines(to_lines(LIST), LIST) == LIST


def test_empty_lines_and_full_width_marks_are_what_people_type() -> None:
    typed = "\n 不得用于宴请 ＃聚餐 #  \n\n不得用于奖金\n"
    assert from_lines(typed, LIST) == (
        Clause(1, "不得用于宴请", "No banquets", ("聚餐",)),
        Clause(2, "不得用于奖金", "", ()),
    )


def test_nothing_typed_is_no_clause() -> None:
    assert from_lines(" \n") == ()
