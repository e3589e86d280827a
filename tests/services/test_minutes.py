"""Minutes tell what happened, keep everybody's words, and are approved as they were read."""

from collections.abc import Callable
from datetime import datetime

import pytest

from components.minutes_words import say
from db import minutes as rows
from db.engine import reading
from domain.clock import CHINA_TIME
from domain.minutes import Paragraph
from domain.minutes_flow import MinutesState
from domain.refusals import Refusal
from services import floor, last_answers, matters, meetings, minutes, minutes_text, promises
from tests.cast import Cast
from tests.services.evening import Evening, full, held, in_days, promise, told
from tests.services.room import a_room


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def paragraph(evening: Evening, beginning: str) -> Paragraph:
    return next(one for one in evening.read().content.paragraphs if one.text.startswith(beginning))


def write(evening: Evening, key: str, typed: str, seen: str) -> bool:
    return minutes_text.save_paragraph(evening.host, evening.meeting_id, key, typed, seen)


def test_the_draft_tells_what_happened(cast: Cast) -> None:
    text = told(full(cast).draft().content)
    for said in (
        "Talk about the lift会议纪要",
        "应到 12 人，到会 14 人，其中有表决权的 14 人。",
        "支持的发言 1 人次，共 0 秒：Lin 1（0 秒）。",
        "动议 1（Lin 1提出，Lin 2附议）：Build a lift。结果：没有通过。",
        "修正案 2（对动议 1，Lin 3提出）：The ground floor pays nothing。结果：通过。",
        "赞成 8 人；赞成、反对两项合计是 14 人，至少要 10 人赞成。再多 4 人赞成就能通过。",
        "在场有表决权的 14 人，14 人作答。",
        "Paint it green?这项表决已撤回，原因：asked by mistake。",
        "大家都赞成的：“Lifts help the old.”（14 人回答，100% 赞成）",
        "意见群 A（7 人）",
        "意见群 B（7 人）",
        "讨论前后都回答“Lifts are loud.”的 14 人里，赞成的从 50% 变成 43%",
        "The subsidy comes after the check",
        "1. Property office承诺：Mend the lamp at gate seven，",
        "这一项会上没有讨论。",
    ):
        assert said in text, f"{said}\n--\n{text}"


def test_what_was_taken_back_in_the_room_is_not_told(cast: Cast) -> None:
    text = told(full(cast).draft().content)
    assert "by mistake，" not in text
    assert "Written down by mistake" not in text
    assert "中立的发言" not in text


def test_whoever_walked_in_is_a_number_and_whoever_was_invited_has_a_name(cast: Cast) -> None:
    evening = full(cast)
    text = told(evening.draft().content)
    assert "Lin 12" in text
    assert "另有 2 人自行到会，不列姓名" in text
    assert "反对的发言 1 人次，共 0 秒：13 号（0 秒）。" in text


def test_names_stand_with_answers_of_an_open_ballot_alone(cast: Cast) -> None:
    evening = full(cast)
    evening.draft()
    named = paragraph(evening, "逐人记录")
    assert named.text.startswith("逐人记录：赞成：Lin 1、")
    assert "Stranger" not in told(evening.read().content)
    assert sum("逐人记录" in one.text for one in evening.read().content.paragraphs) == 1


def test_no_minutes_are_drafted_of_a_meeting_that_goes_on(cast: Cast) -> None:
    room = a_room(cast)
    assert refusal_of(lambda: minutes.draft_minutes(room.host, room.meeting_id, say)) == (
        "meeting.is_open"
    )


def test_a_draft_in_english_has_no_chinese_words_of_ours(cast: Cast) -> None:
    text = told(full(cast).draft("en").content)
    assert "Motion 1 (moved by Lin 1, seconded by Lin 2): Build a lift. Result: lost." in text
    assert not [letter for letter in text if "一" <= letter <= "鿿"]


