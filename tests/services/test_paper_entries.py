"""Sheets are typed in twice, the second time blind; what differs is settled by a third act."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from db.engine import reading, transaction
from db.paper_ballots import get_sheet, list_entries
from domain.paper_flow import SheetState
from domain.paper_marks import PaperFault, Written
from domain.refusals import Refusal
from services import outcomes, paper_batches, paper_entries, paper_progress
from tests.cast import Cast
from tests.services.sheets import (
    FIRST,
    SECOND,
    enter,
    enter_twice,
    hand_out_to_strangers,
    open_box,
    paper_round,
    printed,
    second_clerk,
)


def refusal_of(act: object, *args: object) -> str:
    with pytest.raises(Refusal) as refused:
        act(*args)  # type: ignore[operator]
    return refused.value.code


def test_two_people_who_read_the_same_settle_a_sheet(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    other = second_clerk(cast)
    first = enter(cast, "clerk", round_id, serial, FIRST, "P1", "P2", "P3")
    second = enter(cast, other, round_id, serial, SECOND, "P3", "P2", "P1")
    assert (first.state, second.state) == (SheetState.ENTERED_ONCE, SheetState.AGREED)
    assert second.fault is None


def test_the_same_person_may_not_read_twice_where_two_people_are_asked_for(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    enter(cast, "clerk", round_id, serial, FIRST, "P1", "P2", "P3")
    asked = (cast["clerk"], round_id, serial, SECOND)
    same = Written({"P1": 1, "P2": 1, "P3": 1})
    assert refusal_of(paper_entries.open_sheet, *asked) == "paper.second_by_same"
    assert refusal_of(paper_entries.enter_sheet, *asked, same) == "paper.second_by_same"


def test_a_pile_may_be_read_twice_by_one_person_in_two_passes(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id, needs_two_people=False)[0]
    enter(cast, "clerk", round_id, serial, FIRST, "P1", "P2", "P3")
    done = enter(cast, "clerk", round_id, serial, SECOND, "P1", "P2", "P3")
    assert done.state is SheetState.AGREED


def test_a_sheet_cannot_be_read_twice_in_the_first_pass_nor_first_in_the_second(cast: Cast) -> None:
    round_id = paper_round(cast)
    one, two = printed(cast, round_id)[:2]
    enter(cast, "clerk", round_id, one, FIRST, "P1", "P2", "P3")
    asked = (cast["officer"], round_id)
    assert refusal_of(paper_entries.open_sheet, *asked, one, FIRST) == "paper.is_entered_once"
    assert refusal_of(paper_entries.open_sheet, *asked, two, SECOND) == "paper.is_issued"
    enter(cast, "officer", round_id, one, SECOND, "P1", "P2", "P3")
    for which in (FIRST, SECOND):
        assert refusal_of(paper_entries.open_sheet, *asked, one, which) == "paper.is_agreed"


def test_opening_a_sheet_for_the_second_reading_tells_nothing_of_the_first(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    enter(cast, "clerk", round_id, serial, FIRST, "P1", "P2", "P3")
    assert paper_entries.open_sheet(cast["officer"], round_id, serial, SECOND) == serial
    assert paper_entries.list_differences(cast["officer"], round_id) == []


def test_a_difference_is_shown_side_by_side_and_settled_with_a_reason(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    enter(cast, "clerk", round_id, serial, FIRST, "P1", "P2", "P3")
    enter(cast, "officer", round_id, serial, SECOND, "P1", "P2", "P4")
    [difference] = paper_entries.list_differences(cast["clerk"], round_id)
    assert (set(difference.first.marks), set(difference.second.marks)) == (
        {"P1", "P2", "P3"},
        {"P1", "P2", "P4"},
    )
    settle = (cast["officer"], round_id, serial, difference.second)
    assert refusal_of(paper_entries.settle_sheet, *settle, " ") == "paper.no_reason"
    done = paper_entries.settle_sheet(*settle, "The tick stands at number four.")
    assert done.state is SheetState.SETTLED
    with reading() as db:
        sheet = get_sheet(db, round_id, serial)
        assert sheet.marks == {"P1": 1, "P2": 1, "P4": 1}
        assert sheet.reason == "The tick stands at number four."
        assert len(list_entries(db, sheet)) == 2, "both readings are kept"
    assert refusal_of(paper_entries.settle_sheet, *settle, "again") == "paper.is_settled"


def test_one_takes_back_ones_own_first_reading_and_no_other(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    enter(cast, "clerk", round_id, serial, FIRST, "P1", "P2", "P3")
    undo = paper_entries.undo_entry
    assert refusal_of(undo, cast["officer"], round_id, serial) == "paper.entered_by_other"
    undo(cast["clerk"], round_id, serial)
    assert enter_twice(cast, round_id, serial, "P4", "P5", "P6").state is SheetState.AGREED
    assert refusal_of(undo, cast["officer"], round_id, serial) == "paper.is_agreed"


def test_an_officer_sets_aside_what_cannot_be_settled_and_a_clerk_may_not(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    enter(cast, "clerk", round_id, serial, FIRST, "P1", "P2", "P3")
    aside = (round_id, serial, "The sheet was lost.")
    assert refusal_of(paper_entries.set_aside, cast["clerk"], *aside) == "right.role"
    paper_entries.set_aside(cast["officer"], *aside)
    assert refusal_of(paper_entries.open_sheet, cast["officer"], round_id, serial, SECOND) == (
        "paper.is_set_aside"
    )


def test_what_is_agreed_can_be_set_aside_by_nobody(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    enter_twice(cast, round_id, serial, "P1", "P2", "P3")
    refused = refusal_of(paper_entries.set_aside, cast["officer"], round_id, serial, "unwelcome")
    assert refused == "paper.is_agreed"
    assert refusal_of(paper_batches.cancel_sheet, cast["officer"], round_id, serial, "so") == (
        "paper.is_agreed"
    )


def test_a_spoilt_sheet_that_never_went_into_the_box_is_cancelled(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    paper_batches.cancel_sheet(cast["clerk"], round_id, serial, "coffee")
    refused = refusal_of(paper_entries.open_sheet, cast["clerk"], round_id, serial, FIRST)
    assert refused == "paper.is_void"


def test_bad_marks_are_kept_as_written_and_do_not_count(cast: Cast) -> None:
    round_id = paper_round(cast, max_marks=3)
    serials = printed(cast, round_id)
    many = enter_twice(cast, round_id, serials[0], "P1", "P2", "P3", "P4")
    few = enter_twice(cast, round_id, serials[1], "P1")
    torn = enter_twice(cast, round_id, serials[2], spoilt=True)
    blank = enter_twice(cast, round_id, serials[3])
    good = enter_twice(cast, round_id, serials[4], "P1", "P2", "P3")
    assert [one.fault for one in (many, few, torn, blank, good)] == [
        PaperFault.TOO_MANY,
        PaperFault.TOO_FEW,
        PaperFault.SPOILT,
        PaperFault.BLANK,
        None,
    ]
    with reading() as db:
        assert get_sheet(db, round_id, serials[0]).marks == {"P1": 1, "P2": 1, "P3": 1, "P4": 1}
    progress = paper_progress.get_progress(cast["clerk"], round_id)
    assert (progress.counted, progress.valid) == (5, 1)
    assert progress.faults == dict.fromkeys((many.fault, few.fault, torn.fault, blank.fault), 1)


def test_a_sheet_of_another_round_or_with_a_slip_in_its_number_is_refused(cast: Cast) -> None:
    round_id, elsewhere = paper_round(cast), paper_round(cast, min_marks=2)
    printed(cast, round_id)
    batch = paper_batches.make_batch(cast["clerk"], elsewhere, 1)
    [sheet] = paper_batches.list_sheets(cast["clerk"], batch)
    asked = (cast["clerk"], round_id)
    assert refusal_of(paper_entries.open_sheet, *asked, sheet.code, FIRST) == "paper.other_round"
    assert refusal_of(paper_entries.open_sheet, *asked, sheet.serial, FIRST) == (
        "paper.unknown_sheet"
    )
    last = str((int(sheet.serial[-1]) + 1) % 10)
    slip = sheet.serial[:-1] + last
    assert refusal_of(paper_entries.open_sheet, *asked, slip, FIRST) == "paper.bad_serial"


def test_two_clerks_who_type_in_the_same_sheet_at_once_make_one_reading(cast: Cast) -> None:
    round_id = paper_round(cast)
    serial = printed(cast, round_id)[0]
    people = [cast["clerk"], cast["officer"], cast[second_clerk(cast)]] * 4

    def type_in(number: int) -> str:
        marks = {"P1": 1, "P2": 1, f"P{3 + number % 3}": 1}
        try:
            paper_entries.enter_sheet(people[number], round_id, serial, FIRST, Written(marks))
        except Refusal as refusal:
            return refusal.code
        return "kept"

    with ThreadPoolExecutor(len(people)) as pool:
        answers = sorted(pool.map(type_in, range(len(people))))
    assert answers == ["kept"] + ["paper.is_entered_once"] * (len(people) - 1)
    with transaction() as db:
        assert len(list_entries(db, get_sheet(db, round_id, serial))) == 1


def test_sheets_are_typed_in_until_the_round_is_counted_and_no_longer(cast: Cast) -> None:
    round_id = paper_round(cast)
    one, two = printed(cast, round_id)[:2]
    hand_out_to_strangers(cast, round_id, 2)
    open_box(cast, round_id, 1)
    enter_twice(cast, round_id, one, "P1", "P2", "P3")
    outcomes.count_ballots(cast["officer"], round_id)
    asked = (cast["clerk"], round_id, two, FIRST)
    assert refusal_of(paper_entries.open_sheet, *asked) == "paper.counted_already"
    outcomes.withdraw_count(cast["officer"], round_id)
    assert paper_entries.open_sheet(*asked) == two
