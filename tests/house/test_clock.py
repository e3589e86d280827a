"""Nothing keeps the day it was started on: a server runs for months, a test run past midnight.

And the day of an instant is the hall's: until eight in the morning, that of UTC is yesterday.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import Source, around_the_product, assert_none, made_up, product

CLOCKS = ("utc_now", "now", "today", "in_days", "from_now")
DAYS = ("date", "year", "month", "day", "weekday", "isoformat")
DAYS_IN_TESTS = ("today", "in_days")


def clocks_kept(sources: Iterable[Source]) -> Iterator[str]:
    """Every reading of the clock that is made once, when its file is imported."""
    for source in sources:
        # A page is no module: it is run from the top each time somebody opens it.
        if source.room != "pages":
            for call in _readings(source.tree.body):
                yield f"{source.at(call)}: the clock is read once and kept"


def days_kept(sources: Iterable[Source]) -> Iterator[str]:
    """Every day that a test keeps from its import; an instant may be kept, it is passed on."""
    for source in sources:
        for call, line in _readings_with_lines(source.tree.body):
            asks_for_a_day = any(
                isinstance(node, ast.Attribute) and node.attr in DAYS and call in ast.walk(node)
                for node in ast.walk(line)
            )
            if asks_for_a_day or _name(call) in DAYS_IN_TESTS:
                yield f"{source.at(call)}: the day is read once and kept; use tests.days"


def foreign_days(sources: Iterable[Source]) -> Iterator[str]:
    """Every day that is taken from an instant as the database keeps it, in UTC."""
    for source in sources:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and _name(node) == "date" and not node.args:
                whose = node.func.value if isinstance(node.func, ast.Attribute) else node.func
                last = ast.unparse(whose).split(".")[-1]
                if last in ("now", "moment", "utc_now()") or last.endswith("_at"):
                    yield f"{source.at(node)}: a day of UTC; use local(…).date()"


def _readings(body: Iterable[ast.stmt]) -> Iterator[ast.Call]:
    return (call for call, _ in _readings_with_lines(body))


def _readings_with_lines(body: Iterable[ast.stmt]) -> Iterator[tuple[ast.Call, ast.AST]]:
    for line in body:
        for node in _run_at_import(line):
            for call in _now(node):
                if isinstance(call, ast.Call) and _name(call) in CLOCKS:
                    yield call, node


def _run_at_import(line: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(line, ast.FunctionDef | ast.AsyncFunctionDef):
        yield from line.decorator_list
        yield from line.args.defaults
        yield from (one for one in line.args.kw_defaults if one is not None)
    elif isinstance(line, ast.ClassDef):
        yield from line.decorator_list
        for inner in line.body:
            yield from _run_at_import(inner)
    elif not (isinstance(line, ast.If) and "__main__" in ast.unparse(line.test)):
        yield line


def _now(node: ast.AST) -> Iterator[ast.AST]:
    """The node and everything in it that runs with it; what a lambda says runs later."""
    yield node
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.Lambda):
            yield from _now(inner)


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).split(".")[-1]


def test_the_app_reads_the_clock_when_it_needs_it() -> None:
    assert_none(clocks_kept(product()))


def test_a_test_reads_the_day_when_it_runs() -> None:
    assert_none(days_kept(around_the_product()))


def test_the_day_of_an_instant_is_the_halls() -> None:
    assert_none(foreign_days((*product(), *around_the_product())))


@pytest.mark.parametrize(
    ("code", "faults"),
    [
        ("day = matter.due_at.date()", 1),
        ("day = utc_now().date()", 1),
        ("day = now.date()", 1),
        ("day = local(matter.due_at).date()", 0),
        ("day = date(2026, 1, 1)", 0),
    ],
)
def test_a_day_of_utc_is_found(code: str, faults: int) -> None:
    assert len(list(foreign_days([made_up("services/x.py", code)]))) == faults


@pytest.mark.parametrize(
    "code",
    [
        "TODAY = local(utc_now()).date()",
        "def late(day=utc_now().date()): ...",
        "class Row:\n    on = datetime.now(UTC).date()",
        "@parametrize('day', [utc_now().date()])\ndef test(day): ...",
    ],
)
def test_a_day_that_is_kept_is_found(code: str) -> None:
    source = made_up("services/x.py", code)
    assert len(list(clocks_kept([source]))) == len(list(days_kept([source]))) == 1


def test_a_clock_read_inside_a_function_is_no_fault() -> None:
    source = made_up(
        "services/x.py", "def late():\n    return utc_now().date()\nACT = lambda a: act(a, today())"
    )
    assert not list(clocks_kept([source]))
    assert not list(days_kept([source]))
