"""A whole round, walked by everyone it takes: from its money to what residents say of the work."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from playwright.sync_api import expect

from domain.roles import Role
from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.ideas import BENCHES, HANDRAIL, Idea, Ideas
from tests.browser.people import DEMO, Hall, number_in_address, offer_neighbours, offer_reviewers
from tests.browser.visitor import Visitor

ROUND = "榕荫街道邻里小事参与式预算"


def test_a_round_goes_its_whole_way_in_the_hands_of_its_people(
    visit: Visit, own_app: RunningApp
) -> None:
    hall = Hall(visit, own_app)
    [neighbour] = offer_neighbours(own_app, "member1", Role.MEMBER, 1)
    [resident] = offer_neighbours(own_app, "resident1", Role.RESIDENT, 1)

    round_id = the_officer_sets_a_round_up(hall)
    rail = a_member_writes_and_submits(hall, "member1", round_id, HANDRAIL)
    benches = a_member_writes_and_submits(hall, neighbour, round_id, BENCHES)
    others_second(hall, rail, (neighbour, "resident1"))
    others_second(hall, benches, ("member1", resident))

    the_officer_assigns_reviewers(hall, round_id)
    experts_review(hall, round_id, (rail, benches))
    lawyers_judge(hall, round_id, (rail, benches))
    the_officer_releases_and_admits(hall, round_id, (rail, benches))

    the_wall_shows(hall, round_id, "投票进度")
    people_vote(hall, round_id, {"member1": (rail,), neighbour: (benches, rail)}, finish=True)
    people_vote(hall, round_id, {"resident1": (rail,)}, finish=True)
    people_vote(hall, round_id, {resident: (rail, benches)}, finish=False)
    the_wall_tells_the_turnout(hall, begun=4, finished=3)

    the_officer_counts_and_publishes(hall, round_id)
    a_passer_by_reads_the_result(hall, round_id)
    the_wall_plays_the_count(hall, round_id)

    the_office_plans_and_the_clerk_reports(hall, round_id, rail)
    a_resident_appraises(hall, round_id, rail)
    the_proposal_shows_its_whole_way(hall, rail, benches)


def the_officer_sets_a_round_up(hall: Hall) -> int:
    """Part by part, then collection is opened; the round's number."""
    officer = hall.person("officer1", "projector").open("/round_setup")
    officer.fill("名称", ROUND)
    officer.fill("一两句话说明", "小钱办身边的小事，谁都可以提。")
    officer.press("街道")
    officer.choose("街道", "榕荫街道")
    officer.fill("预算总额（元）", "20000")
    officer.fill("一件提案要多少人附议才进入评审", "2")
    officer.fill("至少选几个项目", "1")
    officer.picture("loop-01-officer-sets-up", whole=True)
    officer.press("建立这一轮")
    officer.sees("已经建立，现在是筹备阶段。")
    officer.picture("loop-02-officer-desk")
    move_on(officer, "征集")
    return number_in_address(officer, "round")


def move_on(officer: Visitor, to: str) -> None:
    """Press the one move forward, and confirm it."""
    officer.press(f"进入“{to}”")
    officer.press(f"确定，“{to}”")
    officer.sees(f"“{ROUND}”已进入“{to}”。")


def a_member_writes_and_submits(hall: Hall, who: str, round_id: int, idea: Idea) -> Idea:
    """By touch on a tablet; every field saves itself; the idea with its number."""
    member = hall.person(who).open("/write_proposal")
    member.press(member.page.locator(f".st-key-begin_{round_id} button"))
    written = replace(idea, proposal_id=number_in_address(member, "id"))
    member.fill("标题", idea.title)
    member.press(idea.field)
    member.fill("在哪里", idea.place)
    member.fill("遇到什么问题", idea.problem)
    member.fill("打算怎么办", idea.plan)
    for line, (what, yuan) in enumerate(idea.costs):
        member.press("加一项")
        member.fill("用途", what, nth=line)
        member.fill("金额（元）", yuan, nth=line)
    member.attach("添加照片", idea.photo)
    member.sees("移除", "都写好了，可以提交。")
    member.picture(f"loop-03-{who}-writes", whole=True)
    member.press("提交")
    member.sees("提案已提交", "再有 2 人附议，就能进入评审")
    member.picture(f"loop-04-{who}-has-submitted", whole=True)
    return written


def others_second(hall: Hall, idea: Idea, seconders: tuple[str, str]) -> None:
    """One tap each; the second of them is enough."""
    for who in seconders:
        seconder = hall.person(who).open(f"/proposal?id={idea.proposal_id}")
        seconder.press("我附议")
        seconder.sees("附议成功，谢谢您。", "您已附议")
    seconder.sees("附议人数已够，征集结束后进入评审")
    seconder.picture(f"loop-05-{idea.proposal_id}-is-seconded")


