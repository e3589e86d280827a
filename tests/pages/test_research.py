"""Topics, consultations, the expert's desk and concerns, as those see them whom they are for."""

from __future__ import annotations

import pytest
from sqlmodel import select

from db.engine import reading
from db.tables import Consultation, Topic
from domain.research import ConsultationState, TopicState
from tests.pages.conftest import Open


def topic_in(state: TopicState) -> str:
    with reading() as db:
        return str(db.exec(select(Topic.id).where(Topic.state == state.value)).first())


def consultation_in(state: ConsultationState) -> str:
    with reading() as db:
        wanted = select(Consultation.id).where(Consultation.state == state.value)
        return str(db.exec(wanted).first())


def read(app: object) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "success")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(app, kind))


@pytest.mark.parametrize("state", list(TopicState))
@pytest.mark.parametrize("who", [None, "officer1", "expert1", "expert2", "member1"])
def test_a_topic_opens_at_every_step(open_page: Open, state: TopicState, who: str | None) -> None:
    app = open_page("topic", who, id=topic_in(state))
    assert not app.exception, app.exception[0].message


@pytest.mark.parametrize("state", [one for one in ConsultationState if one != "withdrawn"])
@pytest.mark.parametrize("who", [None, "officer1", "expert1", "member1"])
def test_a_consultation_opens_at_every_step(
    open_page: Open, state: ConsultationState, who: str | None
) -> None:
    app = open_page("consultation", who, id=consultation_in(state))
    assert not app.exception, app.exception[0].message


def test_a_visitor_reads_the_decision_first_and_no_draft(open_page: Open) -> None:
    assert "区里采纳了" in read(open_page("topic", None, id=topic_in(TopicState.DECIDED)))
    draft = read(open_page("topic", None, id=topic_in(TopicState.IN_REVIEW)))
    assert "每天多开一个半小时" not in draft


def test_a_member_answers_with_one_tap(open_page: Open) -> None:
    number = consultation_in(ConsultationState.OPEN)
    app = open_page("consultation", "member1", id=number)
    app.button_group[0].set_value(4).run()
    assert not app.exception
    assert "已保存" in read(app)


def test_answers_are_hidden_while_others_can_follow_them(open_page: Open) -> None:
    app = open_page("consultation", "officer1", id=consultation_in(ConsultationState.OPEN))
    assert "截止以后才公布" in read(app)
    closed = open_page("consultation", None, id=consultation_in(ConsultationState.CLOSED))
    assert "少数人的理由" in read(closed)


def test_who_raised_it_finds_the_result_on_the_topics(open_page: Open) -> None:
    app = open_page("topics", "resident1")
    assert "您反映的事，有结果了" in read(app)
    assert "凉亭边加几张" in read(app)


def test_the_desk_has_what_waits_for_the_expert(open_page: Open) -> None:
    text = read(open_page("my_research", "expert1"))
    assert "等您答复的问题" in text
    assert "您在研究的课题" in text


def test_an_expert_writes_at_the_desk(open_page: Open) -> None:
    with reading() as db:
        wanted = select(Topic.id).where(Topic.title.contains("充电"))  # type: ignore[attr-defined]
        number = db.exec(wanted).one()
    app = open_page("my_research", "expert1", topic=str(number))
    assert not app.exception, app.exception[0].message
    app.text_area(key=f"finding_{number}_text").set_value("先补位子。").run()
    assert not app.exception
    assert "先补位子。" in read(open_page("topic", "officer1", id=str(number)))


def test_concerns_are_for_the_office_and_the_host_alone(open_page: Open) -> None:
    assert "个集中的问题" in read(open_page("concerns", "facilitator1"))
    refused = open_page("concerns", "resident1")
    assert refused.error


def test_the_office_asks_another_expert_to_review(open_page: Open) -> None:
    number = topic_in(TopicState.IN_REVIEW)
    assert not [
        one for one in open_page("topic", "expert1", id=number).expander if "换一位" in one.label
    ]
    app = open_page("topic", "officer1", id=number)
    offered = app.selectbox(key="reviewer_0_expert")
    assert len(offered.options) > 1
    chosen = offered.options[1].split("（")[0].split(" ")[0]
    offered.set_value(offered.options[1])
    next(one for one in app.button if one.label == "换成这位").click().run()
    assert not app.exception
    assert "评审换人了" in read(app)
    assert chosen in next(one.value for one in app.markdown if "正在请" in one.value)


def test_the_office_asks_the_citizens_committee_without_a_topic(open_page: Open) -> None:
    app = open_page("consultation", "officer1")
    app.text_input(key="citizens_0_title").set_value("长者食堂")
    app.text_area(key="citizens_0_question").set_value("晚饭供到七点，您同意吗？")
    next(one for one in app.button if one.label == "存成草稿").click().run()
    assert not app.exception, app.exception[0].message
    assert [one.value for one in app.title] == ["长者食堂"]
    assert "晚饭供到七点" in read(app)
    assert not [
        one for one in open_page("consultation", "member1").expander if "问一件" in one.label
    ]
