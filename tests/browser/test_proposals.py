"""Proposals in a real browser: written on a tablet that reloads, read by everyone as plain text."""

import re

from playwright.sync_api import expect

from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.pictures import PDF, jpeg, png

SCRIPT = "<script>alert(1)</script>灯"
PROBLEM = "夜里走廊一片黑，老人怕摔。"
PAUSE_MS = 2500


def signed_in(visit: Visit, size: str, app: RunningApp, username: str) -> Visitor:
    visitor = visit(size, app).open("/sign_in")
    visitor.press(visitor.page.locator(f".st-key-demo_{username} button"))
    visitor.page.wait_for_timeout(500)
    return visitor


def holds(visitor: Visitor, label: str, text: str) -> None:
    """Assert what a field holds, once the browser has drawn it."""
    expect(visitor.page.get_by_label(label).filter(visible=True).first).to_have_value(text)


def test_a_draft_survives_a_reload_in_the_middle_of_a_sentence(
    visit: Visit, own_app: RunningApp
) -> None:
    tablet = signed_in(visit, "tablet", own_app, "member2").open("/write_proposal")
    tablet.press("写一件新提案")
    field = tablet.page.get_by_label("遇到什么问题").first
    field.press_sequentially(PROBLEM)
    tablet.page.wait_for_timeout(PAUSE_MS)
    tablet.sees(re.compile("已保存 [0-9]{2}:[0-9]{2}"))
    assert field.evaluate("one => one === document.activeElement"), "the writer is not disturbed"
    tablet.reload()
    holds(tablet, "遇到什么问题", PROBLEM)
    tablet.picture("write-proposal-draft", whole=True)


def test_a_proposal_is_written_submitted_and_its_script_is_text(
    visit: Visit, own_app: RunningApp
) -> None:
    tablet = signed_in(visit, "tablet", own_app, "member2").open("/write_proposal")
    dialogs: list[str] = []
    tablet.page.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
    tablet.press("写一件新提案")
    tablet.fill("标题", SCRIPT)
    tablet.press("宜居家园")
    tablet.fill("在哪里", "三楼走廊")
    tablet.fill("遇到什么问题", PROBLEM)
    tablet.fill("打算怎么办", "每层装一盏声控灯，楼长每月看一次。")
    tablet.press("加一项")
    tablet.fill("用途", "声控灯")
    tablet.fill("金额（元）", "1e99")
    tablet.sees("金额太大")
    assert not tablet.button("提交").is_enabled()
    tablet.fill("金额（元）", "1,200")
    tablet.sees("¥1,200", "都写好了，可以提交。")
    send(tablet, "tall.jpg", jpeg((80, 40), with_gps=True))
    tablet.sees("tall.jpg")
    for name, data, sentence in (
        ("program.jpg", b"MZ\x90\x00" * 50, "只收照片"),
        ("torn.png", png()[:300], "不完整或已损坏"),
        ("big.pdf", PDF + b"\0" * 11_000_000, "文件超过 10 兆"),
    ):
        send(tablet, name, data)
        tablet.sees(sentence)
    holds(tablet, "标题", SCRIPT)
    tablet.picture("write-proposal", whole=True)
    tablet.press("提交")
    tablet.sees("提案已提交", SCRIPT, "¥1,200", "征集附议")
    tablet.picture("proposal", whole=True)
    tablet.open("/proposals")
    tablet.sees(SCRIPT)
    assert dialogs == []


def test_seconding_twice_by_a_double_click_counts_once(visit: Visit, own_app: RunningApp) -> None:
    phone = signed_in(visit, "phone", own_app, "member2").open("/proposals?round=2")
    phone.page.locator("[class*=st-key-card_]", has_text="征集附议").first.get_by_role(
        "link"
    ).click()
    phone.settle()
    if phone.page.get_by_text("收回附议").count():
        phone.press("收回附议")
    count = phone.page.locator(".st-key-support [data-testid=stMetricValue]").nth(1)
    before = int(count.inner_text())
    phone.page.locator(".st-key-second button").dblclick()
    phone.settle()
    phone.sees("附议成功", "您已附议")
    assert int(count.inner_text()) == before + 1
    phone.reload()
    assert int(count.inner_text()) == before + 1
    phone.picture("proposal-seconded")


def send(visitor: Visitor, name: str, data: bytes) -> None:
    """Choose this file in the uploader."""
    visitor.page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": data}]
    )
    visitor.page.wait_for_timeout(1000)
    visitor.settle()
