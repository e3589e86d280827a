"""When a viewer's wall must be drawn again, and what a frozen one keeps."""

from dataclasses import replace

from components.projector.moment import Moment, held, must_change
from domain.hall_slides import HallSlide
from domain.projector import Showing

ITEM = Moment(Showing("1", slide=HallSlide.WELCOME, meeting_id=4), 7, place=(HallSlide.ITEM, None))
POLL = replace(ITEM, version=8, place=(HallSlide.POLL, 3))


def frozen(moment: Moment, **more: object) -> Moment:
    return replace(moment, showing=replace(moment.showing, is_frozen=True, **more))


def test_nothing_is_drawn_again_while_nothing_changes() -> None:
    assert not must_change(replace(ITEM), ITEM)
    assert must_change(POLL, ITEM)


def test_a_frozen_wall_keeps_the_slide_and_the_numbers_it_had() -> None:
    kept = held(frozen(POLL), ITEM)
    assert (kept.place, kept.version) == ((HallSlide.ITEM, None), 7)
    assert kept.showing.is_frozen
    assert not must_change(frozen(replace(POLL, version=9)), kept)


def test_a_frozen_wall_can_still_be_turned_light() -> None:
    kept = held(frozen(ITEM), ITEM)
    assert must_change(frozen(POLL, is_dark=False), kept)
    assert held(frozen(POLL, is_dark=False), kept).place == (HallSlide.ITEM, None)


def test_a_wall_that_is_opened_while_frozen_shows_what_the_screen_keeps() -> None:
    assert held(frozen(POLL), None) == frozen(POLL)


def test_a_frozen_screen_of_another_meeting_is_not_what_this_one_keeps() -> None:
    other = Moment(Showing("1", meeting_id=5, is_frozen=True), 1, place=(HallSlide.OATH, None))
    assert held(other, ITEM) == other


def test_what_was_frozen_goes_on_once_it_is_let_go() -> None:
    kept = held(frozen(POLL), ITEM)
    assert must_change(POLL, kept)
    assert held(POLL, kept) == POLL
