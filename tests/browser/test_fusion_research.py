"""Two fusion flows as the people in them: concerns to a result, experts' advice to citizens."""

from __future__ import annotations

import pytest
from sqlmodel import select

from db.tables import Account, Consultation, Finding, Proposal, Topic, TopicConcern
from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.people import Hall, district_of, number_in_address
from tests.browser.visitor import Visitor

CHARGING = "老旧小区电动车充电和消防怎么两全"


@pytest.fixture
def hall(visit: Visit, changed_app: RunningApp) -> Hall:
    return Hall(visit, changed_app)


def chosen_by_title(app: RunningApp, table: type[Topic] | type[Consultation], title: str) -> int:
    """The number of the topic or consultation that is called so."""
    with district_of(app) as db:
        wanted = select(table).where(table.title == title)
        return int(db.exec(wanted).one().id)


def propose_from_concerns(host: Visitor) -> None:
    """The host looks at what is raised most, and has experts look into it."""
    host.open("/concerns")
    host.sees("个集中的问题", "说的人多")
    host.press(host.page.get_by_text("请专家研究这件事").first)
    host.fill("课题名称", "居民反映最多的事怎么办")
    host.fill("要弄清楚什么", "为什么这么多人说，别处怎么办？")
    host.press("提出课题")
    host.sees("已提出课题")


def put_on_the_list(officer: Visitor) -> int:
    """The office puts it on the list and gives it to the experts who are suggested."""
    officer.open("/topics")
    officer.press("居民反映最多的事怎么办")
    number = number_in_address(officer, "id")
    officer.press("列入清单")
    officer.sees("交给哪些专家")
    officer.press("交给他们")
    officer.sees("已交给专家")
    return number


def test_what_residents_raise_comes_back_to_them_as_a_result(hall: Hall) -> None:
    propose_from_concerns(hall.person("facilitator1"))
    officer = hall.person("officer1")
    put_on_the_list(officer)

    number = chosen_by_title(hall.app, Topic, CHARGING)
    expert = hall.person("expert1").open(f"/my_research?topic={number}")
    expert.press(expert.page.get_by_role("tab", name="研究成果"))
    expert.fill("全文", "走访两个小区，数了四十二个车位和八个插座。")
    expert.press("提交成果，请同行评审")
    expert.sees("系统请了另一位专家评审")

    reviewer_sees_it(hall, number)
    officer.open(f"/topic?id={number}")
    officer.press("公布成果，告诉反映的人")
    officer.press("部分采纳")
    officer.fill("原因", "先补插座，明年再建车棚。")
    officer.press("公布答复")
    officer.sees("区里采纳了一部分", "先补插座，明年再建车棚。")

    member = author_of_a_concern(hall, number)
    member.open("/")
    member.sees("有研究结果了")
    member.press("去看看")
    member.sees("您反映的事，有结果了", "先补插座，明年再建车棚。")
    member.press("看全部")
    member.sees("充电下楼的四个条件")
    member.open("/topics")
    member.sees("看过的结果")


def reviewer_sees_it(hall: Hall, number: int) -> None:
    """The expert who was asked reviews what others wrote."""
    with district_of(hall.app) as db:
        finding = db.get(Finding, number)
        assert finding is not None
        account = db.get(Account, finding.reviewer_id)
        assert account is not None
        account.is_demo, username = True, account.username
    reviewer = hall.person(username).open(f"/topic?id={number}")
    reviewer.press("评审通过")
    reviewer.sees("等区里公布")


def author_of_a_concern(hall: Hall, number: int) -> Visitor:
    """Somebody whose proposal led to the topic."""
    with district_of(hall.app) as db:
        wanted = (
            select(Account)
            .join(Proposal, Proposal.author_id == Account.id)
            .join(TopicConcern, TopicConcern.proposal_id == Proposal.id)
            .where(TopicConcern.topic_id == number)
        )
        account = db.exec(wanted).first()
        assert account is not None
        account.is_demo, username = True, account.username
    return hall.person(username, "phone")


def test_citizens_are_asked_and_hear_what_their_answers_changed(hall: Hall) -> None:
    title = "就业帮扶岗位信息贴进楼道，好不好"
    number = chosen_by_title(hall.app, Consultation, title)
    expert = hall.person("expert1").open(f"/consultation?id={number}")
    expert.press("现在发出")
    expert.sees("已发给全体市民委员")

    member = hall.person("member1").open("/")
    member.press("去表态")
    member.press(title)
    member.press("不太同意")
    member.fill("为什么", "老人看不清小字。")
    member.sees("已保存，截止前可以改")
    member.does_not_see("看数字")
    other = hall.person("member2", "phone").open(f"/consultation?id={number}")
    other.press("很同意")

    expert.reload()
    expert.press("提前截止")
    expert.press("确认截止")
    expert.sees("1 人同意，1 人不同意", "老人看不清小字。")
    expert.fill("听了意见，改了什么", "改用大字，每周一换。")
    expert.press("反馈给大家")
    member.open(f"/consultation?id={number}")
    member.sees("听了意见，改了什么", "改用大字，每周一换。", "少数人的理由")
