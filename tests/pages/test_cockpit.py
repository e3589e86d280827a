"""The cockpit: the next thing is one press away, and two tablets agree."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.engine import reading, transaction
from db.tables import AgendaItem, Attendee, Community, Meeting
from domain.clock import utc_now
from domain.floor import MotionState, Side
from domain.floor_views import Floor
from domain.meetings import MeetingState, Voice
from domain.quorum import Condition, Measure
from services import floor_reading, poll_answers, polls, promises, speeches
from tests.days import in_days
from tests.pages.conftest import Open

NAMES = ("林秀英", "陈国强", "")
VIEW = "cockpit_view"
CODE = "864200"


@pytest.fixture
def meeting_id(district: object) -> int:
    """An open meeting of three items with three people in it, who have phones."""
    now = utc_now()
    with transaction() as db:
        community = db.exec(select(Community)).first()
        assert community is not None
        meeting = Meeting(
            kind="talk_day",
            title="Talk day",
            place_kind="community",
            subdistrict_id=community.subdistrict_id,
            community_id=community.id,
            starts_at=now,
            state="open",
            join_code=CODE,
            opened_at=now,
            created_at=now,
        )
        db.add(meeting)
        db.flush()
        for place in (1, 2, 3):
            db.add(
                AgendaItem(
                    meeting_id=meeting.id, position=place, kind="free", title=f"Item {place}"
                )
            )
        for number, name in enumerate(NAMES, start=1):
            db.add(
                Attendee(
                    meeting_id=meeting.id,
                    number=number,
                    name=name,
                    device_key=f"device-{number}",
                    came_at=now,
                    created_at=now,
                )
            )
        return meeting.id


@pytest.fixture
def tablet(open_page: Open, meeting_id: int) -> AppTest:
    """The facilitator's tablet."""
    return cockpit(open_page, meeting_id)


def cockpit(open_page: Open, meeting_id: int, username: str = "facilitator1") -> AppTest:
    return open_page("cockpit", username, id=str(meeting_id))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, app.exception[0].message
    return app


def look_at(app: AppTest, view: str) -> AppTest:
    app.session_state[VIEW] = view
    return app.run()


def written(app: AppTest) -> str:
    return "\n".join(str(one.value) for kind in ("markdown", "caption") for one in app.get(kind))


def voice(meeting_id: int, number: int) -> Voice:
    with reading() as db:
        where = (Attendee.meeting_id == meeting_id, Attendee.number == number)
        row = db.exec(select(Attendee).where(*where)).one()
        return Voice(row.id, meeting_id, number, row.name, row.device_key or "", True)


def now(meeting_id: int) -> Floor:
    return floor_reading.get_floor(meeting_id)


def ask(meeting_id: int, number: int, side: Side) -> None:
    item = now(meeting_id).current_item_id
    assert item is not None
    speeches.ask_to_speak(voice(meeting_id, number), item, side)


def test_the_first_press_begins_the_first_item(tablet: AppTest, meeting_id: int) -> None:
    press(tablet, "cockpit_next")
    item = now(meeting_id).current_item
    assert item is not None
    assert item.title == "Item 1"
    assert "Item 1" in written(tablet)


def test_who_asked_on_a_phone_is_called_by_one_press(tablet: AppTest, meeting_id: int) -> None:
    press(tablet, "cockpit_next")
    ask(meeting_id, 1, Side.FOR)
    ask(meeting_id, 2, Side.AGAINST)
    press(tablet.run(), "cockpit_call_next")
    speaking = now(meeting_id).speaking
    assert speaking is not None
    assert speaking.person.name == "林秀英"
    press(tablet, "cockpit_extend")
    speaking = now(meeting_id).speaking
    assert speaking is not None
    assert speaking.clock.limit_seconds == 240
    press(tablet, "cockpit_end_speech")
    assert now(meeting_id).speaking is None


def test_a_tablet_that_has_not_caught_up_moves_no_further(
    open_page: Open, tablet: AppTest, meeting_id: int
) -> None:
    other = cockpit(open_page, meeting_id, "officer1")
    press(tablet, "cockpit_next")
    press(other, "cockpit_next")
    item = now(meeting_id).current_item
    assert item is not None
    assert item.title == "Item 1"
    assert "Item 1" in written(other)


def test_the_undo_key_says_what_it_takes_back(tablet: AppTest, meeting_id: int) -> None:
    press(tablet, "cockpit_next")
    [key] = [one for one in tablet.button if one.key and one.key.startswith("cockpit_undo_")]
    assert "Item 1" in key.label
    press(tablet, key.key)
    assert now(meeting_id).current_item is None


