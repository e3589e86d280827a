"""Tablets handed round: one person at a time, nobody's answer twice, nothing beyond the ballot."""

from datetime import timedelta

import pytest
from sqlmodel import select

from db.engine import reading, transaction
from db.rounds import get_round
from db.tables import Attendee, BallotSlip, Kiosk
from domain.ballots import Change
from domain.clock import utc_now
from domain.kiosks import IDLE, IDLE_BALLOT
from domain.meetings import Voice
from domain.phases import Phase
from domain.polls import PollTerms
from domain.refusals import Refusal
from services import ballot_slips, ballots, joining, kiosks, poll_answers, polls, rounds
from tests.cast import Cast

PIN = "8642"


def refusal(act: object, *args: object, **more: object) -> str:
    """The code that this act was refused with."""
    with pytest.raises(Refusal) as caught:
        act(*args, **more)  # type: ignore[operator]
    return caught.value.code


def let_in(meeting_id: int, number: int, **more: object) -> int:
    """Somebody of the roster with a PIN, or noted by the clerk; their id."""
    with transaction() as db:
        row = Attendee(
            meeting_id=meeting_id, number=number, name=f"N{number}", created_at=utc_now()
        )
        row.sqlmodel_update(more)
        db.add(row)
        db.flush()
        return row.id


def fall_asleep(minutes: float) -> None:
    """Let every tablet lie untouched for so long."""
    with transaction() as db:
        for one in db.exec(select(Kiosk)):
            if one.touched_at is not None:
                one.touched_at -= timedelta(minutes=minutes)
            one.locked_until = None


def voice_at(token: str) -> Voice:
    """Who is at the tablet."""
    found = kiosks.find_kiosk(token)
    assert found is not None
    assert found.voice is not None
    return found.voice


def is_free(token: str) -> bool:
    """Whether nobody is at it."""
    found = kiosks.find_kiosk(token)
    assert found is not None
    return not found.is_taken


def test_people_come_one_after_the_other_and_each_answers_once(cast: Cast) -> None:
    meeting_id = cast.meeting(admission="roster")
    let_in(meeting_id, 1, pin="111111", is_invited=True)
    let_in(meeting_id, 2, pin="222222", is_invited=True)
    token = kiosks.open_kiosk(cast["clerk"], PIN, meeting_id=meeting_id)
    kiosks.come_to_kiosk(token, "111111")
    poll_id = polls.prepare_poll(cast["host"], meeting_id, PollTerms("Rails?"))
    polls.open_poll(cast["host"], poll_id)
    poll_answers.save_answer(voice_at(token), poll_id, {"for": 1})
    assert refusal(kiosks.come_to_kiosk, token, "222222") == "kiosk.taken"
    kiosks.end_turn(token)
    assert is_free(token)
    kiosks.come_to_kiosk(token, "２２２２２２")
    poll_answers.save_answer(voice_at(token), poll_id, {"against": 1})
    kiosks.end_turn(token)
    result = polls.close_poll(cast["host"], poll_id).result
    assert result is not None
    assert dict(result.counts) == {"for": 1, "against": 1, "abstain": 0}


def test_a_voice_that_left_the_tablet_can_do_nothing_more(cast: Cast) -> None:
    meeting_id = cast.meeting(admission="roster")
    let_in(meeting_id, 1, pin="111111", is_invited=True)
    token = kiosks.open_kiosk(cast["clerk"], PIN, meeting_id=meeting_id)
    kiosks.come_to_kiosk(token, "111111")
    voice = voice_at(token)
    kiosks.end_turn(token)
    assert refusal(joining.leave, voice) == "voice.taken_over"


def test_it_wakes_where_it_slept_and_is_free_after_a_minute(cast: Cast) -> None:
    meeting_id = cast.meeting(admission="roster")
    let_in(meeting_id, 1, pin="111111", is_invited=True)
    let_in(meeting_id, 2, pin="222222", is_invited=True)
    token = kiosks.open_kiosk(cast["clerk"], PIN, meeting_id=meeting_id)
    kiosks.come_to_kiosk(token, "111111")
    fall_asleep(0.5)
    assert voice_at(token).number == 1
    kiosks.stay_at_kiosk(token)
    fall_asleep(0.9)
    assert voice_at(token).number == 1
    fall_asleep(0.2)
    assert is_free(token)
    kiosks.come_to_kiosk(token, "222222")
    assert voice_at(token).number == 2
    assert timedelta(0) < IDLE < IDLE_BALLOT


def test_the_persons_own_phone_is_told_and_may_take_over_again(cast: Cast) -> None:
    meeting_id = cast.meeting(admission="roster")
    let_in(meeting_id, 1, pin="111111", is_invited=True)
    joining.join_room("246810", "phone", pin="111111")
    token = kiosks.open_kiosk(cast["clerk"], PIN, meeting_id=meeting_id)
    kiosks.come_to_kiosk(token, "111111")
    assert joining.find_presence(meeting_id, "phone").was_taken_over
    joining.join_room("246810", "phone", pin="111111")
    assert is_free(token)


def test_a_number_serves_who_was_noted_by_the_clerk_and_has_not_answered(cast: Cast) -> None:
    meeting_id = cast.meeting()
    noted = {"came_at": utc_now(), "checked_in_by": cast["clerk"].account_id}
    let_in(meeting_id, 1, **noted)
    let_in(meeting_id, 2, pin="222222", is_invited=True, **noted)
    joining.join_room("246810", "phone")
    token = kiosks.open_kiosk(cast["clerk"], PIN, meeting_id=meeting_id)
    assert refusal(kiosks.come_to_kiosk, token, "2") == "kiosk.wrong_number"
    assert refusal(kiosks.come_to_kiosk, token, "3") == "kiosk.wrong_number"
    poll_id = polls.prepare_poll(cast["host"], meeting_id, PollTerms("Rails?"))
    polls.open_poll(cast["host"], poll_id)
    kiosks.come_to_kiosk(token, "1")
    poll_answers.save_answer(voice_at(token), poll_id, {"for": 1})
    kiosks.end_turn(token)
    assert refusal(kiosks.come_to_kiosk, token, "1") == "kiosk.has_answered"


