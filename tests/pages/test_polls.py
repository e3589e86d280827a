"""Polls at the office's desk: prepared with every detail, entered for those without a device."""

from dataclasses import replace

from domain.polls import Base, PollKind, PollState, PollTerms
from services import joining, poll_answers, polls
from tests.pages.conftest import Open
from tests.pages.test_room import CODE, MOTION, facilitator, open_poll, press, room, told

__all__ = ["room"]


def test_an_owners_poll_is_prepared_with_area_majority_and_base(
    open_page: Open, room: tuple[int, int]
) -> None:
    meeting_id, _ = room
    app = open_page("polls", "facilitator1", id=str(meeting_id))
    name = f"poll_form_page_{meeting_id}"
    app.text_input(key=f"{name}_question").set_value("动用维修资金，同意吗？").run()
    app.button_group(key=f"{name}_secret").set_value(False).run()
    app.button_group(key=f"{name}_majority").set_value("2_3").run()
    app.button_group(key=f"{name}_base").set_value(Base.ALL).run()
    app.toggle(key=f"{name}_area").set_value(True).run()
    assert "面积也要达到同样的比例" in told(app)
    press(app, "准备好这项表决")
    [poll] = polls.list_poll_views(meeting_id)
    assert poll.state is PollState.DRAFT
    assert poll.terms == PollTerms(
        "动用维修资金，同意吗？",
        is_secret=False,
        majority=2,
        majority_of=3,
        base=Base.ALL,
        counts_area=True,
    )


def test_a_choice_needs_its_options_and_says_so(open_page: Open, room: tuple[int, int]) -> None:
    meeting_id, _ = room
    app = open_page("polls", "facilitator1", id=str(meeting_id))
    name = f"poll_form_page_{meeting_id}"
    app.text_input(key=f"{name}_question").set_value("先做哪件？").run()
    app.button_group(key=f"{name}_kind").set_value(PollKind.CHOICE).run()
    app = press(app, "准备好这项表决")
    assert [one.value for one in app.error] == ["请写 2 到 12 个选项，一行一个。"]
    app.text_area(key=f"{name}_options").set_value("扶手\n车棚").run()
    press(app, "准备好这项表决")
    assert [one.terms.options for one in polls.list_poll_views(meeting_id)] == [("扶手", "车棚")]


def test_an_answer_is_entered_for_somebody_and_stands_in_the_record(
    open_page: Open, room: tuple[int, int]
) -> None:
    voice = joining.join_room(CODE, joining.make_device_token(), name="陈伯")
    poll_id = open_poll(room[0], replace(MOTION, is_secret=False))
    app = open_page("polls", "facilitator1", id=str(room[0]))
    app.button(key=f"poll_enter_{poll_id}_{voice.attendee_id}_for").click().run()
    assert poll_answers.list_without_answer(facilitator(), poll_id) == ()
    polls.close_poll(facilitator(), poll_id)
    app = open_page("polls", "facilitator1", id=str(room[0]))
    assert "通过" in told(app)
    assert [one.name for one in polls.list_named_answers(poll_id)] == ["陈伯"]


def test_nobody_enters_a_secret_answer(open_page: Open, room: tuple[int, int]) -> None:
    joining.join_room(CODE, joining.make_device_token(), name="陈伯")
    open_poll(room[0], MOTION)
    app = open_page("polls", "facilitator1", id=str(room[0]))
    assert not [one for one in app.button if (one.key or "").startswith("poll_enter_")]
    assert "请把平板递给本人" in told(app)


def test_a_member_reads_results_and_finds_nothing_to_prepare(
    open_page: Open, room: tuple[int, int]
) -> None:
    joining.join_room(CODE, joining.make_device_token(), name="陈伯")
    polls.close_poll(facilitator(), open_poll(room[0], MOTION))
    app = open_page("polls", "member1", id=str(room[0]))
    assert "没有通过" in told(app)
    assert not [one for one in app.button if one.label == "准备好这项表决"]
