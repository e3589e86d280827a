"""Points from the act to the reward, an honour to its certificate, and the fund's books."""

from __future__ import annotations

import re

from sqlmodel import col, select

from db.tables import Account, Exchange, Honour, Nomination, PointsAppeal, PointsEntry
from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.people import Hall, district_of, name_of
from tests.browser.visitor import Visitor

EVIDENCE = "十一月二十日四号楼漏水调解，双方都签了字"
REWARD = "家电清洗一次"
HONOUR = "楼道守望者"
LINE = "楼道守望者培训"


def press_key(visitor: Visitor, key: str) -> None:
    """Tap the one button with this key."""
    visitor.press(visitor.page.locator(f".st-key-{key} button"))


def turn_to(visitor: Visitor, tab: str) -> None:
    """Turn to a part of the page by its name, whatever number stands behind it."""
    visitor.press(visitor.page.get_by_role("tab", name=re.compile(f"^{tab}")))


def test_points_go_from_the_act_to_the_reward(visit: Visit, changed_app: RunningApp) -> None:
    hall = Hall(visit, changed_app)
    member = hall.person("member1", "phone").open("/my_points")
    member.sees("47 分")
    entry = the_clerk_enters(hall, "member1")
    member.open("/my_points").sees("47 分")
    officer = hall.person("officer1", "projector").open("/points_desk")
    officer.sees(EVIDENCE)
    officer.picture("points-review")
    press_key(officer, f"approve_{entry}")
    officer.sees("已通过，积分到账。")
    made = the_member_exchanges(hall, "member1")
    the_clerk_hands_over(hall, made, name_of(hall, "member1"))
    member.open("/my_points")
    turn_to(member, "我换的")
    member.sees(REWARD, "已领取")


def the_clerk_enters(hall: Hall, whom: str) -> int:
    """The entry's number; whoever entered it cannot review it."""
    clerk = hall.person("clerk1").open("/points_desk")
    turn_to(clerk, "登记")
    clerk.fill("按姓名找人", name_of(hall, whom))
    clerk.choose("依据清单哪一条", "化解一起邻里矛盾")
    clerk.fill("凭据", EVIDENCE)
    clerk.press("登记，交给别人审核")
    clerk.sees("已登记，等别人审核。")
    turn_to(clerk, "待审核")
    clerk.press(clerk.page.get_by_text("我登记的，等别人审核"))
    with district_of(hall.app) as db:
        entry = db.exec(select(PointsEntry.id).where(PointsEntry.evidence == EVIDENCE)).one()
    assert not clerk.page.locator(f".st-key-approve_{entry}").count()
    return entry


def the_member_exchanges(hall: Hall, who: str) -> int:
    """The exchange's number; the same points cannot be spent again after a reload."""
    member = hall.person(who).open("/my_points")
    member.sees("62 分")
    member.press("用 60 分兑换")
    member.sees(f"换好了：{REWARD}", "兑换号")
    member.picture("points-exchanged")
    member.reload()
    member.sees("2 分")
    member.does_not_see("用 60 分兑换")
    with district_of(hall.app) as db:
        return max(db.exec(select(Exchange.id)).all())


def the_clerk_hands_over(hall: Hall, made: int, who: str) -> None:
    """By the number and the name."""
    clerk = hall.person("clerk1").open("/points_desk")
    turn_to(clerk, "待发放")
    clerk.sees(f"兑换号 {made}：{who}，{REWARD}")
    press_key(clerk, f"hand_over_{made}")
    clerk.sees("已记下，交给本人了。")


def test_what_was_refused_is_put_right_by_a_third_person(
    visit: Visit, changed_app: RunningApp
) -> None:
    hall = Hall(visit, changed_app)
    with district_of(changed_app) as db:
        of_member = (
            select(PointsAppeal.id)
            .join(PointsEntry)
            .join(Account, col(Account.id) == PointsEntry.account_id)
            .where(Account.username == "member1")
        )
        appeal = db.exec(of_member).one()
    officer = hall.person("officer1", "projector").open("/points_desk")
    turn_to(officer, "申诉")
    officer.picture("points-appeals")
    answer = officer.page.locator(f".st-key-answer_{appeal} textarea")
    answer.fill("签到表补交了，改正。")
    answer.press("Tab")
    officer.settle()
    press_key(officer, f"answer_{appeal}_True")
    officer.sees("已答复。")
    member = hall.person("member1", "phone").open("/my_points")
    turn_to(member, "积分明细")
    member.sees("申诉成立，已经改正。", "签到表补交了，改正。")


