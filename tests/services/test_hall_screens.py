"""The walls of a meeting: who sets them, what following means, what a freeze keeps, the trace."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from db.engine import reading, transaction
from db.meetings import get_meeting
from db.tables import AgendaItem, Meeting, MeetingAct, Motion, Poll, Speech, StanceWave
from domain.clock import utc_now
from domain.hall_slides import HallSlide, slide_of
from domain.meetings import ActKind
from domain.phases import Phase
from domain.projector import Slide
from domain.refusals import Refusal
from services import hall_screens, meeting_reading, screens
from services.undo import undo_last_act
from tests.cast import PEOPLE, Cast


def shown(name: str = "1") -> tuple[object, int | None]:
    """The slide that a screen shows of its own, and the meeting it belongs to."""
    showing, _ = hall_screens.find_look(name)
    return showing.slide, showing.meeting_id


def acts(meeting_id: int) -> list[MeetingAct]:
    """The trace of a meeting, oldest first."""
    with reading() as db:
        query = select(MeetingAct).where(MeetingAct.meeting_id == meeting_id)
        return list(db.exec(query.order_by(col(MeetingAct.id))))


@pytest.mark.parametrize("username", ["host", "officer"])
def test_the_facilitator_and_the_office_put_a_meeting_on_the_wall(
    cast: Cast, username: str
) -> None:
    meeting_id = cast.meeting()
    hall_screens.show_meeting_slide(cast[username], "1", meeting_id, HallSlide.AGENDA)
    assert shown() == (HallSlide.AGENDA, meeting_id)


@pytest.mark.parametrize("username", [name for name in PEOPLE if name not in ("host", "officer")])
def test_nobody_else_touches_the_wall(cast: Cast, username: str) -> None:
    meeting_id = cast.meeting()
    actor = cast[username]
    for act in (
        lambda: hall_screens.show_meeting_slide(actor, "1", meeting_id, HallSlide.AGENDA),
        lambda: hall_screens.follow(actor, "1", meeting_id),
        lambda: hall_screens.show_pause(actor, "1", meeting_id, 5),
        lambda: hall_screens.blank(actor, "1", meeting_id),
        lambda: hall_screens.freeze(actor, "1"),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "right.role"
    assert shown() == (Slide.WAITING, None)
    assert acts(meeting_id) == []


def test_nobody_freezes_the_wall_of_a_meeting_without_the_right(cast: Cast) -> None:
    hall_screens.follow(cast["host"], "1", cast.meeting())
    with pytest.raises(Refusal):
        hall_screens.freeze(cast["mei"], "1")
    assert not hall_screens.find_look("1")[0].is_frozen


def test_screens_show_different_things_at_once(cast: Cast) -> None:
    meeting_id = cast.meeting()
    hall_screens.follow(cast["host"], "1", meeting_id)
    hall_screens.show_meeting_slide(cast["host"], "2", meeting_id, HallSlide.CODE)
    screens.show_slide(cast["host"], "3", cast.round(Phase.VOTE), Slide.TURNOUT)
    assert hall_screens.find_look("1")[0].is_following
    assert shown("2") == (HallSlide.CODE, meeting_id)
    assert shown("3") == (Slide.TURNOUT, None)


def test_an_unknown_screen_and_an_unknown_meeting_are_refused(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        hall_screens.follow(cast["host"], "hall", cast.meeting())
    assert refused.value.code == "screen.unknown"
    with pytest.raises(Refusal) as refused:
        hall_screens.follow(cast["host"], "1", 999)
    assert refused.value.code == "meeting.unknown"


def test_a_round_on_the_wall_ends_following_and_a_meeting_ends_the_round(cast: Cast) -> None:
    meeting_id, round_id = cast.meeting(), cast.round(Phase.VOTE)
    hall_screens.follow(cast["host"], "1", meeting_id)
    screens.show_slide(cast["host"], "1", round_id, Slide.OVERVIEW)
    showing = screens.find_showing("1")
    assert (showing.meeting_id, showing.is_following) == (None, False)
    hall_screens.follow(cast["host"], "1", meeting_id)
    showing = screens.find_showing("1")
    assert (showing.round_id, showing.is_following) == (None, True)


def test_what_everyone_sees_in_the_room_changes_the_version_that_walls_ask_for(cast: Cast) -> None:
    meeting_id = cast.meeting()
    hall_screens.follow(cast["host"], "1", meeting_id)
    showing, version = hall_screens.find_look("1")
    assert version == meeting_reading.find_version(meeting_id)
    hall_screens.show_meeting_slide(cast["host"], "2", meeting_id, HallSlide.CODE)
    assert hall_screens.find_look("1") == (showing, version + 1)


def test_a_wall_that_follows_goes_through_an_evening(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    voice = cast.voice(meeting_id, 1)
    where = {"meeting_id": meeting_id, "item_id": item_id}
    now = utc_now()

    def follows() -> HallSlide:
        return slide_of(hall_screens.find_room_now(meeting_id), utc_now())[0]

    assert follows() is HallSlide.WELCOME
    with transaction() as db:
        get_meeting(db, meeting_id).current_item_id = item_id
        item = db.get(AgendaItem, item_id)
        assert item is not None
        item.state, item.started_at = "running", now
    assert follows() is HallSlide.ITEM
    with transaction() as db:
        motion = Motion(number=1, text="Lamps", mover_id=voice.attendee_id, at=now, **where)
        db.add(motion)
    assert follows() is HallSlide.MOTION
    with transaction() as db:
        person = voice.attendee_id
        speech = Speech(attendee_id=person, state="speaking", asked_at=now, called_at=now, **where)
        db.add(speech)
        db.flush()
        get_meeting(db, meeting_id).current_speech_id = speech.id
    assert follows() is HallSlide.SPEAKERS
    with transaction() as db:
        db.add(Poll(number=1, question="Lamps?", state="open", created_at=now, **where))
    assert follows() is HallSlide.POLL
    with transaction() as db:
        poll = db.exec(select(Poll)).one()
        poll.state, poll.closed_at = "closed", utc_now()
    assert follows() is HallSlide.RESULT


def test_stances_are_on_the_wall_while_they_are_asked_for(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id, kind="stances")
    with transaction() as db:
        get_meeting(db, meeting_id).current_item_id = item_id
        wave = StanceWave(
            item_id=item_id, wave="before", meeting_id=meeting_id, opened_at=utc_now()
        )
        db.add(wave)
    assert slide_of(hall_screens.find_room_now(meeting_id), utc_now())[0] is HallSlide.STATEMENTS
    with transaction() as db:
        db.exec(select(StanceWave)).one().closed_at = utc_now()
    assert slide_of(hall_screens.find_room_now(meeting_id), utc_now())[0] is HallSlide.OPINIONS


def test_a_frozen_wall_that_followed_keeps_the_slide_of_that_moment(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    with transaction() as db:
        get_meeting(db, meeting_id).current_item_id = item_id
    hall_screens.follow(cast["host"], "1", meeting_id)
    hall_screens.freeze(cast["host"], "1")
    showing, _ = hall_screens.find_look("1")
    assert (showing.slide, showing.is_frozen, showing.is_following) == (HallSlide.ITEM, True, True)
    hall_screens.unfreeze(cast["host"], "1")
    showing, _ = hall_screens.find_look("1")
    assert (showing.is_frozen, showing.is_following) == (False, True)


def test_freezing_twice_is_one_act(cast: Cast) -> None:
    meeting_id = cast.meeting()
    hall_screens.follow(cast["host"], "1", meeting_id)
    for _ in range(2):
        hall_screens.freeze(cast["host"], "1")
    kinds = [one.kind for one in acts(meeting_id)]
    assert kinds == [ActKind.SHOW_SLIDE, ActKind.FREEZE_SCREEN]


def test_a_wall_without_a_meeting_can_be_frozen_too(cast: Cast) -> None:
    screens.show_slide(cast["host"], "1", cast.round(Phase.VOTE), Slide.TURNOUT)
    hall_screens.freeze(cast["host"], "1")
    assert screens.find_showing("1").is_frozen
    hall_screens.unfreeze(cast["host"], "1")
    assert not screens.find_showing("1").is_frozen


def test_choosing_a_slide_ends_a_freeze(cast: Cast) -> None:
    meeting_id = cast.meeting()
    hall_screens.follow(cast["host"], "1", meeting_id)
    hall_screens.freeze(cast["host"], "1")
    hall_screens.show_meeting_slide(cast["host"], "1", meeting_id, HallSlide.OATH)
    showing, _ = hall_screens.find_look("1")
    assert (showing.slide, showing.is_frozen, showing.is_following) == (
        HallSlide.OATH,
        False,
        False,
    )


def test_the_last_slide_comes_back_when_showing_is_undone(cast: Cast) -> None:
    meeting_id = cast.meeting()
    hall_screens.follow(cast["host"], "1", meeting_id)
    hall_screens.show_meeting_slide(cast["host"], "1", meeting_id, HallSlide.OATH)
    undo_last_act(cast["host"], meeting_id, acts(meeting_id)[-1].id)
    showing, _ = hall_screens.find_look("1")
    assert (showing.slide, showing.is_following) == (HallSlide.WELCOME, True)


def test_a_pause_counts_down_to_the_minute_that_was_said(cast: Cast) -> None:
    meeting_id = cast.meeting()
    before = utc_now()
    hall_screens.show_pause(cast["host"], "1", meeting_id, 10)
    goes_on_at = hall_screens.find_look("1")[0].goes_on_at
    assert goes_on_at is not None
    assert timedelta(minutes=10) <= goes_on_at - before < timedelta(minutes=11)
    with pytest.raises(Refusal) as refused:
        hall_screens.show_pause(cast["host"], "1", meeting_id, 600)
    assert refused.value.code == "screen.pause"


def test_a_pause_is_over_once_another_slide_is_shown(cast: Cast) -> None:
    meeting_id = cast.meeting()
    hall_screens.show_pause(cast["host"], "1", meeting_id, 5)
    hall_screens.blank(cast["host"], "1", meeting_id)
    showing, _ = hall_screens.find_look("1")
    assert (showing.slide, showing.goes_on_at) == (HallSlide.BLANK, None)


def test_a_poll_of_another_meeting_and_a_draft_stay_off_the_wall(cast: Cast) -> None:
    meeting_id, other_id = cast.meeting(), cast.meeting(join_code="135790")
    with transaction() as db:
        there = Poll(
            meeting_id=other_id, number=1, question="?", state="open", created_at=utc_now()
        )
        draft = Poll(meeting_id=meeting_id, number=1, question="?", created_at=utc_now())
        db.add_all([there, draft])
        db.flush()
        hidden = (there.id, draft.id)
    for poll_id in hidden:
        with pytest.raises(Refusal) as refused:
            hall_screens.show_meeting_slide(
                cast["host"], "1", meeting_id, HallSlide.RESULT, poll_id
            )
        assert refused.value.code == "screen.unknown_subject"
    assert shown() == (Slide.WAITING, None)


def test_a_meeting_that_is_planned_or_over_can_still_be_on_the_wall(cast: Cast) -> None:
    for state in ("planned", "closed"):
        meeting_id = cast.meeting(state=state, join_code=None)
        hall_screens.follow(cast["host"], "1", meeting_id)
        assert slide_of(hall_screens.find_room_now(meeting_id), utc_now())[0] is HallSlide.WELCOME


def test_a_room_that_is_unknown_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        hall_screens.find_room_now(999)
    assert refused.value.code == "meeting.unknown"
    with reading() as db:
        assert db.exec(select(Meeting)).all() == []
