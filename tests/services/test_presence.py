"""The door: one tap is one person here, with a way back, and nobody is doubled."""

import pytest

from db import meetings
from db.engine import reading, transaction
from db.tables import Attendee, Poll, PollVoice, Speech
from domain.clock import utc_now
from domain.meetings import Standing
from domain.quorum import Condition, Measure
from domain.refusals import Refusal
from domain.roster_lines import PersonLine
from services import motions, presence, rosters
from services.meeting_access import confirm_voice
from services.meetings import find_version
from services.poll_answers import enter_answer
from services.polls import get_poll_view
from tests.cast import Cast
from tests.services.polling import FOR, OPEN, answer, open_poll


def invited(cast: Cast, meeting_id: int, name: str = "Wang") -> int:
    rosters.invite_people(cast["host"], meeting_id, [PersonLine(name, Standing.REPRESENTATIVE)])
    roster = rosters.list_roster(cast["host"], meeting_id)
    return next(one.id for one in roster if one.name == name)


def person(meeting_id: int, attendee_id: int) -> Attendee:
    with reading() as db:
        return meetings.get_attendee(db, meeting_id, attendee_id)


def test_two_taps_check_in_once_and_the_wall_is_told_once(cast: Cast) -> None:
    meeting_id = cast.meeting()
    wang = invited(cast, meeting_id)
    presence.check_in(cast["clerk"], meeting_id, wang)
    first, version = person(meeting_id, wang), find_version(meeting_id)
    presence.check_in(cast["host"], meeting_id, wang)
    again = person(meeting_id, wang)
    assert (again.came_at, again.checked_in_by) == (first.came_at, cast["clerk"].account_id)
    assert find_version(meeting_id) == version


def test_the_clerk_checks_in_before_the_meeting_opens_and_not_after_it_closed(cast: Cast) -> None:
    meeting_id = cast.meeting(state="planned", join_code=None)
    wang = invited(cast, meeting_id)
    presence.check_in(cast["clerk"], meeting_id, wang)
    with transaction() as db:
        meetings.get_meeting(db, meeting_id).state = "closed"
    with pytest.raises(Refusal) as refused:
        presence.note_left(cast["clerk"], meeting_id, wang)
    assert refused.value.code == "meeting.is_closed"


def test_a_wrong_tap_is_taken_back_as_if_they_had_not_come(cast: Cast) -> None:
    meeting_id = cast.meeting()
    wang = invited(cast, meeting_id)
    presence.check_in(cast["clerk"], meeting_id, wang)
    presence.take_back_check_in(cast["clerk"], meeting_id, wang)
    presence.take_back_check_in(cast["clerk"], meeting_id, wang)
    row = person(meeting_id, wang)
    assert (row.came_at, row.checked_in_by) == (None, None)


def test_a_wrong_tap_while_a_poll_is_open_leaves_nobody_entitled(cast: Cast) -> None:
    meeting_id = cast.meeting()
    there, wang = cast.voice(meeting_id, 9), invited(cast, meeting_id)
    poll_id = open_poll(cast, meeting_id)
    presence.check_in(cast["clerk"], meeting_id, wang)
    assert get_poll_view(poll_id).entitled == 2
    presence.take_back_check_in(cast["clerk"], meeting_id, wang)
    view = get_poll_view(poll_id)
    assert view.entitled == 1
    answer(poll_id, [there], [FOR])
    assert get_poll_view(poll_id).answered == 1