def test_an_honour_goes_from_its_opening_to_its_certificate(
    visit: Visit, changed_app: RunningApp
) -> None:
    hall = Hall(visit, changed_app)
    honour = the_officer_opens_an_honour(hall)
    nominee = name_of(hall, "member2")
    nomination = an_expert_nominates(hall, honour, nominee)
    officer = hall.person("officer1").open("/honours")
    press_key(officer, f"open_voting_{honour}")
    for voter in ("member1", "specialist1"):
        one = hall.person(voter).open("/honours")
        press_key(one, f"vote_{nomination}")
        one.sees("已投票，点一下收回")
    press_key(officer.open("/honours"), f"award_{honour}")
    officer.sees("已授予，可以打印证书。")

    reader = hall.passer_by("reader", "phone").open("/honours")
    reader.sees(nominee)
    certificate = reader.page.locator(f".st-key-certificate_{nomination} button")
    assert reader.download(certificate).startswith(b"%PDF")


def the_officer_opens_an_honour(hall: Hall) -> int:
    """The honour's number."""
    officer = hall.person("officer1", "projector").open("/honours")
    officer.press(officer.page.get_by_text("设一项荣誉"))
    officer.fill("名称", HONOUR)
    officer.fill("授予什么样的人", "天天看楼道灯、扶手和堆物的人")
    officer.press("设好，开始提名")
    officer.sees("已设好，可以提名了。", HONOUR)
    with district_of(hall.app) as db:
        return db.exec(select(Honour.id).where(Honour.name == HONOUR)).one()


def an_expert_nominates(hall: Hall, honour: int, nominee: str) -> int:
    """Found by name, with a reason; the nomination's number."""
    expert = hall.person("expert1").open("/honours")
    find = expert.page.locator(f".st-key-find_{honour}")
    part = expert.page.get_by_test_id("stExpander").filter(has=find)
    expert.press(part.locator("summary"))
    find.locator("input").fill(nominee)
    find.locator("input").press("Tab")
    expert.settle()
    why = expert.page.locator(f".st-key-nominee_why_{honour} textarea")
    why.fill("连着三个月每天晚上查一遍楼道灯，报修十一处。")
    expert.press(part.get_by_role("button", name="提名"))
    expert.sees("已提名。", nominee)
    with district_of(hall.app) as db:
        return db.exec(select(Nomination.id).where(Nomination.honour_id == honour)).one()


def test_the_fund_is_planned_allocated_and_paid_and_always_adds_up(
    visit: Visit, changed_app: RunningApp
) -> None:
    hall = Hall(visit, changed_app)
    officer = hall.person("officer1", "projector").open("/special_fund")
    officer.press(officer.page.get_by_text("编一项预算"))
    officer.fill("名称", LINE)
    officer.fill("金额（元）", "8000")
    officer.fill("依据", "区里批的第十二号文")
    officer.press("编好这一项")
    officer.sees("已编好。", "预算 ¥8,000，已拨付 ¥0，已支出 ¥0，还剩 ¥0。")

    book(officer, "拨付", "5000", "第一批")
    officer.sees("已记账。", "预算 ¥8,000，已拨付 ¥5,000，已支出 ¥0，还剩 ¥5,000。")
    book(officer, "支出", "5000.01", "讲课费", voucher="记-1201")
    officer.sees("超出拨付：这一项还能支出 ¥5,000。")
    officer.open("/special_fund")
    book(officer, "支出", "1200", "讲课费", voucher="记-1201")
    officer.sees("已记账。", "已支出 ¥1,200，还剩 ¥3,800。")
    officer.press("把账重新加一遍")
    officer.sees("一分不差")
    officer.picture("fund-books", whole=True)

    reader = hall.passer_by("reader", "phone").open("/special_fund")
    reader.sees(LINE, "已支出 ¥1,200，还剩 ¥3,800。")
    reader.does_not_see("榕城培训中心")


def book(officer: Visitor, kind: str, yuan: str, what: str, voucher: str = "") -> None:
    """Book an entry on the walk's own line."""
    if not officer.page.get_by_label("用途").filter(visible=True).count():
        officer.press(officer.page.get_by_text("记一笔"))
    officer.press(officer.page.get_by_role("radio", name=kind))
    officer.choose("哪一项", LINE)
    officer.fill("金额（元）", yuan)
    officer.fill("用途", what)
    if voucher:
        officer.fill("付给谁", "榕城培训中心")
        officer.fill("凭证号", voucher)
    officer.press("记账")
