"""The clock of the loop: late matters go up once a level, answers end by themselves."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from db import matters as matter_rows
from db.engine import transaction
from db.tables import Matter, Whistle
from domain.matter_views import Assignment, MatterFilter
from services import matter_ratings, matter_reading, matter_whistles, matters
from services.escalation import advance_matters, close_answered, escalate_calls, escalate_late
from services.my_matters import get_my_matters
from tests.cast import Cast
from tests.services.looping import NOW, events, prepare_loop, raise_one, row

ROOT = Path(__file__).parents[2]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def loop(cast: Cast) -> Cast:
    """The cast with deadlines, and a department that the other clerk heads."""
    return prepare_loop(cast)


def test_a_late_matter_goes_up_level_by_level_with_nobodys_name_in_the_trace(loop: Cast) -> None:
    matter_id = raise_one(loop)  # due after 24 hours, with a grace of 24
    assert escalate_late(NOW + DAY + HOUR) == []
    assert escalate_late(NOW + 2 * DAY - HOUR) == []
    assert escalate_late(NOW + 2 * DAY) == [(matter_id, 1)]
    assert escalate_late(NOW + 2 * DAY + HOUR) == []
    assert escalate_late(NOW + 3 * DAY) == [(matter_id, 2)]
    assert escalate_late(NOW + 30 * DAY) == []
    assert [who for event, who in events(matter_id) if event == "escalate"] == [None, None]
    assert row(matter_id).state == "open"


def test_after_a_long_silence_both_levels_are_reached_at_once_and_traced_each(loop: Cast) -> None:
    matter_id = raise_one(loop)
    assert escalate_late(NOW + 30 * DAY) == [(matter_id, 1), (matter_id, 2)]
    assert [event for event, _ in events(matter_id)] == ["raise", "escalate", "escalate"]


def test_an_answer_stops_the_climb_and_opening_again_begins_anew(loop: Cast) -> None:
    matter_id = raise_one(loop)
    escalate_late(NOW + 2 * DAY)
    matters.answer_matter(loop["clerk"], matter_id, "Not ours.", is_solved=False)
    assert escalate_late(NOW + 9 * DAY) == []
    matter_ratings.rate_answer(loop["ann"], matter_id, 1)
    matter_ratings.reopen_matter(loop["ann"], matter_id, "It is", now=NOW + 9 * DAY)
    assert row(matter_id).escalations == 0
    assert escalate_late(NOW + 10 * DAY) == []
    assert escalate_late(NOW + 11 * DAY) == [(matter_id, 1)]


def test_an_answer_ends_by_itself_after_15_days_unless_somebody_objects(loop: Cast) -> None:
    stands, disputed = raise_one(loop, key="1"), raise_one(loop, key="2")
    for matter_id in (stands, disputed):
        matters.answer_matter(loop["officer"], matter_id, "Done.", is_solved=True, now=NOW)
    matter_ratings.rate_answer(loop["ann"], disputed, 1, now=NOW + DAY)
    matter_ratings.reopen_matter(loop["ann"], disputed, "Not done", now=NOW + DAY)
    assert close_answered(NOW + 15 * DAY - HOUR) == []
    assert close_answered(NOW + 15 * DAY) == [stands]
    assert close_answered(NOW + 16 * DAY) == []
    assert events(stands)[-1] == ("close", None)
    assert row(disputed).state == "assigned"


def test_the_head_of_the_body_may_answer_what_went_up_from_a_colleague(loop: Cast) -> None:
    matter_id = raise_one(loop)
    to = Assignment(body_code="lamps", owner_id=loop["host"].account_id)
    matters.assign_matter(loop["clerk"], matter_id, to)
    escalate_late(NOW + 2 * DAY)
    matters.answer_matter(loop["far_clerk"], matter_id, "Done.", is_solved=True)
    assert row(matter_id).answered_by == loop["far_clerk"].account_id


def test_processes_that_tick_at_once_take_each_level_once(loop: Cast, database: Path) -> None:
    late = [raise_one(loop, key=str(n)) for n in range(12)]
    with transaction() as db:
        for matter_id in late:
            db.get_one(Matter, matter_id).due_at = NOW - 30 * DAY
    code = "from services.escalation import advance_matters; print(len(advance_matters()[0]))"
    command: Sequence[str] = (sys.executable, "-c", code)
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    taken = [int(one.communicate()[0]) for one in running]
    assert all(one.returncode == 0 for one in running)
    assert sum(taken) == 2 * len(late)
    for matter_id in late:
        assert [event for event, _ in events(matter_id)].count("escalate") == 2


def called_for(cast: Cast, matter_id: int, term: str = "24h") -> int:
    """The community calls the department, which has so long to report."""
    return matter_whistles.whistle(cast["clerk"], matter_id, "lamps", "Come", term, now=NOW)


def test_a_department_that_does_not_report_goes_up_and_the_raiser_sees_it(loop: Cast) -> None:
    matter_id = raise_one(loop, source="suggestion")  # due later than the report
    called_for(loop, matter_id)
    assert escalate_calls(NOW + 2 * DAY - HOUR) == []
    assert escalate_calls(NOW + 2 * DAY) == [(matter_id, 1)]
    assert escalate_calls(NOW + 2 * DAY + HOUR) == []
    office = get_my_matters(loop["officer"]).gone_up
    assert [one.id for one in office] == []
    assert escalate_calls(NOW + 3 * DAY) == [(matter_id, 2)]
    assert escalate_calls(NOW + 30 * DAY) == []
    seen = matter_reading.get_sheet(loop["ann"], matter_id)
    assert [(move.event.value, move.note, move.by_clock) for move in seen.moves][-2:] == [
        ("urge_report", "路灯所", True),
        ("tell_unreported", "路灯所", True),
    ]
    assert [one.level for one in seen.whistles] == [2]
    assert (seen.card.level, row(matter_id).state) == (0, "open"), "the matter itself is in time"
    assert [one.id for one in get_my_matters(loop["officer"]).gone_up] == [matter_id]


def test_a_report_or_an_answer_stops_the_climb_of_a_call(loop: Cast) -> None:
    reported, answered = raise_one(loop, key="1"), raise_one(loop, key="2")
    call = called_for(loop, reported)
    called_for(loop, answered)
    assert escalate_calls(NOW + 2 * DAY) == [(reported, 1), (answered, 1)]
    matter_whistles.report_in(loop["far_clerk"], call, "We come")
    matters.answer_matter(loop["clerk"], answered, "Done.", is_solved=True)
    assert escalate_calls(NOW + 9 * DAY) == []
    assert [one.id for one in get_my_matters(loop["officer"]).gone_up] == []


def test_processes_that_tick_at_once_take_each_call_up_once(loop: Cast, database: Path) -> None:
    late = [raise_one(loop, key=str(n)) for n in range(12)]
    for matter_id in late:
        call = called_for(loop, matter_id)
        with transaction() as db:
            db.get_one(Whistle, call).due_at = NOW - 30 * DAY
    code = "from services.escalation import escalate_calls; print(len(escalate_calls()))"
    running = [
        subprocess.Popen((sys.executable, "-c", code), cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    taken = [int(one.communicate()[0]) for one in running]
    assert all(one.returncode == 0 for one in running)
    assert sum(taken) == 2 * len(late)
    for matter_id in late:
        told = [event for event, _ in events(matter_id)]
        assert (told.count("urge_report"), told.count("tell_unreported")) == (1, 1)


def test_a_process_that_comes_second_finds_the_level_of_a_call_taken(loop: Cast) -> None:
    call = called_for(loop, raise_one(loop))
    with transaction() as db:
        taken = [matter_rows.raise_call(db, call, level) for level in (1, 1, 2, 2, 1)]
        db.get_one(Whistle, call).reported_at = NOW
        db.flush()
        taken.append(matter_rows.raise_call(db, call, 3))
    assert taken == [True, False, True, False, False, False]


def test_the_office_can_tick_from_the_console_and_is_told(loop: Cast) -> None:
    matter_id = raise_one(loop)
    call = called_for(loop, matter_id)
    with transaction() as db:
        db.get_one(Matter, matter_id).due_at = NOW - 2 * DAY
        db.get_one(Whistle, call).due_at = NOW - 2 * DAY
    ran = CliRunner().invoke(app, ["tick"], env={"YISHITING_LANG": "en"})
    assert ran.exit_code == 0, ran.output
    assert f"Matter {matter_id} is late" in ran.output
    assert f"called to matter {matter_id} has not reported: up to level 1" in ran.output


def test_the_list_of_late_ones_begins_with_the_latest(loop: Cast) -> None:
    first, second = (
        raise_one(loop, key="1", title="First"),
        raise_one(loop, key="2", title="Second"),
    )
    with transaction() as db:
        db.get_one(Matter, first).due_at = NOW - DAY
        db.get_one(Matter, second).due_at = NOW - 3 * DAY
    found = matter_reading.list_cards(MatterFilter(is_late=True))
    assert [one.title for one in found.cards] == ["Second", "First"]
    assert (found.total, found.late) == (2, 2)
    assert advance_matters(NOW) == ([(second, 1), (second, 2), (first, 1)], [], [])
