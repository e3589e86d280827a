"""A dispute between neighbours: reported as a matter, mediated by two, known to nobody else."""

from __future__ import annotations

from playwright.sync_api import expect
from sqlmodel import col, select

from db.tables import LegalCase, Matter
from tests.browser.app_process import RunningApp
from tests.browser.conftest import Visit
from tests.browser.people import Hall, district_of, name_of
from tests.browser.visitor import Visitor

QUARREL = "楼上每晚拖椅子到半夜，说过三次都没有用。"
AGREEMENT = "晚上十点以后不拖椅子，椅脚包上软垫。"


def test_a_dispute_is_mediated_by_two_and_told_to_nobody(visit: Visit, own_app: RunningApp) -> None:
    hall = Hall(visit, own_app)
    matter = a_resident_reports_it(hall)
    case = the_clerk_sends_it_to_mediation(hall, matter)
    a_specialist_takes_it_and_asks_a_member(hall, case)
    the_member_names_the_neighbour_and_writes(hall, case)
    everybody_signs(hall, case)
    the_matter_says_only_that_it_was_mediated(hall, matter)
    nobody_else_reads_it(hall, case)


def a_resident_reports_it(hall: Hall) -> int:
    """On a phone; the matter's number."""
    resident = hall.person("resident1", "phone").open("/raise_matter")
    resident.fill("什么事？", QUARREL)
    resident.press("提交")
    with district_of(hall.app) as db:
        newest = db.exec(select(Matter).order_by(col(Matter.id).desc())).first()
        assert newest is not None
        assert newest.text == QUARREL
        return newest.id


def the_clerk_sends_it_to_mediation(hall: Hall, matter: int) -> int:
    """Two taps; the case's number."""
    clerk = hall.person("clerk1").open(f"/matter?id={matter}")
    clerk.press("转联合调解")
    clerk.press("确定，转联合调解")
    clerk.sees("已转联合调解。")
    with district_of(hall.app) as db:
        case = db.exec(select(LegalCase).where(LegalCase.matter_id == matter)).one()
        return case.id


def a_specialist_takes_it_and_asks_a_member(hall: Hall, case: int) -> None:
    """Before taking it the specialist sees no word of it; the member is chosen by name."""
    specialist = hall.person("specialist1").open("/my_cases")
    specialist.does_not_see(QUARREL)
    specialist.press(specialist.page.locator(f".st-key-take_{case} button"))
    specialist.sees("已接手，内容可以看了。")
    specialist.open(f"/legal_case?id={case}")
    specialist.sees(QUARREL)
    specialist.choose("市民委员（合适的排在前面）", name_of(hall, "member1"))
    specialist.press("一起调解")
    specialist.sees("联合调解开始了。")


def the_member_names_the_neighbour_and_writes(hall: Hall, case: int) -> None:
    """The neighbour has no account and will sign on paper."""
    member = hall.person("member1").open(f"/legal_case?id={case}")
    member.press(member.page.get_by_text("加入另一方").first)
    member.fill("姓名，或者用户名", "楼上老郑")
    member.press(member.page.get_by_role("button", name="加入另一方").last)
    member.sees("已加入。")
    member.fill("协议内容", AGREEMENT)
    member.press("保存协议")
    member.sees("协议已保存，等各方确认。")


def everybody_signs(hall: Hall, case: int) -> None:
    """One after the other; the agreement stands with the last."""
    for who in ("member1", "specialist1", "resident1"):
        signer = hall.person(who).open(f"/legal_case?id={case}")
        signer.sees(AGREEMENT)
        signer.press("我同意，确认协议")
        signer.sees("已确认。", "正在调解")
    member = hall.person("member1").open(f"/legal_case?id={case}")
    member.press("已在纸上签字")
    member.sees("已达成协议")
    prints_as_a_pdf(member)


def prints_as_a_pdf(member: Visitor) -> None:
    """The agreement comes as a file that a printer takes."""
    assert member.download("打印协议书").startswith(b"%PDF")


def the_matter_says_only_that_it_was_mediated(hall: Hall, matter: int) -> None:
    """The resident has an answer, the clerk no content, a passer-by nothing at all."""
    resident = hall.person("resident1").open(f"/matter?id={matter}")
    resident.sees("各方达成协议。内容只有当事人知道。")
    clerk = hall.person("clerk1").open(f"/matter?id={matter}")
    clerk.sees("各方达成协议。内容只有当事人知道。")
    clerk.does_not_see(AGREEMENT)
    passer_by = hall.passer_by("passer-by", "phone").open(f"/matter?id={matter}")
    passer_by.does_not_see(QUARREL)
    passer_by.open("/matters")
    passer_by.does_not_see(QUARREL)


def nobody_else_reads_it(hall: Hall, case: int) -> None:
    """Neither who sent it there nor the office."""
    for who in ("clerk1", "officer1"):
        stranger = hall.person(who).open(f"/legal_case?id={case}")
        expect(stranger.page.get_by_role("alert").filter(visible=True)).to_contain_text(
            "没有找到这件法务事项。"
        )
        stranger.does_not_see(AGREEMENT, QUARREL)
