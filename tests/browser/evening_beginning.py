"""How a talk day begins: set up, opened, two walls, phones and tablets in, the door counted."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from domain.clock import local, utc_now
from domain.roles import Role
from tests.browser.evening_phones import Phone
from tests.browser.people import Hall, number_in_address, offer_neighbours
from tests.browser.visitor import Visitor

TITLE = "榕荫里冬季居民恳谈日"
HOST, HOST_TOO = "facilitator1", "facilitator1 at a second tablet"
KIOSK_PIN = "2468"


def the_host_sets_a_talk_day_up(hall: Hall, title: str, *, days: int, least: int = 0) -> int:
    """From the template, on a tablet: where, when, how many must come; the meeting's number."""
    host = hall.person(HOST).open("/meeting_setup")
    host.press("开居民恳谈日")
    host.fill("会议名称", title)
    host.fill("在哪里开", "榕荫里居民议事厅")
    day = local(utc_now() + timedelta(days=days))
    type_day(host, "哪一天", f"{day:%Y%m%d}")
    host.press(host.page.get_by_role("radio", name="社区", exact=True))
    for label, name in (("街道", "榕荫街道"), ("社区", "榕荫里社区")):
        host.page.get_by_role("combobox", name=label).click()
        host.press(host.page.get_by_role("option", name=name, exact=True))
    if least:
        host.press(host.page.get_by_text("谁能参加、到会要求、会场规则"))
        host.press(host.page.get_by_text("到会人数", exact=True))
        host.fill("有表决权的人至少几人", str(least))
        for rule in ("赞成和反对轮流说", "动议要有人附议才往下走"):
            host.press(host.page.get_by_text(rule))
    host.picture(f"evening-01-host-sets-up-{days}", whole=True)
    host.press("建好这场会，接着邀请人")
    host.sees(f"“{title}”建好了，现在邀请人。")
    return number_in_address(host, "id")


def type_day(visitor: Visitor, label: str, digits: str) -> None:
    """Type a day, year first, into the parts of a field of a date."""
    field = visitor.page.get_by_label(label).filter(visible=True).first
    field.get_by_role("spinbutton").first.click()
    visitor.page.keyboard.type(digits)
    visitor.page.keyboard.press("Escape")
    visitor.settle()


def the_host_opens_it_in_the_cockpit(hall: Hall, meeting_id: int) -> None:
    """Nobody is there yet; a talk day opens its doors all the same."""
    host = hall.person(HOST).open(f"/cockpit?id={meeting_id}")
    host.sees("到会的人还不够")
    host.picture("evening-02-cockpit-before")
    host.press("宣布开会")
    host.sees("会议已经开始，还没有进入议题")
    host.picture("evening-03-cockpit-open")


def two_walls_show_the_welcome_and_the_code(hall: Hall) -> None:
    """Screen 1 follows the meeting, screen 2 keeps the code."""
    host = hall.person(HOST)
    host.press("大屏")
    host.press("跟着会议走")
    host.sees("大屏 1 跟着会议走")
    host.press(host.page.get_by_role("radio", name="大屏 2"))
    host.press("扫码进场")
    host.sees("大屏 2 显示：扫码进场")
    host.picture("evening-04-cockpit-walls", whole=True)
    host.press(host.page.get_by_role("radio", name="现在"))
    first = wall_at(hall, "wall 1", "projector", "1")
    second = wall_at(hall, "wall 2", "small_projector", "2")
    first.sees(TITLE, "开会还差 12 人")
    second.sees("不用注册，不用下载。")
    walls_are_pictured(hall, "05-welcome")


def wall_at(hall: Hall, name: str, size: str, screen: str) -> Visitor:
    """A projector's page. It looks by itself, so there is nothing to wait for but its picture."""
    wall = hall.passer_by(name, size)
    wall.page.goto(f"{wall.url}/projector?screen={screen}")
    expect(wall.page.locator(".st-key-hall_lost")).to_be_attached()
    return wall


def walls_are_pictured(hall: Hall, name: str) -> None:
    """Both walls as they are now."""
    for wall in ("wall 1", "wall 2"):
        visitor = hall.visitors[wall]
        assert visitor.latin_words() == set(), f"English on {wall} at {name}"
        visitor.picture(f"evening-{name}-{wall.replace(' ', '-')}")


def six_digits_on(wall: Visitor) -> str:
    """The code as somebody in the hall reads it off the wall."""
    half = wall.page.get_by_text(re.compile(r"^\d{3}$")).filter(visible=True)
    expect(half).to_have_count(2)
    return "".join(half.all_inner_texts())


def two_members_take_their_tablets(hall: Hall, code: str) -> list[Visitor]:
    """Two members of the committee, with their accounts, in the room."""
    names = ["member1", *offer_neighbours(hall.app, "member1", Role.MEMBER, 1)]
    tablets = []
    for name in names:
        tablet = hall.person(name).open(f"/room?code={code}")
        tablet.press("的身份进入会场")
        tablet.sees("这台平板代表")
        tablets.append(tablet)
    tablets[0].picture("evening-06-member-in-the-room")
    return tablets


def the_clerk_lets_somebody_in(hall: Hall, meeting_id: int) -> str:
    """Somebody without a phone comes to the door; the number that the clerk tells them."""
    clerk = hall.person("clerk1").open(f"/presence?id={meeting_id}")
    clerk.press(clerk.page.get_by_text("不在名单上的人"))
    clerk.page.get_by_label("姓名", exact=True).fill("周奶奶")
    clerk.press("登记并签到")
    clerk.sees("周奶奶", "到会人数够了，可以表决。")
    clerk.picture("evening-07-clerk-at-the-door", whole=True)
    found = re.search(r"(\d+) 号 周奶奶 已到", clerk.text())
    assert found
    return found[1]


def the_room_is_full_enough(hall: Hall, phones: dict[str, Phone]) -> None:
    """The wall counts thirteen; a phone waits calmly."""
    wall = hall.visitors["wall 1"]
    wall.sees("人数够了，可以开会", re.compile("^13$"))
    phones["林阿姨"].sees("稍等，马上开始")
    walls_are_pictured(hall, "08-enough")


def the_second_tablet(hall: Hall) -> Visitor:
    """The same facilitator's other tablet, with cookies of its own."""
    if HOST_TOO not in hall.visitors:
        hall.visitors[HOST_TOO] = hall.visit("tablet", hall.app).be(HOST)
    return hall.visitors[HOST_TOO]


def the_clerk_hands_a_tablet_round(hall: Hall, title: str) -> Visitor:
    """A tablet for those without a phone; whoever opened it is signed out of it."""
    kiosk = hall.visit("tablet", hall.app).be("clerk1").open("/kiosk")
    kiosk.press(kiosk.page.get_by_text(title))
    kiosk.fill("设一个结束口令", KIOSK_PIN)
    kiosk.press("开始传着用，并退出我的账号")
    kiosk.sees("请输入纸条上的号码")
    kiosk.picture("evening-16-kiosk-waits")
    hall.visitors["kiosk"] = kiosk
    return kiosk
