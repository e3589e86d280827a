"""The wall follows the facilitator's tablet without a reload, and can be read from the last row."""

import sqlite3

import pytest
from playwright.sync_api import expect

from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.legible import can_be_read_from_the_last_row
from tests.browser.visitor import Visitor

FOLLOWS_WITHIN_MS = 9000


def sees_soon(wall: Visitor, text: str) -> None:
    expect(wall.page.get_by_text(text).first).to_be_visible(timeout=FOLLOWS_WITHIN_MS)


@pytest.fixture
def wall(visit: Visit, own_app: RunningApp) -> Visitor:
    visitor = visit("projector", own_app)
    visitor.page.goto(f"{own_app.url}/projector?screen=1")
    return visitor


@pytest.fixture
def tablet_of_facilitator(visit: Visit, own_app: RunningApp) -> Visitor:
    return visit("tablet", own_app).be("facilitator1").open("/projector_control")


def show(tablet: Visitor, round_name: str, slide: str) -> None:
    tablet.choose("哪一轮", round_name)
    tablet.press(tablet.page.locator(f".st-key-control_slide_{slide} button"))


def test_the_wall_follows_the_tablet_and_can_be_read(
    wall: Visitor, tablet_of_facilitator: Visitor
) -> None:
    tablet = tablet_of_facilitator
    loads: list[str] = []
    wall.page.on("load", lambda page: loads.append(page.url))
    sees_soon(wall, "人已经投完")
    for round_name, slide, text in (
        ("榕荫街道", "overview", "手机扫一扫，去投票"),
        ("榕荫街道", "projects", "30 个候选项目"),
        ("榕荫街道", "turnout", "人已经投完"),
        ("书院街道", "winners", "个项目获得资助"),
        ("书院街道", "voters", "自己选的项目获得资助"),
        ("书院街道", "play", "一步一步看怎么分"),
    ):
        show(tablet, round_name, slide)
        sees_soon(wall, text)
        wall.page.wait_for_timeout(600)
        can_be_read_from_the_last_row(wall.page)
        wall.picture(f"wall-{slide}")
    tablet.press("下一步")
    sees_soon(wall, "第 1 步")
    wall.page.wait_for_timeout(600)
    can_be_read_from_the_last_row(wall.page)
    wall.picture("wall-step")
    tablet.picture("remote", whole=True)
    assert len(loads) <= 1, "the wall must never have been loaded again"


def test_votes_so_far_are_on_the_wall_and_go_when_the_vote_is_over(
    wall: Visitor, own_app: RunningApp, tablet_of_facilitator: Visitor
) -> None:
    change_voting_round(own_app, "shows_partial_results = 1")
    tablet_of_facilitator.page.reload()
    show(tablet_of_facilitator, "榕荫街道", "so_far")
    sees_soon(wall, "投票还没有结束，结果会变")
    wall.page.wait_for_timeout(600)
    can_be_read_from_the_last_row(wall.page)
    wall.picture("wall-so-far")
    change_voting_round(own_app, "phase = 'count'")
    sees_soon(wall, "请稍候")


def change_voting_round(app: RunningApp, change: str) -> None:
    """Set something of the round that votes, as if it had been so from the start."""
    with sqlite3.connect(app.data_dir / "yishiting.db", timeout=30) as db:
        db.execute(f"UPDATE round SET {change}, version = version + 1 WHERE phase = 'vote'")


def test_two_walls_play_in_step_without_anyone_pressing(
    wall: Visitor, visit: Visit, own_app: RunningApp, tablet_of_facilitator: Visitor
) -> None:
    other = visit("projector", own_app)
    other.page.goto(f"{own_app.url}/projector?screen=1")
    tablet = tablet_of_facilitator
    show(tablet, "书院街道", "play")
    tablet.press("6 秒")
    tablet.press("自动播放")
    for step in (1, 2):
        for one in (wall, other):
            sees_soon(one, f"第 {step} 步")
    tablet.press("暂停")


def test_the_wall_can_be_light(wall: Visitor, tablet_of_facilitator: Visitor) -> None:
    sees_soon(wall, "人已经投完")
    tablet_of_facilitator.press("浅色")
    expect(wall.page.locator(".stApp")).to_have_css(
        "background-color", "rgb(252, 250, 244)", timeout=FOLLOWS_WITHIN_MS
    )
    can_be_read_from_the_last_row(wall.page)
    wall.picture("wall-light")


def test_the_wall_has_no_menu_and_no_english(wall: Visitor) -> None:
    sees_soon(wall, "人已经投完")
    expect(wall.page.get_by_role("navigation").filter(visible=True)).to_have_count(0)
    assert wall.latin_words() == set()
