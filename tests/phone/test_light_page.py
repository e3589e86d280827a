"""A phone without JavaScript comes in, answers, changes its answer, and sees what it came to."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from db import acts
from db.engine import reading, transaction
from db.tables import Attendee
from domain.clock import utc_now
from domain.meetings import ActKind
from domain.polls import PollKind
from domain.stances import StanceValue, Wave
from services import joining, motions, poll_answers, polls, speeches, stances, statements
from services.floor_reading import get_floor
from tests.browser.app_process import RunningApp
from tests.cast import Cast
from tests.phone.conftest import Evening
from tests.phone.handset import Handset

Open, Take = Callable[..., Evening], Callable[..., Handset]


def on_roster(evening: Evening, number: int, pin: str) -> None:
    """Somebody who was invited and has a PIN."""
    with transaction() as db:
        db.add(
            Attendee(
                meeting_id=evening.meeting_id,
                number=number,
                name=f"Invited {number}",
                is_invited=True,
                pin=pin,
                created_at=utc_now(),
            )
        )


def test_six_digits_lead_into_the_room(evening: Open, phone: Take) -> None:
    tonight, mei = evening(), phone()
    assert mei.open("/m").shows("请输入大屏幕上的六位数字")
    page = mei.open(f"/m?code={tonight.code[:3]}+{tonight.code[3:]}")
    assert page.url.endswith(f"/m/{tonight.code}")
    room = mei.send(f"/m/{tonight.code}/join", {"name": "Mei"})
    assert room.shows("您是 1 号 · Mei")
    assert room.shows("Handrails at gate seven")


def test_a_wrong_code_is_told_and_two_digits_are_asked_again(phone: Take) -> None:
    page = phone().open("/m/999999")
    assert page.status == 404
    assert page.shows("没有会议用这个号码")
    assert phone().open("/m?code=12").shows("请输入六位数字")


def test_an_answer_is_saved_changed_and_counted_once(evening: Open, phone: Take) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    poll_id = tonight.open_poll()
    page = mei.open_until(f"/m/{tonight.code}", "Handrails?")
    assert page.pressed() == []
    where = {"poll": page.hidden("poll")}
    page = mei.send(f"/m/{tonight.code}/answer", {**where, "answer": "for"})
    assert page.pressed() == ["for"]
    assert page.shows("已保存")
    assert mei.send(f"/m/{tonight.code}/answer", {**where, "answer": "against"}).pressed() == [
        "against"
    ]
    result = polls.close_poll(tonight.cast["host"], poll_id).result
    assert result is not None
    assert dict(result.counts) == {"for": 0, "against": 1, "abstain": 0}


def test_a_closed_poll_takes_no_answer_and_tells_what_was_lacking(
    evening: Open, phone: Take
) -> None:
    tonight, mei, bo = evening(), phone(), phone()
    mei.join(tonight.code)
    bo.join(tonight.code)
    poll_id = tonight.open_poll()
    mei.send(f"/m/{tonight.code}/answer", {"poll": str(poll_id), "answer": "against"})
    polls.close_poll(tonight.cast["host"], poll_id)
    late = bo.send(f"/m/{tonight.code}/answer", {"poll": str(poll_id), "answer": "for"})
    assert late.status == 409
    assert polls.get_poll_view(poll_id).answered == 1
    page = mei.open_until(f"/m/{tonight.code}", "未通过")
    assert page.shows("还差 2 票赞成")
    assert page.shows("您已经表决")


@pytest.mark.parametrize(
    ("terms", "sent", "kept"),
    [
        ({"kind": PollKind.CHOICE, "options": ("A", "B")}, {"answer": "2"}, {"2": 1}),
        ({"kind": PollKind.SCALE}, {"answer": "4"}, {"scale": 4}),
        (
            {"kind": PollKind.POINTS, "options": ("A", "B"), "points_total": 5},
            {"points-1": "2", "points-2": "3"},
            {"1": 2, "2": 3},
        ),
    ],
)
def test_every_kind_of_poll_can_be_answered(
    evening: Open, phone: Take, terms: dict[str, object], sent: dict[str, str], kept: object
) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    poll_id = tonight.open_poll(**terms)
    mei.send(f"/m/{tonight.code}/answer", {"poll": str(poll_id), **sent})
    mei.open_until(f"/m/{tonight.code}", "已保存")
    voice = joining.find_voice(tonight.meeting_id, _token(mei))
    assert voice is not None
    assert poll_answers.own_answer(voice, poll_id).answer == kept


def test_an_answer_that_makes_no_sense_is_refused_in_one_sentence(
    evening: Open, phone: Take
) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    poll_id = tonight.open_poll(kind=PollKind.POINTS, options=("A", "B"), points_total=5)
    page = mei.send(f"/m/{tonight.code}/answer", {"poll": str(poll_id), "points-1": "9"})
    assert page.status == 409
    assert "refusal" not in page.text
    assert polls.get_poll_view(poll_id).answered == 0
    for junk in ({}, {"poll": "x"}, {"poll": "99999999"}, {"poll": str(poll_id), "answer": "７"}):
        assert mei.send(f"/m/{tonight.code}/answer", junk).status in (200, 409)


def test_a_second_phone_takes_over_and_the_first_is_told(evening: Open, phone: Take) -> None:
    tonight = evening(admission="roster")
    on_roster(tonight, 7, "135790")
    old, new = phone(), phone()
    assert old.open(f"/m/{tonight.code}").shows("请输入纸条上的六位密码")
    assert old.send(f"/m/{tonight.code}/join", {"pin": "000000"}).shows("密码不对")
    assert old.send(f"/m/{tonight.code}/join", {"pin": "135790"}).shows("Invited 7")
    assert new.join(tonight.code, pin="135790").shows("Invited 7")
    poll_id = tonight.open_poll()
    page = old.send(f"/m/{tonight.code}/answer", {"poll": str(poll_id), "answer": "for"})
    assert page.shows("在另一台设备上")
    assert polls.get_poll_view(poll_id).answered == 0


def test_a_phone_asks_to_speak_sees_its_place_and_steps_back(evening: Open, phone: Take) -> None:
    tonight, mei, bo = evening(), phone(), phone()
    mei.join(tonight.code)
    bo.join(tonight.code)
    item = {"item": str(tonight.item_id)}
    mei.send(f"/m/{tonight.code}/speak", {**item, "side": "for"})
    page = bo.send(f"/m/{tonight.code}/speak", {**item, "side": "against"})
    assert page.shows("您排在第 2 位发言")
    [first, _] = get_floor(tonight.meeting_id).waiting
    speeches.call_speaker(tonight.cast["host"], tonight.meeting_id, first.id)
    page = bo.send(f"/m/{tonight.code}/step-back", item)
    assert page.shows("我要发言")
    assert get_floor(tonight.meeting_id).waiting == ()
    assert mei.send(f"/m/{tonight.code}/step-back", item).shows("轮到您发言了")


def test_a_phone_seconds_a_motion_with_one_press_and_a_second_press_writes_nothing(
    evening: Open, phone: Take
) -> None:
    tonight, mei, bo, guest = evening(), phone(), phone(), phone()
    mei.join(tonight.code)
    bo.join(tonight.code)
    guest.join(tonight.code)
    mover = joining.find_voice(tonight.meeting_id, _token(mei))
    watcher = joining.find_voice(tonight.meeting_id, _token(guest))
    assert mover is not None
    assert watcher is not None
    with transaction() as db:
        db.get_one(Attendee, watcher.attendee_id).has_vote = False
    motion_id = motions.move_motion(
        tonight.cast["host"], tonight.meeting_id, tonight.item_id, mover.attendee_id, "Two rails"
    )
    assert mei.open_until(f"/m/{tonight.code}", "您提的动议正在等人附议").shows("动议 1")
    assert not guest.open_until(f"/m/{tonight.code}", "Two rails").shows("我附议")
    page = bo.open_until(f"/m/{tonight.code}", "我附议")
    where = {"motion": page.hidden("motion")}
    assert mei.send(f"/m/{tonight.code}/second", where).status == 409
    assert guest.send(f"/m/{tonight.code}/second", where).status == 409
    assert seconded(tonight) == []
    for _ in range(2):
        page = bo.send(f"/m/{tonight.code}/second", where)
        assert page.status == 200
        assert page.shows("已有人附议")
        assert not page.shows("我附议")
    assert seconded(tonight) == [(motion_id, 2)], "number 2 came second"
    place = (tonight.meeting_id, tonight.item_id, mover.attendee_id)
    motions.move_motion(tonight.cast["host"], *place, "One will do", amends_id=motion_id)
    assert bo.open_until(f"/m/{tonight.code}", "One will do").shows("修正案 2")
    for junk in ({}, {"motion": "x"}, {"motion": "99999"}):
        assert bo.send(f"/m/{tonight.code}/second", junk).status == 409


def seconded(evening: Evening) -> list[tuple[object, object]]:
    """Every seconding in the trace: of which motion, by whom."""
    with reading() as db:
        trace = acts.list_acts(db, evening.meeting_id)
        told = [one.facts for one in trace if one.kind == ActKind.SECOND_MOTION]
    return [(one["motion_id"], dict(one["seconder"])["number"]) for one in told]  # type: ignore[call-overload]


def test_a_phone_answers_statements_one_at_a_time(evening: Open, phone: Take) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    host = tonight.cast["host"]
    for text in ("Light the stairs first.", "Handrails on both sides."):
        statements.add_statement(host, tonight.meeting_id, text, tonight.item_id)
    stances.open_wave(host, tonight.meeting_id, tonight.item_id, Wave.BEFORE)
    page = mei.open_until(f"/m/{tonight.code}", "第 1 条，共 2 条")
    for value in ("1", "-1"):
        sent = {"statement": page.hidden("statement"), "wave": page.hidden("wave"), "value": value}
        page = mei.send(f"/m/{tonight.code}/stance", sent)
    assert page.shows("您已经看完所有观点")
    voice = joining.find_voice(tonight.meeting_id, _token(mei))
    assert voice is not None
    own = [one.value for one in stances.list_own_stances(voice)]
    assert set(own) == {StanceValue.AGREE, StanceValue.DISAGREE}


def test_a_phone_writes_a_statement_and_a_long_one_is_kept_to_be_mended(
    evening: Open, phone: Take
) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    assert mei.open(f"/m/{tonight.code}/write").shows("交给主持人")
    long = "灯" * 300
    page = mei.send(f"/m/{tonight.code}/statement", {"text": long})
    assert page.status == 409
    assert long in page.text
    item = {"item": str(tonight.item_id)}
    assert mei.send(f"/m/{tonight.code}/statement", {"text": "Light first.", **item}).shows(
        "已交给主持人"
    )
    assert mei.send(f"/m/{tonight.code}/statement", {"text": "Light first.", **item}).shows(
        "已交给主持人"
    )
    queue = statements.list_for_moderation(tonight.cast["host"], tonight.meeting_id)
    assert [one.statement.text for one in queue] == ["Light first."]


def test_a_phone_asks_cheaply_whether_anything_changed(evening: Open, phone: Take) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    mark = json.loads(mei.open(f"/m/{tonight.code}/now?seen=old").text)["mark"]
    assert mei.open(f"/m/{tonight.code}/now?seen={mark}").status == 204
    phone().join(tonight.code)  # who else comes in is nothing that a phone shows
    assert mei.open(f"/m/{tonight.code}/now?seen={mark}").status == 204
    assert phone().open("/m/999998/now").status == 410


def test_going_home_and_coming_back_is_one_voice(evening: Open, phone: Take) -> None:
    tonight, mei = evening(), phone()
    mei.join(tonight.code)
    assert mei.send(f"/m/{tonight.code}/leave").shows("我回来了")
    assert mei.send(f"/m/{tonight.code}/join").shows("您是 1 号")


def test_the_house_says_how_it_is(house: tuple[RunningApp, Cast], phone: Take) -> None:
    page = phone().open("/healthz")
    assert page.status == 200
    assert json.loads(page.text) == {"database": True, "migrations": True}


def _token(handset: Handset) -> str:
    return next(one.value or "" for one in handset.cookies if one.name == "yishiting_device")
