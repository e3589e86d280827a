"""The number on a sheet, the way of a sheet, and what keeps it from counting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ballots import BallotRules
from domain.channels import Channel, screen_channel
from domain.election import BallotType
from domain.paper_flow import COUNTED, SheetFlow, SheetState, step
from domain.paper_marks import PaperFault, Written, checked, fault_of
from domain.paper_serials import BallotStyle, draw_serials, read_serial, shown
from domain.refusals import Refusal

STYLE = BallotStyle(7, "choose-1", "0123456789abcdef" * 4)
COSTS = {f"P{number}": 10_000 for number in range(1, 7)}


def rules(kind: BallotType, **more: int) -> BallotRules:
    return BallotRules(kind, COSTS, **({"budget_cents": 30_000} | more))


def test_drawn_numbers_are_different_and_none_is_taken() -> None:
    known = set(draw_serials(200, ()))
    more = draw_serials(200, known)
    assert len(set(more)) == 200
    assert known.isdisjoint(more)
    assert more != sorted(more), "the order must not tell anything"


def test_a_number_is_read_as_typed_as_printed_and_as_scanned() -> None:
    [serial] = draw_serials(1, ())
    full_width = serial.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for typed in (serial, shown(serial), f" {serial}\n", full_width, STYLE.code(serial)):
        assert read_serial(typed, STYLE) == serial
    assert read_serial(STYLE.code(serial).lower(), STYLE) == serial


@given(st.integers(0, 6), st.integers(1, 9))
def test_every_wrong_digit_is_noticed(place: int, by: int) -> None:
    [serial] = draw_serials(1, ())
    wrong = str((int(serial[place]) + by) % 10)
    with pytest.raises(Refusal):
        read_serial(serial[:place] + wrong + serial[place + 1 :], STYLE)


@given(st.integers(0, 5))
def test_two_digits_that_changed_places_are_noticed(place: int) -> None:
    [serial] = draw_serials(1, ())
    swapped = serial[:place] + serial[place + 1] + serial[place] + serial[place + 2 :]
    if swapped != serial:
        with pytest.raises(Refusal):
            read_serial(swapped, STYLE)


@pytest.mark.parametrize("typed", ["", "12", "abcdefg", "YST-7", "12345678", "１２３", "<script>"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_serial(typed, STYLE)
    assert refused.value.code == "paper.bad_serial"


def test_a_code_of_other_settings_is_refused() -> None:
    [serial] = draw_serials(1, ())
    later = BallotStyle(7, "choose-1", "f" * 64)
    with pytest.raises(Refusal) as refused:
        read_serial(later.code(serial), STYLE)
    assert refused.value.code == "paper.other_round"


def test_every_state_of_a_sheet_is_in_the_machine_and_what_counts_is_an_end() -> None:
    assert {state.id for state in SheetFlow.states} == {state.value for state in SheetState}
    ends = {state.id for state in SheetFlow.states if state.final}
    assert {state.value for state in COUNTED} <= ends


def test_a_sheet_cannot_skip_its_second_reading() -> None:
    with pytest.raises(Refusal) as refused:
        step(SheetState.ISSUED, "agree")
    assert refused.value.code == "paper.is_issued"


@pytest.mark.parametrize(
    ("kind", "more", "marks", "fault"),
    [
        (BallotType.APPROVAL, {"min_marks": 3}, {"P1": 1, "P2": 1, "P3": 1}, None),
        (BallotType.APPROVAL, {"min_marks": 3}, {"P1": 1}, PaperFault.TOO_FEW),
        (BallotType.APPROVAL, {"max_marks": 1}, {"P1": 1, "P2": 1}, PaperFault.TOO_MANY),
        (BallotType.APPROVAL, {}, {}, PaperFault.BLANK),
        (BallotType.CHOOSE_ONE, {}, {"P1": 1, "P2": 1}, PaperFault.TOO_MANY),
        (BallotType.KNAPSACK, {}, dict.fromkeys(COSTS, 1), PaperFault.OVER_BUDGET),
        (BallotType.POINTS, {"points_total": 10}, {"P1": 7, "P2": 4}, PaperFault.TOO_MANY_POINTS),
        (BallotType.POINTS, {"points_total": 10}, {"P1": 7, "P2": 3}, None),
        (BallotType.POINTS, {"points_per_project": 5}, {"P1": 6}, PaperFault.TOO_MANY_ON_ONE),
        (BallotType.RANKING, {}, {"P1": 1, "P2": 1}, PaperFault.BAD_RANKS),
        (BallotType.RANKING, {}, {"P1": 1, "P2": 3}, PaperFault.BAD_RANKS),
        (BallotType.RANKING, {}, {"P1": 2, "P2": 1}, None),
    ],
)
def test_a_sheet_tells_why_it_does_not_count(
    kind: BallotType, more: dict[str, int], marks: dict[str, int], fault: PaperFault | None
) -> None:
    kept = checked(rules(kind, **more), Written(marks))
    assert kept.marks == marks, "as written, never mended"
    assert fault_of(rules(kind, **more), kept) is fault


@pytest.mark.parametrize("marks", [{"P9": 1}, {"P1": -1}, {"P1": 2}])
def test_what_cannot_stand_on_a_sheet_is_a_slip_of_the_clerk(marks: dict[str, int]) -> None:
    with pytest.raises(Refusal):
        checked(rules(BallotType.APPROVAL), Written(marks))


@pytest.mark.parametrize(
    ("browser", "channel"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148", Channel.PHONE),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120 Mobile Safari/537", Channel.PHONE),
        ("Mozilla/5.0 (Linux; Android 13; MatePad) Chrome/120 Safari/537", Channel.TABLET),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Mobile/15E148", Channel.TABLET),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120", Channel.TABLET),
        ("", Channel.TABLET),
    ],
)
def test_a_phone_is_told_from_a_tablet(browser: str, channel: Channel) -> None:
    assert screen_channel(browser) is channel
