"""In the room with a tablet: coming in, answering in huge keys, one statement at a time, asking."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db import accounts
from db.engine import reading, transaction
from db.tables import AgendaItem, Community, Meeting
from domain.clock import utc_now
from domain.polls import PollKind, PollTerms
from domain.roles import Actor
from domain.stances import HidingReason, StanceValue, Wave
from services import floor, joining, poll_answers, polls, stances, statements
from tests.pages.conftest import Open

CODE = "975310"
MOTION = PollTerms("先给三栋老楼装扶手，同意吗？")
CHOICE = PollTerms("先做哪件？", PollKind.CHOICE, ("扶手", "车棚", "路灯"), most_choices=2)
POINTS = PollTerms("怎么分？", PollKind.POINTS, ("扶手", "车棚"), points_total=3)


def facilitator() -> Actor:
    with reading() as db:
        account = accounts.find_account(db, "facilitator1")
        assert account is not None
        return accounts.actor_of(db, account)


@pytest.fixture
def room(district: Path) -> tuple[int, int]:
    """An open meeting at its first item; the two ids."""
    with transaction() as db:
        home = db.exec(select(Community)).first()
        assert home is not None
        meeting = Meeting(
            kind="talk_day",
            title="恳谈日",
            place_kind="community",
            subdistrict_id=home.subdistrict_id,
            community_id=home.id,
            starts_at=utc_now(),
            state="open",
            join_code=CODE,
            opened_at=utc_now(),
            created_at=utc_now(),
        )
        db.add(meeting)
        db.flush()
        item = AgendaItem(meeting_id=meeting.id, position=1, kind="free", title="扶手怎么装")
        db.add(item)
        db.flush()
        ids = meeting.id, item.id
    floor.start_item(facilitator(), *ids)
    return ids


def press(app: AppTest, label: str) -> AppTest:
    found = [one for one in app.button if one.label == label]
    assert found, [one.label for one in app.button]
    return found[0].click().run()


def came_in(open_page: Open) -> AppTest:
    """A tablet of somebody who gave a name and is in the room."""
    app = open_page("room", code=CODE)
    app.text_input(key="room_name").set_value("王阿姨").run()
    return press(app, "进入会场")


def told(app: AppTest) -> str:
    """Everything that is written on the page."""
    parts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.success, *app.info]
    return "\n".join(str(one.value) for one in parts)


def open_poll(meeting_id: int, terms: PollTerms) -> int:
    poll_id = polls.prepare_poll(facilitator(), meeting_id, terms)
    polls.open_poll(facilitator(), poll_id)
    return poll_id


def test_a_wrong_code_says_so_and_the_right_one_opens_the_door(
    open_page: Open, room: tuple[int, int]
) -> None:
    app = open_page("room", code="000001")
    assert len(app.error) == 1
    app.text_input(key="room_code").set_value(CODE).run()
    app = press(app, "进入会场")
    assert "恳谈日" in told(app)
    assert not app.error


def test_a_member_comes_in_and_answers_with_one_tap(open_page: Open, room: tuple[int, int]) -> None:
    app = came_in(open_page)
    assert "扶手怎么装" in told(app)
    poll_id = open_poll(room[0], MOTION)
    assert polls.get_poll_view(poll_id).entitled == 1
    app = press(app.run(), "赞成")
    assert "已记下" in told(app)
    assert polls.get_poll_view(poll_id).answered == 1
    press(app, "反对")
    result = polls.close_poll(facilitator(), poll_id).result
    assert result is not None
    assert result.counts == {"for": 0, "against": 1, "abstain": 0}
    assert "没有通过" in told(app.run())


def test_a_late_tap_is_told_that_the_poll_has_closed(
    open_page: Open, room: tuple[int, int]
) -> None:
    app = came_in(open_page)
    poll_id = open_poll(room[0], MOTION)
    app.run()
    polls.close_poll(facilitator(), poll_id)
    app = press(app, "赞成")
    assert [one.value for one in app.error] == ["这项表决已经结束，刚才的选择没有计入。"]


def test_several_options_are_chosen_and_taken_back(open_page: Open, room: tuple[int, int]) -> None:
    app = came_in(open_page)
    poll_id = open_poll(room[0], CHOICE)
    app = press(app.run(), "**1** 扶手")
    app = press(app, "**3** 路灯")
    app = press(app, "**2** 车棚")
    assert [one.value for one in app.error] == ["最多选 2 项。请先取消一项。"]
    app = press(app, "**1** 扶手")
    result = polls.close_poll(facilitator(), poll_id).result
    assert result is not None
    assert result.counts == {"1": 0, "2": 0, "3": 1}


def test_points_are_given_one_by_one_and_no_more_than_there_are(
    open_page: Open, room: tuple[int, int]
) -> None:
    app = came_in(open_page)
    poll_id = open_poll(room[0], POINTS)
    for _ in range(3):
        app = app.run()
        app = app.button(key=f"poll_more_{poll_id}_1").click().run()
    assert app.button(key=f"poll_more_{poll_id}_2").disabled
    app = app.button(key=f"poll_less_{poll_id}_1").click().run()
    app.button(key=f"poll_more_{poll_id}_2").click().run()
    result = polls.close_poll(facilitator(), poll_id).result
    assert result is not None
    assert result.counts == {"1": 2, "2": 1}


def test_who_came_after_the_opening_without_a_vote_can_only_watch(
    open_page: Open, room: tuple[int, int]
) -> None:
    # Somebody with a vote, without whom no poll would open.
    joining.join_room(CODE, joining.make_device_token(), name="先来的人")
    with transaction() as db:
        meeting = db.get(Meeting, room[0])
        assert meeting is not None
        meeting.admission = "accounts"
    open_poll(room[0], MOTION)
    app = press(open_page("room", "expert1", code=CODE), expert_key())
    assert not [one for one in app.button if one.label == "赞成"]


def expert_key() -> str:
    with reading() as db:
        account = accounts.find_account(db, "expert1")
        assert account is not None
        return f"以{account.name}的身份进入会场"


def test_statements_come_one_at_a_time_and_can_be_changed(
    open_page: Open, room: tuple[int, int]
) -> None:
    meeting_id, item_id = room
    for text in ("先装扶手", "先修路灯", "先建车棚"):
        statements.add_statement(facilitator(), meeting_id, text, item_id)
    app = came_in(open_page)
    stances.open_wave(facilitator(), meeting_id, item_id, Wave.BEFORE)
    app = app.run()
    for place in (1, 2, 3):
        assert f"第 {place} 条，共 3 条" in told(app)
        app = press(app, "赞成")
    assert "3 条都看完了" in told(app)
    app = press(press(app, "回到上一条"), "反对")
    wave = stances.find_open_wave(meeting_id)
    assert wave is not None
    assert (wave.people_finished, wave.people_begun) == (1, 1)


def test_a_sentence_that_repeats_is_pointed_out_before_it_is_sent(
    open_page: Open, room: tuple[int, int]
) -> None:
    meeting_id, item_id = room
    statements.add_statement(facilitator(), meeting_id, "楼道扶手要先装上", item_id)
    app = came_in(open_page)
    app.text_area(key="statement_text").set_value("楼道的扶手应该先装").run()
    app = press(app, "交给主持人")
    assert "楼道扶手要先装上" in told(app)
    assert len(statements.list_for_moderation(facilitator(), meeting_id)) == 1
    press(app, "不一样，还是要提")
    assert len(statements.list_for_moderation(facilitator(), meeting_id)) == 2


def test_asking_to_speak_gives_a_place_that_can_be_given_up(
    open_page: Open, room: tuple[int, int]
) -> None:
    app = press(came_in(open_page), "我赞成，想说")
    assert "您排在第 1 位" in told(app)
    app = press(app, "不发言了")
    assert "您排在第" not in told(app)


def test_leaving_gives_the_tablet_back_its_door(open_page: Open, room: tuple[int, int]) -> None:
    app = press(came_in(open_page), "离开会场").run()
    assert [one for one in app.button if one.label == "进入会场"]


def test_the_moderator_shows_hides_asks_and_ends(open_page: Open, room: tuple[int, int]) -> None:
    meeting_id, item_id = room
    voice = joining.join_room(CODE, joining.make_device_token(), name="李师傅")
    shown = statements.propose_statement(voice, "先装扶手", item_id)
    hidden = statements.propose_statement(voice, "张三的狗太吵", item_id)
    app = open_page("statements", "facilitator1", id=str(meeting_id))
    app.button(key=f"statement_show_{shown}").click().run()
    app.button(key=f"statement_hide_{hidden}_{HidingReason.PERSONAL}").click().run()
    assert [one.text for one in statements.list_shown(meeting_id)] == ["先装扶手"]
    press(app, "讨论之前，请大家表态")
    stances.take_stance(voice, shown, Wave.BEFORE, StanceValue.AGREE)
    app = press(app.run(), "结束表态")
    app.button_group(key="statements_view").set_value("results").run()
    assert "先装扶手" in told(app)
    assert not app.exception


def test_a_visitor_sees_what_the_room_thinks_and_no_key_to_press(
    open_page: Open, room: tuple[int, int]
) -> None:
    meeting_id, item_id = room
    statement_id = statements.add_statement(facilitator(), meeting_id, "先装扶手", item_id)
    voice = joining.join_room(CODE, joining.make_device_token(), name="李师傅")
    stances.open_wave(facilitator(), meeting_id, item_id, Wave.BEFORE)
    stances.take_stance(voice, statement_id, Wave.BEFORE, StanceValue.AGREE)
    stances.close_wave(facilitator(), meeting_id)
    app = open_page("statements", id=str(meeting_id))
    assert "先装扶手" in told(app)
    assert not [one for one in app.button if one.key and one.key.startswith("statement_")]


@pytest.mark.parametrize("bad", ["abc", "²", "1234567", "-1", " "])
def test_a_wrong_code_in_the_address_crashes_nothing(
    open_page: Open, room: tuple[int, int], bad: str
) -> None:
    assert not open_page("room", code=bad).exception


def test_answers_come_from_the_stored_answer_not_from_the_screen(
    open_page: Open, room: tuple[int, int]
) -> None:
    app = came_in(open_page)
    poll_id = open_poll(room[0], replace(POINTS, is_secret=False))
    app = app.run()
    voice_rows = poll_answers.list_without_answer(facilitator(), poll_id)
    assert [one.name for one in voice_rows] == ["王阿姨"]
    app.button(key=f"poll_more_{poll_id}_1").click().run()
    assert poll_answers.list_without_answer(facilitator(), poll_id) == ()
