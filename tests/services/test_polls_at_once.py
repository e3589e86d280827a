"""Many answers at once, and the close among them: none lost in silence, none doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import func, select

from db.engine import reading
from db.tables import PollAnswer
from domain.meetings import Voice
from domain.refusals import Refusal
from services import poll_answers, polls
from tests.cast import Cast
from tests.services.polling import AGAINST, FOR, OPEN, open_poll, people

AT_ONCE = 16


def stored_answers(poll_id: int) -> int:
    with reading() as db:
        return db.exec(
            select(func.count()).select_from(PollAnswer).where(PollAnswer.poll_id == poll_id)
        ).one()


def test_an_answer_in_the_instant_of_the_close_is_counted_or_refused(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, AT_ONCE)
    poll_id, host = open_poll(cast, meeting_id), cast["host"]
    together = Barrier(AT_ONCE + 1)

    def answer(voice: Voice) -> str:
        together.wait()
        try:
            poll_answers.save_answer(voice, poll_id, FOR)
        except Refusal as refusal:
            return refusal.code
        return "saved"

    def close(_: object) -> int:
        together.wait()
        result = polls.close_poll(host, poll_id).result
        assert result is not None
        return result.answered

    with ThreadPoolExecutor(AT_ONCE + 1) as pool:
        told = [pool.submit(answer, voice) for voice in voices]
        counted = pool.submit(close, None).result()
    said = [one.result() for one in told]
    assert set(said) <= {"saved", "poll.not_open"}
    assert said.count("saved") == counted == stored_answers(poll_id)


def test_one_person_tapping_twenty_times_at_once_is_one_answer(cast: Cast) -> None:
    meeting_id = cast.meeting()
    [voice] = people(cast, meeting_id, 1)
    poll_id = open_poll(cast, meeting_id)
    answers = [FOR, AGAINST] * 10
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda given: poll_answers.save_answer(voice, poll_id, given), answers))
    assert stored_answers(poll_id) == polls.get_poll_view(poll_id).answered == 1


def test_everyone_at_once_each_has_one_answer(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, AT_ONCE)
    poll_id = open_poll(cast, meeting_id, OPEN)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda one: poll_answers.save_answer(one, poll_id, FOR), voices * 2))
    result = polls.close_poll(cast["host"], poll_id).result
    assert result is not None
    assert result.counts["for"] == result.answered == AT_ONCE


def test_two_tablets_that_close_at_once_freeze_one_result(cast: Cast) -> None:
    meeting_id = cast.meeting()
    voices = people(cast, meeting_id, 3)
    poll_id, host = open_poll(cast, meeting_id), cast["host"]
    poll_answers.save_answer(voices[0], poll_id, FOR)
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda _: polls.close_poll(host, poll_id), range(2))
    assert one == other
