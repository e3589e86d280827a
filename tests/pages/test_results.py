"""Results and the wall as visitors, officers and facilitators see them."""

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from db.engine import transaction
from db.rounds import get_round
from domain.projector import Slide
from domain.roles import Actor
from services import outcomes, screens
from services.accounts import sign_in_for_demonstration
from tests.pages.conftest import Open

VOTING, COUNTING, PUBLISHED = 5, 6, 7


def said(app: AppTest) -> str:
    """All text on the page."""
    return "\n".join(_texts(app))


def _texts(app: AppTest) -> Iterator[str]:
    for kind in ("title", "header", "subheader", "markdown", "info", "success", "error", "caption"):
        yield from (str(one.value) for one in app.get(kind))


def officer() -> Actor:
    return sign_in_for_demonstration("officer1")


def test_everyone_reads_a_published_result_without_signing_in(open_page: Open) -> None:
    app = open_page("results", round=str(PUBLISHED))
    assert not app.exception
    view = outcomes.find_outcome_view(PUBLISHED)
    assert view is not None
    text = said(app)
    assert f"{len(view.funded)} 个项目获得资助" in text
    for project in view.funded:
        assert project.name.split("（")[0] in text.replace("\\", "")
    assert "还剩" in text


@pytest.mark.parametrize("username", [None, "member1", "officer1"])
def test_before_publication_there_is_only_a_calm_sentence(
    open_page: Open, username: str | None
) -> None:
    outcomes.count_ballots(officer(), COUNTING)
    app = open_page("results", username, round=str(COUNTING))
    assert not app.exception
    assert "投票已经结束" in said(app)
    assert "个项目获得资助" not in said(app)


def test_only_officers_are_offered_the_ballots(open_page: Open) -> None:
    assert len(open_page("results", round=str(PUBLISHED)).get("download_button")) == 1
    as_officer = open_page("results", "officer1", round=str(PUBLISHED))
    assert len(as_officer.get("download_button")) == 2


def test_a_project_is_found_by_a_word(open_page: Open) -> None:
    app = open_page("results", round=str(PUBLISHED))
    view = outcomes.find_outcome_view(PUBLISHED)
    assert view is not None
    lost, other = view.not_funded[:2]
    app.text_input(key="result_search").input(lost.name[:6]).run()
    text = said(app).replace("\\", "")
    assert lost.name in text
    assert other.name not in text
    app.text_input(key="result_search").input("no such thing").run()
    assert "没有找到" in said(app)


@pytest.mark.parametrize(
    ("round_id", "slide", "words"),
    [
        (VOTING, Slide.WAITING, "请稍候"),
        (VOTING, Slide.OVERVIEW, "扫一扫"),
        (VOTING, Slide.TURNOUT, "人已经投完"),
        (VOTING, Slide.PROJECTS, "30 个候选项目"),
        (PUBLISHED, Slide.PLAY, "一步一步"),
        (PUBLISHED, Slide.WINNERS, "个项目获得资助"),
        (PUBLISHED, Slide.VOTERS, "自己选的项目获得资助"),
    ],
)
def test_every_slide_says_its_one_thought(
    open_page: Open, round_id: int, slide: Slide, words: str
) -> None:
    screens.show_slide(officer(), "1", round_id, slide)
    app = open_page("projector", screen="1")
    assert not app.exception
    if slide is Slide.OVERVIEW:
        words = "¥600,000"
    assert words in said(app).replace("\\", "")


def test_the_play_shows_each_purchase_in_order(open_page: Open) -> None:
    view = outcomes.find_outcome_view(PUBLISHED)
    assert view is not None
    screens.show_slide(officer(), "1", PUBLISHED, Slide.PLAY)
    for step, project in enumerate(view.funded[:2], 1):
        screens.step_to(officer(), "1", step)
        st.cache_data.clear()
        text = said(open_page("projector", screen="1")).replace("\\", "")
        assert f"第 {step} 步" in text
        assert project.name in text


def test_turnout_never_tells_what_was_voted(open_page: Open) -> None:
    screens.show_slide(officer(), "1", VOTING, Slide.TURNOUT)
    text = said(open_page("projector", screen="1"))
    names = [one.name for one in screens.get_hall_round(VOTING).projects]
    assert not any(name in text for name in names)


def allow_so_far(*, is_allowed: bool = True) -> None:
    """Set the round that votes up to show its sums, or not, as if it had been so from the start."""
    with transaction() as db:
        round_ = get_round(db, VOTING)
        round_.shows_partial_results = is_allowed
        round_.version += 1


def test_the_wall_shows_the_votes_so_far_where_the_round_allows_it(open_page: Open) -> None:
    allow_so_far()
    screens.show_slide(officer(), "1", VOTING, Slide.SO_FAR)
    app = open_page("projector", screen="1")
    assert not app.exception
    assert "投票还没有结束，结果会变" in said(app)
    leaders = screens.get_so_far(VOTING).leaders
    assert leaders
    allow_so_far(is_allowed=False)
    st.cache_data.clear()
    app = open_page("projector", screen="1")
    assert not app.exception
    assert "请稍候" in said(app)
    assert "目前得票" not in said(app)


def test_the_remote_offers_the_votes_so_far_only_where_the_round_allows_it(
    open_page: Open,
) -> None:
    screens.show_slide(officer(), "1", VOTING, Slide.TURNOUT)
    keys = [one.key for one in open_page("projector_control", "facilitator1").button]
    assert "control_slide_turnout" in keys
    assert "control_slide_so_far" not in keys
    allow_so_far()
    app = open_page("projector_control", "facilitator1")
    app.button(key="control_slide_so_far").click().run()
    assert not app.exception
    assert screens.find_showing("1").slide is Slide.SO_FAR


def test_an_unknown_screen_gets_one_sentence(open_page: Open) -> None:
    app = open_page("projector", screen="nine")
    assert not app.exception
    assert "没有这块大屏" in said(app)


def test_the_facilitator_changes_the_wall_by_one_tap(open_page: Open) -> None:
    app = open_page("projector_control", "facilitator1")
    assert not app.exception
    app.button(key="control_slide_overview").click().run()
    assert not app.exception
    assert screens.find_showing("1").slide is Slide.OVERVIEW


def test_the_remote_steps_plays_and_pauses(open_page: Open) -> None:
    screens.show_slide(officer(), "1", PUBLISHED, Slide.PLAY)
    app = open_page("projector_control", "facilitator1")
    app.button(key="control_forward").click().run()
    assert screens.find_showing("1").step == 1
    app.button(key="control_play").click().run()
    assert screens.find_showing("1").played_from is not None
    app.button(key="control_pause").click().run()
    assert screens.find_showing("1").played_from is None
    assert not app.exception


def test_slides_without_anything_to_show_cannot_be_pressed(open_page: Open) -> None:
    screens.show_slide(officer(), "1", VOTING, Slide.TURNOUT)
    app = open_page("projector_control", "facilitator1")
    assert app.button(key="control_slide_play").disabled
    assert not app.button(key="control_slide_turnout").disabled


def test_a_member_is_told_that_the_remote_is_not_theirs(open_page: Open) -> None:
    app = open_page("projector_control", "member1")
    assert not app.exception
    assert "不能办理" in said(app)
    assert not app.get("segmented_control")