def the_officer_assigns_reviewers(hall: Hall, round_id: int) -> None:
    """Review is opened; experts and lawyers are found by their speciality and load."""
    officer = hall.person("officer1").open(f"/round_desk?round={round_id}")
    officer.sees("2 件提案进入评审。")
    move_on(officer, "评审")
    officer.open(f"/review_team?round={round_id}")
    officer.press(officer.page.get_by_role("radio", name="2", exact=True))
    officer.press("先看看怎么分")
    officer.picture("loop-06-officer-looks-at-the-plan", whole=True)
    officer.press("就这样分派 6 份")
    officer.sees("已分派")


def experts_review(hall: Hall, round_id: int, ideas: Ideas) -> None:
    """Each expert, on a tablet: four scores by taps, what it would cost, why."""
    experts = offer_reviewers(hall.app, round_id, Role.EXPERT)
    assert len(experts) >= 2
    for who in experts:
        expert = hall.person(who)
        for _ in filter(partial(open_task, expert), ideas):
            for score in ("4 可行", "5 很大", "4 划算", "5 很小"):
                expert.press(score)
            expert.fill("您估算要花多少元", "11000")
            expert.fill("您的意见和理由", "位置合适，做法成熟，日常维护也安排好了。")
            expert.picture(f"loop-07-{who}-reviews", whole=True)
            expert.press("提交")
            expert.sees("已提交，谢谢您。")


def lawyers_judge(hall: Hall, round_id: int, ideas: Ideas) -> None:
    """The legal specialist says whether it is lawful, and on what condition."""
    for who in offer_reviewers(hall.app, round_id, Role.SPECIALIST):
        lawyer = hall.person(who)
        for _ in filter(partial(open_task, lawyer), ideas):
            lawyer.press("满足条件才合法")
            lawyer.fill("需要满足什么条件", "施工前在楼道公示七天。")
            lawyer.fill("您的意见和理由", "属于公共部位的小修小补，公示后即可施工。")
            lawyer.picture(f"loop-08-{who}-judges", whole=True)
            lawyer.press("提交")
            lawyer.sees("已提交，谢谢您。")


def open_task(reviewer: Visitor, idea: Idea) -> bool:
    """Open this proposal in the reviewer's list; False if it was given to someone else."""
    reviewer.open("/my_reviews")
    title = reviewer.page.get_by_role("heading", name=idea.title)
    cards = reviewer.page.get_by_test_id("stVerticalBlock").filter(has=title)
    if cards.count() == 0:
        return False
    reviewer.press(cards.last.get_by_role("button"))
    return True


def the_officer_releases_and_admits(hall: Hall, round_id: int, ideas: Ideas) -> None:
    """What reviewers wrote becomes public; both proposals go on the ballot; voting is opened."""
    officer = hall.person("officer1").open(f"/review_team?round={round_id}")
    officer.press("公布全部交齐的 2 件")
    officer.sees("已公布")
    officer.open(f"/round_desk?round={round_id}")
    for idea in ideas:
        officer.press(officer.page.locator(f".st-key-admit_{idea.proposal_id} button"))
        officer.picture(f"loop-09-officer-admits-{idea.proposal_id}")
        officer.fill("费用（元）", str(sum(int(yuan) for _, yuan in idea.costs)))
        officer.press(officer.page.locator(".st-key-confirm_admit button"))
        officer.sees("已列入候选，费用")
    move_on(officer, "议事")
    move_on(officer, "投票")
    officer.picture("loop-10-officer-has-opened-voting", whole=True)


def the_wall_shows(hall: Hall, round_id: int, slide: str) -> None:
    """The facilitator's tablet puts this round's slide on the wall."""
    facilitator = hall.person("facilitator1").open("/projector_control")
    facilitator.choose("哪一轮", ROUND)
    facilitator.press(slide)
    facilitator.sees(f"现在显示：{slide}", f"轮次：{ROUND}")
    facilitator.picture(f"loop-11-facilitator-shows-{round_id}", whole=True)


def people_vote(hall: Hall, round_id: int, choices: dict[str, Ideas], *, finish: bool) -> None:
    """Taps on cards; some press the last button, and some only tap."""
    for who, ideas in choices.items():
        voter = hall.person(who).open(f"/ballot?round={round_id}")
        for count, idea in enumerate(ideas, start=1):
            voter.press(idea.title)
            voter.sees(f"已选 {count} 个")
        voter.sees("已保存")
        voter.picture(f"loop-12-{who}-votes")
        if finish:
            voter.press("完成投票")
            voter.sees("您的选票已完成")
            voter.picture(f"loop-13-{who}-has-voted")


def the_wall_tells_the_turnout(hall: Hall, *, begun: int, finished: int) -> None:
    """How many have begun and finished, and nothing of what they chose."""
    wall = hall.passer_by("wall", "projector").open("/projector")
    wall.sees("正在投票", "谁的票数都不公布")
    for count, number in (("begun", begun), ("finished", finished)):
        figure = wall.page.locator(f".st-key-hall_huge_{count}")
        expect(figure).to_have_text(str(number))
    wall.does_not_see(HANDRAIL.title, BENCHES.title)
    wall.picture("loop-14-wall-turnout")


