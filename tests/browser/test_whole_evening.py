"""A talk day from its template to its minutes: a cockpit, two walls, three tablets, ten phones.

Everybody works as people do, through pages alone. Of the ten phones three are pages in a browser
and seven send the same forms without one, so that the whole fits on two cores.
"""

from __future__ import annotations

import io

from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.evening_beginning import (
    HOST,
    TITLE,
    six_digits_on,
    the_clerk_hands_a_tablet_round,
    the_clerk_lets_somebody_in,
    the_host_opens_it_in_the_cockpit,
    the_host_sets_a_talk_day_up,
    the_room_is_full_enough,
    the_second_tablet,
    two_members_take_their_tablets,
    two_walls_show_the_welcome_and_the_code,
    walls_are_pictured,
)
from tests.browser.evening_phones import Phone, ten_phones
from tests.browser.people import Hall
from tests.browser.visitor import Visitor

NEXT_TITLE = "榕荫里年前居民恳谈日"
TALK, ASKED, PROMISES = "大家谈：有什么事请讲", "大家怎么看：逐条表态", "当场答复：谁来办"
LIGHTS, SLOW = "晚上十点以后楼道灯也要亮着。", "电动车进小区先减速。"
MOTION = "先在 3 号楼和 5 号楼之间装六盏路灯。"
PROMISE, WHO = "装好 3 号楼前的六盏路灯", "榕荫物业"
ADDED = "会后大家留下来，一起看了装灯的地方。"
PHONES_FOR = ("林阿姨", "陈师傅", "王伯伯", "黄老师", "吴大姐", "刘叔")


def test_a_talk_day_goes_from_its_template_to_the_next_one(
    visit: Visit, own_app: RunningApp
) -> None:
    hall = Hall(visit, own_app)
    meeting_id = the_host_sets_a_talk_day_up(hall, TITLE, days=1, least=12)
    the_host_opens_it_in_the_cockpit(hall, meeting_id)
    two_walls_show_the_welcome_and_the_code(hall)
    code = six_digits_on(hall.passer_by("wall 2", "small_projector"))
    phones = ten_phones(hall, code)
    members = two_members_take_their_tablets(hall, code)
    number = the_clerk_lets_somebody_in(hall, meeting_id)
    the_room_is_full_enough(hall, phones)

    last_time_is_answered(hall)
    three_speak_for_and_against(hall, phones)
    statements_are_asked_for(hall, meeting_id, phones)
    a_motion_is_moved_and_seconded(hall, members)
    kiosk = the_clerk_hands_a_tablet_round(hall, TITLE)
    everyone_votes(hall, phones, members, kiosk, number)
    two_cockpits_close_at_once(hall, meeting_id, phones, members)
    the_last_act_is_taken_back(hall)
    a_promise_is_made_and_the_meeting_closed(hall, phones)

    the_host_drafts_the_minutes(hall, meeting_id)
    the_officer_approves_and_downloads(hall, meeting_id)
    the_promise_opens_the_next_talk_day(hall)


def last_time_is_answered(hall: Hall) -> None:
    """The first item opens with what became of last time, on the wall and on the phones."""
    host = hall.person(HOST)
    host.press("开始：上期回音")
    hall.visitors["wall 1"].sees("上期回音", "疏通 2 号楼的化粪池")
    host.picture("evening-09-cockpit-first-item")
    walls_are_pictured(hall, "09-last-answers")
    host.press("下一项：大家谈")
    hall.visitors["wall 1"].sees(TALK, "议题 2，共 5 项")
    walls_are_pictured(hall, "10-item")


def three_speak_for_and_against(hall: Hall, phones: dict[str, Phone]) -> None:
    """Two ask for, one against: the sides are called in turn, though the second came first."""
    host, wall = hall.person(HOST), hall.visitors["wall 1"]
    asked = (("林阿姨", "我赞成"), ("王伯伯", "我赞成"), ("陈师傅", "我反对"))
    for name, side in asked:
        phones[name].sees(TALK)
        phones[name].asks_to_speak(f"{side}，要发言")
    host.sees("王伯伯")
    for place, (name, following) in enumerate(
        (("林阿姨", "陈师傅"), ("陈师傅", "王伯伯"), ("王伯伯", None))
    ):
        host.press(host.page.locator(".st-key-cockpit_call_next button"))
        wall.sees("正在发言", name)
        if following:
            wall.sees("接下来", following)
        if place == 0:
            phones[name].sees("轮到您发言了")
            host.picture("evening-11-cockpit-speaker")
            walls_are_pictured(hall, "11-speaker")
    host.press("讲完了")
    wall.sees("议题 2，共 5 项")
    wall.does_not_see("正在发言")


