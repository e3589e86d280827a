"""Answering: saved at each tap, one a person whatever the device, and for those without one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db import meetings as meeting_rows
from db.engine import reading, transaction
from db.tables import Attendee
from domain.polls import PollKind, PollTerms
from domain.refusals import Refusal
from services import poll_answers, polls
from tests.cast import Cast
from tests.services.polling import AGAINST, FOR, OPEN, SECRET, answer, open_poll, people

CHOICE = PollTerms("Which?", PollKind.CHOICE, ("A", "B", "C"), most_choices=2)


def refused_with(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code


def test_an_answer_may_be_changed_and_taken_back_until_the_close(cast: Cast) -> None:
    meeting_id = cast.meeting()
    [voice] = people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id)
    poll_answers.save_answer(voice, poll_id, FOR)
    poll_answers.save_answer(voice, poll_id, AGAINST)
    assert poll_answers.own_answer(voice, poll_id).answer == AGAINST
    assert not poll_answers.save_answer(voice, poll_id, {}).has_answered
    assert polls.get_poll_view(poll_id).answered == 0
    poll_answers.save_answer(voice, poll_id, FOR)
    result = polls.close_poll(cast["host"], poll_id).result
    assert result is not None
    assert result.counts == {"for": 1, "against": 0, "abstain": 0}


def test_the_same_tap_twice_is_one_answer_and_wakes_no_screen(cast: Cast) -> None:
    meeting_id = cast.meeting()
    [voice] = people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id)
    poll_answers.save_answer(voice, poll_id, FOR)
    with reading() as db:
        before = meeting_rows.find_version(db, meeting_id)
    poll_answers.save_answer(voice, poll_id, FOR)
    with reading() as db:
        assert meeting_rows.find_version(db, meeting_id) == before
    assert polls.get_poll_view(poll_id).answered == 1


def test_a_second_device_takes_over_and_the_answer_is_never_doubled(cast: Cast) -> None:
    meeting_id = cast.meeting()
    [voice] = people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id)
    poll_answers.save_answer(voice, poll_id, FOR)
    with transaction() as db:
        person = db.get(Attendee, voice.attendee_id)
        assert person is not None
        person.device_key = "another device"
    other = replace(voice, device_key="another device")
    refused_with("voice.taken_over", lambda: poll_answers.save_answer(voice, poll_id, AGAINST))
    assert poll_answers.own_answer(other, poll_id).answer == FOR
    poll_answers.save_answer(other, poll_id, AGAINST)
    result = polls.close_poll(cast["host"], poll_id).result
    assert result is not None
    assert (result.answered, result.counts["against"]) == (1, 1)


def test_after_the_close_an_answer_is_refused(cast: Cast) -> None:
    meeting_id = cast.meeting()
    [voice] = people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id)
    polls.close_poll(cast["host"], poll_id)
    refused_with("poll.not_open", lambda: poll_answers.save_answer(voice, poll_id, FOR))


def test_a_voice_of_another_meeting_cannot_answer(cast: Cast) -> None:
    here, there = cast.meeting(), cast.meeting(join_code="135790")
    people(cast, here, 1)
    stranger = cast.voice(there, 1)
    poll_id = open_poll(cast, here)
    refused_with("poll.unknown", lambda: poll_answers.save_answer(stranger, poll_id, FOR))


def test_more_than_may_be_chosen_is_refused_and_the_answer_stays(cast: Cast) -> None:
    meeting_id = cast.meeting()
    [voice] = people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id, CHOICE)
    poll_answers.save_answer(voice, poll_id, {"1": 1, "2": 1})
    too_many = {"1": 1, "2": 1, "3": 1}
    refused_with("poll.too_many", lambda: poll_answers.save_answer(voice, poll_id, too_many))
    assert poll_answers.own_answer(voice, poll_id).answer == {"1": 1, "2": 1}


def test_a_clerk_enters_the_answer_of_a_person_without_a_device(cast: Cast) -> None:
    meeting_id, clerk = cast.meeting(), cast["clerk"]
    person = cast.voice(meeting_id, 1, device_key=None, channel="")
    poll_id = open_poll(cast, meeting_id, OPEN)
    [waiting] = poll_answers.list_without_answer(clerk, poll_id)
    assert (waiting.attendee_id, waiting.has_device) == (person.attendee_id, False)
    poll_answers.enter_answer(clerk, poll_id, person.attendee_id, AGAINST)
    poll_answers.enter_answer(clerk, poll_id, person.attendee_id, FOR)
    assert poll_answers.list_without_answer(clerk, poll_id) == ()
    polls.close_poll(cast["host"], poll_id)
    [named] = polls.list_named_answers(poll_id)
    assert (named.number, named.answer) == (1, FOR)


def test_a_clerk_never_enters_a_secret_answer_nor_overrules_a_device(cast: Cast) -> None:
    meeting_id, clerk = cast.meeting(), cast["clerk"]
    voices = people(cast, meeting_id, 2)
    someone = voices[0].attendee_id
    secret = open_poll(cast, meeting_id, SECRET)
    refused_with(
        "poll.secret_by_hand", lambda: poll_answers.enter_answer(clerk, secret, someone, FOR)
    )
    polls.close_poll(cast["host"], secret)
    poll_id = open_poll(cast, meeting_id, OPEN)
    poll_answers.save_answer(voices[0], poll_id, FOR)
    refused_with(
        "poll.has_answered", lambda: poll_answers.enter_answer(clerk, poll_id, someone, AGAINST)
    )


@pytest.mark.parametrize("username", ["mei", "ann", "expert", "lawyer", "far_clerk"])
def test_others_enter_no_answer_for_anybody(cast: Cast, username: str) -> None:
    meeting_id = cast.meeting()
    [voice] = people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id, OPEN)
    for act in (
        lambda: poll_answers.enter_answer(cast[username], poll_id, voice.attendee_id, FOR),
        lambda: poll_answers.list_without_answer(cast[username], poll_id),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code.startswith("right.")
    assert polls.get_poll_view(poll_id).answered == 0


def test_an_open_ballot_shows_what_so_far_and_names_afterwards(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, 3)
    poll_id = open_poll(cast, meeting_id, OPEN)
    answer(poll_id, voices, [FOR, AGAINST])
    so_far = polls.get_poll_view(poll_id).so_far
    assert so_far is not None
    assert so_far.counts == {"for": 1, "against": 1, "abstain": 0}
    refused_with("poll.not_closed", lambda: polls.list_named_answers(poll_id))
    polls.close_poll(cast["host"], poll_id)
    named = polls.list_named_answers(poll_id)
    assert [(one.number, one.answer) for one in named] == [(1, FOR), (2, AGAINST), (3, {})]
