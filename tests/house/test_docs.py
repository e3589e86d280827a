"""Documents say what the code does: printed tables are equal to it, commands and files exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli import app as office
from domain import rights
from tests.house.sources import ROOT, assert_none

_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_MAKE = re.compile(r"`(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)")
_OFFICE = re.compile(r"\bpython cli\.py ([a-z][a-z-]*)")


def documents() -> list[Path]:
    """The README and everything in docs/."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def untrue_lines(
    text: str, folder: Path, make_targets: set[str], office_commands: set[str]
) -> Iterator[str]:
    """Links to files that are not there, and commands that nobody can run."""
    for path in _LINK.findall(text):
        if not (folder / path).exists():
            yield f"links to {path}, which is not there"
    for target in set(_MAKE.findall(text)) - make_targets:
        yield f"names `make {target}`, which the Makefile does not know"
    for command in set(_OFFICE.findall(text)) - office_commands:
        yield f"names `python cli.py {command}`, which the office does not know"


def make_targets() -> set[str]:
    """Every target that the Makefile explains."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


def office_commands() -> set[str]:
    """Every command of `cli.py`, as it is typed."""
    return {
        command.name or getattr(command.callback, "__name__", "").replace("_", "-")
        for command in office.registered_commands
    }


def test_the_rights_in_docs_are_those_that_are_enforced() -> None:
    printed = (ROOT / "docs" / "rights.md").read_text(encoding="utf-8")
    assert printed == rights.as_markdown(), "run `make docs`"


def test_the_readme_opens_with_the_two_commands() -> None:
    opening = (ROOT / "README.md").read_text(encoding="utf-8")[:1500]
    assert "make run" in opening
    assert "make test" in opening


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_link_and_command_in_a_document_works(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert_none(untrue_lines(text, path.parent, make_targets(), office_commands()))


def test_a_dead_link_and_an_unknown_command_are_found(tmp_path: Path) -> None:
    text = "![hall](gone.png) [site](https://a.b) `PORT=1 make fly` python cli.py sing"
    found = list(untrue_lines(text, tmp_path, {"run"}, {"docs"}))
    assert len(found) == 3
