"""An evening with paper: printed, handed out, entered twice, one difference settled, one count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from db import outcomes as records
from db.rounds import get_round
from db.screens import take_screen
from db.tables import PaperSheet
from domain.projector import FIRST_SCREEN, Slide
from domain.round_settings import frozen_settings_of
from tests.browser.app_process import copy_of, served
from tests.browser.conftest import Visit
from tests.browser.hall import Hall
from tests.browser.visitor import Visitor

FOLLOWS_WITHIN_MS = 9000


@pytest.fixture(scope="module")
def hall(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """An app whose rounds this walk may use up."""
    with served(copy_of(seeded, tmp_path_factory.mktemp("paper") / "data")) as app:
        yield Hall(app)
        assert not app.crashes(), app.crashes()


def freeze(hall: Hall, round_id: int) -> None:
    """Fix the settings of the round as when its voting opened."""
    with hall.database() as db:
        row = get_round(db, round_id)
        projects = [one for one, _ in records.list_projects(db, round_id)]
        row.frozen_settings = frozen_settings_of(row, projects)


def serials_of(hall: Hall, round_id: int) -> list[str]:
    with hall.database() as db:
        return list(db.exec(select(PaperSheet.serial).where(PaperSheet.round_id == round_id)))


def put_on_wall(hall: Hall, round_id: int) -> None:
    """Show the tally board of the round on the first screen."""
    with hall.database() as db:
        screen = take_screen(db, FIRST_SCREEN)
        screen.round_id, screen.slide = round_id, Slide.TALLY_BOARD.value
        screen.meeting_id, screen.is_following, screen.is_frozen = None, False, False
        screen.version += 1


def enter(clerk: Visitor, serial: str, *numbers: int) -> None:
    """Type the number of a sheet in, tap what is ticked on it, keep it."""
    clerk.page.get_by_label("选票编号").fill(serial)
    clerk.page.keyboard.press("Enter")
    clerk.sees(f"编号 {serial[:3]} {serial[3:]}")
    for number in numbers:
        tile = clerk.page.locator(".st-key-paper_ticks")
        clerk.press(tile.get_by_role("button", name=str(number), exact=True))
    clerk.press("存好，下一张")


def print_and_hand_out(clerk: Visitor) -> None:
    """Twenty sheets come out of the printer; three neighbours without accounts get one each."""
    clerk.press("20 张")
    clerk.press("生成这一批选票")
    clerk.sees("20 张选票已生成")
    assert clerk.download("下载（单面打印）").startswith(b"%PDF")
    clerk.press("2 发放")
    clerk.press("没有账号的居民")
    for name, digits in (("郑依伯", "1203"), ("黄阿婆", "7781"), ("许师傅", "0042")):
        clerk.page.get_by_role("textbox", name="姓名", exact=True).fill(name)
        clerk.page.get_by_label("电话最后 4 位").fill(digits)
        clerk.press("发一张")
        clerk.sees(f"{name} 领了一张选票")
    clerk.sees("已发 3 张")


def vote_on_screen(voter: Visitor) -> None:
    """Somebody else votes on a tablet."""
    for code in (1, 2, 3):
        voter.press(voter.page.locator(f'[class*="st-key-mark_{code}_"] button'))
    voter.press("完成投票")


def open_the_box(clerk: Visitor) -> None:
    """The vote is over, three sheets lie in the box."""
    clerk.reload()
    clerk.press("3 开箱清点")
    clerk.page.get_by_label("票箱里有多少张").fill("3")
    clerk.press("登记")
    clerk.sees("已登记：收回 3 张")


def read_first(clerk: Visitor, one: str, two: str, three: str) -> None:
    """The first pass, with a sheet taken twice and a slip that is mended at once."""
    clerk.press("4 录入")
    for serial in (one, two):
        enter(clerk, serial, 1, 2, 3)
    clerk.page.get_by_label("选票编号").fill(one)
    clerk.page.keyboard.press("Enter")
    clerk.sees("这张选票第一遍已经录过了")
    enter(clerk, three, 4, 5)
    clerk.sees("选得太少")
    clerk.press("录错了，重新录这张")
    clerk.page.get_by_label("也可以打号码").fill("4 5 6")
    clerk.page.keyboard.press("Enter")
    clerk.sees("第一遍录好了")


def read_second(officer: Visitor, one: str, two: str, three: str) -> None:
    """The second pass by somebody else, who reads one sheet differently."""
    officer.press("4 录入")
    officer.press("第二遍（等着 3 张）")
    enter(officer, one, 1, 2, 3)
    officer.sees("两遍一致")
    enter(officer, two, 1, 2, 4)
    officer.sees("两遍录得不一样")
    enter(officer, three, 4, 5, 6)


def settle(clerk: Visitor, serial: str) -> None:
    """Both readings side by side; a decision needs its reason."""
    clerk.press("5 核对")
    clerk.sees(f"编号 {serial[:3]} {serial[3:]}")
    clerk.picture("paper-difference", whole=True)
    clerk.press("第二遍对")
    clerk.sees("请写明原因")
    clerk.press("看了原票，有一遍录错了")
    clerk.press("第二遍对")
    clerk.sees("没有不一致的选票")


def test_three_sheets_are_entered_twice_and_counted_with_the_screen(
    visit: Visit, hall: Hall
) -> None:
    round_id = hall.round(min_marks=3)
    freeze(hall, round_id)
    clerk = visit("tablet", hall.app).be("clerk1").open(f"/paper_ballots?round={round_id}")
    print_and_hand_out(clerk)
    vote_on_screen(visit("tablet", hall.app).be("member1").open(f"/ballot?round={round_id}"))
    hall.close(round_id)
    open_the_box(clerk)
    one, two, three = serials_of(hall, round_id)[:3]
    read_first(clerk, one, two, three)

    officer = visit("tablet", hall.app).be("officer1").open(f"/round_desk?round={round_id}")
    count = officer.page.locator(".st-key-outcome_count button")
    officer.press(count)
    officer.sees("还有 3 张纸质选票没有核对好")
    read_second(officer.open(f"/paper_ballots?round={round_id}"), one, two, three)
    put_on_wall(hall, round_id)
    wall = visit("projector", hall.app)
    wall.page.goto(f"{hall.app.url}/projector?screen=1")
    wall.sees("暂定", "两遍核对好")
    wall.picture("wall-tally")
    settle(clerk, two)

    officer.open(f"/round_desk?round={round_id}").press(count)
    officer.sees("计入 4 张选票")
    wall.page.get_by_text("最终").first.wait_for(timeout=FOLLOWS_WITHIN_MS)
    clerk.reload()
    clerk.press("6 进度")
    clerk.sees("这一轮已经计票", "有效 3 张")
