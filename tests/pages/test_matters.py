"""The pages of the loop: who sees which forms, what a page says of time, and the wall's charts."""

import pytest
import streamlit as st
from sqlmodel import select

from db.engine import reading, transaction
from db.tables import Account, Matter, Meeting
from domain.flows import FlowCode
from domain.tasks import TaskKind
from services.accounts import sign_in_for_demonstration
from services.tasks import list_tasks
from tests.pages.conftest import Open


def matter_called(start: str) -> int:
    """The demonstration's matter that begins with these words."""
    with reading() as db:
        return db.exec(select(Matter.id).where(Matter.title.startswith(start))).one()  # type: ignore[attr-defined]


def labels(app: object) -> list[str]:
    """What can be pressed."""
    return [one.label for one in app.button]  # type: ignore[attr-defined]


def said(app: object) -> str:
    """All that the page says."""
    kinds = ("title", "header", "subheader", "markdown", "error", "warning", "info", "success")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(app, kind))


def test_a_resident_raises_a_matter_and_is_told_its_number_and_until_when(open_page: Open) -> None:
    app = open_page("raise_matter", "resident1")
    app.text_area[0].input("楼道灯不亮。已经三天了。")
    next(one for one in app.button if one.label == "提交").click()
    app.run()
    assert not app.exception
    assert "收到了" in said(app)
    with reading() as db:
        newest = db.exec(select(Matter).order_by(Matter.id.desc())).first()  # type: ignore[union-attr]
    assert newest is not None
    assert (newest.title, newest.deadline_class) == ("楼道灯不亮", "7d")


def test_an_empty_form_is_refused_with_a_sentence(open_page: Open) -> None:
    app = open_page("raise_matter", "resident1")
    next(one for one in app.button if one.label == "提交").click()
    app.run()
    assert "请写上是什么事" in said(app)


@pytest.mark.parametrize(
    ("who", "sees", "not_sees"),
    [
        (None, [], ["发出答复", "派出去", "吹哨", "我来跟进这件事", "确定撤回"]),
        ("resident1", ["确定撤回"], ["发出答复", "派出去", "吹哨"]),
        ("clerk1", ["发出答复", "派出去", "吹哨"], ["确定撤回", "我来跟进这件事"]),
        ("officer1", ["发出答复", "派出去", "吹哨"], ["确定撤回", "我来跟进这件事"]),
        ("expert1", [], ["发出答复", "派出去", "吹哨", "确定撤回"]),
    ],
)
def test_each_person_sees_the_forms_that_are_theirs(
    open_page: Open, who: str | None, sees: list[str], not_sees: list[str]
) -> None:
    app = open_page("matter", who, id="1")
    app.query_params["id"] = str(matter_called("小区门口早上堵车"))
    app.run()
    assert not app.exception
    found = labels(app)
    assert [one for one in sees if one not in found] == []
    assert [one for one in not_sees if one in found] == []


def test_a_private_matter_is_not_there_for_a_visitor(open_page: Open) -> None:
    app = open_page("matter", None, id="1")
    app.query_params["id"] = str(matter_called("家里的事"))
    app.run()
    assert "没有这件事" in said(app)
    assert "家里的事" not in said(app)


@pytest.mark.parametrize("bad", ["0", "-1", "999999", "abc", "1e99"])
def test_a_wrong_number_gets_a_sentence_and_no_crash(open_page: Open, bad: str) -> None:
    app = open_page("matter", "member1", id=bad)
    assert not app.exception


def test_the_list_says_how_many_are_late_and_shows_them_alone(open_page: Open) -> None:
    app = open_page("matters")
    app.toggle(key="matter_late").set_value(True).run()
    assert not app.exception
    assert "超期" in said(app)
    app.text_input(key="matter_search").set_value("没有这样的事").run()
    assert "没有找到" in said(app)


@pytest.mark.parametrize("code", list(FlowCode))
def test_every_flowchart_is_on_its_page(open_page: Open, code: FlowCode) -> None:
    app = open_page("flowcharts")
    app.pills(key="flow_code").set_value(code.value).run()
    assert not app.exception
    assert "谁来办" in said(app)


def test_the_office_is_told_of_a_year_that_nobody_filled_in(open_page: Open) -> None:
    assert "放假安排还没有填" in said(open_page("loop_settings", "officer1"))
    assert "放假安排" not in said(open_page("loop_settings", "clerk1"))


def test_the_facilitator_puts_a_matter_on_the_wall_from_its_own_page(open_page: Open) -> None:
    with reading() as db:
        found = db.exec(
            select(Matter, Meeting)
            .join(Meeting, Meeting.community_id == Matter.community_id)  # type: ignore[arg-type]
            .where(Matter.is_public, Meeting.state == "planned", Matter.promise_id.is_(None))  # type: ignore[arg-type, union-attr]
        ).first()
    assert found is not None
    number, title = found[0].id, found[0].title
    assert "matter_wall_2" not in {
        one.key for one in open_page("matter", "clerk1", id=str(number)).button
    }
    app = open_page("matter", "facilitator1", id=str(number))
    app.button(key="matter_wall_2").click().run()
    assert not app.exception
    assert "大屏 2 现在显示这件事的流程" in said(app)
    st.cache_data.clear()
    wall = open_page("projector", screen="2")
    assert title in said(wall)
    assert "这件事办到哪一步了" in said(wall)


def test_a_task_about_one_matter_opens_that_matter(open_page: Open) -> None:
    number = matter_called("小区门口早上堵车")
    with transaction() as db:
        db.get_one(Matter, number).state = "answered"
        raiser = db.get_one(Account, db.get_one(Matter, number).raiser_id)
        for one in db.exec(select(Matter).where(Matter.raiser_id == raiser.id)):
            one.rating = None if one.id == number else 5
        username = raiser.username
    app = open_page("home", username)
    place = next(
        place
        for place, task in enumerate(list_tasks(sign_in_for_demonstration(username)))
        if task.kind is TaskKind.RATE_ANSWER
    )
    app.button(key=f"task_{place}").click().run()
    assert not app.exception
    assert app.query_params["id"] in (str(number), [str(number)])
    assert [one.value for one in app.title if "小区门口早上堵车" in str(one.value)]
