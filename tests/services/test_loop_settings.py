"""What the office sets: classes that are used stay as promised, holidays, heads of bodies."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from db.engine import reading
from db.tables import Body
from domain.clock import CHINA_TIME, local, utc_now
from domain.deadlines import DeadlineTerm
from domain.matters import Source
from services import loop_settings
from services.deadlines import calendar_of, due_of, ensure_deadlines
from tests.cast import Cast
from tests.services.looping import prepare_loop, raise_one, refused, row


@pytest.fixture
def loop(cast: Cast) -> Cast:
    """The cast with deadlines, and a department that the other clerk heads."""
    return prepare_loop(cast)


def term(cast: Cast, code: str) -> DeadlineTerm:
    """The class as the office sees it."""
    return next(
        one for one in loop_settings.get_settings(cast["officer"]).terms if one.code == code
    )


def test_a_class_that_matters_use_keeps_its_length_and_can_only_be_retired(loop: Cast) -> None:
    officer = loop["officer"]
    raise_one(loop)
    used = term(loop, "24h")
    assert used.is_used
    longer = replace(used, hours=48)
    assert refused(loop_settings.save_term, officer, longer) == "deadline.used"
    assert refused(loop_settings.delete_term, officer, "24h") == "deadline.used"
    loop_settings.save_term(officer, replace(used, name="一天", grace_hours=12))
    assert (term(loop, "24h").name, term(loop, "24h").grace_hours) == ("一天", 12)
    loop_settings.retire_term(officer, "24h", is_active=False)
    assert "24h" not in [one.code for one in loop_settings.list_terms()]
    assert row(raise_one(loop, key="next")).deadline_class == "15wd"


def test_an_unused_class_can_be_changed_and_deleted_and_new_ones_get_a_code(loop: Cast) -> None:
    officer = loop["officer"]
    loop_settings.save_term(officer, replace(term(loop, "2h"), hours=3))
    assert term(loop, "2h").hours == 3
    new = DeadlineTerm("", "五个工作日", "5 working days", 0, 5)
    codes = [loop_settings.save_term(officer, new) for _ in range(2)]
    assert codes == ["5wd", "5wd2"]
    loop_settings.delete_term(officer, "5wd2")
    assert "5wd2" not in [one.code for one in loop_settings.list_terms()]


def test_new_matters_get_the_class_that_the_office_names_for_their_kind(loop: Cast) -> None:
    loop_settings.choose_usual_term(loop["officer"], Source.PROBLEM, "2h")
    assert row(raise_one(loop)).deadline_class == "2h"
    loop_settings.retire_term(loop["officer"], "7d", is_active=False)
    assert refused(loop_settings.choose_usual_term, loop["officer"], Source.REQUEST, "7d") == (
        "deadline.retired"
    )


def test_the_years_that_the_library_knows_are_there_and_the_next_is_asked_for(loop: Cast) -> None:
    settings = loop_settings.get_settings(loop["officer"])
    year = local(utc_now()).year
    assert 2026 in settings.known_years
    assert set(settings.unknown_years) == {year, year + 1} - set(settings.known_years)
    days = {one.day: one for one in loop_settings.list_calendar(loop["officer"], 2026)}
    assert not days[date(2026, 2, 17)].is_working
    assert days[date(2026, 2, 28)].is_working


def test_what_the_office_fills_in_counts_and_a_restart_leaves_it(loop: Cast) -> None:
    officer, friday = loop["officer"], datetime(2029, 3, 2, 10, tzinfo=CHINA_TIME)

    def due() -> date:
        with reading() as db:
            code = loop_settings.list_terms()[-1].code
            assert code == "15wd"
            return local(due_of(db, code, friday)).date()

    assert due() == date(2029, 3, 23)
    loop_settings.save_day(officer, date(2029, 3, 5), is_working=False, name="Festival")
    loop_settings.save_day(officer, date(2029, 3, 4), is_working=True, name="Makes up")
    assert due() == date(2029, 3, 23)
    loop_settings.remove_day(officer, date(2029, 3, 4))
    assert due() == date(2029, 3, 26)
    loop_settings.declare_year(officer, 2029, is_filled_in=True)
    loop_settings.remove_day(officer, date(2026, 10, 1))
    ensure_deadlines()
    with reading() as db:
        calendar = calendar_of(db)
    assert 2029 in calendar.known_years
    assert calendar.is_working_day(date(2026, 10, 1))


def test_a_day_needs_a_name_and_the_office_alone_sets_things(loop: Cast) -> None:
    officer, day = loop["officer"], date(2027, 1, 1)
    assert refused(loop_settings.save_day, officer, day, is_working=False, name=" ") == (
        "calendar.no_name"
    )
    for who in ("clerk", "mei", "host"):
        assert refused(loop_settings.get_settings, loop[who]) == "right.role"
        assert refused(loop_settings.choose_head, loop[who], "lamps", None) == "right.role"


def test_the_office_names_who_answers_for_a_body(loop: Cast) -> None:
    clerk = loop["clerk"].account_id
    loop_settings.choose_head(loop["officer"], "lamps", clerk)
    with reading() as db:
        assert db.get_one(Body, "lamps").head_id == clerk
    assert [one.head_id for one in loop_settings.list_heads(loop["officer"])] == [clerk]
