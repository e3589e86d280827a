"""The page of the minutes: one press drafts, another approves, then everyone can read them."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from components.minutes_words import say
from db.engine import reading
from db.tables import Minutes
from domain.meetings import MeetingState
from services import meetings, minutes, minutes_text
from services.accounts import sign_in_for_demonstration
from tests.pages.conftest import Open
from tests.pages.test_every_page import written

OVER = (MeetingState.CLOSED,)


def meeting_over() -> str:
    return str(meetings.list_meetings(OVER)[0].id)


def texts(app: AppTest) -> str:
    return "\n".join(str(one) for one in written(app))


def fields(app: AppTest) -> list[str]:
    return [one.value or "" for one in app.text_area]


def correct(open_page: Open) -> AppTest:
    app = open_page("minutes", "facilitator1", id=meeting_over())
    app.text_input(key="minutes_reason").set_value("地点写错").run()
    return app.button(key="minutes_correct").click().run()


def test_the_demonstrations_talk_day_has_minutes_that_everyone_can_read(open_page: Open) -> None:
    app = open_page("meeting", None, id=meeting_over())
    assert not app.exception
    assert "一、会议概况" in texts(app).replace("\\", "")
    assert "修好 5 号楼前的路灯" in texts(app).replace("\\", "")


def test_who_has_no_right_sees_a_sentence_and_no_text(open_page: Open) -> None:
    app = open_page("minutes", "member1", id=meeting_over())
    assert not app.exception
    assert app.error
    assert not app.text_area


def test_a_correction_is_written_with_a_reason_and_only_then_can_be_read(open_page: Open) -> None:
    app = correct(open_page)
    assert not app.exception
    place = next(one for one in app.text_area if (one.value or "").startswith("地点"))
    place.set_value("地点：社区食堂。").run()
    assert not app.exception
    public = open_page("meeting", None, id=meeting_over())
    assert "社区食堂" not in texts(public)
    office = open_page("minutes", "officer1", id=meeting_over())
    assert "地点：社区食堂。" in fields(office)
    office.button(key="minutes_approve").click().run()
    assert not office.exception
    public = open_page("meeting", None, id=meeting_over())
    assert "地点：社区食堂" in texts(public)
    assert "地点写错" in texts(public)


def test_when_two_write_the_same_paragraph_both_see_both(open_page: Open) -> None:
    app = correct(open_page)
    place = next(one for one in app.text_area if (one.value or "").startswith("地点"))
    officer = sign_in_for_demonstration("officer1")
    meeting_id = int(meeting_over())
    minutes_text.save_paragraph(officer, meeting_id, "head:where", "地点：小礼堂。", place.value)
    place.set_value("地点：社区食堂。").run()
    assert not app.exception
    assert {"地点：小礼堂。", "地点：社区食堂。"} <= set(fields(app))
    assert app.warning


def test_a_promise_made_on_the_page_stands_in_the_text_at_once(open_page: Open) -> None:
    app = correct(open_page)
    app.text_input(key="cockpit_promise_what").set_value("装一盏感应灯").run()
    app.text_input(key="cockpit_promise_who").set_value("榕荫物业").run()
    app.button(key="cockpit_make_promise").click().run()
    assert not app.exception
    assert not app.error
    with reading() as db:
        row = db.get(Minutes, int(meeting_over()))
        assert row is not None
        assert "装一盏感应灯" in str(row.content)


def test_the_demonstrations_minutes_say_what_a_draft_of_that_evening_says(district: Path) -> None:
    meeting_id, host = int(meeting_over()), sign_in_for_demonstration("facilitator1")
    minutes.begin_correction(host, meeting_id, "看一看")
    before = minutes.find_draft(host, meeting_id)
    minutes.draft_minutes(host, meeting_id, say)
    after = minutes.find_draft(host, meeting_id)
    assert before is not None
    assert after is not None
    assert after.content == before.content
