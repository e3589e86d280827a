"""Bad input gets one clear sentence and a line in the log, and nothing is lost or half-written."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.people import number_in_address
from tests.browser.visitor import Visitor

COLLECTING, PREPARING, DELIBERATING, VOTING = 2, 1, 4, 5
"""Rounds of the demonstration, by their phase."""

SCRIPT = "扶手<img src=x onerror=stolen=1>"


def is_told_once(visitor: Visitor, sentence: str, app: RunningApp, code: str) -> None:
    """One sentence on the page, no traceback, and a line of it in the log."""
    alerts = visitor.page.get_by_role("alert").filter(visible=True)
    expect(alerts.filter(has_text=sentence)).to_have_count(1)
    assert visitor.page.get_by_test_id("stException").count() == 0
    assert f"refused: {code}" in app.log.read_text(encoding="utf-8")


def begin_a_draft(visitor: Visitor) -> int:
    """A member's new draft with a title; its number."""
    visitor.open("/write_proposal")
    visitor.press(visitor.page.locator(f".st-key-begin_{COLLECTING} button"))
    visitor.fill("标题", "给楼道装扶手")
    return number_in_address(visitor, "id")


@pytest.mark.parametrize(
    ("content", "sentence", "code"),
    [
        (b"META\nkey;value\nbudget;1000\nvote_type;approval\nPROJ", "可能没有下载完整", "pb."),
        (b"\x00\xff\xfe\x93PNG not an election", "可能没有下载完整", "pb."),
        (
            b"META\nkey;value\nbudget;-5\nvote_type;approval\n"
            b"PROJECTS\nproject_id;cost\n1;1\nVOTES\nvoter_id;vote\n1;1\n",
            "是负数（-5），请改正",
            "pb.negative",
        ),
    ],
    ids=["torn", "no election at all", "a budget below nothing"],
)
def test_a_bad_file_of_an_election_is_named_and_makes_no_round(
    visit: Visit, changed_app: RunningApp, tmp_path: Path, content: bytes, sentence: str, code: str
) -> None:
    file = tmp_path / "election.pb"
    file.write_bytes(content)
    officer = visit("tablet", changed_app).be("officer1").open("/files")
    officer.attach("选一个 .pb 文件", file)
    is_told_once(officer, sentence, changed_app, code)
    officer.picture("bad-election-file")
    officer.does_not_see("导入为演示轮次")


def test_a_photo_of_ten_megabytes_is_refused_and_the_draft_stays(
    visit: Visit, changed_app: RunningApp, tmp_path: Path
) -> None:
    photo = tmp_path / "from-my-phone.png"
    Image.frombytes("RGB", (1900, 1800), os.urandom(1900 * 1800 * 3)).save(photo)
    assert photo.stat().st_size > 10_000_000
    member = visit("tablet", changed_app).be("member2")
    begin_a_draft(member)
    member.attach("添加照片", photo)
    is_told_once(member, "文件超过 10 兆，请压缩以后再传。", changed_app, "file.too_big")
    member.does_not_see("移除")
    expect(member.page.get_by_label("标题")).to_have_value("给楼道装扶手")
    member.picture("bad-photo")
    assert not [one for one in changed_app.data_dir.rglob("*") if one.stat().st_size == 10_000_000]


def test_a_file_that_is_no_photo_whatever_its_name_is_refused(
    visit: Visit, changed_app: RunningApp, tmp_path: Path
) -> None:
    page = tmp_path / "photo.png"
    page.write_bytes(b"<html><script>alert(1)</script></html>")
    whole = io.BytesIO()
    Image.new("RGB", (80, 80)).save(whole, "PNG")
    torn = tmp_path / "torn.png"
    torn.write_bytes(whole.getvalue()[:60])
    member = visit("tablet", changed_app).be("member2")
    begin_a_draft(member)
    member.attach("添加照片", page)
    is_told_once(member, "只收照片（JPEG、PNG、WebP）和 PDF", changed_app, "file.kind")
    member.attach("添加照片", torn)
    is_told_once(member, "这个文件不完整或已损坏，请重新选一次。", changed_app, "file.torn")


