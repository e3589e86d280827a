"""What a case says is for those named in it: every service, tried by everybody else."""

from __future__ import annotations

import ast
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.engine import get_engine
from domain.refusals import Refusal
from domain.roles import Actor
from services import case_reading, legal_cases, mediation
from services.case_reading import get_my_cases
from services.my_matters import get_my_matters
from services.service_records import count_cases, count_services
from services.tasks import list_tasks
from tests.cast import PEOPLE, Cast
from tests.days import in_days
from tests.house.sources import Source, assert_none, made_up, product
from tests.services.law import SECRET, Law, build_law, say
from tests.services.test_rights_grid import writes

NAMED = {"ann", "bo", "mei", "lawyer"}
STRANGERS = [*sorted(set(PEOPLE) - NAMED), "far_lawyer"]
Act = Callable[[Actor, int, Law], object]

ACTS: dict[str, Act] = {
    "get_case": lambda a, n, _: case_reading.get_case(a, n),
    "list_mediators": lambda a, n, _: case_reading.list_mediators(a, n),
    "list_colleagues": lambda a, n, _: case_reading.list_colleagues(a, n),
    "take_case": lambda a, n, _: legal_cases.take_case(a, n),
    "answer_case": lambda a, n, _: legal_cases.answer_case(a, n, "Yes."),
    "ask_further": lambda a, n, _: legal_cases.ask_further(a, n, "Why?"),
    "reassign_case": lambda a, n, law: legal_cases.reassign_case(a, n, a.account_id),
    "hand_over_case": lambda a, n, _: legal_cases.hand_over_case(a, n, "Court."),
    "withdraw_case": lambda a, n, _: legal_cases.withdraw_case(a, n),
    "close_case": lambda a, n, _: legal_cases.close_case(a, n),
    "rate_case": lambda a, n, _: legal_cases.rate_case(a, n, 5),
    "begin_mediation": lambda a, n, law: mediation.begin_mediation(
        a, n, law.cast["qiang"].account_id
    ),
    "name_party": lambda a, n, _: mediation.name_party(a, n, a.username, is_username=True),
    "save_agreement": lambda a, n, _: mediation.save_agreement(a, n, "Mine.", in_days(30), 2),
    "sign_agreement": lambda a, n, _: mediation.sign_agreement(a, n, 2, say),
    "record_paper_signature": lambda a, n, _: mediation.record_paper_signature(a, n, 1, 2, say),
    "end_without_agreement": lambda a, n, _: mediation.end_without_agreement(a, n, say),
    "follow_up": lambda a, n, _: mediation.follow_up(a, n, "Seen.", is_kept=True),
    "report_broken": lambda a, n, _: mediation.report_broken(a, n),
}
"""Every public service that is given a case."""

MAY_READ_CASES = (
    "db/legal.py",
    "db/stations.py",
    "db/tables/",
    "db/seed/",
    "services/case_access.py",
    "services/case_reading.py",
    "services/legal_cases.py",
    "services/mediation.py",
)


@pytest.fixture
def law(cast: Cast) -> Law:
    return build_law(cast)


def taking_a_case() -> set[str]:
    """The public services of the law that have a `case_id`, read off their source."""
    return {
        function.name
        for source in product()
        if source.path in ("services/case_reading.py", *MAY_READ_CASES)
        for function in source.tree.body
        if isinstance(function, ast.FunctionDef)
        and source.room == "services"
        and "case_id" in {one.arg for one in function.args.args}
        and "db" not in {one.arg for one in function.args.args}
    }


def test_every_service_on_a_case_is_tried() -> None:
    assert taking_a_case() == set(ACTS)


@pytest.mark.parametrize("act", list(ACTS))
def test_everybody_who_is_not_named_is_refused_and_writes_nothing(
    law: Law, database: Path, act: str
) -> None:
    case_id = law.written()
    before = writes(database)
    for who in STRANGERS:
        with pytest.raises(Refusal) as refused:
            ACTS[act](law.cast[who], case_id, law)
        assert refused.value.code in ("case.unknown", "right.role", "right.assigned"), who
        assert SECRET not in str(refused.value)
    assert writes(database) == before


def test_nothing_that_others_see_says_what_a_case_says(law: Law) -> None:
    law.written()
    for who in STRANGERS:
        actor = law.cast[who]
        for seen in (get_my_cases(actor), list_tasks(actor), get_my_matters(actor)):
            assert SECRET not in str(seen)
            assert "A loan" not in str(seen)
    assert SECRET not in f"{count_cases()} {count_services()}"


def test_the_log_never_holds_what_a_case_says(law: Law, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="services"):
        case_id = law.agreed()
        with pytest.raises(Refusal) as refused:
            legal_cases.answer_case(law.cast["lawyer"], case_id, SECRET)
    assert SECRET not in caplog.text + str(refused.value)


def test_a_statement_that_fails_is_told_without_its_values(law: Law) -> None:
    insert = (
        "INSERT INTO legal_article (title, text, law, request_key, at)"
        " VALUES (?, 'x', '', 'same', '2026-01-01')"
    )
    with get_engine().begin() as connection:
        connection.exec_driver_sql(insert, (SECRET,))
        with pytest.raises(Exception, match="UNIQUE") as failed:
            connection.exec_driver_sql(insert, (SECRET,))
    assert SECRET not in str(failed.value)


def test_the_way_of_a_case_holds_no_word_of_it(law: Law, database: Path) -> None:
    law.agreed()
    with closing(sqlite3.connect(database / "yishiting.db")) as connection:
        moves = connection.execute("SELECT * FROM case_move").fetchall()
    assert moves
    assert SECRET not in str(moves)
    assert "Quiet" not in str(moves)


COUNTED = {
    "id", "kind", "state", "community_id", "created_at", "agreed_at", "answered_at", "closed_at",
    "satisfaction", "due_at",
}  # fmt: skip
"""What others may count a case by; none of it is what somebody said, or who they are."""


def readings(source: Source) -> Iterator[str]:
    """Where a source reads of a case more than can be counted, or who is named in it."""
    safe = {
        id(node.value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in COUNTED
    } | {
        id(argument)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("join", "outerjoin", "select_from")
        for argument in node.args
    }
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Name):
            continue
        is_case = node.id == "LegalCase" and id(node) not in safe
        if is_case or node.id in ("CaseParty", "PaperParty", "CaseMove"):
            yield source.at(node)


def test_only_the_law_itself_reads_what_cases_say() -> None:
    others = [one for one in product() if not one.path.startswith(MAY_READ_CASES)]
    assert_none(reading for source in others for reading in readings(source))


@pytest.mark.parametrize(
    "line",
    ["select(LegalCase)", "select(LegalCase.content)", "db.get(LegalCase, 1)", "select(CaseParty)"],
)
def test_reading_a_case_from_elsewhere_is_found(line: str) -> None:
    assert len(list(readings(made_up("db/windows.py", line)))) == 1
