"""The law's pages: the station of one's community, asking, taking, mediating, writing."""

from __future__ import annotations

import re

import pytest
from sqlmodel import col, select

from db.engine import reading
from db.tables import LegalCase
from domain.legal import CaseState
from tests.pages.conftest import Open
from tests.pages.test_every_page import KEY, written

LEGAL = ("stations", "ask_law", "my_cases", "legal_case", "station_desk", "legal_articles")
PEOPLE = (None, "resident1", "member1", "specialist1", "clerk1", "officer1", "expert1")


def case_in(state: CaseState) -> int:
    """The demonstration's first case that stands here: of the first resident's community."""
    with reading() as db:
        query = select(LegalCase.id).where(LegalCase.state == state.value)
        return db.exec(query.order_by(col(LegalCase.id))).first() or 0


def labels(app: object) -> set[str]:
    """What can be pressed."""
    return {button.label for button in app.button}  # type: ignore[attr-defined]


@pytest.mark.parametrize("username", PEOPLE)
@pytest.mark.parametrize("name", LEGAL)
def test_a_page_of_the_law_opens_for_everyone(open_page: Open, name: str, username: str) -> None:
    app = open_page(name, username)
    assert not app.exception, app.exception[0].message
    assert written(app)
    assert not [text for text in written(app) if KEY.match(str(text))]


def test_a_resident_finds_the_station_of_their_community_and_asks(open_page: Open) -> None:
    app = open_page("stations", "resident1")
    assert any("法务特派员工作站" in one.value for one in app.header)
    app = open_page("ask_law", "resident1")
    app.text_input(key="ask_law_subject").set_value("装修扰民")
    app.text_area(key="ask_law_content").set_value("楼上装修")
    next(one for one in app.button if one.label == "发出").click().run()
    assert not app.exception
    assert [one.value for one in app.title] == ["已收到"]
    assert any("以前答复您" in one.value for one in app.subheader)


def test_a_half_hour_is_booked_in_three_taps(open_page: Open) -> None:
    app = open_page("ask_law", "resident1")
    app.segmented_control(key="ask_law_way").set_value(True).run()
    pills = app.pills(key="ask_law_time")
    pills.set_value(0).run()
    app.text_input(key="ask_law_subject").set_value("装修扰民")
    next(one for one in app.button if one.label == "发出").click().run()
    assert not app.exception
    assert any(re.match(r"请在 .+ 到工作站", one.value) for one in app.subheader)


@pytest.mark.parametrize("state", list(CaseState))
def test_a_case_shows_nothing_to_whoever_is_not_named(open_page: Open, state: CaseState) -> None:
    number = case_in(state)
    if not number:
        pytest.skip("the demonstration has no case that stands here")
    with reading() as db:
        case = db.get(LegalCase, number)
    assert case is not None
    for username in (None, "officer1", "clerk1", "resident2", "expert1"):
        app = open_page("legal_case", username, id=str(number))
        everything = " ".join(map(str, written(app)))
        assert case.subject not in everything
        assert case.content not in everything


def test_a_case_opens_for_each_who_is_named_with_what_they_can_do(open_page: Open) -> None:
    number = str(case_in(CaseState.MEDIATING))
    for username, sign in (("resident1", True), ("member1", True), ("specialist1", True)):
        app = open_page("legal_case", username, id=number)
        assert not app.exception, app.exception[0].message
        assert ("我同意，确认协议" in labels(app)) is sign


def test_a_specialist_takes_a_case_and_answers_it(open_page: Open) -> None:
    app = open_page("my_cases", "specialist1")
    assert "房东不退押金" not in " ".join(map(str, written(app)))
    number = case_in(CaseState.ASKED)
    app.button(key=f"take_{number}").click().run()
    assert "已接手，内容可以看了。" in [one.value for one in app.success]
    app = open_page("legal_case", "specialist1", id=str(number))
    assert "房东不退押金" in app.title[0].value
    app.text_area(key="case_answer_0_text").set_value("先把收据留好。")
    next(one for one in app.button if one.label == "发出答复").click().run()
    assert "答复已发出。" in [one.value for one in app.success]


def test_the_desk_plans_a_duty_and_copies_last_week(open_page: Open) -> None:
    app = open_page("station_desk", "officer1")
    next(one for one in app.button if one.label == "照上周排班").click().run()
    assert not app.exception
    assert any("照上周排好了" in one.value for one in app.success)


def test_an_article_is_written_published_and_found(open_page: Open) -> None:
    app = open_page("legal_articles", "specialist1")
    app.text_input(key="article_0_0_title").set_value("邻居的树枝")
    app.text_area(key="article_0_0_text").set_value("可以请他修剪。")
    next(
        one for one in app.button if one.label == "保存" and "_0" in str(one.form_id)
    ).click().run()
    assert "已保存" in app.success[0].value
    next(one for one in app.button if one.label == "公开").click().run()
    app = open_page("legal_articles")
    app.text_input(key="article_search").set_value("树枝").run()
    [found] = [one for one in app.button if "树枝" in one.label]
    found.click().run()
    assert app.title[0].value == "邻居的树枝"
    next(one for one in app.button if one.label == "返回法务知识").click().run()
    assert app.title[0].value == "法务知识"


@pytest.mark.parametrize("bad", ["0", "-1", "999999", "abc", "<script>", ""])
def test_a_wrong_address_gets_a_sentence(open_page: Open, bad: str) -> None:
    for name in ("legal_case", "legal_articles"):
        app = open_page(name, "resident1", id=bad)
        assert not app.exception
        assert written(app)
