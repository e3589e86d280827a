"""Minutes are approved as they were read, corrected with a reason, and make matters of promises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from db import minutes as rows
from db.engine import reading
from domain.clock import CHINA_TIME
from domain.minutes_flow import MinutesState
from domain.tasks import TaskKind
from services import (
    floor,
    last_answers,
    matters,
    meetings,
    minutes,
    minutes_text,
    promises,
    tasks,
    undo,
)
from services.floor_reading import get_cockpit
from tests.cast import Cast
from tests.days import in_days
from tests.services.evening import Evening, held, promise, told
from tests.services.room import a_room
from tests.services.test_minutes import paragraph, refusal_of, write

AT_ONCE = 5


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


def test_who_writes_and_who_approves_see_on_the_home_page_what_waits(cast: Cast) -> None:
    evening = held(cast)

    def waits(name: str) -> set[TaskKind]:
        found = {task.kind for task in tasks.list_tasks(cast[name])}
        return found & {TaskKind.WRITE_MINUTES, TaskKind.APPROVE_MINUTES}

    assert (waits("host"), waits("officer")) == ({TaskKind.WRITE_MINUTES}, set())
    evening.draft()
    assert (waits("host"), waits("officer")) == (set(), {TaskKind.APPROVE_MINUTES})
    evening.approve()
    assert (waits("host"), waits("officer")) == (set(), set())


def test_approving_on_many_tablets_at_once_approves_once(cast: Cast) -> None:
    evening = held(cast)
    seen_at = evening.draft().saved_at
    officer = evening.officer
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        opened = list(
            crowd.map(
                lambda _: minutes.approve_minutes(officer, evening.meeting_id, seen_at),
                range(AT_ONCE),
            )
        )
    assert sorted(opened) == [0] * (AT_ONCE - 1) + [1]
    assert len(minutes.list_approved(evening.meeting_id)) == 1


def test_what_the_last_act_promised_is_not_undone_once_it_is_a_matter(cast: Cast) -> None:
    evening = held(cast)
    promise(evening, "Paint the fence")
    evening.draft()
    evening.approve()
    act = get_cockpit(evening.host, evening.meeting_id).last_act
    assert act is not None
    assert refusal_of(lambda: undo.undo_last_act(evening.host, evening.meeting_id, act.id)) == (
        "undo.built_upon"
    )
    assert len(promises.list_promises(evening.meeting_id)) == 2
