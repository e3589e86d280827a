"""上期回音: what earlier meetings of a place left open, or what was answered since the last one."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from db.engine import transaction
from db.tables import Matter
from domain.clock import utc_now
from services.last_answers import list_last_answers
from tests.cast import Cast

NOW = utc_now()


def past(cast: Cast, days_ago: int, **more: Any) -> int:
    at = NOW - timedelta(days=days_ago)
    settings = {"join_code": None, "state": "closed", "starts_at": at, "closed_at": at} | more
    return cast.meeting(**settings)


def matter(meeting_id: int, title: str, **more: Any) -> None:
    answered: datetime | None = more.get("answered_at")
    with transaction() as db:
        row = Matter(
            title=title,
            meeting_id=meeting_id,
            owner_text="The office",
            due_at=NOW + timedelta(days=5),
            state="answered" if answered else "open",
            answer="Done." if answered else "",
            created_at=NOW - timedelta(days=60),
        )
        row.sqlmodel_update(more)
        db.add(row)


def titles(meeting_id: int) -> list[str]:
    return [one.title for one in list_last_answers(meeting_id)]


def test_answers_come_first_the_newest_first_then_what_is_open_by_its_day(cast: Cast) -> None:
    last = past(cast, 30)
    matter(last, "later", due_at=NOW + timedelta(days=9))
    matter(last, "late", due_at=NOW - timedelta(days=1))
    matter(last, "lamp", answered_at=NOW - timedelta(days=20))
    matter(last, "roof", answered_at=NOW - timedelta(days=2))
    matter(last, "taken back", state="withdrawn")
    tonight = cast.meeting()
    assert titles(tonight) == ["roof", "lamp", "late", "later"]
    found = {one.title: one for one in list_last_answers(tonight)}
    assert found["late"].is_late_at(NOW)
    assert not found["later"].is_late_at(NOW)
    assert not found["roof"].is_late_at(NOW + timedelta(days=99))
    assert (found["lamp"].answer, found["lamp"].who) == ("Done.", "The office")


def test_what_was_answered_before_the_last_meeting_was_read_out_there_already(cast: Cast) -> None:
    first, _last = past(cast, 60), past(cast, 30)
    matter(first, "old news", answered_at=NOW - timedelta(days=45))
    matter(first, "news", answered_at=NOW - timedelta(days=10))
    matter(first, "still open")
    assert titles(cast.meeting()) == ["news", "still open"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"community_id": 2},
        {"place_kind": "subdistrict", "community_id": None},
        {"state": "cancelled"},
    ],
)
def test_other_places_and_meetings_that_never_were_are_left_out(
    cast: Cast, elsewhere: dict[str, object]
) -> None:
    matter(past(cast, 30, **elsewhere), "not ours")
    assert titles(cast.meeting()) == []


def test_a_meeting_is_not_opened_by_its_own_promises_nor_by_later_ones(cast: Cast) -> None:
    first = past(cast, 30)
    matter(first, "of the first")
    assert titles(first) == []
    assert titles(past(cast, 60)) == []


def test_the_owner_is_named_where_nobody_wrote_who(cast: Cast) -> None:
    matter(past(cast, 30), "lamp", owner_text="", owner_id=cast["clerk"].account_id)
    assert [one.who for one in list_last_answers(cast.meeting())] == ["Clerk"]