def statements_are_asked_for(hall: Hall, meeting_id: int, phones: dict[str, Phone]) -> None:
    """A sentence from the floor is read first, then the room is asked; few people, plain bars."""
    host, wall = hall.person(HOST), hall.visitors["wall 1"]
    host.press("下一项：大家怎么看")
    wall.sees(ASKED)
    phones["林阿姨"].sees(ASKED)
    phones["林阿姨"].writes(LIGHTS)
    desk = the_second_tablet(hall).open(f"/statements?id={meeting_id}")
    desk.sees(LIGHTS)
    desk.picture("evening-12-a-statement-is-read", whole=True)
    desk.press("给大家看")
    desk.press(desk.page.get_by_text("我来写一条观点"))
    desk.fill("一句话，说一件事", SLOW)
    desk.press("马上给大家看")
    desk.press("讨论之前，请大家表态")
    wall.sees("您赞成、反对，还是略过？")
    walls_are_pictured(hall, "12-statements")
    for place, phone in enumerate(phones.values()):
        phone.takes_stances({LIGHTS: "赞成", SLOW: ("反对", "略过")[place % 2]})
    desk.sees("10 人开始回答，10 人看完。")
    desk.press("结束表态")
    wall.sees("10 个人的看法", LIGHTS)
    walls_are_pictured(hall, "13-opinions")
    desk.press("大家怎么想")
    desk.sees("人数不到 12 人", "赞成 10 人")
    desk.picture("evening-13-opinions", whole=True)


def a_motion_is_moved_and_seconded(hall: Hall, members: list[Visitor]) -> None:
    """Taken down in the cockpit; a member seconds it from the tablet in their hand."""
    host, wall = hall.person(HOST), hall.visitors["wall 1"]
    host.press("动议表决")
    host.press("记下一项动议")
    host.fill("动议的内容，要具体可行", MOTION)
    host.choose("谁提出", "林阿姨")
    host.press(host.page.get_by_role("button", name="记下", exact=True))
    host.sees("等人附议")
    wall.sees(MOTION, "动议 1 · 等待附议")
    walls_are_pictured(hall, "14-motion")
    members[0].press("我附议第 1 号动议")
    wall.sees("动议 1 · 已附议，可以讨论")
    host.sees("已附议，讨论中")
    host.picture("evening-15-cockpit-motion", whole=True)
    hall.person(HOST).press(host.page.get_by_text("表决规则").first)
    host.press("三分之二")
    host.press("到会的人")
    host.press("付诸表决")
    host.sees("有表决权的 13 人，已有 0 人作答")
    wall.sees("表决 1 · 不记名", "人已经表决，一共 13 人")
    host.picture("evening-16-cockpit-poll")


def everyone_votes(
    hall: Hall, phones: dict[str, Phone], members: list[Visitor], kiosk: Visitor, number: str
) -> None:
    """Ten phones, two members, and whoever has no phone at the tablet that is handed round."""
    for name, phone in phones.items():
        phone.votes("赞成" if name in PHONES_FOR else "反对")
    phones["林阿姨"].sees("已保存")
    for member, word in zip(members, ("赞成", "弃权"), strict=True):
        member.press(member.page.locator(".st-key-poll_votes").get_by_role("button", name=word))
        member.sees("已记下。结束之前可以改。")
    members[0].picture("evening-17-member-has-voted")
    hall.visitors["wall 1"].sees("12")
    kiosk.fill("请输入纸条上的号码", number)
    kiosk.press("继续")
    kiosk.sees("您好，周奶奶")
    kiosk.picture("evening-17-kiosk-votes")
    kiosk.press(kiosk.page.locator(".st-key-poll_votes").get_by_role("button", name="赞成"))
    kiosk.sees("谢谢，已经保存", "请把平板交给下一位")
    kiosk.does_not_see("周奶奶")
    hall.visitors["wall 1"].sees("13")
    walls_are_pictured(hall, "17-poll")


def two_cockpits_close_at_once(
    hall: Hall, meeting_id: int, phones: dict[str, Phone], members: list[Visitor]
) -> None:
    """Both press in the same instant: one result, the same on every screen."""
    cockpits = [hall.person(HOST), the_second_tablet(hall).open(f"/cockpit?id={meeting_id}")]
    for cockpit in cockpits:
        cockpit.sees("有表决权的 13 人，已有 13 人作答")
        cockpit.press("结束表决")
    sure = [one.page.locator(".st-key-cockpit_close_sure button") for one in cockpits]
    for key in sure:
        expect(key).to_be_enabled()
    for key in sure:
        key.tap(no_wait_after=True)
    lacking = "再多 1 人赞成就能通过。"
    for cockpit in cockpits:
        cockpit.sees("没有通过", lacking, "（不能撤销）")
        expect(cockpit.page.locator(".st-key-cockpit_poll")).to_have_count(0)
    hall.visitors["wall 1"].sees("表决 1 的结果", "没有通过", lacking)
    phones["林阿姨"].sees("未通过", "还差 1 票赞成")
    phones["王伯伯"].sees("还差 1 票赞成")
    members[1].sees("没有通过")
    cockpits[0].picture("evening-18-cockpit-result")
    phones["林阿姨"].picture("18-result")
    walls_are_pictured(hall, "18-result")