def test_who_has_voted_spoken_or_moved_is_not_taken_back(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    names = ("Voter", "Mover", "Speaker")
    voter, mover, speaker = (invited(cast, meeting_id, name) for name in names)
    for one in (voter, mover, speaker):
        presence.check_in(cast["clerk"], meeting_id, one)
    motions.move_motion(cast["host"], meeting_id, item_id, mover, "Lamps")
    with transaction() as db:
        asked = {"meeting_id": meeting_id, "item_id": item_id, "asked_at": utc_now()}
        db.add(Speech(attendee_id=speaker, **asked))
    poll_id = open_poll(cast, meeting_id, OPEN)
    enter_answer(cast["clerk"], poll_id, voter, FOR)
    for one in (voter, mover, speaker):
        with pytest.raises(Refusal) as refused:
            presence.take_back_check_in(cast["clerk"], meeting_id, one)
        assert refused.value.code == "presence.has_taken_part"
        assert person(meeting_id, one).came_at is not None
    assert get_poll_view(poll_id).entitled == 3


def test_who_came_in_by_a_device_is_not_taken_back_but_can_leave(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voice = cast.voice(meeting_id, 1)
    with pytest.raises(Refusal) as refused:
        presence.take_back_check_in(cast["clerk"], meeting_id, voice.attendee_id)
    assert refused.value.code == "presence.has_device"
    presence.note_left(cast["clerk"], meeting_id, voice.attendee_id)
    with transaction() as db, pytest.raises(Refusal) as gone:
        confirm_voice(db, voice)
    assert gone.value.code == "voice.left"


def test_who_left_and_comes_back_keeps_when_they_first_came(cast: Cast) -> None:
    meeting_id = cast.meeting()
    wang = invited(cast, meeting_id)
    presence.check_in(cast["clerk"], meeting_id, wang)
    came = person(meeting_id, wang).came_at
    presence.note_left(cast["clerk"], meeting_id, wang)
    presence.check_in(cast["clerk"], meeting_id, wang)
    row = person(meeting_id, wang)
    assert (row.came_at, row.left_at) == (came, None)


def test_a_double_tap_lets_one_walk_in_in_and_a_namesake_is_asked_about(cast: Cast) -> None:
    meeting_id = cast.meeting()
    first = presence.add_walk_in(cast["clerk"], meeting_id, " Chen ")
    assert presence.add_walk_in(cast["clerk"], meeting_id, "Chen") == first
    wang = invited(cast, meeting_id)
    with pytest.raises(Refusal) as refused:
        presence.add_walk_in(cast["clerk"], meeting_id, "Wang")
    assert refused.value.code == "presence.same_name"
    assert refused.value.facts["number"] == person(meeting_id, wang).number
    other = presence.add_walk_in(cast["clerk"], meeting_id, "Wang", is_another=True)
    assert other not in (first, wang)
    with reading() as db:
        assert len(meetings.list_present(db, meeting_id)) == 2


def test_a_guest_who_walks_in_has_no_vote(cast: Cast) -> None:
    meeting_id = cast.meeting()
    guest = presence.add_walk_in(cast["clerk"], meeting_id, "Guest", Standing.GUEST)
    resident = presence.add_walk_in(cast["clerk"], meeting_id, "Neighbour")
    assert not person(meeting_id, guest).has_vote
    assert person(meeting_id, resident).has_vote


def test_who_comes_while_a_poll_is_open_may_answer_it(cast: Cast) -> None:
    meeting_id = cast.meeting()
    wang = invited(cast, meeting_id)
    with transaction() as db:
        poll = Poll(
            meeting_id=meeting_id, number=1, question="?", state="open", created_at=utc_now()
        )
        db.add(poll)
        db.flush()
        poll_id = poll.id
    presence.check_in(cast["clerk"], meeting_id, wang)
    with reading() as db:
        assert db.get(PollVoice, (poll_id, wang)) is not None


def test_the_quorum_follows_every_tap_at_the_door(cast: Cast) -> None:
    condition = Condition(Measure.PEOPLE, Standing.REPRESENTATIVE, least=1)
    meeting_id = cast.meeting(quorum=[condition.as_row()])
    wang = invited(cast, meeting_id)
    assert presence.quorum_report(meeting_id).conditions[0].missing == 1
    presence.check_in(cast["clerk"], meeting_id, wang)
    assert presence.quorum_report(meeting_id).holds
    presence.note_left(cast["clerk"], meeting_id, wang)
    assert not presence.quorum_report(meeting_id).holds


@pytest.mark.parametrize("username", ["mei", "ann", "expert", "far_clerk"])
def test_nobody_else_stands_at_the_door(cast: Cast, username: str) -> None:
    meeting_id = cast.meeting()
    wang = invited(cast, meeting_id)
    for act in (presence.check_in, presence.note_left, presence.take_back_check_in):
        with pytest.raises(Refusal):
            act(cast[username], meeting_id, wang)
    with pytest.raises(Refusal):
        rosters.list_roster(cast[username], meeting_id)
    assert person(meeting_id, wang).came_at is None


def test_somebody_of_another_meeting_is_not_let_in_here(cast: Cast) -> None:
    here, there = cast.meeting(), cast.meeting(join_code="135790")
    wang = invited(cast, there)
    with pytest.raises(Refusal) as refused:
        presence.check_in(cast["host"], here, wang)
    assert refused.value.code == "attendee.unknown"
