"""A matter walks the closed loop: raised on a phone, late, gone up, answered, rated, closed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from db.tables import Matter
from domain.clock import utc_now
from tests.browser.app_process import RunningApp, run_cli
from tests.browser.conftest import Visit
from tests.browser.people import Hall, district_of, number_in_address, offer_by_tap
from tests.pictures import jpeg

SAID = "四号楼的楼梯灯坏了。晚上下楼要摸着墙走。"
TITLE = "四号楼的楼梯灯坏了"
BODY = "水电气服务中心"


def test_a_matter_goes_its_whole_way_in_the_hands_of_its_people(
    visit: Visit, own_app: RunningApp, tmp_path: Path
) -> None:
    hall = Hall(visit, own_app)
    head = offer_by_tap(own_app, "head-utilities")
    number = a_resident_raises_it_on_a_phone(hall, tmp_path)
    a_neighbour_on_the_committee_takes_it_up(hall, number)
    the_clerk_assigns_it(hall, number)
    it_comes_late_and_goes_up(hall, own_app, number)
    the_department_answers(hall, head, number)
    the_resident_rates_and_it_is_closed(hall, number)
    a_passer_by_reads_the_whole_way(hall, number)


def a_resident_raises_it_on_a_phone(hall: Hall, tmp_path: Path) -> int:
    """What, where, a photo, one press; the matter's number."""
    photo = tmp_path / "stairs.jpg"
    photo.write_bytes(jpeg((400, 300)))
    resident = hall.person("resident1", "phone").open("/raise_matter")
    resident.press("急难愁盼")
    resident.fill("什么事？", SAID)
    resident.fill("具体在哪里？", "4号楼三层")
    resident.attach("拍一张照片", photo)
    resident.picture("loop-raise", whole=True)
    resident.press("提交")
    resident.sees("收到了，编号", "前给您答复")
    assert resident.latin_words() <= {"English"}
    resident.press("看办到哪一步")
    resident.sees(TITLE, "4号楼三层", "待派办")
    return number_in_address(resident, "id")


def a_neighbour_on_the_committee_takes_it_up(hall: Hall, number: int) -> None:
    """From the home page to one tap."""
    member = hall.person("member1").open("/")
    member.press("去认领")
    member.sees(TITLE)
    member.open(f"/matter?id={number}").press("我来跟进这件事")
    member.sees("在跟进")


def the_clerk_assigns_it(hall: Hall, number: int) -> None:
    """To the department, with 24 hours."""
    clerk = hall.person("clerk1").open(f"/matter?id={number}")
    clerk.choose("单位", BODY)
    clerk.press("7天")
    clerk.picture("loop-assign", whole=True)
    clerk.press("派出去")
    clerk.sees("已派出。", "办理中", BODY)


def it_comes_late_and_goes_up(hall: Hall, app: RunningApp, number: int) -> None:
    """Two days pass without an answer; the clock takes it up a level."""
    with district_of(app) as db:
        db.get_one(Matter, number).due_at = utc_now() - timedelta(hours=30)
    assert f"第 {number} 号事项超期" in run_cli(app.data_dir, "tick")
    resident = hall.person("resident1").open(f"/matter?id={number}")
    resident.sees("超期了，已报给单位负责人和街道")
    resident.picture("loop-late", whole=True)


def the_department_answers(hall: Hall, head: str, number: int) -> None:
    """Its head finds the late one first on the home page, and answers."""
    owner = hall.person(head).open("/")
    owner.sees("件事答复超期了")
    owner.press("马上答复")
    owner.sees(TITLE)
    owner.open(f"/matter?id={number}")
    owner.press("发出答复")
    owner.sees("请先选：解决了，还是办不了。")
    owner.press("解决了")
    owner.fill("怎么办的？说给反映人听", "灯换了，声控开关也换了新的。")
    owner.press("发出答复")
    owner.sees("答复已发出。", "已解决")


def the_resident_rates_and_it_is_closed(hall: Hall, number: int) -> None:
    """One tap on the phone."""
    resident = hall.person("resident1").open("/")
    resident.sees("有了答复，请您评价")
    resident.open(f"/matter?id={number}")
    resident.picture("loop-rate", whole=True)
    resident.press("很满意")
    resident.sees("谢谢，您的评价已记下。", "已办结")


def a_passer_by_reads_the_whole_way(hall: Hall, number: int) -> None:
    """Everything but the name of whoever raised it."""
    reader = hall.passer_by("reader", "projector").open(f"/matter?id={number}")
    reader.sees("灯换了，声控开关也换了新的。", "反映人", "超期了，已报给单位负责人和街道")
    reader.picture("loop-way", whole=True)
