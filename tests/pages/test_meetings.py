"""Meetings as they are read, prepared and entered: the list, one page, the form, the door."""

import pytest
from streamlit.testing.v1 import AppTest

from db import accounts
from db.engine import reading
from domain.meetings import MeetingKind, MeetingState, Standing
from domain.quorum import OWNERS_ASSEMBLY
from domain.roles import Actor
from services import draws, meetings, presence, rosters
from tests.pages.conftest import Open

PAST, TONIGHT, HEARING, OWNERS, NEXT = 1, 2, 3, 4, 5


def actor(username: str) -> Actor:
    with reading() as db:
        account = accounts.find_account(db, username)
        assert account is not None
        return accounts.actor_of(db, account)


def words(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "info", "warning", "error", "success")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(app, kind))


def test_a_visitor_reads_what_goes_on_what_is_coming_and_what_is_over(open_page: Open) -> None:
    app = open_page("meetings")
    assert [one.value for one in app.header] == ["即将召开", "已经开过"]
    titles = [one.value for one in app.subheader]
    assert "加装电梯" in titles[0]
    coming = [one for one in meetings.list_meetings() if one.state is MeetingState.PLANNED]
    soonest_first = [one.title for one in sorted(coming, key=lambda one: one.starts_at)]
    assert any("听证会" in title for title in soonest_first)
    assert titles[1 : 1 + len(coming)] == soonest_first
    assert "到会 24 人" in words(app)


def test_the_page_of_a_meeting_under_way_says_where_it_is_and_whether_it_may_decide(
    open_page: Open,
) -> None:
    app = open_page("meeting", None, id=str(TONIGHT))
    assert "正在进行" in words(app)
    assert "可以表决" in words(app)
    assert [one.value for one in app.metric][:2] == ["24", "22 / 16"]
    assert "路灯" in words(app), "last time's answers stand under their item"


def test_nobody_reads_the_code_or_a_name_off_the_public_page(open_page: Open) -> None:
    view = meetings.get_meeting_view(TONIGHT)
    roster = rosters.list_roster(actor("clerk1"), TONIGHT)
    said = words(open_page("meeting", None, id=str(TONIGHT)))
    assert view.join_code is not None
    assert view.join_code not in said
    assert not [one.name for one in roster if one.name in said]


def test_the_page_of_a_meeting_that_is_over_tells_its_results(open_page: Open) -> None:
    said = words(open_page("meeting", None, id=str(PAST)))
    assert "没有通过" in said
    assert "电动车充电点先在北门试一个月" in said


def test_a_drawn_roster_can_be_checked_by_everyone(open_page: Open) -> None:
    app = open_page("meeting", None, id=str(HEARING))
    [drawn] = draws.list_draws(HEARING)
    shown = [block.value for block in app.code]
    assert drawn.seed in shown
    assert drawn.pool_print in shown
    assert f'printf "{drawn.seed}:{drawn.drawn[0].number}" | sha256sum' in shown


@pytest.mark.parametrize("bad", ["0", "-1", "999999", "abc", "1e99", ""])
@pytest.mark.parametrize("name", ["meeting", "meeting_setup", "presence"])
def test_a_wrong_number_gets_a_sentence(open_page: Open, name: str, bad: str) -> None:
    app = open_page(name, "facilitator1", id=bad)
    assert not app.exception, app.exception[0].message
    assert words(app)


def test_from_a_template_to_an_invited_meeting_in_three_taps(open_page: Open) -> None:
    app = open_page("meeting_setup", "facilitator1")
    app.button(key="template_talk_day").click().run()
    app.button(key="meeting_done").click().run()
    made = max(meetings.list_meetings(), key=lambda one: one.id)
    assert (made.kind, made.state) == (MeetingKind.TALK_DAY, MeetingState.PLANNED)
    assert app.query_params["id"] in (str(made.id), [str(made.id)])
    app.button(key="invite_resident").click().run()
    view = meetings.get_meeting_view(made.id)
    assert view.invited > 0
    assert view.agenda[0].title.startswith("上期回音")


