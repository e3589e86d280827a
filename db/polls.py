"""Queries on polls: who is entitled, that they answered, and, apart from it, what."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import bindparam, delete, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from db import accounts
from db.base import Table
from db.tables import Attendee, Poll, PollAnswer, PollVoice, Secret
from domain.ballots import voter_key
from domain.poll_result import Electorate, GivenAnswer
from domain.polls import PollState
from domain.refusals import Refusal


def get_poll(db: Session, poll_id: int, *, is_held: bool = False, for_update: bool = False) -> Poll:
    """The poll, or a refusal.

    `is_held`: it cannot close before this transaction ends; those who answer share that hold.
    `for_update`: who closes it waits for them, and they wait for whoever closes it.
    """
    query = select(Poll).where(Poll.id == poll_id)
    if is_held or for_update:
        query = query.with_for_update(read=is_held, of=Poll)
    poll = db.exec(query).one_or_none()
    if poll is None:
        raise Refusal("poll.unknown")
    return poll


def list_polls(db: Session, meeting_id: int) -> list[Poll]:
    """A meeting's polls by number."""
    return list(
        db.exec(select(Poll).where(Poll.meeting_id == meeting_id).order_by(col(Poll.number)))
    )


def find_open(db: Session, meeting_id: int) -> Poll | None:
    """The poll that is being answered now; a room has one at a time."""
    where = (Poll.meeting_id == meeting_id, Poll.state == PollState.OPEN.value)
    return db.exec(select(Poll).where(*where).order_by(col(Poll.id))).first()


def next_number(db: Session, meeting_id: int) -> int:
    """The number of the next poll, from 1."""
    query = select(func.max(Poll.number)).where(Poll.meeting_id == meeting_id)
    return (db.exec(query).one() or 0) + 1


def entitle(db: Session, poll_id: int, people: list[Attendee]) -> None:
    """Note who may answer, with their floor area as it is now; who is noted already stays so."""
    if people:
        rows = [
            {"poll_id": poll_id, "attendee_id": one.id, "floor_area_dm2": one.floor_area_dm2}
            for one in people
        ]
        db.connection().execute(_entitling(db.get_bind().dialect.name), rows)


def take_off(db: Session, poll_id: int, attendee_id: int) -> None:
    """Entitle a person no more who has not answered; who has stays as they are."""
    where = (
        col(PollVoice.poll_id) == poll_id,
        col(PollVoice.attendee_id) == attendee_id,
        col(PollVoice.answered_at).is_(None),
    )
    db.connection().execute(delete(PollVoice).where(*where))


def find_voice(db: Session, poll_id: int, attendee_id: int) -> PollVoice | None:
    """Whether a person may answer, and whether they did."""
    return db.get(PollVoice, (poll_id, attendee_id), populate_existing=True)


def note_answered(
    db: Session, poll_id: int, attendee_id: int, at: datetime | None, channel: str
) -> bool:
    """Note that a person answered, or (None) took it back; False if they may not answer.

    This holds the person's row to the end of the transaction: their second device waits here.
    """
    where = (PollVoice.poll_id == poll_id, PollVoice.attendee_id == attendee_id)
    statement = update(PollVoice).where(*where).values(answered_at=at, channel=channel)  # type: ignore[arg-type]
    return bool(db.connection().execute(statement).rowcount)


def list_voices(db: Session, poll_id: int) -> list[tuple[PollVoice, Attendee]]:
    """Everyone entitled, by number."""
    query = (
        select(PollVoice, Attendee)
        .join(Attendee, col(Attendee.id) == PollVoice.attendee_id)
        .where(PollVoice.poll_id == poll_id)
        .order_by(col(Attendee.number))
    )
    return [(voice, attendee) for voice, attendee in db.exec(query)]


def count_voices(db: Session, poll_id: int) -> tuple[Electorate, int]:
    """Who may answer, and how many have."""
    query = select(
        func.count(),
        func.coalesce(func.sum(PollVoice.floor_area_dm2), 0),
        func.count(col(PollVoice.answered_at)),
    ).where(PollVoice.poll_id == poll_id)
    people, area, answered = db.exec(query).one()
    return Electorate(people, area), answered


def count_roster(db: Session, meeting_id: int) -> Electorate:
    """Everyone of the meeting who has a vote, present or not."""
    query = select(func.count(), func.coalesce(func.sum(Attendee.floor_area_dm2), 0)).where(
        Attendee.meeting_id == meeting_id, col(Attendee.has_vote)
    )
    people, area = db.exec(query).one()
    return Electorate(people, area)


