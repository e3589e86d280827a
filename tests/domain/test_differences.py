"""A difference can be read, and neither side of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from domain.differences import Mark, Piece, compare, is_changed


@given(st.text("扶手。，楼\n a1", max_size=60), st.text("扶手。，楼\n a1", max_size=60))
def test_kept_and_removed_is_the_old_text_kept_and_added_the_new(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert "".join(p.text for p in pieces if p.mark is not Mark.ADDED) == before
    assert "".join(p.text for p in pieces if p.mark is not Mark.REMOVED) == after
    assert is_changed(pieces) == (before != after)


def test_one_changed_number_is_shown_whole() -> None:
    pieces = compare("坡道长12米。装两边扶手。", "坡道长15米。装两边扶手。")
    assert Piece(Mark.REMOVED, "12") in pieces
    assert Piece(Mark.ADDED, "15") in pieces


def test_a_rewritten_sentence_is_not_shuffled_letter_by_letter() -> None:
    pieces = compare("请保安值守大门。晚上十点关灯。", "由居民轮流看楼道。晚上十点关灯。")
    assert pieces == (
        Piece(Mark.REMOVED, "请保安值守大门。"),
        Piece(Mark.ADDED, "由居民轮流看楼道。"),
        Piece(Mark.KEPT, "晚上十点关灯。"),
    )