def test_the_agenda_is_put_in_order_lengthened_and_shortened_by_taps(open_page: Open) -> None:
    app = open_page("meeting_setup", "facilitator1", id=str(NEXT))
    before = meetings.get_meeting_view(NEXT).agenda

    def tap(name: str, token: int) -> None:
        found = [one for one in app.button if str(one.key).endswith(f"_{name}_{token}")]
        found[0].click().run()

    tap("down", 1)
    tap("longer", 2)
    tap("remove", 3)
    assert "一共 80 分钟：19:00 开始，20:20 结束" in words(app)
    assert meetings.get_meeting_view(NEXT).agenda == before, "nothing is saved yet"
    app.button(key="meeting_done").click().run()
    after = meetings.get_meeting_view(NEXT).agenda
    assert [one.id for one in after] == [before[n].id for n in (0, 2, 1, 4)]
    assert after[1].planned_minutes == before[2].planned_minutes + 5


def test_how_long_one_may_speak_again_is_asked_where_a_meeting_is_set_up(open_page: Open) -> None:
    app = open_page("meeting_setup", "facilitator1", kind="talk_day")
    [again] = [one for one in app.number_input if one.label == "再次发言几分钟"]
    again.set_value(1).run()
    app.button(key="meeting_done").click().run()
    made = max(meetings.list_meetings(), key=lambda one: one.id)
    rules = meetings.get_settings(made.id).rules
    assert (rules.speech_minutes, rules.later_speech_minutes) == (3, 1)


def test_who_walks_in_is_told_the_number_to_vote_with_at_a_tablet(open_page: Open) -> None:
    app = open_page("presence", "clerk1", id=str(TONIGHT))
    app.text_input(key="door_name").set_value("周奶奶")
    app.button(key="door_let_in").click().run()
    roster = rosters.list_roster(actor("clerk1"), TONIGHT)
    [number] = [one.number for one in roster if one.name == "周奶奶"]
    assert f"{number} 号 周奶奶 已到" in words(app)


def test_what_was_not_saved_is_still_there_after_another_page(open_page: Open) -> None:
    app = open_page("meeting_setup", "facilitator1", kind="council")
    title = next(one for one in app.text_input if str(one.key).endswith("_title"))
    title.set_value("停车怎么办").run()
    longer = next(one for one in app.button if str(one.key).endswith("_longer_0"))
    longer.click().run()
    app.switch_page("pages/meetings.py").run()
    app.switch_page("pages/meeting_setup.py")
    app.query_params["kind"] = "council"
    app.run()
    title = next(one for one in app.text_input if str(one.key).endswith("_title"))
    assert title.value == "停车怎么办"
    assert "一共 95 分钟" in words(app)


def test_one_wrong_line_is_named_and_nobody_is_invited(open_page: Open) -> None:
    app = open_page("meeting_setup", "facilitator1", id=str(NEXT))
    app.text_area(key="invite_lines").set_value("王秀英，居民代表\n陈阿姨，花匠").run()
    assert "第 2 行" in words(app)
    assert app.button(key="invite_them").disabled
    app.text_area(key="invite_lines").set_value("王秀英，居民代表\n林建国，业主，86.5").run()
    app.button(key="invite_them").click().run()
    found = {
        one.name: (one.standing, one.floor_area_dm2)
        for one in rosters.list_roster(actor("facilitator1"), NEXT)
    }
    assert found == {
        "王秀英": (Standing.REPRESENTATIVE, 0),
        "林建国": (Standing.OWNER, 8_650),
    }


