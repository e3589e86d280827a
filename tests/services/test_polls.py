"""Polls from preparing to the frozen result: who may answer, and what a motion becomes."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db import acts
from db.engine import reading, transaction
from db.tables import Attendee, Meeting, Motion
from domain.floor import MotionState
from domain.meetings import Voice
from domain.polls import Base, PollKind, PollState, PollTerms
from domain.quorum import OWNERS_ASSEMBLY, Condition, Measure
from domain.refusals import Refusal
from domain.roles import Actor
from services import meetings, motions, poll_answers, polls, undo
from tests.cast import Cast
from tests.services.polling import ABSTAIN, AGAINST, FOR, OPEN, SECRET, answer, open_poll, people


def refused_with(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code


def kinds_of_acts(meeting_id: int) -> list[str]:
    with reading() as db:
        return [act.kind for act in acts.list_acts(db, meeting_id)]


def test_a_poll_goes_from_its_rule_to_a_frozen_result(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, 5)
    poll_id = open_poll(cast, meeting_id)
    answer(poll_id, voices, [FOR, FOR, AGAINST, ABSTAIN])
    closed = polls.close_poll(cast["host"], poll_id)
    assert closed.state is PollState.CLOSED
    assert closed.result is not None
    assert closed.result.counts == {"for": 2, "against": 1, "abstain": 1}
    assert (closed.result.answered, closed.result.entitled.people) == (4, 5)
    assert closed.result.has_passed
    assert polls.get_poll_view(poll_id) == closed
    assert kinds_of_acts(meeting_id) == ["prepare_poll", "open_poll", "close_poll"]


def test_what_the_minutes_need_is_in_the_trace(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, 3)
    poll_id = open_poll(cast, meeting_id, replace(OPEN, base=Base.ALL))
    answer(poll_id, voices, [FOR])
    polls.close_poll(cast["host"], poll_id)
    with reading() as db:
        facts = acts.list_acts(db, meeting_id)[-1].facts
    assert (facts["question"], facts["number"], facts["base"]) == (OPEN.question, 1, "all")
    result = facts["result"]
    assert isinstance(result, dict)
    assert (result["entitled"], result["has_passed"]) == ([3, 0], False)
    assert result["people"] == [1, 0, 3, 2, 1]


def test_a_result_stays_though_the_roster_changes_afterwards(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, 4)
    poll_id = open_poll(cast, meeting_id, replace(SECRET, base=Base.ALL))
    answer(poll_id, voices, [FOR, FOR, FOR])
    before = polls.close_poll(cast["host"], poll_id)
    for number in range(10, 20):
        cast.voice(meeting_id, number)
    assert polls.get_poll_view(poll_id) == before
    assert polls.close_poll(cast["host"], poll_id) == before


def test_pressing_twice_prepares_opens_and_closes_once(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    people(cast, meeting_id, 2)
    first = polls.prepare_poll(host, meeting_id, SECRET)
    assert polls.prepare_poll(host, meeting_id, SECRET) == first
    for _ in range(2):
        polls.open_poll(host, first)
    for _ in range(2):
        polls.close_poll(host, first)
    assert kinds_of_acts(meeting_id) == ["prepare_poll", "open_poll", "close_poll"]


def test_a_room_has_one_open_poll_at_a_time(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    people(cast, meeting_id, 2)
    open_poll(cast, meeting_id)
    other = polls.prepare_poll(host, meeting_id, replace(SECRET, question="Another?"))
    refused_with("poll.another_open", lambda: polls.open_poll(host, other))
    assert polls.get_poll_view(other).state is PollState.DRAFT


def test_without_anybody_who_has_a_vote_no_poll_opens(cast: Cast) -> None:
    meeting_id = cast.meeting()
    people(cast, meeting_id, 2, has_vote=False)
    refused_with("poll.nobody_present", lambda: open_poll(cast, meeting_id))


def test_those_present_with_a_vote_are_entitled_and_nobody_else(cast: Cast) -> None:
    meeting_id = cast.meeting()
    here = cast.voice(meeting_id, 1)
    guest = cast.voice(meeting_id, 2, has_vote=False)
    absent = cast.voice(meeting_id, 3, came_at=None)
    poll_id = open_poll(cast, meeting_id)
    assert polls.get_poll_view(poll_id).entitled == 1
    poll_answers.save_answer(here, poll_id, FOR)
    refused_with("poll.not_entitled", lambda: poll_answers.save_answer(guest, poll_id, FOR))
    refused_with("voice.left", lambda: poll_answers.save_answer(absent, poll_id, FOR))
    assert not poll_answers.own_answer(guest, poll_id).is_entitled


def test_who_comes_in_while_it_is_open_may_answer_too(cast: Cast) -> None:
    meeting_id = cast.meeting()
    people(cast, meeting_id, 2)
    poll_id = open_poll(cast, meeting_id)
    late = cast.voice(meeting_id, 9, floor_area_dm2=80_00)
    guest = cast.voice(meeting_id, 10, has_vote=False)
    with transaction() as db:
        meeting = db.get(Meeting, meeting_id)
        assert meeting is not None
        for voice in (late, late, guest):
            person = db.get(Attendee, voice.attendee_id)
            assert person is not None
            poll_answers.add_entitled(db, meeting, person)
    assert polls.get_poll_view(poll_id).entitled == 3
    assert poll_answers.save_answer(late, poll_id, FOR).has_answered


def owners(cast: Cast, meeting_id: int, how_many: int, *, absent: int) -> None:
    """Owners who came, and owners on the roster who did not."""
    for number in range(1, how_many + absent + 1):
        voice = cast.voice(
            meeting_id, number, standing="owner", floor_area_dm2=90_00, is_invited=True
        )
        if number > how_many:
            with transaction() as db:
                row = db.get(Attendee, voice.attendee_id)
                assert row is not None
                row.came_at = None


def test_owners_take_no_vote_before_two_thirds_of_people_and_area_are_there(cast: Cast) -> None:
    meeting_id = cast.meeting(quorum=[one.as_row() for one in OWNERS_ASSEMBLY])
    owners(cast, meeting_id, 3, absent=2)
    poll_id = polls.prepare_poll(cast["host"], meeting_id, OPEN)
    refused_with("poll.no_quorum", lambda: polls.open_poll(cast["host"], poll_id))
    cast.voice(meeting_id, 9, standing="owner", floor_area_dm2=90_00, is_invited=True)
    polls.open_poll(cast["host"], poll_id)
    assert polls.get_poll_view(poll_id).entitled == 4


@pytest.mark.parametrize(("least", "holds"), [(2, True), (3, False)])
def test_another_meeting_may_vote_without_its_quorum_and_the_trace_tells(
    cast: Cast, least: int, holds: bool
) -> None:
    meeting_id = cast.meeting(quorum=[Condition(Measure.PEOPLE, least=least).as_row()])
    people(cast, meeting_id, 2)
    open_poll(cast, meeting_id)
    with reading() as db:
        assert acts.list_acts(db, meeting_id)[-1].facts["quorum_holds"] is holds


def test_floor_area_is_taken_as_it_was_when_the_poll_opened(cast: Cast) -> None:
    meeting_id = cast.meeting()
    small, large = (
        cast.voice(meeting_id, 1, floor_area_dm2=50_00),
        cast.voice(meeting_id, 2, floor_area_dm2=200_00),
    )
    poll_id = open_poll(cast, meeting_id, replace(OPEN, counts_area=True))
    with transaction() as db:
        person = db.get(Attendee, small.attendee_id)
        assert person is not None
        person.floor_area_dm2 = 900_00
    answer(poll_id, [small, large], [FOR, AGAINST])
    result = polls.close_poll(cast["host"], poll_id).result
    assert result is not None
    assert result.area is not None
    assert (result.area.in_favour, result.area.against) == (50_00, 200_00)


@pytest.mark.parametrize("username", ["mei", "ann", "clerk", "expert", "lawyer"])
def test_only_who_runs_the_meeting_runs_its_polls(cast: Cast, username: str) -> None:
    meeting_id, actor = cast.meeting(), cast[username]
    people(cast, meeting_id, 2)
    poll_id = open_poll(cast, meeting_id)
    acts_of: list[Callable[[Actor], object]] = [
        lambda one: polls.prepare_poll(one, meeting_id, OPEN),
        lambda one: polls.open_poll(one, poll_id),
        lambda one: polls.close_poll(one, poll_id),
        lambda one: polls.withdraw_poll(one, poll_id, "wrong words"),
    ]
    for act in acts_of:
        with pytest.raises(Refusal) as refused:
            act(actor)
        assert refused.value.code == "right.role"
    assert polls.get_poll_view(poll_id).state is PollState.OPEN


def test_a_withdrawn_poll_says_why_and_keeps_no_answer(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    voices = people(cast, meeting_id, 3)
    poll_id = open_poll(cast, meeting_id)
    answer(poll_id, voices, [FOR, FOR])
    refused_with("poll.no_reason", lambda: polls.withdraw_poll(host, poll_id, "  "))
    polls.withdraw_poll(host, poll_id, "The question was not clear.")
    view = polls.get_poll_view(poll_id)
    assert (view.state, view.withdrawn_reason) == (
        PollState.WITHDRAWN,
        "The question was not clear.",
    )
    assert view.result is None
    assert poll_answers.own_answer(voices[0], poll_id).answer == {}
    refused_with("poll.not_open", lambda: poll_answers.save_answer(voices[2], poll_id, FOR))
    refused_with("poll.not_so_now", lambda: polls.close_poll(host, poll_id))


def moved(cast: Cast, meeting_id: int) -> tuple[int, list[Voice]]:
    """A motion of the first of four in the room, seconded by the second; and the four."""
    item_id = cast.item(meeting_id)
    voices = people(cast, meeting_id, 4)
    host = cast["host"]
    motion_id = motions.move_motion(
        host, meeting_id, item_id, voices[0].attendee_id, "A ramp at gate seven"
    )
    motions.second_motion(host, meeting_id, motion_id, voices[1].attendee_id)
    return motion_id, voices


def state_of(motion_id: int) -> str:
    with reading() as db:
        motion = db.get(Motion, motion_id)
        assert motion is not None
        return motion.state


@pytest.mark.parametrize(
    ("answers", "state"),
    [([FOR, FOR, AGAINST], MotionState.CARRIED), ([FOR, AGAINST], MotionState.LOST)],
)
def test_the_poll_of_a_motion_decides_it(
    cast: Cast, answers: list[dict[str, int]], state: MotionState
) -> None:
    meeting_id = cast.meeting()
    motion_id, voices = moved(cast, meeting_id)
    poll_id = motions.put_to_vote(cast["host"], meeting_id, motion_id, SECRET)
    assert state_of(motion_id) == MotionState.PUT
    answer(poll_id, voices, answers)
    polls.close_poll(cast["host"], poll_id)
    assert state_of(motion_id) == state


def test_the_motion_of_a_withdrawn_poll_lies_before_the_room_again(cast: Cast) -> None:
    meeting_id = cast.meeting()
    motion_id, _ = moved(cast, meeting_id)
    poll_id = motions.put_to_vote(cast["host"], meeting_id, motion_id, SECRET)
    polls.withdraw_poll(cast["host"], poll_id, "too early")
    assert state_of(motion_id) == MotionState.SECONDED


def test_an_opening_that_was_taken_back_leaves_nothing_for_the_next_one(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    voices = people(cast, meeting_id, 3)
    poll_id = open_poll(cast, meeting_id)
    with reading() as db:
        last = acts.find_last_act(db, meeting_id)
    assert last is not None
    undo.undo_last_act(host, meeting_id, last.id)
    assert polls.get_poll_view(poll_id).state is PollState.DRAFT
    polls.open_poll(host, poll_id)
    answer(poll_id, voices, [FOR])
    result = polls.close_poll(host, poll_id).result
    assert result is not None
    assert (result.answered, result.entitled.people) == (1, 3)


def test_a_close_cannot_be_taken_back(cast: Cast) -> None:
    meeting_id = cast.meeting()
    people(cast, meeting_id, 1)
    polls.close_poll(cast["host"], open_poll(cast, meeting_id))
    with reading() as db:
        assert acts.find_last_act(db, meeting_id) is None


def test_a_meeting_does_not_close_over_an_open_poll(cast: Cast) -> None:
    meeting_id, host = cast.meeting(), cast["host"]
    people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id)
    refused_with("meeting.poll_open", lambda: meetings.close_meeting(host, meeting_id))
    polls.close_poll(host, poll_id)
    meetings.close_meeting(host, meeting_id)


def test_a_poll_that_could_not_be_counted_is_not_written(cast: Cast) -> None:
    meeting_id = cast.meeting()
    bad = PollTerms("Which?", PollKind.CHOICE, ("A",))
    refused_with("poll.options", lambda: polls.prepare_poll(cast["host"], meeting_id, bad))
    assert polls.list_poll_views(meeting_id) == ()