def test_a_motion_goes_from_its_mover_to_the_vote_and_its_result(
    tablet: AppTest, meeting_id: int
) -> None:
    press(tablet, "cockpit_next")
    look_at(tablet, "vote")
    tablet.text_area(key="cockpit_motion_text_new").set_value("A bench").run()
    tablet.selectbox(key="cockpit_mover_new").select_index(0).run()
    press(tablet, "cockpit_take_down_new")
    [motion] = now(meeting_id).motions
    tablet.selectbox(key=f"cockpit_second_{motion.id}").select_index(0).run()
    press(tablet, f"cockpit_second_{motion.id}_key")
    press(tablet, f"cockpit_put_{motion.id}")
    poll = polls.find_open_poll(meeting_id)
    assert poll is not None
    for number, answer in ((1, "for"), (2, "for"), (3, "against")):
        poll_answers.save_answer(voice(meeting_id, number), poll.poll_id, {answer: 1})
    tablet.run()
    assert "A bench" in written(tablet)
    press(tablet, "cockpit_close_poll")
    assert polls.find_open_poll(meeting_id) is not None, "one press alone closes nothing"
    press(tablet, "cockpit_close_sure")
    [motion] = now(meeting_id).motions
    assert motion.state is MotionState.CARRIED
    press(tablet, f"cockpit_seen_{poll.poll_id}")
    assert not tablet.exception


def test_nothing_of_a_secret_poll_is_on_the_tablet_before_it_closes(
    tablet: AppTest, meeting_id: int
) -> None:
    press(tablet, "cockpit_next")
    look_at(tablet, "vote")
    press(tablet, "cockpit_ask")
    poll = polls.find_open_poll(meeting_id)
    assert poll is not None
    for number in (1, 2, 3):
        poll_answers.save_answer(voice(meeting_id, number), poll.poll_id, {"against": 1})
    tablet.run()
    assert "**3**" not in written(tablet)
    press(tablet, "cockpit_close_poll")
    press(tablet, "cockpit_close_sure")
    assert "**3**" in written(tablet)


def test_a_note_stands_under_its_item(tablet: AppTest, meeting_id: int) -> None:
    press(tablet, "cockpit_next")
    look_at(tablet, "notes")
    tablet.text_area(key="cockpit_note").set_value("Ask the gardeners").run()
    press(tablet, "cockpit_write_note")
    assert "Ask the gardeners" in written(tablet)
    assert tablet.text_area(key="cockpit_note").value == ""


@pytest.mark.parametrize(("least", "told"), [(12, True), (3, False)])
def test_before_a_vote_the_cockpit_says_calmly_that_too_few_are_here(
    open_page: Open, meeting_id: int, least: int, told: bool
) -> None:
    with transaction() as db:
        meeting = db.get(Meeting, meeting_id)
        assert meeting is not None
        meeting.quorum = [Condition(Measure.PEOPLE, least=least).as_row()]
    tablet = press(cockpit(open_page, meeting_id), "cockpit_next")
    look_at(tablet, "vote")
    warned = [one.value for one in tablet.warning if "还差 9 人" in one.value]
    assert bool(warned) is told
    press(tablet, "cockpit_ask")
    assert polls.find_open_poll(meeting_id) is not None


def test_the_meeting_is_closed_by_two_presses(tablet: AppTest, meeting_id: int) -> None:
    look_at(tablet, "agenda")
    press(tablet, "cockpit_end_meeting")
    assert now(meeting_id).state is MeetingState.OPEN
    press(tablet, "cockpit_end_meeting_sure")
    assert now(meeting_id).state is MeetingState.CLOSED


@pytest.mark.parametrize("view", ["now", "vote", "wall", "agenda", "notes", "rules"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_opens_in_both_languages(
    open_page: Open, meeting_id: int, view: str, language: str
) -> None:
    app = open_page("cockpit", "facilitator1", id=str(meeting_id), lang=language)
    press(app, "cockpit_next")
    look_at(app, view)
    assert not app.exception, app.exception[0].message


@pytest.mark.parametrize("username", ["member1", "resident1", "clerk1", None])
def test_nobody_else_gets_a_key_to_press(
    open_page: Open, meeting_id: int, username: str | None
) -> None:
    app = open_page("cockpit", username, id=str(meeting_id))
    assert not app.exception
    assert not [one for one in app.button if one.key and one.key.startswith("cockpit_")]


def test_a_promise_is_written_down_in_three_fields(tablet: AppTest, meeting_id: int) -> None:
    press(tablet, "cockpit_next")
    look_at(tablet, "notes")
    tablet.text_input(key="cockpit_promise_what").set_value("Mend the lamp").run()
    tablet.text_input(key="cockpit_promise_who").set_value("Property office").run()
    press(tablet, "cockpit_within_7")
    press(tablet, "cockpit_make_promise")
    [made] = promises.list_promises(meeting_id)
    assert (made.what, made.who) == ("Mend the lamp", "Property office")
    assert made.due_on == in_days(7)
    assert tablet.text_input(key="cockpit_promise_what").value == ""


def test_a_member_seconds_a_motion_from_their_own_tablet(
    open_page: Open, tablet: AppTest, meeting_id: int
) -> None:
    press(tablet, "cockpit_next")
    look_at(tablet, "vote")
    tablet.text_area(key="cockpit_motion_text_new").set_value("A bench").run()
    tablet.selectbox(key="cockpit_mover_new").select_index(0).run()
    press(tablet, "cockpit_take_down_new")
    [motion] = now(meeting_id).motions
    member = open_page("room", code=CODE)
    member.text_input(key="room_name").set_value("王阿姨").run()
    [door] = [one for one in member.button if one.label == "进入会场"]
    door.click().run()
    press(member, f"room_second_{motion.id}")
    [motion] = now(meeting_id).motions
    assert motion.seconder is not None
    assert motion.seconder.name == "王阿姨"
    assert not [one for one in member.button if one.key == f"room_second_{motion.id}"]