def the_officer_counts_and_publishes(hall: Hall, round_id: int) -> None:
    """Voting is closed, counted, counted again to be sure, and published."""
    officer = hall.person("officer1").open(f"/round_desk?round={round_id}")
    move_on(officer, "计票公示")
    officer.press(officer.page.locator(".st-key-outcome_count button"))
    officer.sees("计票完成，请核对后公布。")
    officer.press("重算核对")
    officer.sees("结果完全一样")
    officer.picture("loop-15-officer-checks-the-count", whole=True)
    officer.press(officer.page.get_by_text("我已核对，确定公布"))
    officer.press(officer.page.locator(".st-key-outcome_publish button"))
    officer.sees("结果已经公布，所有人都能看到了。")


def a_passer_by_reads_the_result(hall: Hall, round_id: int) -> None:
    """Without signing in, on a phone: what is funded, and why the other is not."""
    phone = hall.passer_by("phone", "phone").open(f"/results?round={round_id}")
    phone.sees("获得资助的项目", HANDRAIL.title, BENCHES.title)
    phone.sees("每一位投票人都至少有一个自己选的项目获得资助")
    phone.picture("loop-16-passer-by-reads-the-result", whole=True)


def the_wall_plays_the_count(hall: Hall, round_id: int) -> None:
    """Opening, the one purchase, the end: the facilitator taps, the wall follows by itself."""
    wall = hall.passer_by("wall", "projector")
    the_wall_shows(hall, round_id, "演示计票")
    wall.sees("一步一步看怎么分")
    wall.picture("loop-17-wall-opens-the-play")
    hall.person("facilitator1").press("下一步")
    wall.sees(HANDRAIL.title, "第 1 步，共 1 步")
    wall.picture("loop-18-wall-plays-a-step")
    hall.person("facilitator1").press("下一步")
    wall.sees("一共资助")
    wall.picture("loop-19-wall-ends-the-play")


def the_office_plans_and_the_clerk_reports(hall: Hall, round_id: int, rail: Idea) -> None:
    """A plan, a report with a photo, a payment with its receipt; then it is finished."""
    officer = hall.person("officer1").open(f"/round_desk?round={round_id}")
    move_on(officer, "实施")
    officer.open(f"/delivery?round={round_id}&proposal={rail.proposal_id}")
    officer.fill("这一步做什么", "公示七天后安装扶手")
    officer.press("加进计划")
    officer.sees("已加进计划。")
    officer.picture("loop-20-officer-plans", whole=True)

    clerk = hall.person("clerk1").open(f"/delivery?round={round_id}&proposal={rail.proposal_id}")
    clerk.press(clerk.page.get_by_text("报告进展"))
    clerk.fill("现场怎么样了", "扶手今天装好了，两层高度都试过。")
    clerk.attach("现场照片", rail.photo)
    clerk.press("发布进展")
    clerk.sees("进展已发布。")
    clerk.press(clerk.page.get_by_text("登记支出"))
    clerk.fill("金额（元）", "10600")
    clerk.fill("买了什么", "双层扶手和安装")
    clerk.fill("付给谁", "榕城五金店")
    clerk.attach("票据照片", DEMO / "receipt.pdf")
    clerk.press("登记这笔支出")
    clerk.sees("支出已登记。")
    clerk.press(clerk.page.get_by_role("button", name="完成", exact=True))
    clerk.press("全部做完了，宣布完工")
    clerk.sees("项目已完工，请居民来评议。")
    clerk.picture("loop-21-clerk-has-finished", whole=True)


def a_resident_appraises(hall: Hall, round_id: int, rail: Idea) -> None:
    """One tap saves; a few words if one likes."""
    move_on(hall.person("officer1").open(f"/round_desk?round={round_id}"), "评议")
    resident = hall.person("resident1")
    resident.open(f"/delivery?round={round_id}&proposal={rail.proposal_id}")
    resident.press("★★★★★ 很满意")
    resident.sees("已保存，谢谢您的评议。")
    resident.fill("想说几句吗", "现在下楼心里踏实多了。")
    resident.picture("loop-22-resident-appraises", whole=True)


def the_proposal_shows_its_whole_way(hall: Hall, rail: Idea, benches: Idea) -> None:
    """Every step on one page for anyone; what was not funded has its answer too."""
    wall = hall.passer_by("wall", "projector").open(f"/proposal?id={rail.proposal_id}")
    wall.sees("办理过程", "提交提案", "现在下楼心里踏实多了。")
    wall.picture("loop-23-wall-whole-way", whole=True)
    phone = hall.passer_by("phone", "phone").open(f"/proposal?id={benches.proposal_id}")
    phone.sees("本轮没有获得资助")
    phone.picture("loop-24-passer-by-reads-the-answer", whole=True)
