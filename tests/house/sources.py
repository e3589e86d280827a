"""The project's own Python files, as the tests of the house read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("pages", "components", "services", "domain", "db", "locales")
ENTRANCES = ("app", "cli", "server")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the top of the project, its text, its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """`pages`, `domain`, … or the name of an entrance: `app`, `cli`."""
        return self.path.split("/")[0].removesuffix(".py")

    def at(self, node: ast.AST) -> str:
        """Where a reader finds this node: `pages/ballot.py:12`."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


def made_up(path: str, text: str) -> Source:
    """A source that exists only in a test."""
    return Source(path, text, ast.parse(text))


@cache
def product() -> tuple[Source, ...]:
    """Every file of the product; generated migrations are not written by hand and left out."""
    paths = [ROOT / f"{entrance}.py" for entrance in ENTRANCES]
    for room in ROOMS:
        paths += sorted((ROOT / room).rglob("*.py"))
    return tuple(_read(paths))


@cache
def around_the_product() -> tuple[Source, ...]:
    """Every file of tests/ and benchmarks/."""
    return tuple(
        _read(
            path for room in ("tests", "benchmarks") for path in sorted((ROOT / room).rglob("*.py"))
        )
    )


def _read(paths: Iterator[Path] | list[Path]) -> Iterator[Source]:
    for path in paths:
        relative = path.relative_to(ROOT).as_posix()
        if path.is_file() and not relative.startswith("db/migrations/"):
            yield made_up(relative, path.read_text(encoding="utf-8"))


def calls(source: Source) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the last part of its name: `st.button(…)` gives `button`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def docstrings(source: Source) -> set[int]:
    """The ids of the nodes that are docstrings."""
    return {
        id(node.body[0].value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def literals(source: Source) -> Iterator[ast.Constant]:
    """Every string in the code that is not a docstring, parts of f-strings included."""
    skip = docstrings(source)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
            yield node


def has_han(text: str) -> bool:
    """True if the text holds a Chinese character."""
    return any("\u3400" <= character <= "\u9fff" for character in text)


def assert_none(found: Iterator[str] | list[str]) -> None:
    """Fail with every finding on a line of its own, so that all can be mended at once."""
    lines = list(found)
    assert not lines, "\n" + "\n".join(lines)
