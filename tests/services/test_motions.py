"""Motions: moved, seconded by another, amended, put to the vote, decided by the poll."""

import pytest

from db import acts
from db.engine import reading
from domain.floor import MotionState
from domain.floor_views import MotionView
from domain.polls import PollState, PollTerms
from domain.refusals import Refusal
from services import floor, motions, poll_answers, polls
from tests.cast import Cast
from tests.services.room import Room, a_room

TERMS = PollTerms("")


def moved(room: Room, text: str = "A bench at gate seven", amends: int | None = None) -> int:
    return motions.move_motion(
        room.host, room.meeting_id, room.item, room.id_of(1), text, amends_id=amends
    )


def seconded(room: Room, text: str = "A bench at gate seven", amends: int | None = None) -> int:
    motion = moved(room, text, amends)
    motions.second_motion(room.host, room.meeting_id, motion, room.id_of(2))
    return motion


def voted(room: Room, motion: int, *answers: str) -> None:
    """The room votes on the motion, person by person, and the poll is closed."""
    poll = motions.put_to_vote(room.host, room.meeting_id, motion, TERMS)
    for number, answer in enumerate(answers, start=1):
        poll_answers.save_answer(room.voices[number], poll, {answer: 1})
    polls.close_poll(room.host, poll)


def view(room: Room, motion: int) -> MotionView:
    [found] = [one for one in room.now().motions if one.id == motion]
    return found


def refusal_of(act: object, *args: object) -> str:
    with pytest.raises(Refusal) as refused:
        act(*args)  # type: ignore[operator]
    return refused.value.code


