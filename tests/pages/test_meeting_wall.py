"""A meeting on the wall and on the remote, as their pages draw it."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from db import accounts
from db.engine import transaction
from db.meetings import get_meeting
from domain.hall_slides import HallSlide
from domain.projector import Slide
from domain.roles import Actor
from services import hall_matters, hall_screens
from tests.browser.meeting_stage import QUESTION, MeetingStage, set_the_stage
from tests.pages.conftest import Open
from tests.pages.test_every_page import KEY, written


@pytest.fixture
def stage(district: object) -> MeetingStage:
    """A meeting with everything in it, in the demonstration's district."""
    with transaction() as db:
        return set_the_stage(db)


@pytest.fixture
def host(stage: MeetingStage) -> Actor:
    """The facilitator of the demonstration."""
    with transaction() as db:
        account = accounts.find_account(db, "facilitator1")
        assert account is not None
        return accounts.actor_of(db, account)


def wall(open_page: Open, **query: str) -> list[str]:
    """What a wall says at its next look, to somebody who is not signed in."""
    st.cache_data.clear()  # what all walls share is kept for some tenths of a second
    app = open_page("projector", screen="1", **query)
    assert not app.exception, app.exception[0].message
    return [str(one) for one in written(app)]


OF_STANCES = (
    HallSlide.STATEMENTS,
    HallSlide.OPINIONS,
    HallSlide.COMMON_GROUND,
    HallSlide.CHANGE,
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_slide_is_drawn_for_everyone_in_words(
    open_page: Open, stage: MeetingStage, host: Actor, lang: str
) -> None:
    for slide in HallSlide:
        with transaction() as db:
            stage.go_to(db, "stances" if slide in OF_STANCES else "proposal")
        hall_screens.show_meeting_slide(host, "1", stage.meeting_id, slide)
        said = wall(open_page, lang=lang)
        assert not [text for text in said if KEY.match(text)], slide


def test_the_wall_that_follows_shows_what_the_room_is_at(
    open_page: Open, stage: MeetingStage, host: Actor
) -> None:
    hall_screens.follow(host, "1", stage.meeting_id)
    assert any("表决 6" in one for one in wall(open_page)), "an open poll comes first"


def test_a_secret_poll_shows_how_many_have_answered_and_nothing_else(
    open_page: Open, stage: MeetingStage, host: Actor
) -> None:
    place = (host, "1", stage.meeting_id, HallSlide.POLL)
    hall_screens.show_meeting_slide(*place, stage.subjects["secret"])
    said = " ".join(wall(open_page))
    assert "60" in said
    assert "反对" not in said.replace("反对两项合计", "")
    hall_screens.show_meeting_slide(*place, stage.subjects["open"])
    assert "反对" in wall(open_page)


def test_a_result_says_in_words_whether_it_passed_and_what_was_lacking(
    open_page: Open, stage: MeetingStage, host: Actor
) -> None:
    place = (host, "1", stage.meeting_id, HallSlide.RESULT)
    hall_screens.show_meeting_slide(*place, stage.subjects["passed"])
    said = wall(open_page)
    assert "通过" in said
    assert any(QUESTION in one for one in said)
    hall_screens.show_meeting_slide(*place, stage.subjects["lost"])
    said = wall(open_page)
    assert "没有通过" in said
    assert any("再多 5 人赞成就能通过" in one for one in said)


def test_the_code_of_the_meeting_is_on_the_wall_only_while_it_opens_something(
    open_page: Open, stage: MeetingStage, host: Actor
) -> None:
    hall_screens.show_meeting_slide(host, "1", stage.meeting_id, HallSlide.WELCOME)
    assert "246 810" in wall(open_page)
    with transaction() as db:
        row = get_meeting(db, stage.meeting_id)
        row.state, row.join_code, row.version = "closed", None, row.version + 1
    said = wall(open_page)
    assert "246 810" not in said
    assert any("谢谢大家" in one for one in said)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, app.exception[0].message
    return app


def test_the_remote_follows_chooses_pauses_and_freezes(
    open_page: Open, stage: MeetingStage, host: Actor
) -> None:
    hall_screens.show_meeting_slide(host, "1", stage.meeting_id, HallSlide.BLANK)
    app = open_page("projector_control", "facilitator1")
    press(app, "hall_follow_1")
    assert hall_screens.find_look("1")[0].is_following
    press(app, "hall_freeze_1")
    assert hall_screens.find_look("1")[0].is_frozen
    press(app, "hall_key_1_agenda")
    showing = hall_screens.find_look("1")[0]
    assert (showing.slide, showing.is_frozen) == (HallSlide.AGENDA, False)
    press(app, "hall_break_1_10")
    assert hall_screens.find_look("1")[0].slide is HallSlide.PAUSE


def test_the_remote_shows_how_far_a_chosen_matter_has_come(
    open_page: Open, stage: MeetingStage, host: Actor
) -> None:
    hall_screens.show_meeting_slide(host, "1", stage.meeting_id, HallSlide.BLANK)
    app = open_page("projector_control", "facilitator1")
    choice = app.selectbox(key="hall_matter_1")
    number, title = list(hall_matters.list_titles(stage.meeting_id).items())[-1]
    choice.set_value(number).run()
    press(app, f"hall_key_1_{HallSlide.MATTER}")
    showing = hall_screens.find_look("1")[0]
    assert (showing.slide, showing.subject_id) == (HallSlide.MATTER, number)
    said = wall(open_page)
    assert "这件事办到哪一步了" in said
    assert any(title[:20] in one for one in said)


def test_the_remote_offers_the_slides_of_what_the_item_is_about(
    open_page: Open, stage: MeetingStage, host: Actor
) -> None:
    hall_screens.follow(host, "1", stage.meeting_id)
    app = open_page("projector_control", "facilitator1")
    press(app, "hall_round_1_overview")
    showing = hall_screens.find_look("1")[0]
    assert (showing.slide, showing.meeting_id) == (Slide.OVERVIEW, None)
