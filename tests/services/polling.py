"""A room that polls: people with a vote, a poll that is open, and what they answer."""

from collections.abc import Mapping, Sequence

from domain.meetings import Voice
from domain.polls import PollTerms
from services import poll_answers, polls
from tests.cast import Cast

FOR, AGAINST, ABSTAIN = {"for": 1}, {"against": 1}, {"abstain": 1}
SECRET = PollTerms("A ramp at gate seven?")
OPEN = PollTerms("A ramp at gate seven?", is_secret=False)


def people(cast: Cast, meeting_id: int, count: int, **content: object) -> list[Voice]:
    """So many people in the room, each on a device of their own."""
    return [cast.voice(meeting_id, number, **content) for number in range(1, count + 1)]


def open_poll(cast: Cast, meeting_id: int, terms: PollTerms = SECRET) -> int:
    """A poll that everyone in the room can answer now; its id."""
    poll_id = polls.prepare_poll(cast["host"], meeting_id, terms)
    polls.open_poll(cast["host"], poll_id)
    return poll_id


def answer(poll_id: int, voices: Sequence[Voice], answers: Sequence[Mapping[str, int]]) -> None:
    """Each of these people gives the answer at their place."""
    for voice, given in zip(voices, answers, strict=False):
        poll_answers.save_answer(voice, poll_id, given)
