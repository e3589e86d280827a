"""Signing in on a real tablet: what survives, what ends it, what it never tells."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.app_process import ROOT, RunningApp, environment
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

PASSWORD = "a password of a test"


def make_officer(data_dir: Path) -> None:
    """The README's way to the first account of a real deployment."""
    command = [sys.executable, "cli.py", "create-officer", "wang.li", "--name", "王丽"]
    subprocess.run(
        [*command, "--password", PASSWORD],
        cwd=ROOT,
        env=environment(data_dir) | {"PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
    )


def test_a_deep_link_survives_sign_in(tablet: Visitor) -> None:
    tablet.open("/ballot?round=5")
    tablet.sees("这一页需要先登录，登录后就会回到这里。")
    tablet.press(tablet.page.locator(".st-key-demo_member1 button"))
    tablet.sees("退出登录")
    assert "/ballot?round=5" in tablet.page.url


def test_a_reload_keeps_the_person_and_signing_out_ends_it(visit: Visit, server: str) -> None:
    visitor = visit("tablet", server).be("member2")
    visitor.reload()
    visitor.sees("退出登录")
    kept = visitor.page.context.cookies()
    visitor.press("退出登录")
    visitor.does_not_see("退出登录")
    visitor.reload()
    visitor.does_not_see("退出登录")
    visitor.page.context.add_cookies(kept)
    visitor.open("/")
    visitor.does_not_see("退出登录")


def test_the_cookie_lasts_half_a_day_whatever_the_zones_of_server_and_tablet(
    visit: Visit, server: str
) -> None:
    visitor = visit("tablet", server).be("member2")
    [cookie] = [one for one in visitor.page.context.cookies() if one.get("name") == "yishiting"]
    assert 11.5 * 3600 < cookie.get("expires", 0) - time.time() <= 12 * 3600
    assert cookie.get("sameSite") == "Strict"


def test_a_real_account_signs_in_by_password_and_a_wrong_one_is_told(
    visit: Visit, own_app: RunningApp
) -> None:
    make_officer(own_app.data_dir)
    visitor = visit("tablet", own_app).open("/sign_in")
    visitor.sign_in("wang.li", "not this one")
    visitor.sees("用户名或密码不对，请再试一次。")
    visitor.sign_in("Wang.Li", PASSWORD)
    visitor.sees("王丽 · 区级管理员")
    visitor.wait_for_cookie()
    visitor.reload()
    visitor.sees("王丽 · 区级管理员")


def test_five_wrong_passwords_lock_a_name_that_nobody_has(
    visit: Visit, own_app: RunningApp
) -> None:
    visitor = visit("tablet", own_app).open("/sign_in")
    for _ in range(6):
        visitor.sign_in("nobody", "guess")
    visitor.sees("密码输错次数太多，请 15 分钟后再试。")


def test_english_is_one_press_away_and_by_link(visit: Visit, server: str) -> None:
    visitor = visit("tablet", server).open("/?lang=en")
    visitor.sees("Sign in")
    assert visitor.page.evaluate("document.documentElement.lang") == "en"
    visitor.press("中文")
    visitor.sees("登录")
    assert visitor.page.evaluate("document.documentElement.lang") == "zh-CN"


def type_in(officer: Visitor, key: str, text: str) -> None:
    """Type into the field with this key, and leave it with the Tab key."""
    field = officer.page.locator(f".st-key-{key} input")
    field.fill(text)
    field.press("Tab")


def test_the_office_makes_an_account_and_a_refusal_loses_nothing_typed(
    visit: Visit, own_app: RunningApp
) -> None:
    officer = visit("tablet", own_app).be("officer1").open("/accounts")
    officer.press("新建账号")
    type_in(officer, "new_name", "郑小满")
    type_in(officer, "new_username", "zheng.xiaoman")
    officer.choose("所在社区", "榕荫里社区")
    type_in(officer, "new_password", "short")
    officer.press("建立账号")
    officer.sees("密码至少要 10 个字")
    officer.picture("account-refused")
    assert officer.page.locator(".st-key-new_name input").input_value() == "郑小满"
    type_in(officer, "new_password", PASSWORD)
    officer.press("建立账号")
    officer.sees("“郑小满”的账号已建立")

    newcomer = visit("tablet", own_app).open("/sign_in")
    newcomer.sign_in("zheng.xiaoman", PASSWORD)
    newcomer.sees("郑小满 · 市民委员")
