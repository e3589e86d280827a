"""Who may import whom: rules need no database to be read, SQL stays in db/, drawing in pages."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import ENTRANCES, ROOMS, Source, assert_none, made_up, product

MAY_IMPORT: dict[str, set[str]] = {
    "app": {"components", "services", "domain"},
    "server": {"components", "services", "domain"},
    "cli": {"server", "services", "domain", "locales", "db"},
    "pages": {"components", "services", "domain"},
    "components": {"components", "domain", "locales"},
    "services": {"services", "db", "domain"},
    "db": {"db", "domain"},
    "locales": {"locales", "domain"},
    "domain": {"domain"},
}
# A library is a matter of these rooms alone; a longer prefix is one module.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "streamlit": ("app", "server", "pages", "components"),
    "altair": ("components/charts",),
    "typst": ("components/print",),
    "docx": ("components/print",),
    "openpyxl": ("services/team_sheets",),
    "starlette": ("components/phone",),
    "jinja2": ("components/phone",),
    "anyio": ("server", "components/phone"),
    "sqlmodel": ("db",),
    "sqlalchemy": ("db",),
    "alembic": ("db",),
    "streamlit_authenticator": ("components/sign_in",),
    "extra_streamlit_components": ("components/sign_in",),
    "babel": ("locales",),
    "typer": ("cli",),
    "pabutools": (),
}
# Who is here, and whether the house is ready, must be known before any page is; a panel that stands
# on several pages reads for itself what it draws.
ENTRANCE_COMPONENTS = ("sign_in", "frame", "start", "ahead")
PANELS = (
    "review_view",
    "delivery_view",
    "window_list",
    "projector/meeting_keys",
    "projector/meeting_wall",
)
# What a page is to the app, a handler is to the light page: it reads, draws, and passes acts on.
HANDLERS = tuple(
    f"phone/{name}"
    for name in ("routes", "serving", "room_now", "room_page", "acts", "minutes_page")
)
ALSO_ALLOWED = {
    (f"components/{module}", "services") for module in (*ENTRANCE_COMPONENTS, *PANELS, *HANDLERS)
}
RULE_LIBRARIES = {"numpy", "scipy", "sklearn", "statemachine", "threadpoolctl"}


def trespasses(sources: Iterable[Source]) -> Iterator[str]:
    """One sentence for every import that the table above does not allow."""
    for source in sources:
        module = source.path.removesuffix(".py")
        for node, imported in _imports(source):
            if reason := _refusal(module, source.room, imported):
                yield f"{source.at(node)} imports {imported}: {reason}"


def _imports(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom):
            yield node, "." if node.level else str(node.module).split(".")[0]


def _refusal(module: str, room: str, imported: str) -> str | None:
    if imported == ".":
        return "imports are written in full, from the top of the project"
    if imported in ROOMS or imported in ENTRANCES:
        allowed = imported in MAY_IMPORT[room] or (module, imported) in ALSO_ALLOWED
        return None if allowed else f"{room} may import {', '.join(sorted(MAY_IMPORT[room]))}"
    if imported in ("tests", "benchmarks"):
        return "the product stands without its tests"
    homes = ONLY_IN.get(imported)
    if homes is not None and not any(module == h or module.startswith(f"{h}/") for h in homes):
        return f"{imported} belongs to {' and '.join(homes) or 'tests'} only"
    third_party = imported not in sys.stdlib_module_names
    if room == "domain" and third_party and imported not in RULE_LIBRARIES:
        return "domain knows the standard library and the libraries a rule is made of"
    return None


def test_every_room_imports_only_what_it_may() -> None:
    assert_none(trespasses(product()))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("pages/ballot.py", "from db.engine import transaction"),
        ("pages/ballot.py", "import pages.results"),
        ("pages/ballot.py", "import altair as alt"),
        ("pages/ballot.py", "from sqlmodel import Session"),
        ("components/marks.py", "from services import ballots"),
        ("components/marks.py", "import altair"),
        ("services/ballots.py", "import streamlit as st"),
        ("services/ballots.py", "from sqlalchemy import select"),
        ("services/ballots.py", "from locales import translate"),
        ("domain/count.py", "from db import rounds"),
        ("domain/count.py", "import pandas"),
        ("domain/count.py", "from . import money"),
        ("db/rounds.py", "from services import rounds"),
        ("db/rounds.py", "def late():\n    import streamlit"),
        ("domain/count.py", "import pabutools"),
        ("app.py", "from tests import house"),
    ],
)
def test_an_import_over_a_boundary_is_found(path: str, line: str) -> None:
    assert len(list(trespasses([made_up(path, line)]))) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("pages/ballot.py", "from services import ballots"),
        ("components/sign_in.py", "from services import accounts"),
        ("components/charts/turnout.py", "import altair as alt"),
        ("domain/count.py", "import numpy as np\nfrom fractions import Fraction"),
        ("services/ballots.py", "from db import ballots\nimport bcrypt"),
    ],
)
def test_an_import_within_the_rules_is_left_alone(path: str, line: str) -> None:
    assert list(trespasses([made_up(path, line)])) == []