def test_guessing_makes_the_tablet_wait_and_a_right_number_forgives(cast: Cast) -> None:
    meeting_id = cast.meeting(admission="roster")
    let_in(meeting_id, 1, pin="111111", is_invited=True)
    token = kiosks.open_kiosk(cast["clerk"], PIN, meeting_id=meeting_id)
    for _ in range(5):
        assert refusal(kiosks.come_to_kiosk, token, "000000") == "kiosk.wrong_number"
    assert refusal(kiosks.come_to_kiosk, token, "111111") == "join.wait"
    assert refusal(kiosks.end_kiosk, token, PIN) == "join.wait"
    fall_asleep(0)
    kiosks.come_to_kiosk(token, "111111")
    with reading() as db:
        assert db.exec(select(Kiosk)).one().failures == 0


def test_only_its_pin_ends_it(cast: Cast) -> None:
    meeting_id = cast.meeting()
    assert (
        refusal(kiosks.open_kiosk, cast["clerk"], "12", meeting_id=meeting_id) == "kiosk.pin_form"
    )
    token = kiosks.open_kiosk(cast["clerk"], PIN, meeting_id=meeting_id)
    assert refusal(kiosks.end_kiosk, token, "0000") == "kiosk.wrong_number"
    kiosks.end_kiosk(token, PIN)
    assert kiosks.find_kiosk(token) is None
    assert refusal(kiosks.come_to_kiosk, token, "1") == "kiosk.ended"
    with reading() as db:
        kept = db.exec(select(Kiosk)).one()
    assert PIN not in kept.pin_hash
    assert token not in kept.token_key


@pytest.mark.parametrize("who", ["mei", "ann", "expert", "far_clerk"])
def test_only_the_staff_of_the_place_hands_tablets_round(cast: Cast, who: str) -> None:
    meeting_id = cast.meeting()
    code = refusal(kiosks.open_kiosk, cast[who], PIN, meeting_id=meeting_id)
    assert code.startswith("right.")


def voting_round(cast: Cast) -> int:
    """A round that votes, with one project."""
    round_id = cast.round(Phase.REVIEW)
    cast.project(round_id, 1)
    cast.project(round_id, 2)
    with transaction() as db:
        get_round(db, round_id).phase = Phase.VOTE.value
    return round_id


def test_a_slip_opens_its_owners_ballot_and_nothing_else(cast: Cast) -> None:
    round_id = voting_round(cast)
    code = ballot_slips.issue_slip(cast["officer"], round_id, cast["mei"].account_id)
    token = kiosks.open_kiosk(cast["officer"], PIN, round_id=round_id)
    assert refusal(ballot_slips.mark_at_kiosk, token, Change("P1", 1)) == "kiosk.turn_over"
    ballot_slips.come_with_slip(token, f"{code[:4]} {code[4:]}")
    found = kiosks.find_kiosk(token)
    assert found is not None
    assert (found.account_name, found.voice) == ("Mei", None)
    assert dict(ballot_slips.mark_at_kiosk(token, Change("P1", 1)).marks) == {"P1": 1}
    kiosks.end_turn(token)
    assert refusal(ballot_slips.ballot_at_kiosk, token) == "kiosk.turn_over"
    assert dict(ballots.get_own_ballot(cast["mei"], round_id).marks) == {"P1": 1}
    ballot_slips.come_with_slip(token, code)
    assert dict(ballot_slips.ballot_at_kiosk(token).marks) == {"P1": 1}


def test_a_slip_works_on_one_tablet_and_a_new_one_ends_it(cast: Cast) -> None:
    round_id = voting_round(cast)
    code = ballot_slips.issue_slip(cast["officer"], round_id, cast["mei"].account_id)
    first = kiosks.open_kiosk(cast["officer"], PIN, round_id=round_id)
    second = kiosks.open_kiosk(cast["officer"], PIN, round_id=round_id)
    ballot_slips.come_with_slip(first, code)
    assert refusal(ballot_slips.come_with_slip, second, code) == "kiosk.slip_elsewhere"
    again = ballot_slips.issue_slip(cast["officer"], round_id, cast["mei"].account_id)
    assert refusal(ballot_slips.come_with_slip, second, code) == "kiosk.wrong_number"
    ballot_slips.come_with_slip(second, again)
    assert ballot_slips.count_slips(round_id) == (1, 1)
    with reading() as db:
        assert again not in db.exec(select(BallotSlip)).one().code_hash


def test_a_slip_ends_with_voting_and_is_for_voters_alone(cast: Cast) -> None:
    round_id = voting_round(cast)
    officer = cast["officer"]
    assert refusal(ballot_slips.issue_slip, officer, round_id, cast["expert"].account_id) == (
        "right.role"
    )
    code = ballot_slips.issue_slip(officer, round_id, cast["mei"].account_id)
    token = kiosks.open_kiosk(officer, PIN, round_id=round_id)
    rounds.move_phase(officer, round_id, Phase.COUNT)
    assert refusal(ballot_slips.come_with_slip, token, code) == "right.phase"
    assert refusal(kiosks.open_kiosk, officer, PIN, round_id=round_id) == "kiosk.not_voting"
