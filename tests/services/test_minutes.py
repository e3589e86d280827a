"""Minutes tell what happened, keep everybody's words, and are approved as they were read."""

from collections.abc import Callable

import pytest

from components.minutes_words import say
from domain.minutes import Paragraph
from domain.polls import PollTerms
from domain.quorum import Condition, Measure
from domain.refusals import Refusal
from services import floor, meetings, minutes, minutes_text, polls, undo
from services.floor_reading import get_cockpit
from tests.cast import Cast
from tests.services.evening import Evening, full, held, promise, told
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
        "赞成的发言 1 人次，共 0 秒：Lin 1（0 秒）。",
        "动议 1（Lin 1提出，Lin 2附议）：Build a lift。结果：没有通过。",
        "修正案 2（对动议 1，Lin 3提出）：The ground floor pays nothing。结果：通过。",
        "赞成 8 人；赞成、反对两项合计是 14 人，至少要 10 人赞成。再多 4 人赞成就能通过。",
        "在场有表决权的 14 人，14 人作答。",
        "Paint it green?这项表决已撤回，原因：asked by mistake。",
        "各方面都赞成的：“Lifts help the old.”（14 人回答，100% 赞成）",
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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh_CN", "开始表决时，到会人数没有达到会议的要求。"),
        ("en", "When this vote opened, fewer people were present than the meeting"),
    ],
)
def test_a_vote_that_was_opened_while_too_few_were_there_is_told_as_such(
    cast: Cast, language: str, words: str
) -> None:
    room = a_room(cast, 3, quorum=[Condition(Measure.PEOPLE, least=4).as_row()])
    first, second = (
        polls.prepare_poll(room.host, room.meeting_id, PollTerms(question))
        for question in ("Too early", "In time")
    )
    for poll_id in (first, second):
        polls.open_poll(room.host, poll_id)
        polls.close_poll(room.host, poll_id)
        if poll_id == first:
            cast.voice(room.meeting_id, 4)
    meetings.close_meeting(room.host, room.meeting_id)
    content = Evening(room).draft(language).content
    assert words in content.get(f"poll:{first}").text
    assert words not in content.get(f"poll:{second}").text


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
    everything = str(approved.content)
    assert "In the large hall." in everything
    assert "In the small hall." not in everything, "what was taken out is nobody's to find"


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


@pytest.mark.parametrize("is_undone", [False, True])
def test_a_promise_to_keep_the_rules_is_told_unless_it_was_taken_back(
    cast: Cast, is_undone: bool
) -> None:
    room = a_room(cast, 3, house_rules={"takes_oath": True})
    floor.take_oath(room.host, room.meeting_id)
    if is_undone:
        act = get_cockpit(room.host, room.meeting_id).last_act
        assert act is not None
        undo.undo_last_act(room.host, room.meeting_id, act.id)
    meetings.close_meeting(room.host, room.meeting_id)
    assert ("议事公约" in told(Evening(room).draft().content)) is not is_undone