def the_last_act_is_taken_back(hall: Hall) -> None:
    """One tap too many, and the way back from it."""
    host, wall = hall.person(HOST), hall.visitors["wall 1"]
    host.press("宣布完了，继续开会")
    host.press("下一项：当场答复")
    wall.sees(PROMISES)
    host.press("撤销：进入议题")
    wall.sees("10 个人的看法")
    wall.does_not_see(PROMISES)
    host.picture("evening-19-cockpit-undone")
    host.press("下一项：当场答复")
    wall.sees(PROMISES)


def a_promise_is_made_and_the_meeting_closed(hall: Hall, phones: dict[str, Phone]) -> None:
    """Who, what, until when; then the doors close for every phone at once."""
    host, wall = hall.person(HOST), hall.visitors["wall 1"]
    host.press(host.page.get_by_role("radio", name="记录"))
    host.fill("答应做什么", PROMISE)
    host.press(host.page.get_by_role("button", name=WHO, exact=True))
    host.press("15 天内")
    host.press("记下承诺")
    host.sees(f"{WHO}，")
    host.picture("evening-20-cockpit-promise", whole=True)
    host.press(host.page.get_by_role("radio", name="议程"))
    host.press("宣布散会")
    host.sees("散会以后，入场码失效")
    host.picture("evening-21-cockpit-closing", whole=True)
    host.press("确定散会")
    wall.sees("今天的会开到这里，谢谢大家")
    for name in ("林阿姨", "王伯伯"):
        phones[name].sees("散会了")
    walls_are_pictured(hall, "21-farewell")


def the_host_drafts_the_minutes(hall: Hall, meeting_id: int) -> None:
    """From the record; a paragraph of the facilitator's own is saved as it is typed."""
    host = hall.person(HOST).open(f"/minutes?id={meeting_id}")
    host.press("起草会议纪要")
    host.sees("草稿已经按会议记录写好。", "由区级管理员签发")
    host.press("这一段")
    host.press("在下面加一段")
    host.page.locator("textarea:placeholder-shown").first.fill(ADDED)
    host.page.keyboard.press("Tab")
    host.settle()
    host.reload()
    host.page.wait_for_function(
        "said => [...document.querySelectorAll('textarea')].some(one => one.value === said)",
        arg=ADDED,
    )
    host.picture("evening-22-minutes-draft", whole=True)


def the_officer_approves_and_downloads(hall: Hall, meeting_id: int) -> None:
    """Two presses; then both files hold the numbers, and so does everybody's page."""
    officer = hall.person("officer1").open(f"/minutes?id={meeting_id}")
    officer.press(officer.page.get_by_role("button", name="签发").first)
    officer.picture("evening-23-officer-approves")
    officer.press("确定签发")
    officer.sees("会议纪要已经签发", "已签发")
    officer.picture("evening-24-officer-has-approved", whole=True)
    document = Document(io.BytesIO(officer.download("下载文档（可编辑）")))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert cells[1:4] == [["赞成", "8"], ["反对", "4"], ["弃权", "1"]]
    written = "".join(one.text for one in document.paragraphs)
    printed = PdfReader(io.BytesIO(officer.download("下载 PDF（可打印）")))
    pages = "".join("".join(one.extract_text().split()) for one in printed.pages)
    for said in (MOTION, PROMISE, ADDED, LIGHTS.rstrip("。")):
        assert said in written
        assert "".join(said.split()) in pages
    assert "赞成8反对4弃权1" in pages
    phone = hall.passer_by("later", "phone").open(f"/meeting?id={meeting_id}")
    phone.sees("会议纪要", "已经开过")
    phone.picture("evening-25-everyone-reads", whole=True)


def the_promise_opens_the_next_talk_day(hall: Hall) -> None:
    """It is a matter that anyone can follow, and the next meeting begins with it."""
    anyone = hall.passer_by("later", "phone").open("/matters")
    anyone.sees(PROMISE)
    anyone.picture("evening-26-the-matter", whole=True)
    next_id = the_host_sets_a_talk_day_up(hall, NEXT_TITLE, days=2)
    anyone.open(f"/meeting?id={next_id}")
    anyone.sees("上期回音", PROMISE, f"承办：{WHO}")
    anyone.picture("evening-27-next-talk-day", whole=True)
