"""What a slide does with what is too long, and what it picks where not everything has room."""

from datetime import UTC, datetime

import pytest

from components.flowchart import MAIN_LINE
from components.projector.clocks import end_of, face
from components.projector.flow_slide import answer_of, last_on_main_line
from components.projector.hall import clipped, spaced, width_of
from components.projector.room_slides import AGENDA_LINES, LETTERS_A_ROW, shown_items
from domain.agenda import Clock
from domain.matters import MatterState
from domain.meeting_views import ItemView, LastAnswer
from domain.meetings import ItemKind, ItemState
from domain.proposal_flow import ProposalState

NOW = datetime(2026, 11, 10, 11, 30, tzinfo=UTC)


def test_a_text_that_fits_is_left_as_it_is_and_a_longer_one_says_that_it_goes_on() -> None:
    assert clipped("路灯", 2) == "路灯"
    assert clipped("路灯不亮", 3) == "路灯…"
    assert width_of(clipped("路" * 200, 40)) <= 40


def test_a_text_of_several_lines_becomes_one() -> None:
    assert clipped("一\n二  三", 10) == "一 二 三"


def test_latin_letters_take_less_room() -> None:
    assert width_of("a" * 10) < width_of("路" * 6)


def test_a_code_is_read_in_two_halves() -> None:
    assert spaced("246810") == "246 810"


@pytest.mark.parametrize(
    ("seconds", "says"), [(0, "0:00"), (65, "1:05"), (1200, "20:00"), (-30, "+0:30")]
)
def test_a_clock_says_minutes_and_seconds_and_when_it_is_over(seconds: int, says: str) -> None:
    assert face(seconds) == says


def test_a_clock_that_stands_has_no_end_and_one_that_runs_counts_what_was_spent_before() -> None:
    assert end_of(Clock(600, 60, None)) is None
    end = end_of(Clock(600, 60, NOW))
    assert end is not None
    assert (end - NOW).total_seconds() == 540


def test_an_answer_is_due_on_the_halls_day_also_in_the_small_hours() -> None:
    one_in_the_morning = datetime(2026, 11, 10, 17, tzinfo=UTC)
    owed = LastAnswer(
        1, "Lamp", "", "Works", one_in_the_morning, MatterState.OPEN, "", None, "Talk", NOW
    )
    assert "11月11日" in answer_of(owed, NOW, 40)


def agenda(count: int, *, done: int = 0, title: str = "路灯") -> tuple[ItemView, ...]:
    states = [ItemState.DONE] * done + [ItemState.WAITING] * (count - done)
    return tuple(
        ItemView(n, n, ItemKind.FREE, title, "", state, 10, 0, None)
        for n, state in enumerate(states, start=1)
    )


def test_a_short_agenda_is_shown_whole() -> None:
    assert shown_items(agenda(AGENDA_LINES), 3) == agenda(AGENDA_LINES)
    assert shown_items((), None) == ()


@pytest.mark.parametrize("here", range(1, 21))
def test_a_long_agenda_shows_where_the_room_is_and_what_comes_next(here: int) -> None:
    shown = [one.id for one in shown_items(agenda(20), here)]
    assert here in shown
    assert len(shown) == AGENDA_LINES
    assert shown == list(range(shown[0], shown[-1] + 1))
    assert here == 20 or here + 1 in shown


def test_between_two_items_the_agenda_shows_what_is_still_to_come() -> None:
    shown = [one.id for one in shown_items(agenda(20, done=12), None)]
    assert {12, 13, 14} <= set(shown)


def test_long_titles_take_two_lines_each() -> None:
    shown = shown_items(agenda(20, title="路" * (LETTERS_A_ROW + 1)), 10)
    assert len(shown) == AGENDA_LINES // 2


@pytest.mark.parametrize("state", list(ProposalState))
def test_every_state_of_a_proposal_has_a_place_on_the_wall(state: ProposalState) -> None:
    assert last_on_main_line(state) in MAIN_LINE
    assert state not in MAIN_LINE or last_on_main_line(state) is state


def test_a_proposal_that_was_not_funded_came_as_far_as_the_ballot() -> None:
    assert last_on_main_line(ProposalState.NOT_FUNDED) is ProposalState.ON_BALLOT
    assert last_on_main_line(ProposalState.LAPSED) is ProposalState.OPEN
