"""The demonstration's polls: closed ones with their frozen results, and one that is open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from db import polls
from db.engine import Session
from db.tables import AgendaItem, Attendee, Meeting, Poll
from domain.poll_result import Electorate, GivenAnswer, as_json, count_poll
from domain.polls import Base, PollTerms

_VOTES = ("for", "against", "abstain")


def add_closed_poll(
    db: Session,
    meeting: Meeting,
    item: AgendaItem,
    people: Sequence[Attendee],
    row: dict[str, Any],
    number: int,
    at: datetime,
) -> Poll:
    """A secret poll that closed at that time, with the numbers it came to."""
    poll = _poll(db, meeting, item, row, number, at - timedelta(minutes=4))
    able = [one for one in people if one.has_vote]
    polls.entitle(db, poll.id, able)
    given = [
        GivenAnswer({vote: 1})
        for vote, n in zip(_VOTES, row["counts"], strict=True)
        for _ in range(n)
    ]
    for one in able[: len(given)]:
        polls.note_answered(db, poll.id, one.id, at - timedelta(minutes=1), "phone")
    electorate = Electorate(len(able))
    terms = PollTerms(question=poll.question, base=Base(poll.base))
    result = count_poll(terms, given, electorate, electorate)
    for place, answer in enumerate(given):
        # No key joins these to people: as of any secret poll that has closed.
        lot = sha256(f"{poll.id}:{place}".encode()).hexdigest()
        polls.put_answer(db, poll.id, lot, answer.answer, None)
    poll.state, poll.opened_at, poll.closed_at = "closed", poll.created_at, at
    poll.result = as_json(result)
    return poll


def add_open_poll(
    db: Session,
    meeting: Meeting,
    item: AgendaItem,
    people: Sequence[Attendee],
    row: dict[str, Any],
    moment: datetime,
) -> None:
    """A poll that part of those with a device have answered."""
    poll = _poll(db, meeting, item, row, 1, moment - timedelta(minutes=2))
    poll.state, poll.opened_at = "open", poll.created_at
    able = [one for one in people if one.has_vote]
    polls.make_key(db, poll.id)
    polls.entitle(db, poll.id, able)
    votes = [vote for vote, n in zip(_VOTES, row["counts"], strict=True) for _ in range(n)]
    answering = [one for one in able if one.device_key][: len(votes)]
    for one, vote in zip(answering, votes, strict=False):
        key = polls.find_key(db, poll.id, one.id)
        if key is not None:
            polls.put_answer(db, poll.id, key, {vote: 1}, None)
            polls.note_answered(db, poll.id, one.id, moment - timedelta(minutes=1), one.channel)


def _poll(
    db: Session, meeting: Meeting, item: AgendaItem, row: dict[str, Any], number: int, at: datetime
) -> Poll:
    poll = Poll(
        meeting_id=meeting.id,
        item_id=item.id,
        number=number,
        question=row["question"],
        created_at=at,
    )
    db.add(poll)
    db.flush()
    return poll
