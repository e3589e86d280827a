"""Everyone finds on the home page what in the loop waits for them, and nothing of anybody else."""

from datetime import timedelta

import pytest

from db.engine import transaction
from db.tables import Matter
from domain.clock import utc_now
from domain.matter_views import Assignment
from domain.tasks import TaskKind
from services import matter_ratings, matter_whistles, matters
from services.escalation import escalate_late
from services.my_matters import get_my_matters
from services.tasks import list_tasks
from tests.cast import Cast
from tests.services.looping import prepare_loop, raise_one

DAY = timedelta(days=1)


@pytest.fixture
def loop(cast: Cast) -> Cast:
    """The cast with deadlines, and a department that the other clerk heads."""
    return prepare_loop(cast)


def waits(cast: Cast, who: str) -> dict[TaskKind, int]:
    """What waits for somebody, and how much of it."""
    return {one.kind: one.n for one in list_tasks(cast[who])}


def put_due(matter_id: int, after: timedelta) -> None:
    """Travel in time: the answer is due so long from now."""
    with transaction() as db:
        db.get_one(Matter, matter_id).due_at = utc_now() + after


def test_a_new_matter_waits_to_be_assigned_and_taken_up_where_it_is(loop: Cast) -> None:
    raise_one(loop)
    assert waits(loop, "clerk") == waits(loop, "officer") == {TaskKind.ASSIGN_MATTER: 1}
    assert waits(loop, "mei") == {TaskKind.TAKE_UP: 1}
    for who in ("far_clerk", "zhou", "qiang", "ann", "host"):
        assert waits(loop, who) == {}


def test_an_owner_is_told_apart_what_is_late_soon_and_later(loop: Cast) -> None:
    due = {"late": -DAY, "soon": DAY / 2, "later": 3 * DAY}
    for key, after in due.items():
        matter_id = raise_one(loop, key=key)
        matters.assign_matter(loop["officer"], matter_id, Assignment(body_code="lamps"))
        put_due(matter_id, after)
    assert waits(loop, "far_clerk") == {
        TaskKind.ANSWER_LATE: 1,
        TaskKind.ANSWER_SOON: 1,
        TaskKind.ANSWER_MATTER: 1,
    }
    assert list_tasks(loop["far_clerk"])[0].kind is TaskKind.ANSWER_LATE
    mine = get_my_matters(loop["far_clerk"])
    assert [one.is_late for one in mine.to_answer] == [True, False, False]


def test_an_answer_waits_for_the_stars_of_whoever_raised_it(loop: Cast) -> None:
    matter_id = raise_one(loop)
    matters.answer_matter(loop["officer"], matter_id, "Done.", is_solved=True)
    assert waits(loop, "ann") == {TaskKind.RATE_ANSWER: 1}
    assert waits(loop, "bo") == {}
    matter_ratings.rate_answer(loop["ann"], matter_id, 5)
    assert waits(loop, "ann") == {}
    assert [one.rating for one in get_my_matters(loop["ann"]).raised] == [5]


def test_what_went_up_waits_for_the_head_and_then_for_the_district(loop: Cast) -> None:
    matter_id = raise_one(loop)
    to = Assignment(body_code="lamps", owner_id=loop["clerk"].account_id)
    matters.assign_matter(loop["officer"], matter_id, to)
    put_due(matter_id, -1.5 * DAY)
    assert waits(loop, "far_clerk") == {}
    escalate_late()
    assert waits(loop, "far_clerk") == {TaskKind.ANSWER_LATE: 1}
    assert TaskKind.GONE_UP not in waits(loop, "officer")
    escalate_late(utc_now() + DAY)
    assert waits(loop, "officer") == {TaskKind.GONE_UP: 1}


def test_a_called_head_is_asked_to_report_until_they_have(loop: Cast) -> None:
    matter_id = raise_one(loop)
    call = matter_whistles.whistle(loop["clerk"], matter_id, "lamps", "Come")
    assert waits(loop, "far_clerk") == {TaskKind.REPORT_IN: 1}
    assert [one.id for one in get_my_matters(loop["far_clerk"]).calls] == [call]
    matter_whistles.report_in(loop["far_clerk"], call, "We come")
    assert waits(loop, "far_clerk") == {}


def test_what_a_member_took_up_stays_in_their_sight(loop: Cast) -> None:
    matter_id = raise_one(loop)
    matters.take_up(loop["mei"], matter_id)
    mine = get_my_matters(loop["mei"])
    assert ([one.id for one in mine.taken_up], mine.to_take_up) == ([matter_id], ())


def test_what_waits_in_one_matter_leads_straight_to_it_and_several_to_the_list(loop: Cast) -> None:
    first = raise_one(loop)
    matter_whistles.whistle(loop["clerk"], first, "lamps", "Come")
    for who in ("officer", "mei", "far_clerk"):
        (task,) = list_tasks(loop[who])
        assert (task.page, task.only_id, task.round_name) == ("matter", first, "The lamp is out")
    matters.show_matter(loop["clerk"], first, is_public=False, note="Names a neighbour")
    (task,) = list_tasks(loop["officer"])
    assert (task.only_id, task.round_name) == (first, ""), "its words stay off the first page"
    matters.show_matter(loop["clerk"], first, is_public=True, note="Name taken out")
    second = raise_one(loop, key="another")
    matter_whistles.whistle(loop["clerk"], second, "lamps", "Come")
    for who in ("officer", "mei", "far_clerk"):
        (task,) = list_tasks(loop[who])
        assert (task.page, task.only_id, task.n) == ("my_matters", None, 2)
