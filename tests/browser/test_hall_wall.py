"""The walls of a meeting: every slide can be read, they follow, and they outlive their server."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from db import accounts
from db.engine import get_engine, transaction
from db.tables import AgendaItem
from domain.clock import utc_now
from domain.hall_slides import HallSlide
from domain.roles import Actor
from services import hall_screens, screens
from tests.browser.app_process import RunningApp, copy_of, free_port, served
from tests.browser.conftest import Visit
from tests.browser.legible import can_be_read_from_the_last_row
from tests.browser.meeting_stage import LONG, QUESTION, MeetingStage, set_the_stage
from tests.browser.visitor import Visitor

SOON_MS = 12_000
LOST = "连接中断，画面停在"

SLIDES: tuple[tuple[str, HallSlide, str, str | None, str], ...] = (
    ("welcome", HallSlide.WELCOME, "proposal", None, "手机扫码，或输入六位号码"),
    ("last-answers", HallSlide.LAST_ANSWERS, "last_answers", None, "上期回音"),
    ("matter", HallSlide.MATTER, "last_answers", None, "这件事办到哪一步了"),
    ("agenda", HallSlide.AGENDA, "proposal", None, "今天的议程"),
    ("item", HallSlide.ITEM, "proposal", None, "议题 2，共 5 项"),
    ("speakers", HallSlide.SPEAKERS, "proposal", None, "还有 35 位在等"),
    ("motion", HallSlide.MOTION, "proposal", "motion", "已附议，可以讨论"),
    ("amendment", HallSlide.MOTION, "proposal", None, "修正案 2"),
    ("flow", HallSlide.FLOW, "proposal", None, "这件提案走到哪一步了"),
    ("secret-poll", HallSlide.POLL, "proposal", "secret", "人已经表决"),
    ("open-poll", HallSlide.POLL, "proposal", "open", "记名"),
    ("passed", HallSlide.RESULT, "proposal", "passed", "表决 1 的结果"),
    ("lost", HallSlide.RESULT, "proposal", "lost", "没有通过"),
    ("choice", HallSlide.RESULT, "proposal", "choice", "三号楼地下车库入口"),
    ("scale", HallSlide.RESULT, "proposal", "scale", "平均"),
    ("statements", HallSlide.STATEMENTS, "stances", None, "您赞成、反对，还是略过？"),
    ("opinions", HallSlide.OPINIONS, "stances", None, "大家的看法分成"),
    ("common-ground", HallSlide.COMMON_GROUND, "stances", None, "大家都赞成的"),
    ("change", HallSlide.CHANGE, "stances", None, "讨论前后，大家的想法变了"),
    ("house-rules", HallSlide.HOUSE_RULES, "proposal", None, "议事规则"),
    ("oath", HallSlide.OATH, "proposal", None, "我们一起承诺"),
    ("code", HallSlide.CODE, "proposal", None, "不用注册，不用下载。"),
    ("pause", HallSlide.PAUSE, "proposal", None, "休息一会儿"),
)


class Facilitator:
    """Somebody who holds the remote, without a tablet: the services themselves."""

    def __init__(self, app: RunningApp) -> None:
        self.app = app
        with self.in_district(), transaction() as db:
            self.stage: MeetingStage = set_the_stage(db)
            account = accounts.find_account(db, "facilitator1")
            assert account is not None
            self.actor: Actor = accounts.actor_of(db, account)

    @contextmanager
    def in_district(self) -> Iterator[None]:
        """Work on the database of the running app."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATA_DIR", str(self.app.data_dir))
            patch.delenv("DATABASE_URL", raising=False)
            get_engine().dispose()
            yield
            get_engine().dispose()

    def does(self, act: Callable[..., object], *args: object, **more: object) -> None:
        """One act of a service, as if its key had been pressed."""
        with self.in_district():
            act(self.actor, *args, **more)

    def shows(self, slide: HallSlide, item: str, subject: str | None) -> None:
        """Put a slide on screen 1 while the room is at that item."""
        with self.in_district(), transaction() as db:
            self.stage.go_to(db, item)
        if slide is HallSlide.PAUSE:
            self.does(hall_screens.show_pause, "1", self.stage.meeting_id, 10)
            return
        subject_id = self.stage.subjects[subject] if subject else None
        self.does(hall_screens.show_meeting_slide, "1", self.stage.meeting_id, slide, subject_id)


def sees_soon(page: Page, text: str) -> None:
    expect(page.get_by_text(text).filter(visible=True).first).to_be_visible(timeout=SOON_MS)