def secret_name(poll_id: int) -> str:
    """Under which name the key between people and answers of a poll is kept."""
    return f"poll:{poll_id}"


def make_key(db: Session, poll_id: int) -> None:
    """Make the key between people and answers, in the transaction that opens the poll."""
    accounts.make_secret(db, secret_name(poll_id))


def find_key(db: Session, poll_id: int, attendee_id: int) -> str | None:
    """The person's key, or None where nobody has answered, or nobody can be joined any more."""
    secret = accounts.find_secret(db, secret_name(poll_id))
    return None if secret is None else voter_key(secret, attendee_id)


def destroy_secret(db: Session, name: str) -> None:
    """Delete a key for good: overwritten first, and past the trace that leads acts back."""
    where = Secret.name == name
    db.connection().execute(update(Secret).where(where).values(value="-" * 43))  # type: ignore[arg-type]
    db.connection().execute(delete(Secret).where(where))  # type: ignore[arg-type]


def put_answer(
    db: Session, poll_id: int, key: str, answer: Mapping[str, int], attendee_id: int | None
) -> None:
    """Keep this as the one answer under this key."""
    row = {
        "poll_id": poll_id,
        "voter_key": key,
        "answer": dict(answer),
        "attendee_id": attendee_id,
    }
    db.connection().execute(_putting_answer(db.get_bind().dialect.name), row)


def drop_answer(db: Session, poll_id: int, key: str) -> None:
    """Take the answer under this key out."""
    where = (PollAnswer.poll_id == poll_id, PollAnswer.voter_key == key)
    db.connection().execute(delete(PollAnswer).where(*where))  # type: ignore[arg-type]


def find_answer(db: Session, poll_id: int, key: str) -> dict[str, int]:
    """The answer under this key; empty where there is none."""
    where = (PollAnswer.poll_id == poll_id, PollAnswer.voter_key == key)
    return dict(db.exec(select(PollAnswer.answer).where(*where)).one_or_none() or {})


def list_answers(db: Session, poll_id: int) -> list[GivenAnswer]:
    """Every answer in the order of nothing but the keys; area stands behind those with a name."""
    query = (
        select(PollAnswer.answer, PollVoice.floor_area_dm2)
        .join(
            PollVoice,
            (col(PollVoice.poll_id) == PollAnswer.poll_id)
            & (col(PollVoice.attendee_id) == PollAnswer.attendee_id),
            isouter=True,
        )
        .where(PollAnswer.poll_id == poll_id)
        .order_by(col(PollAnswer.voter_key))
    )
    return [GivenAnswer(answer, area or 0) for answer, area in db.exec(query)]


def answers_by_person(db: Session, poll_id: int) -> dict[int, Mapping[str, int]]:
    """Who answered what, of an open ballot; a secret one holds nobody's number."""
    query = select(PollAnswer.attendee_id, PollAnswer.answer).where(
        PollAnswer.poll_id == poll_id, col(PollAnswer.attendee_id).is_not(None)
    )
    return {person: answer for person, answer in db.exec(query) if person is not None}


def clear(db: Session, poll_id: int, *, forget_voices: bool = True) -> None:
    """Delete what was answered, and the key; with `forget_voices` who was entitled too."""
    db.connection().execute(delete(PollAnswer).where(PollAnswer.poll_id == poll_id))  # type: ignore[arg-type]
    if forget_voices:
        db.connection().execute(delete(PollVoice).where(PollVoice.poll_id == poll_id))  # type: ignore[arg-type]
    destroy_secret(db, secret_name(poll_id))


@cache
def _entitling(dialect: str) -> Any:
    columns = ("poll_id", "attendee_id", "floor_area_dm2")
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    insert = _insert(dialect, PollVoice)
    return insert.values(values | {"channel": ""}).on_conflict_do_nothing()


@cache
def _putting_answer(dialect: str) -> Any:
    columns = ("poll_id", "voter_key", "answer", "attendee_id")
    statement = _insert(dialect, PollAnswer).values({name: bindparam(name) for name in columns})
    return statement.on_conflict_do_update(
        index_elements=["poll_id", "voter_key"], set_={"answer": statement.excluded.answer}
    )


def _insert(dialect: str, table: type[Table]) -> Any:
    target: SqlTable = table.__table__  # type: ignore[attr-defined]
    return (postgresql if dialect == "postgresql" else sqlite).insert(target)