@pytest.mark.parametrize(
    ("typed", "sentence", "code"),
    [
        ("-1", "金额不能是负数，请重新填写。", "money.negative"),
        ("1e99", "金额太大，最多 ¥1,000,000,000，请检查是否多打了零。", "money.too_much"),
        ("八百元", "“八百元”不是金额，请只填数字，例如 12000。", "money.not_a_number"),
    ],
)
def test_a_cost_that_is_no_amount_is_told_beside_it_and_stays_to_be_mended(
    visit: Visit, changed_app: RunningApp, typed: str, sentence: str, code: str
) -> None:
    member = visit("tablet", changed_app).be("member2")
    begin_a_draft(member)
    member.press("加一项")
    member.fill("用途", "双层扶手")
    member.fill("金额（元）", "800")
    member.fill("金额（元）", typed)
    is_told_once(member, sentence, changed_app, code)
    expect(member.page.get_by_label("金额（元）")).to_have_value(typed)
    expect(member.page.get_by_label("用途")).to_have_value("双层扶手")
    expect(member.page.get_by_role("button", name="提交")).to_be_disabled()
    member.picture(f"bad-cost-{code}")
    member.reload()
    expect(member.page.get_by_label("用途")).to_have_value("双层扶手")
    expect(member.page.get_by_label("金额（元）")).to_have_value("800")


def test_a_script_in_a_title_is_shown_and_never_run(visit: Visit, changed_app: RunningApp) -> None:
    member = visit("tablet", changed_app).be("member2")
    number = begin_a_draft(member)
    member.fill("标题", SCRIPT)
    for address in (f"/write_proposal?id={number}", "/my_proposals", f"/proposal?id={number}"):
        member.open(address)
        assert member.page.evaluate("window.stolen === undefined")
    member.sees(SCRIPT)
    member.picture("bad-title")


def test_a_draft_of_someone_else_is_not_to_be_found(visit: Visit, changed_app: RunningApp) -> None:
    number = begin_a_draft(visit("tablet", changed_app).be("member2"))
    other = visit("tablet", changed_app).be("member1")
    other.open(f"/write_proposal?id={number}")
    other.does_not_see("给楼道装扶手")
    is_told_once(other, "没有找到这件提案，请从“提案”列表进入。", changed_app, "proposal.unknown")
    other.open(f"/proposal?id={number}")
    other.does_not_see("给楼道装扶手")
    is_told_once(other, "没有找到这件提案，请从“提案”列表进入。", changed_app, "proposal.unknown")


def test_a_reason_that_is_lacking_is_told_in_the_dialog_in_which_it_is_written(
    visit: Visit, changed_app: RunningApp
) -> None:
    officer = visit("tablet", changed_app).be("officer1").open(f"/round_desk?round={DELIBERATING}")
    officer.press(officer.page.locator(".st-key-back_review button"))
    officer.press(officer.page.locator(".st-key-confirm_move button"))
    officer.sees("退回上一阶段要写明原因，居民会看到。")
    officer.picture("bad-no-reason")
    officer.page.locator(".st-key-move_reason textarea").fill("两件提案漏了评审。")
    officer.press(officer.page.locator(".st-key-confirm_move button"))
    officer.sees("下一步：议事")
    officer.does_not_see("退回上一阶段要写明原因，居民会看到。")


def test_two_officers_at_once_move_a_round_one_step(visit: Visit, changed_app: RunningApp) -> None:
    first = visit("tablet", changed_app).be("officer1").open(f"/round_desk?round={PREPARING}")
    first.does_not_see("进入“投票”", "进入“评审”")
    second = visit("tablet", changed_app, beside=first).open(f"/round_desk?round={PREPARING}")
    for officer in (first, second):
        officer.press("进入“征集”")
    for officer in (first, second):
        officer.press("确定，“征集”")
        officer.sees("下一步：评审", "轮次经过（1 步）")


@pytest.mark.parametrize(
    "address",
    [
        "/proposal?id=99999999999999999999999",
        "/proposal?id=-1",
        "/proposal?id=abc",
        "/rounds?round=99999",
        "/rounds?round=1e9",
        "/ballot?round=99999",
        "/ballot?round=९",
        "/results?round=-1",
        "/delivery?round=x",
        "/delivery?proposal=99999",
        "/projector?screen=%3Cscript%3E",
        "/my_reviews?assignment=1",
        "/nowhere",
    ],
)
def test_an_address_that_leads_nowhere_says_so_calmly(
    visit: Visit, changed_app: RunningApp, address: str
) -> None:
    visitor = visit("tablet", changed_app).be("member1").open(address)
    assert visitor.page.get_by_test_id("stException").count() == 0
    visitor.does_not_see("Traceback")
    assert visitor.latin_words() <= {"English"}
    assert not changed_app.crashes()
