"""A real city's election is imported, counted, published; then people ask why, and what if."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.domain.real_elections import REAL

ASSEN = REAL / "Netherlands_Assen_2024.pb"
PUBLISHED = 7
RECOUNTS_WITHIN_MS = 180_000
NOTE = "仅供参考，以本轮事先公布的规则为准。"
FIXED_RULE, RESULT = "本轮的规则", "重新计票验证过"


def open_slowly(visitor: Visitor, path: str, text: str) -> float:
    """Open a page that works something out, wait for this text; the seconds it took."""
    begun = time.monotonic()
    visitor.page.goto(visitor.url + path, wait_until="domcontentloaded")
    expect(visitor.page.get_by_text(text).first).to_be_visible(timeout=RECOUNTS_WITHIN_MS)
    seconds = time.monotonic() - begun
    visitor.settle()
    return seconds


def does_not_scroll_sideways(visitor: Visitor) -> None:
    assert not visitor.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def import_and_publish(officer: Visitor, file: Path) -> int:
    """The officer makes a round of a file, counts it and publishes the result; its id."""
    officer.open("/files")
    officer.attach("选一个 .pb 文件", file)
    officer.press("导入为演示轮次")
    officer.press("去计票")
    round_id = int(officer.page.url.split("round=")[1].split("&")[0])
    officer.press(officer.page.locator(".st-key-outcome_count button"))
    officer.sees("公布前核对")
    compared = f"/compare?round={round_id}"
    open_slowly(officer, compared, FIXED_RULE)
    officer.sees("只有区级管理员看得到这一页", NOTE)
    officer.open(f"/round_desk?round={round_id}")
    officer.press(officer.page.get_by_text("我已核对，确定公布"))
    officer.press(officer.page.locator(".st-key-outcome_publish button"))
    officer.sees("所有人都能看到了")
    return round_id


@pytest.fixture
def round_id(visit: Visit, own_app: RunningApp) -> int:
    """A real election where one lies beside the repository, else the demonstration's own."""
    if not ASSEN.is_file():
        return PUBLISHED
    return import_and_publish(visit("tablet", own_app).be("officer1"), ASSEN)


def test_residents_ask_why_and_what_if_of_a_real_election(
    visit: Visit, own_app: RunningApp, round_id: int
) -> None:
    phone = visit("phone", own_app)
    open_slowly(phone, f"/results?round={round_id}", "每个项目为什么")
    phone.press("为什么没有它")
    expect(phone.page.get_by_text(RESULT)).to_be_visible(timeout=RECOUNTS_WITHIN_MS)
    phone.sees("为什么没有", "怎样就够了")
    does_not_scroll_sideways(phone)
    phone.picture("why", whole=True)
    address = phone.page.url.removeprefix(phone.url)
    for size in ("tablet", "projector"):
        other = visit(size, own_app)
        assert open_slowly(other, address, RESULT) < 10, "what was recounted once is kept"
        does_not_scroll_sideways(other)
        other.picture("why", whole=True)
    open_slowly(phone, f"/compare?round={round_id}", "预算少一点、多一点")
    phone.sees(NOTE, FIXED_RULE)
    does_not_scroll_sideways(phone)
    phone.picture("compare-real", whole=True)


@pytest.mark.parametrize("size", ["projector", "tablet", "phone"])
def test_rules_and_budgets_are_compared_on_every_screen(
    visit: Visit, server: str, size: str
) -> None:
    visitor = visit(size, server)
    open_slowly(visitor, f"/compare?round={PUBLISHED}", "预算少一点、多一点")
    visitor.sees(NOTE, FIXED_RULE, "谁选的项目入选更多", "哪些项目会变")
    visitor.press("依次攒钱")
    visitor.press("得票多者先，先过门槛")
    expect(visitor.page.get_by_text("用来比较")).to_have_count(2)
    handle = visitor.page.get_by_role("slider").first
    handle.focus()
    for _ in range(2):
        handle.press("ArrowRight")
        visitor.settle()
    visitor.sees("预算 ¥275,000", "会增加")
    assert visitor.latin_words() <= {"English"}
    does_not_scroll_sideways(visitor)
    visitor.picture("compare", whole=True)


def test_a_winner_is_explained_without_telling_a_voter(visit: Visit, server: str) -> None:
    visitor = visit("phone", server).open(f"/results?round={PUBLISHED}")
    visitor.press(visitor.page.get_by_role("link", name="为什么").first)
    visitor.sees("是怎么获得资助的", "出钱的是哪些人", "选票是保密的")
    does_not_scroll_sideways(visitor)
    visitor.picture("why-winner", whole=True)