def test_a_motion_that_is_seconded_and_voted_for_is_carried(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    voted(room, motion, "for", "for", "against")
    assert view(room, motion).state is MotionState.CARRIED


def test_a_motion_that_the_room_votes_down_is_lost(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    voted(room, motion, "for", "against")
    assert view(room, motion).state is MotionState.LOST


def test_nobody_seconds_their_own_motion(cast: Cast) -> None:
    room = a_room(cast)
    motion = moved(room)
    code = refusal_of(motions.second_motion, room.host, room.meeting_id, motion, room.id_of(1))
    assert code == "motion.own_second"
    assert refusal_of(motions.second_from_floor, room.voices[1], motion) == "motion.own_second"


def test_the_first_who_seconds_from_a_phone_is_the_seconder(cast: Cast) -> None:
    room = a_room(cast)
    motion = moved(room)
    for number in (3, 4):
        motions.second_from_floor(room.voices[number], motion)
    seconder = view(room, motion).seconder
    assert seconder is not None
    assert seconder.number == 3
    with reading() as db:
        kinds = [act.kind for act in acts.list_acts(db, room.meeting_id)]
    assert kinds.count("second_motion") == 1


def test_a_motion_that_nobody_seconds_is_not_put_to_the_vote(cast: Cast) -> None:
    room = a_room(cast)
    motion = moved(room)
    code = refusal_of(motions.put_to_vote, room.host, room.meeting_id, motion, TERMS)
    assert code == "motion.not_seconded"
    assert polls.list_poll_views(room.meeting_id) == ()


def test_the_rule_holds_too_where_the_poll_is_opened_by_itself(cast: Cast) -> None:
    room = a_room(cast)
    poll = polls.prepare_poll(
        room.host, room.meeting_id, PollTerms("The bench?"), motion_id=moved(room)
    )
    assert refusal_of(polls.open_poll, room.host, poll) == "motion.not_seconded"


def test_where_the_house_needs_no_second_a_motion_goes_straight_to_the_vote(cast: Cast) -> None:
    room = a_room(cast, house_rules={"needs_second": False})
    motion = moved(room)
    voted(room, motion, "for")
    assert view(room, motion).state is MotionState.CARRIED


def test_one_motion_at_a_time(cast: Cast) -> None:
    room = a_room(cast)
    first = seconded(room)
    assert refusal_of(moved, room, "A second bench") == "motion.one_at_a_time"
    voted(room, first, "against")
    assert view(room, moved(room, "A second bench")).state is MotionState.MOVED


def test_several_motions_lie_before_the_room_where_the_house_allows_it(cast: Cast) -> None:
    room = a_room(cast, house_rules={"one_motion_at_a_time": False})
    assert moved(room, "One") != moved(room, "Two")


def test_the_same_motion_pressed_twice_is_one(cast: Cast) -> None:
    room = a_room(cast)
    assert moved(room) == moved(room)


def test_an_amendment_is_decided_before_what_it_amends(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    amendment = seconded(room, "with a roof", motion)
    code = refusal_of(motions.put_to_vote, room.host, room.meeting_id, motion, TERMS)
    assert code == "motion.amendment_first"
    voted(room, amendment, "for")
    voted(room, motion, "for")
    assert view(room, motion).state is MotionState.CARRIED


def test_a_carried_amendment_becomes_part_of_the_motion_and_of_the_question(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    voted(room, seconded(room, "with a roof", motion), "for")
    assert view(room, motion).wording == "A bench at gate seven\nwith a roof"
    assert view(room, motion).text == "A bench at gate seven"
    poll = motions.put_to_vote(room.host, room.meeting_id, motion, TERMS)
    assert polls.get_poll_view(poll).terms.question == "A bench at gate seven\nwith a roof"


def test_an_amendment_that_was_lost_leaves_the_motion_as_it_was(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    voted(room, seconded(room, "with a roof", motion), "against")
    assert view(room, motion).wording == "A bench at gate seven"


def test_amendments_are_not_amended(cast: Cast) -> None:
    room = a_room(cast)
    amendment = moved(room, "with a roof", seconded(room))
    assert refusal_of(moved, room, "of tiles", amendment) == "motion.amends_amendment"


def test_what_is_being_voted_on_is_not_amended(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    motions.put_to_vote(room.host, room.meeting_id, motion, TERMS)
    assert refusal_of(moved, room, "with a roof", motion) == "motion.is_put"


def test_a_motion_is_withdrawn_together_with_what_would_have_amended_it(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    amendment = moved(room, "with a roof", motion)
    for _ in range(2):
        motions.withdraw_motion(room.host, room.meeting_id, motion)
    assert view(room, motion).state is MotionState.WITHDRAWN
    assert view(room, amendment).state is MotionState.WITHDRAWN


def test_a_decided_motion_is_not_withdrawn(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    voted(room, motion, "for")
    code = refusal_of(motions.withdraw_motion, room.host, room.meeting_id, motion)
    assert code == "motion.is_carried"


def test_who_has_no_vote_neither_moves_nor_seconds(cast: Cast) -> None:
    room = a_room(cast)
    guest = cast.voice(room.meeting_id, 30, has_vote=False)
    code = refusal_of(
        motions.move_motion, room.host, room.meeting_id, room.item, guest.attendee_id, "Mine"
    )
    assert code == "motion.no_vote"
    assert refusal_of(motions.second_from_floor, guest, moved(room)) == "motion.no_vote"


def test_putting_a_motion_twice_opens_one_poll(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    first, second = (
        motions.put_to_vote(room.host, room.meeting_id, motion, TERMS) for _ in range(2)
    )
    assert first == second
    assert [one.state for one in polls.list_poll_views(room.meeting_id)] == [PollState.OPEN]


def test_withdrawing_the_poll_brings_the_motion_back_before_the_room(cast: Cast) -> None:
    room = a_room(cast)
    motion = seconded(room)
    poll = motions.put_to_vote(room.host, room.meeting_id, motion, TERMS)
    polls.withdraw_poll(room.host, poll, "the wording was wrong")
    assert view(room, motion).state is MotionState.SECONDED


def test_an_item_does_not_end_while_the_room_votes(cast: Cast) -> None:
    room = a_room(cast)
    motions.put_to_vote(room.host, room.meeting_id, seconded(room), TERMS)
    code = refusal_of(floor.next_item, room.host, room.meeting_id, room.item)
    assert code == "agenda.poll_open"
    assert room.now().current_item_id == room.item


@pytest.mark.parametrize("text", ["", "  ", "x" * 201])
def test_a_motion_without_words_or_with_too_many_is_refused(cast: Cast, text: str) -> None:
    assert refusal_of(moved, a_room(cast), text) == "motion.text"
