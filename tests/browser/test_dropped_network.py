"""The network goes in the middle of a poll, and comes back: nothing is lost, nothing is doubled."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from db.engine import reading
from db.tables import PollAnswer
from services import polls
from tests.browser.app_process import RunningApp
from tests.browser.cable import Cable, cable_to
from tests.browser.visitor import PATIENCE_SECONDS, Visitor
from tests.cast import Cast
from tests.phone.conftest import Evening, evening, house

__all__ = ["evening", "house"]  # the served house of the light page's tests, fixtures here too
Open = Callable[..., Evening]
Visit = Callable[..., Visitor]
KEPT = "没有网络，已保存在手机上，恢复后自动提交"
SENT = "网络恢复，已经提交"


def answers(poll_id: int) -> list[dict[str, int]]:
    """What is stored, whoever gave it."""
    with reading() as db:
        return [
            one.answer for one in db.exec(select(PollAnswer).where(PollAnswer.poll_id == poll_id))
        ]


def await_answers(poll_id: int, expected: list[dict[str, int]]) -> None:
    """Wait until exactly this is stored."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while answers(poll_id) != expected:
        assert time.monotonic() < give_up, answers(poll_id)
        time.sleep(0.1)


@pytest.fixture
def cable(house: tuple[RunningApp, Cast]) -> object:
    """A cable to the served house."""
    with cable_to(house[0].url) as one:
        yield one


def come_in(page: Page, cable: Cable, tonight: Evening) -> None:
    """Join on the light page."""
    page.goto(f"{cable.url}/m/{tonight.code}")
    page.get_by_role("button", name="进入会场").click()
    expect(page.get_by_text("您是 1 号")).to_be_visible()


def test_a_phone_keeps_what_was_tapped_and_sends_it_when_the_network_is_back(
    visit: Visit, cable: Cable, evening: Open
) -> None:
    tonight = evening()
    page = visit("phone", cable.url).page
    come_in(page, cable, tonight)
    poll_id = tonight.open_poll()
    page.get_by_role("button", name="赞成", exact=True).click()
    expect(page.locator(".saved")).to_be_visible()
    cable.pull()
    page.get_by_role("button", name="弃权").click()
    page.get_by_role("button", name="反对", exact=True).click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.locator(".saved")).to_be_hidden()
    assert answers(poll_id) == [{"for": 1}]
    cable.plug_in()
    expect(page.get_by_text(SENT)).to_be_visible()
    expect(page.locator(".saved")).to_be_visible()
    await_answers(poll_id, [{"against": 1}])
    assert polls.get_poll_view(poll_id).answered == 1


def test_a_phone_that_was_closed_without_network_sends_it_when_it_is_opened_again(
    visit: Visit, cable: Cable, evening: Open
) -> None:
    tonight = evening()
    mei = visit("phone", cable.url)
    come_in(mei.page, cable, tonight)
    poll_id = tonight.open_poll()
    expect(mei.page.get_by_role("button", name="赞成", exact=True)).to_be_visible()
    cable.pull()
    mei.page.get_by_role("button", name="赞成", exact=True).click()
    expect(mei.page.get_by_text(KEPT)).to_be_visible()
    again = visit("phone", cable.url, beside=mei)
    mei.page.close()
    cable.plug_in()
    again.page.goto(f"{cable.url}/m/{tonight.code}")
    await_answers(poll_id, [{"for": 1}])
    assert polls.get_poll_view(poll_id).answered == 1


def test_what_was_kept_too_long_is_told_and_not_counted(
    visit: Visit, cable: Cable, evening: Open
) -> None:
    tonight = evening()
    page = visit("phone", cable.url).page
    come_in(page, cable, tonight)
    poll_id = tonight.open_poll()
    expect(page.get_by_role("button", name="赞成", exact=True)).to_be_visible()
    cable.pull()
    page.get_by_role("button", name="赞成", exact=True).click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    polls.close_poll(tonight.cast["host"], poll_id)
    cable.plug_in()
    expect(page.locator("#s-told")).to_be_visible()
    expect(page.get_by_text("未通过")).to_be_visible()
    assert answers(poll_id) == []


def test_a_tablet_in_the_middle_of_a_poll_comes_back_to_what_is_stored(
    visit: Visit, cable: Cable, evening: Open
) -> None:
    tonight = evening()
    tablet = visit("tablet", cable.url).open(f"/m/{tonight.code}/tablet")
    tablet.press("进入")
    poll_id = tonight.open_poll()
    votes = tablet.page.locator(".st-key-poll_votes button")
    expect(votes).to_have_count(3)
    votes.nth(0).click()
    await_answers(poll_id, [{"for": 1}])
    cable.pull()
    tablet.page.wait_for_timeout(500)
    votes.nth(1).click(force=True, timeout=2000)
    tablet.page.wait_for_timeout(500)
    cable.plug_in()
    tablet.page.wait_for_function(
        "document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED'"
    )
    chosen = tablet.page.locator(".st-key-poll_votes button[kind=primary]")
    expect(chosen).to_have_count(1)
    [stored] = answers(poll_id)
    word = {"for": "赞成", "against": "反对"}[next(iter(stored))]
    expect(chosen).to_contain_text(word)
    votes.nth(2).click()
    await_answers(poll_id, [{"abstain": 1}])
    tablet.page.reload()
    expect(chosen).to_contain_text("弃权")
    assert polls.get_poll_view(poll_id).answered == 1
