"""The demonstration's meetings could have come about by the rules of the house."""

from __future__ import annotations

from sqlmodel import Session

from db import meetings, polls
from db.tables import (
    AgendaItem,
    Attendee,
    Matter,
    Meeting,
    Poll,
    PollVoice,
    RosterDraw,
    Stance,
    Statement,
)
from domain.clock import utc_now
from domain.join_codes import is_easy
from domain.matters import MatterState
from domain.meetings import MeetingState
from domain.quorum import OWNERS_ASSEMBLY, conditions_from
from domain.sortition import Candidate, draw
from services.meeting_reading import report_of
from tests.db.seeded import by_id, rows


def meeting_in(db: Session, state: MeetingState) -> Meeting:
    return next(one for one in rows(db, Meeting) if one.state == state.value)


def test_one_meeting_is_over_one_goes_on_and_three_are_coming(db: Session) -> None:
    states = [one.state for one in sorted(rows(db, Meeting), key=lambda one: one.id)]
    assert states == ["closed", "open", "planned", "planned", "planned"]
    assert all(one.is_demo for one in rows(db, Meeting))
    for one in rows(db, Meeting):
        assert (one.join_code is not None) == (one.state == "open")
        assert (one.starts_at > utc_now()) == (one.state == "planned")


def test_tonight_24_people_are_here_an_item_runs_and_somebody_speaks(db: Session) -> None:
    tonight = meeting_in(db, MeetingState.OPEN)
    assert tonight.join_code is not None
    assert not is_easy(tonight.join_code)
    here = meetings.list_present(db, tonight.id)
    assert len(here) == 24
    assert len({one.device_key for one in here if one.device_key}) == sum(
        one.device_key is not None for one in here
    )
    assert report_of(tonight, meetings.list_attendees(db, tonight.id)).holds
    current = db.get(AgendaItem, tonight.current_item_id)
    assert current is not None
    assert current.state == "running"
    assert tonight.current_speech_id is not None
    running = [one for one in rows(db, AgendaItem) if one.state == "running"]
    assert running == [current]


def test_the_open_poll_has_as_many_answers_as_people_who_answered(db: Session) -> None:
    tonight = meeting_in(db, MeetingState.OPEN)
    poll = polls.find_open(db, tonight.id)
    assert poll is not None
    entitled, answered = polls.count_voices(db, poll.id)
    assert entitled.people == 24
    assert len(polls.list_answers(db, poll.id)) == answered == 11


def test_closed_polls_hold_the_numbers_that_were_answered(db: Session) -> None:
    closed = [one for one in rows(db, Poll) if one.state == "closed"]
    assert len(closed) == 2
    for poll in closed:
        assert poll.result is not None
        given = polls.list_answers(db, poll.id)
        voices = [one for one in rows(db, PollVoice) if one.poll_id == poll.id]
        assert len(given) == sum(one.answered_at is not None for one in voices) == 25
        counts = poll.result["counts"]
        assert isinstance(counts, dict)
        assert counts["for"] == sum("for" in one.answer for one in given)


def test_what_was_promised_became_matters_that_open_the_next_meeting(db: Session) -> None:
    past = meeting_in(db, MeetingState.CLOSED)
    matters = [one for one in rows(db, Matter) if one.meeting_id is not None]
    assert {one.meeting_id for one in matters} == {past.id}
    assert sorted(one.state for one in matters) == ["answered", "answered", "open", "open"]
    for one in matters:
        assert one.promise_id is not None
        assert (one.answered_at is not None) == (one.state == MatterState.ANSWERED)
        if one.answered_at is not None:
            assert past.closed_at is not None
            assert past.closed_at < one.answered_at <= utc_now()
    assert sum(one.due_at < utc_now() for one in matters if one.state == "open") == 1


def test_the_hearing_was_drawn_from_its_published_pool(db: Session) -> None:
    [row] = rows(db, RosterDraw)
    pool = [Candidate(int(one["number"]), {"community": str(one["community"])}) for one in row.pool]
    result = draw(pool, row.seats, row.seed, row.strata)
    assert [*result.drawn, *result.stand_ins] == row.drawn
    drawn = [one for one in rows(db, Attendee) if one.is_drawn]
    assert [one.account_id for one in drawn] == list(result.drawn)
    assert {one.meeting_id for one in drawn} == {row.meeting_id}
    pins = [one.pin for one in rows(db, Attendee) if one.meeting_id == row.meeting_id]
    assert None not in pins
    assert len(set(pins)) == len(pins)


def test_the_owners_are_asked_for_two_thirds_of_people_and_of_area(db: Session) -> None:
    asked = [conditions_from(one.quorum) for one in rows(db, Meeting)]
    assert OWNERS_ASSEMBLY in asked
    with_area = [one for one in rows(db, Attendee) if one.floor_area_dm2]
    assert len(with_area) == 36
    assert all(one.standing == "owner" for one in with_area)


def test_stances_are_enough_for_a_map_and_name_nobody(db: Session) -> None:
    shown = [one for one in rows(db, Statement) if one.state == "shown"]
    people = {one.person_key for one in rows(db, Stance)}
    assert len(shown) == 9
    assert len(people) == 24
    assert len(rows(db, Stance)) == 24 * 9
    assert not people & {str(one) for one in by_id(db, Attendee)}
