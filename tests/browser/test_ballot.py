"""Voting on a real tablet: five kinds of ballot, unsteady hands, bad Wi-Fi, two devices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.app_process import copy_of, served
from tests.browser.conftest import Visit
from tests.browser.hall import Hall
from tests.browser.visitor import Visitor

SAVED = re.compile(r"已保存 \d\d:\d\d:\d\d")


@pytest.fixture(scope="module")
def hall(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """An app whose rounds these walks may use up."""
    with served(copy_of(seeded, tmp_path_factory.mktemp("hall") / "data")) as app:
        yield Hall(app)
        assert not app.crashes(), app.crashes()


def at_ballot(visit: Visit, hall: Hall, round_id: int, who: str = "member1") -> Visitor:
    """This person in front of a tablet, with the ballot open."""
    return visit("tablet", hall.app).be(who).open(f"/ballot?round={round_id}")


def card(visitor: Visitor, code: int) -> Locator:
    """The card of a project, chosen or not."""
    return visitor.page.locator(f'[class*="st-key-mark_{code}_"] button')


def choose(visitor: Visitor, *codes: int) -> None:
    """Tap these cards, each a while after the other."""
    for code in codes:
        visitor.press(card(visitor, code))


def is_chosen(visitor: Visitor, code: int) -> bool:
    return card(visitor, code).get_attribute("kind") == "primary"


def test_an_elder_approves_three_projects_and_is_told_that_all_is_done(
    visit: Visit, hall: Hall
) -> None:
    round_id = hall.round(min_marks=3)
    tablet = at_ballot(visit, hall, round_id)
    tablet.sees("已选 0 个", "还差 3 个")
    choose(tablet, 2)
    tablet.sees("已选 1 个", "还差 2 个", SAVED)
    tablet.press("完成投票")
    tablet.sees("还差 2 个，选够了再点“完成投票”。已选的都保存着。")
    choose(tablet, 4, 5)
    tablet.sees("已选 3 个", "够数了，还可以再选")
    assert [code for code in range(1, 9) if is_chosen(tablet, code)] == [2, 4, 5]
    tablet.picture("ballot-approval")
    tablet.press("完成投票")
    tablet.sees("您的选票已完成", "您选的 3 个项目", re.compile("之前，随时可以回来修改"))
    tablet.picture("ballot-finished", whole=True)
    tablet.reload()
    tablet.sees("您的选票已完成")
    assert hall.marks_of("member1", round_id) == {"2": 1, "4": 1, "5": 1}


def test_a_finished_ballot_can_be_changed_and_says_so_when_it_falls_short(
    visit: Visit, hall: Hall
) -> None:
    round_id = hall.round(min_marks=1)
    tablet = at_ballot(visit, hall, round_id)
    choose(tablet, 1)
    tablet.press("完成投票")
    tablet.press("修改选票")
    tablet.sees("已完成，改动会自动保存")
    tablet.page.wait_for_timeout(800)
    choose(tablet, 1)
    tablet.sees("已选 0 个", "还差 1 个")
    choose(tablet, 3)
    tablet.press("完成投票")
    tablet.sees("您的选票已完成")
    assert hall.marks_of("member1", round_id) == {"3": 1}


def test_choosing_one_moves_the_mark(visit: Visit, hall: Hall) -> None:
    round_id = hall.round("choose-1", min_marks=1)
    tablet = at_ballot(visit, hall, round_id)
    choose(tablet, 1, 6)
    tablet.sees("已选 1 个", "够数了")
    assert not is_chosen(tablet, 1)
    assert is_chosen(tablet, 6)
    assert hall.marks_of("member1", round_id) == {"6": 1}


def test_points_are_given_and_taken_by_quick_taps_and_never_exceed_the_total(
    visit: Visit, hall: Hall
) -> None:
    round_id = hall.round("points", min_marks=2, points_total=5, points_per_project=4)
    tablet = at_ballot(visit, hall, round_id)
    more, less = (tablet.page.locator(f".st-key-{name}_3 button") for name in ("more", "less"))
    for _ in range(3):
        more.tap()
        tablet.page.wait_for_timeout(150)
    tablet.settle()
    tablet.sees("已选 1 个", "还差 1 个")
    given = hall.marks_of("member1", round_id)
    assert given == {"3": 3}
    tablet.press(less)
    tablet.press(tablet.page.locator(".st-key-more_1 button"))
    tablet.press(tablet.page.locator(".st-key-more_1 button"))
    tablet.press(tablet.page.locator(".st-key-more_1 button"))
    assert hall.marks_of("member1", round_id) == {"1": 3, "3": 2}
    expect(tablet.page.locator(".st-key-more_2 button")).to_be_disabled()
    tablet.picture("ballot-points")
    tablet.press("完成投票")
    tablet.sees("您的选票已完成", "3 分", "2 分")


def test_a_knapsack_shows_what_is_left_and_says_why_a_project_does_not_fit(
    visit: Visit, hall: Hall
) -> None:
    round_id = hall.round("knapsack", min_marks=1, budget_cents=25_000_00)
    tablet = at_ballot(visit, hall, round_id)
    tablet.sees("¥25,000")
    choose(tablet, 1, 2)
    tablet.sees("¥5,000", "余额不够")
    choose(tablet, 3)
    tablet.sees(re.compile("放不下。想选它的话，请先取消一个"))
    tablet.picture("ballot-knapsack")
    assert hall.marks_of("member1", round_id) == {"1": 1, "2": 1}


def test_a_ranking_is_tapped_in_order_and_closes_the_gap(visit: Visit, hall: Hall) -> None:
    round_id = hall.round("ranking", min_marks=2)
    tablet = at_ballot(visit, hall, round_id)
    choose(tablet, 5, 2, 7)
    tablet.sees("第 1 位", "第 2 位", "第 3 位")
    choose(tablet, 5)
    tablet.does_not_see("第 3 位")
    tablet.picture("ballot-ranking")
    assert hall.marks_of("member1", round_id) == {"2": 1, "7": 2}


@pytest.mark.parametrize("pause_ms", [0, 60, 250, 450])
def test_a_double_tap_counts_as_one_tap(visit: Visit, hall: Hall, pause_ms: int) -> None:
    round_id = hall.round()
    tablet = at_ballot(visit, hall, round_id)
    middle = card(tablet, 2).bounding_box()
    assert middle is not None
    for _ in range(2):
        tablet.page.touchscreen.tap(middle["x"] + 60, middle["y"] + 30)
        tablet.page.wait_for_timeout(pause_ms)
    tablet.settle()
    tablet.sees("已选 1 个")
    assert hall.marks_of("member1", round_id) == {"2": 1}


def test_quick_taps_on_many_cards_are_all_saved_and_all_shown(visit: Visit, hall: Hall) -> None:
    round_id = hall.round("ranking", min_marks=2)
    tablet = at_ballot(visit, hall, round_id)
    for code in (6, 1, 4, 3, 8):
        card(tablet, code).tap()
        tablet.page.wait_for_timeout(120)
    tablet.settle()
    tablet.sees("已选 5 个", "第 5 位")
    assert [code for code in range(1, 9) if is_chosen(tablet, code)] == [1, 3, 4, 6, 8]
    assert hall.marks_of("member1", round_id) == {"6": 1, "1": 2, "4": 3, "3": 4, "8": 5}


def test_two_tabs_and_another_device_of_one_person_add_up(visit: Visit, hall: Hall) -> None:
    round_id = hall.round()
    tablet = at_ballot(visit, hall, round_id)
    tab = visit("tablet", hall.app, beside=tablet).open(f"/ballot?round={round_id}")
    phone = visit("phone", hall.app).be("member1").open(f"/ballot?round={round_id}")
    choose(tablet, 1)
    choose(tab, 2)
    choose(phone, 3)
    choose(tablet, 4)
    tablet.sees("已选 4 个")
    assert all(is_chosen(tablet, code) for code in (1, 2, 3, 4))
    assert hall.marks_of("member1", round_id) == {"1": 1, "2": 1, "3": 1, "4": 1}
    assert hall.ballots_in(round_id) == 1


def test_nothing_is_lost_or_doubled_when_the_wifi_drops(visit: Visit, hall: Hall) -> None:
    round_id = hall.round()
    tablet = at_ballot(visit, hall, round_id)
    choose(tablet, 1, 2)
    tablet.page.context.set_offline(True)
    tablet.page.wait_for_timeout(1500)
    if card(tablet, 3).is_enabled():
        card(tablet, 3).tap()
        tablet.page.wait_for_timeout(500)
    tablet.page.context.set_offline(False)
    tablet.reload()
    stored = hall.marks_of("member1", round_id)
    assert stored is not None
    assert stored.items() >= {"1": 1, "2": 1}.items()
    shown = {str(code) for code in range(1, 9) if is_chosen(tablet, code)}
    assert shown == set(stored)
    assert hall.ballots_in(round_id) == 1


def test_when_voting_closes_between_two_taps_the_saved_ballot_is_shown_as_counting(
    visit: Visit, hall: Hall
) -> None:
    round_id = hall.round(min_marks=1)
    tablet = at_ballot(visit, hall, round_id)
    choose(tablet, 1)
    hall.close(round_id)
    choose(tablet, 2)
    tablet.sees("投票已经截止。您最后保存的选票有效，已计入。", "您选的 1 个项目")
    assert hall.marks_of("member1", round_id) == {"1": 1}


def test_signed_out_in_another_tab_the_next_tap_asks_to_sign_in_and_loses_nothing(
    visit: Visit, hall: Hall
) -> None:
    round_id = hall.round()
    tablet = at_ballot(visit, hall, round_id)
    choose(tablet, 1)
    tab = visit("tablet", hall.app, beside=tablet).open("/")
    tab.press("退出登录")
    choose(tablet, 2)
    tablet.sees(re.compile("登录已经失效"))
    tablet.press(tablet.page.locator(".st-key-demo_member1 button"))
    tablet.sees("已选 1 个")
    assert is_chosen(tablet, 1)


def test_the_tablet_is_handed_on_to_the_next_person(visit: Visit, hall: Hall) -> None:
    round_id = hall.round(min_marks=1)
    tablet = at_ballot(visit, hall, round_id)
    choose(tablet, 1)
    tablet.press("完成投票")
    tablet.press("退出，交给下一位")
    tablet.does_not_see("您选的 1 个项目")
    tablet.press(tablet.page.locator(".st-key-demo_resident1 button"))
    tablet.sees("已选 0 个")
    choose(tablet, 2)
    assert hall.marks_of("member1", round_id) == {"1": 1}
    assert hall.marks_of("resident1", round_id) == {"2": 1}


def test_whoever_may_not_vote_reads_why(visit: Visit, hall: Hall) -> None:
    round_id = hall.round()
    tablet = visit("tablet", hall.app).be("officer1").open(f"/ballot?round={round_id}")
    tablet.sees("区级管理员不能办理“投票”。")
    assert card(tablet, 1).count() == 0


@pytest.mark.parametrize("size", ["projector", "tablet", "phone"])
def test_the_strip_stays_in_view_and_every_card_is_large_enough(
    visit: Visit, hall: Hall, size: str
) -> None:
    visitor = visit(size, hall.app).be("resident1").open("/ballot?round=5")
    visitor.sees("点一下就自动保存")
    assert visitor.latin_words() <= {"English"}
    for code in (1, 2, 30):
        box = card(visitor, code).bounding_box()
        assert box is not None
        assert box["height"] >= 64
    card(visitor, 30).scroll_into_view_if_needed()
    expect(visitor.page.locator(".st-key-ballot_finish button")).to_be_in_viewport(ratio=1)
    visitor.press(visitor.page.locator(".st-key-details_30 button"))
    visitor.sees("要解决什么", "看完整的提案")
    visitor.picture("ballot-details")
    too_wide = visitor.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not too_wide, "the page must not scroll sideways"
