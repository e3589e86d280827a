"""The minutes of the demonstration's talk day, approved the day after."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from db import minutes, polls
from db.engine import Session
from db.seed.content import content
from db.tables import Account, AgendaItem, Attendee, Meeting, Minutes, MinutesVersion, Poll
from domain.clock import local
from domain.meetings import Standing
from domain.minutes import OWN, PROMISE, Content, Paragraph, Section, as_json
from domain.minutes_flow import MinutesState

APPROVED_AFTER = timedelta(hours=20)
_LANGUAGE = "zh_CN"


def seed_minutes(
    db: Session,
    meeting: Meeting,
    items: Sequence[AgendaItem],
    people: Sequence[Attendee],
    host: Account,
    officer: Account,
) -> None:
    """What everyone can read of that evening: as the draft would say it, and one added line."""
    at = (meeting.closed_at or meeting.starts_at) + APPROVED_AFTER
    kept = as_json(_content(db, meeting, items, _facts(meeting, people, host)))
    db.add(
        Minutes(
            meeting_id=meeting.id,
            state=MinutesState.APPROVED.value,
            content=kept,
            saved_at=at,
            saved_by=host.id,
            approved_at=at,
            approved_by=officer.id,
        )
    )
    db.add(
        MinutesVersion(
            meeting_id=meeting.id,
            number=1,
            content=kept,
            language=_LANGUAGE,
            approved_at=at,
            approved_by=officer.id,
        )
    )


def _content(
    db: Session, meeting: Meeting, items: Sequence[AgendaItem], facts: Mapping[str, str]
) -> Content:
    told = content("minutes")
    ids = {f"item:{item.position}": f"item:{item.id}" for item in items}
    ids |= {f"note:{item.position}": f"note:{item.id}" for item in items}
    by_number = {f"poll:{one.number}": one for one in polls.list_polls(db, meeting.id)}
    sections = []
    for row in told["sections"]:
        found = [
            _paragraph(key, text.format(**facts), ids, by_number)
            for key, text in row["paragraphs"].items()
        ]
        if row["key"] == "promises":
            found += _promises(db, meeting, told)
        sections.append(Section(ids.get(row["key"], row["key"]), row["title"], tuple(found)))
    signature = tuple(line.format(**facts) for line in told["signature"])
    return Content(told["title"], tuple(sections), signature)


def _paragraph(
    key: str, text: str, ids: Mapping[str, str], by_number: Mapping[str, Poll]
) -> Paragraph:
    poll = by_number.get(key)
    if poll is not None:
        return Paragraph(f"poll:{poll.id}", text, text, _rows(poll), is_fixed=True)
    head, _, rest = key.rpartition(":")
    plain = Paragraph(f"{ids[head]}:{rest}" if head in ids else key, text, drafted=text)
    return replace(plain, drafted="") if key.startswith(OWN) else plain


def _rows(poll: Poll) -> tuple[tuple[str, ...], ...]:
    told = content("minutes")
    counts: Any = (poll.result or {})["counts"]
    answers = told["answers"].items()
    return (tuple(told["columns"]), *((words, str(counts[key])) for key, words in answers))


def _promises(db: Session, meeting: Meeting, told: Mapping[str, Any]) -> list[Paragraph]:
    found = []
    for place, one in enumerate(minutes.list_promises(db, meeting.id), start=1):
        text = told["promise"].format(
            place=place, who=one.who, what=one.what, day=_day_words(one.due_on)
        )
        found.append(Paragraph(f"{PROMISE}{one.id}", text, text, is_fixed=True))
    return found


def _facts(meeting: Meeting, people: Sequence[Attendee], host: Account) -> dict[str, str]:
    told = content("minutes")
    began: datetime = local(meeting.opened_at or meeting.starts_at)
    named = {
        standing.value: told["joint"].join(
            one.name for one in people if one.standing == standing.value
        )
        for standing in Standing
    }
    return named | {
        "day": _day_words(began.date()),
        "weekday": told["weekdays"][began.weekday()],
        "host": host.name,
    }


def _day_words(day: date) -> str:
    words: str = content("minutes")["date"]
    return words.format(year=day.year, month=day.month, day=day.day)
