"""Acts in a room: traced, seen by every screen, and taken back row by row."""

import pytest
from sqlalchemy import text

from db import acts, meetings
from db.engine import reading, transaction
from db.tables import AgendaItem
from domain.meetings import ActKind
from domain.refusals import Refusal
from services.meeting_access import act_in
from tests.cast import Cast


def test_an_act_is_traced_and_every_screen_is_told(cast: Cast) -> None:
    meeting_id = cast.meeting()
    with act_in(cast["host"], meeting_id, ActKind.NOTE, text="Welcome") as act:
        act.meeting.about = "Changed"
    with reading() as db:
        [traced] = acts.list_acts(db, meeting_id)
        assert (traced.kind, traced.facts) == ("note", {"text": "Welcome"})
        assert meetings.find_version(db, meeting_id) == 2


def test_a_refused_act_leaves_nothing_behind(cast: Cast) -> None:
    meeting_id = cast.meeting()

    def change_and_refuse() -> None:
        with act_in(cast["host"], meeting_id, ActKind.NOTE) as act:
            act.meeting.about = "Changed"
            raise Refusal("meeting.unknown")

    with pytest.raises(Refusal):
        change_and_refuse()
    with reading() as db:
        assert meetings.get_meeting(db, meeting_id).about == ""
        assert acts.list_acts(db, meeting_id) == []


def test_taking_an_act_back_restores_what_it_changed_and_removes_what_it_made(cast: Cast) -> None:
    meeting_id = cast.meeting()
    item_id = cast.item(meeting_id)
    with act_in(cast["host"], meeting_id, ActKind.START_ITEM) as act:
        item = meetings.get_item(act.db, meeting_id, item_id)
        item.state = "running"
        item.started_at = act.meeting.opened_at
        act.meeting.current_item_id = item_id
        act.db.add(AgendaItem(meeting_id=meeting_id, position=2, kind="free", title="New"))
    with transaction() as db:
        last = acts.find_last_act(db, meeting_id)
        assert last is not None
        acts.take_back(db, last, cast["host"].account_id)
    with reading() as db:
        [only] = meetings.list_items(db, meeting_id)
        assert (only.state, only.started_at) == ("waiting", None)
        meeting = meetings.get_meeting(db, meeting_id)
        assert meeting.current_item_id is None
        assert meeting.version == 2
        assert acts.find_last_act(db, meeting_id) is None


def test_a_double_tap_that_changed_nothing_is_not_traced(cast: Cast) -> None:
    meeting_id = cast.meeting()
    with act_in(cast["host"], meeting_id, ActKind.NOTE) as act:
        act.happened = False
    with reading() as db:
        assert acts.list_acts(db, meeting_id) == []
        assert meetings.find_version(db, meeting_id) == 1


@pytest.mark.parametrize("username", ["mei", "ann", "clerk", "expert", "lawyer"])
def test_only_the_facilitator_and_the_office_run_a_meeting(cast: Cast, username: str) -> None:
    with (
        pytest.raises(Refusal) as refused,
        act_in(cast[username], cast.meeting(), ActKind.NOTE),
    ):
        pass
    assert refused.value.code == "right.role"


def test_the_version_rises_from_what_stands_there_not_from_what_was_read(cast: Cast) -> None:
    meeting_id = cast.meeting()
    with transaction() as db:
        meeting = meetings.get_meeting(db, meeting_id)
        before = meeting.version
        # Another answer is written in the same instant.
        db.connection().execute(
            text("UPDATE meeting SET version = :version WHERE id = :id"),
            {"version": before + 1, "id": meeting_id},
        )
        meetings.touch(db, meeting)
    with reading() as db:
        assert meetings.find_version(db, meeting_id) == before + 2