def test_the_lot_is_drawn_after_the_pool_was_published(open_page: Open) -> None:
    app = open_page("meeting_setup", "facilitator1", id=str(NEXT))
    app.segmented_control(key=f"desk_part_{NEXT}").set_value("draw").run()
    app.button(key="draw_announce").click().run()
    assert draws.list_draws(NEXT)[0].seed == ""
    app.text_input(key="draw_words").set_value("榕树 茉莉").run()
    app.button(key="draw_now").click().run()
    [drawn] = draws.list_draws(NEXT)
    assert drawn.seed.startswith("榕树 茉莉 ")
    assert len(rosters.list_roster(actor("facilitator1"), NEXT)) == drawn.seats


def test_without_a_quorum_a_reason_is_tapped_and_the_meeting_opens(open_page: Open) -> None:
    app = open_page("meeting_setup", "facilitator1", id=str(OWNERS))
    app.button(key="meeting_open").click().run()
    assert meetings.get_meeting_view(OWNERS).state is MeetingState.PLANNED
    assert "原因" in words(app)
    app.button_group(key="quorum_reason").set_value("doors").run()
    app.button(key="meeting_open").click().run()
    assert meetings.get_meeting_view(OWNERS).state is MeetingState.OPEN


def test_the_clerk_finds_a_name_and_one_tap_is_here_and_can_be_taken_back(
    open_page: Open,
) -> None:
    app = open_page("presence", "clerk1", id=str(TONIGHT))
    waiting = next(
        one
        for one in rosters.list_roster(actor("clerk1"), TONIGHT)
        if one.is_invited and not one.is_present
    )
    app.text_input(key="door_typed").set_value(waiting.name).run()
    app.button(key=f"door_in_{waiting.id}").click().run()
    assert meetings.get_meeting_view(TONIGHT).present == 25
    assert app.metric[0].value == "25"
    app.button(key=f"door_take_back_top_{waiting.id}").click().run()
    assert meetings.get_meeting_view(TONIGHT).present == 24
    app.text_input(key="door_typed").set_value(waiting.name).run()
    app.button(key=f"door_in_{waiting.id}").click().run()
    app.button(key=f"door_take_back_sure_list_{waiting.id}").click().run()
    assert meetings.get_meeting_view(TONIGHT).present == 24
    assert "的签到" in words(app)


def test_a_namesake_who_walks_in_is_asked_about_once(open_page: Open) -> None:
    app = open_page("presence", "clerk1", id=str(TONIGHT))
    waiting = next(
        one
        for one in rosters.list_roster(actor("clerk1"), TONIGHT)
        if one.is_invited and not one.is_present
    )
    app.text_input(key="door_name").set_value(waiting.name)
    app.button(key="door_let_in").click().run()
    assert meetings.get_meeting_view(TONIGHT).present == 24
    app.button(key="door_another").click().run()
    assert meetings.get_meeting_view(TONIGHT).present == 25


def test_owners_see_people_and_floor_area_at_the_door(open_page: Open) -> None:
    host = actor("facilitator1")
    roster = rosters.list_roster(host, OWNERS)
    for one in roster[:24]:
        presence.check_in(host, OWNERS, one.id)
    app = open_page("presence", "clerk1", id=str(OWNERS))
    assert len(presence.quorum_report(OWNERS).conditions) == len(OWNERS_ASSEMBLY)
    assert app.metric[1].value == "24 / 24"
    assert str(app.metric[2].value).endswith("%")


def test_a_member_is_told_that_the_door_and_the_desk_are_not_theirs(open_page: Open) -> None:
    for name in ("presence", "meeting_setup"):
        app = open_page(name, "member1", id=str(TONIGHT))
        assert "市民委员" in words(app)
        assert not [one for one in app.button if str(one.key).startswith(("door_", "meeting_"))]


def test_todays_meeting_is_the_first_thing_for_the_host_and_the_clerk(open_page: Open) -> None:
    assert "今天有会要主持" in open_page("home", "facilitator1").subheader[0].value
    assert "今天有会要签到" in open_page("home", "clerk1").subheader[0].value
    assert "请您参加" in words(open_page("home", "member1"))