def test_a_later_draft_keeps_what_a_person_wrote_and_offers_the_new_words(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    host = paragraph(evening, "地点")
    write(evening, host.key, "In the hall of Riverside.", host.text)
    changed = evening.draft("en").content
    kept = changed.get(host.key)
    assert (kept.text, kept.offered) == ("In the hall of Riverside.", "Place: Riverside.")
    assert changed.get("head:kind").text == "Form: Residents' talk day."
    minutes_text.take_offer(evening.host, evening.meeting_id, host.key)
    assert evening.read().content.get(host.key).text == "Place: Riverside."


def test_what_a_later_draft_adds_is_marked_until_somebody_has_read_it(cast: Cast) -> None:
    evening = held(cast)
    assert evening.draft().content.unread == 0
    made = promise(evening, "Paint the fence")
    content = evening.draft().content
    assert [one.key for one in content.paragraphs if one.is_new] == [f"promise:{made}"]
    minutes_text.keep_words(evening.host, evening.meeting_id, f"promise:{made}")
    assert evening.read().content.unread == 0


def test_a_paragraph_that_was_left_out_stays_out_and_can_be_put_back(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    place = paragraph(evening, "地点")
    minutes_text.leave_out(evening.host, evening.meeting_id, place.key)
    assert place.text not in told(evening.draft().content)
    minutes_text.put_back(evening.host, evening.meeting_id, place.key)
    assert place.text in told(evening.read().content)


def test_when_two_write_at_once_both_wordings_stay_until_one_is_chosen(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    before = paragraph(evening, "地点")
    assert write(evening, before.key, "In the small hall.", before.text)
    officer = evening.officer
    late = [officer, evening.meeting_id, before.key, "In the large hall.", before.text]
    assert not minutes_text.save_paragraph(*late)
    assert not minutes_text.save_paragraph(*late)
    both = [one for one in evening.read().content.paragraphs if "hall." in one.text]
    assert [one.text for one in both] == ["In the small hall.", "In the large hall."]
    assert refusal_of(evening.approve) == "minutes.clash"
    minutes_text.leave_out(evening.host, evening.meeting_id, both[0].key)
    minutes_text.keep_words(evening.host, evening.meeting_id, both[1].key)
    evening.approve()
    approved = minutes.find_approved(evening.meeting_id)
    assert approved is not None
    assert "In the large hall." in told(approved.content)
    assert "In the small hall." not in told(approved.content)


def test_an_added_paragraph_stands_where_it_was_put_also_after_another_draft(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    place = paragraph(evening, "地点")
    minutes_text.add_paragraph(evening.host, evening.meeting_id, place.key)
    minutes_text.add_paragraph(evening.host, evening.meeting_id, place.key)
    [own] = [one for one in evening.read().content.paragraphs if one.is_own]
    write(evening, own.key, "Tea was served.", "")
    keys = [one.key for one in evening.draft().content.paragraphs]
    assert keys[keys.index(place.key) + 1] == own.key


def test_numbers_of_a_vote_and_promises_cannot_be_reworded(cast: Cast) -> None:
    evening = full(cast)
    evening.draft()
    for beginning in ("表决 1", "1. Property office"):
        one = paragraph(evening, beginning)
        assert refusal_of(lambda one=one: write(evening, one.key, "-", one.text)) == (  # type: ignore[misc]
            "minutes.fixed"
        )
        assert refusal_of(
            lambda one=one: minutes_text.leave_out(evening.host, evening.meeting_id, one.key)  # type: ignore[misc]
        ) == ("minutes.fixed")


def test_a_draft_is_nobodys_to_read_and_approved_minutes_are_everybodys(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    assert minutes.find_approved(evening.meeting_id) is None
    for name in ("ann", "mei", "clerk"):
        assert refusal_of(
            lambda name=name: minutes.find_draft(cast[name], evening.meeting_id)  # type: ignore[misc]
        ) == ("right.role")
    evening.approve()
    approved = minutes.find_approved(evening.meeting_id)
    assert approved is not None
    assert approved.content.title == "Talk day会议纪要"


def test_nobody_approves_words_that_were_changed_since_they_read_them(cast: Cast) -> None:
    evening = held(cast)
    seen_at = evening.draft().saved_at
    place = paragraph(evening, "地点")
    write(evening, place.key, "Elsewhere.", place.text)
    assert refusal_of(
        lambda: minutes.approve_minutes(evening.officer, evening.meeting_id, seen_at)
    ) == ("minutes.changed_meanwhile")


def test_approved_minutes_are_frozen(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    evening.approve()
    place = paragraph(evening, "地点")
    for act in (
        lambda: write(evening, place.key, "-", place.text),
        lambda: minutes_text.leave_out(evening.host, evening.meeting_id, place.key),
        evening.draft,
    ):
        assert refusal_of(act) == "minutes.approved"
    assert refusal_of(lambda: promise(evening, "More")) == "promise.minutes_approved"


def test_a_correction_is_a_new_version_with_its_reason_and_the_old_one_stays(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    evening.approve()
    place = paragraph(evening, "地点")
    assert refusal_of(lambda: minutes.begin_correction(evening.host, evening.meeting_id, " ")) == (
        "minutes.no_reason"
    )
    minutes.begin_correction(evening.host, evening.meeting_id, "The hall was wrong")
    write(evening, place.key, "In the new hall.", place.text)
    [public] = minutes.list_approved(evening.meeting_id)
    assert "In the new hall." not in told(public.content)
    promise(evening, "Paint the fence")
    assert refusal_of(evening.approve) == "minutes.promises_changed"
    evening.draft()
    assert evening.approve() == 1
    second, first = minutes.list_approved(evening.meeting_id)
    assert (second.number, second.reason) == (2, "The hall was wrong")
    assert "In the new hall." in told(second.content)
    assert (first.number, first.content) == (1, public.content)


def test_a_correction_that_is_given_up_leaves_nothing_behind(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    evening.approve()
    before = evening.read().content
    minutes.begin_correction(evening.host, evening.meeting_id, "Perhaps")
    place = paragraph(evening, "地点")
    write(evening, place.key, "-", place.text)
    minutes.give_up_correction(evening.host, evening.meeting_id)
    after = evening.read()
    assert (after.state, after.number, after.content) == (MinutesState.APPROVED, 1, before)


def test_each_promise_becomes_one_matter_due_at_the_end_of_its_day(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    assert evening.approve() == 1
    assert (
        minutes.approve_minutes(evening.officer, evening.meeting_id, evening.read().saved_at) == 0
    )
    minutes.begin_correction(evening.host, evening.meeting_id, "A word")
    assert evening.approve() == 0
    [one] = promises.list_promises(evening.meeting_id)
    day = in_days(7)
    with reading() as db:
        became = rows.matters_of_promises(db, evening.meeting_id)
    assert set(became) == {one.id}
    [told_next] = last_answers.list_last_answers(cast.meeting(starts_at=_next_month()))
    assert told_next.due_at == datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=CHINA_TIME)


def test_a_promise_is_answered_at_the_next_meeting_and_told_in_its_minutes(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    evening.approve()
    following = a_room(cast, 3, starts_at=_next_month(), join_code="135790")
    [waiting] = last_answers.list_last_answers(following.meeting_id)
    assert (waiting.title, waiting.who, waiting.answer) == ("Mend the lamp", "Property office", "")
    matters.answer_matter(evening.officer, waiting.matter_id, "It shines again.", is_solved=True)
    [answered] = last_answers.list_last_answers(following.meeting_id)
    assert answered.answer == "It shines again."
    floor.end_item(following.host, following.meeting_id, following.item)
    meetings.close_meeting(following.host, following.meeting_id)
    text = told(Evening(following).draft().content)
    assert "Mend the lamp（Property office承办）：已经答复。It shines again" in text


def test_a_promise_that_somebody_works_on_is_still_asked_for(cast: Cast) -> None:
    room = a_room(cast, 3)
    owner = cast["clerk"].account_id
    promises.make_promise(
        room.host, room.meeting_id, "Mend the lamp", "Clerk", in_days(7), owner_id=owner
    )
    meetings.close_meeting(room.host, room.meeting_id)
    evening = Evening(room)
    evening.draft()
    evening.approve()
    [waiting] = last_answers.list_last_answers(cast.meeting(starts_at=_next_month(), join_code="1"))
    assert waiting.title == "Mend the lamp"


def test_minutes_with_a_promise_that_they_do_not_tell_are_not_approved(cast: Cast) -> None:
    evening = held(cast)
    evening.draft()
    made = promise(evening, "Paint the fence")
    assert refusal_of(evening.approve) == "minutes.promises_changed"
    promises.withdraw_promise(evening.host, evening.meeting_id, made)
    assert evening.approve() == 1


def _next_month() -> datetime:
    day = in_days(30)
    return datetime(day.year, day.month, day.day, 19, tzinfo=CHINA_TIME)