def opened(visitor: Visitor, screen: str = "1") -> Visitor:
    visitor.page.goto(f"{visitor.url}/projector?screen={screen}")
    expect(visitor.page.locator(".st-key-hall_lost")).to_be_attached()
    return visitor


@pytest.mark.parametrize("light", ["dark", "light"])
def test_every_slide_can_be_read_from_the_last_row(
    visit: Visit, own_app: RunningApp, light: str
) -> None:
    host = Facilitator(own_app)
    host.does(hall_screens.show_meeting_slide, "1", host.stage.meeting_id, HallSlide.WELCOME)
    host.does(screens.choose_dark, "1", is_dark=light == "dark")
    walls = [opened(visit(size, own_app)) for size in ("projector", "small_projector")]
    for name, slide, item, subject, text in SLIDES:
        host.shows(slide, item, subject)
        for wall in walls:
            sees_soon(wall.page, text)
        walls[0].page.wait_for_timeout(700)
        for wall in walls:
            assert wall.latin_words() <= {"ABCDEFGH"}, name
            can_be_read_from_the_last_row(wall.page)
            wall.picture(f"hall-{name}-{light}")


def test_walls_follow_show_different_things_and_hold_still(
    visit: Visit, own_app: RunningApp
) -> None:
    host = Facilitator(own_app)
    meeting_id = host.stage.meeting_id
    host.does(hall_screens.follow, "1", meeting_id)
    host.does(hall_screens.show_meeting_slide, "2", meeting_id, HallSlide.CODE)
    first, second = (opened(visit("projector", own_app), name) for name in ("1", "2"))
    sees_soon(first.page, LONG)
    sees_soon(second.page, "不用注册，不用下载。")
    host.does(hall_screens.freeze, "1")
    first.page.wait_for_timeout(3000)
    kept = first.text()
    with host.in_district(), transaction() as db:
        host.stage.go_to(db, "stances")
    first.page.wait_for_timeout(3000)
    assert first.text() == kept
    host.does(hall_screens.unfreeze, "1")
    sees_soon(first.page, LONG)
    second.sees("不用注册，不用下载。")


def test_a_clock_ticks_without_asking_the_server(visit: Visit, own_app: RunningApp) -> None:
    host = Facilitator(own_app)
    with host.in_district(), transaction() as db:
        item = db.get(AgendaItem, host.stage.items["proposal"])
        assert item is not None
        item.started_at = utc_now()
    host.shows(HallSlide.ITEM, "proposal", None)
    wall = opened(visit("projector", own_app))
    face = wall.page.locator('[class*="st-key-tick_until_"]')
    before = face.inner_text()
    assert before.startswith(("19:", "20:"))
    expect(face).not_to_have_text(before, timeout=SOON_MS)
    assert len(face.inner_text()) == len("19:58")


def test_a_wall_outlives_its_server_and_comes_back_by_itself(
    visit: Visit, seeded: Path, tmp_path: Path
) -> None:
    data_dir, port = copy_of(seeded, tmp_path / "data"), free_port()
    with served(data_dir, port=port) as app:
        host = Facilitator(app)
        host.shows(HallSlide.RESULT, "proposal", "passed")
        wall = opened(visit("projector", app))
        sees_soon(wall.page, QUESTION)
        wall.does_not_see(LOST)
        os.killpg(app.pid, signal.SIGKILL)
        sees_soon(wall.page, LOST)
        # Streamlit gives up hope in English after a while; that must not be seen.
        wall.page.wait_for_timeout(20_000)
        wall.sees(QUESTION, LOST)
        assert wall.latin_words() == set()
        expect(wall.page.get_by_role("dialog").filter(visible=True)).to_have_count(0)
        wall.picture("hall-lost")
    with served(data_dir, port=port):
        expect(wall.page.get_by_text(LOST).filter(visible=True)).to_have_count(0, timeout=30_000)
        host.shows(HallSlide.OATH, "proposal", None)
        sees_soon(wall.page, "我们一起承诺")


def test_the_remote_puts_a_meeting_on_the_wall(visit: Visit, own_app: RunningApp) -> None:
    host = Facilitator(own_app)
    host.does(hall_screens.show_meeting_slide, "1", host.stage.meeting_id, HallSlide.BLANK)
    wall = opened(visit("projector", own_app))
    tablet = visit("tablet", own_app).be("facilitator1").open("/projector_control")
    tablet.press("跟着会议走")
    tablet.sees("正跟着会议走")
    sees_soon(wall.page, LONG)
    tablet.press("承诺")
    sees_soon(wall.page, "我们一起承诺")
    tablet.press("定住画面")
    tablet.sees("画面已定住")
    tablet.picture("hall-remote", whole=True)
