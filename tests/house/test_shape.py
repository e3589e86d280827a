"""Short files, short functions, every public one typed and told in a sentence; plain names."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import Source, around_the_product, assert_none, made_up, product

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
NOT_A_NAME = {"utils", "util", "helpers", "helper", "managers", "manager", "core", "misc", "common"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def misshapen(sources: Iterable[Source]) -> Iterator[str]:
    """Files and functions that are too long, and names that say nothing."""
    for source in sources:
        lines = source.text.count("\n")
        if lines > LONGEST_FILE:
            yield f"{source.path}: {lines} lines; what is it really two of?"
        if NOT_A_NAME & set(source.path.removesuffix(".py").split("/")):
            yield f"{source.path}: named after nothing that the domain knows"
        for function in _functions(source):
            length = (function.end_lineno or function.lineno) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source.at(function)}: {function.name} has {length} lines"


def untold(sources: Iterable[Source]) -> Iterator[str]:
    """Public functions and methods without a docstring, or with something left untyped."""
    for source in sources:
        for function in _functions(source):
            if function.name.startswith("_") or function in _inner(source):
                continue
            if not ast.get_docstring(function) and not _overrides(function):
                yield f"{source.at(function)}: {function.name} has no docstring"
            if function.returns is None or not all(map(_is_typed, _arguments(function))):
                yield f"{source.at(function)}: {function.name} is not fully typed"


def _functions(source: Source) -> Iterator[Function]:
    return (node for node in ast.walk(source.tree) if isinstance(node, Function))


def _inner(source: Source) -> set[Function]:
    """Functions inside functions: nobody calls them from outside."""
    return {
        inner
        for outer in _functions(source)
        for inner in ast.walk(outer)
        if isinstance(inner, Function) and inner is not outer
    }


def _overrides(function: Function) -> bool:
    return any("override" in ast.unparse(mark) for mark in function.decorator_list)


def _arguments(function: Function) -> list[ast.arg]:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return [
        one for one in [*named, given.vararg, given.kwarg] if one and one.arg not in ("self", "cls")
    ]


def _is_typed(argument: ast.arg) -> bool:
    return argument.annotation is not None


def test_files_and_functions_are_short_and_well_named() -> None:
    assert_none(misshapen([*product(), *around_the_product()]))


def test_every_public_function_is_typed_and_told() -> None:
    assert_none(untold(product()))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("domain/count.py", "x = 1\n" * 301),
        ("domain/count.py", "def count() -> None:\n" + "    x = 1\n" * 40),
        ("services/ballot_utils/utils.py", "x = 1\n"),
    ],
)
def test_too_long_and_ill_named_is_found(path: str, text: str) -> None:
    assert len(list(misshapen([made_up(path, text)]))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "def count() -> None:\n    x = 1",
        'def count(ballots) -> None:\n    """Count."""',
        'def count(*ballots: int):\n    """Count."""',
        'class A:\n    def count(self, **more) -> None:\n        """Count."""',
    ],
)
def test_untyped_or_untold_is_found(text: str) -> None:
    assert len(list(untold([made_up("domain/count.py", text)]))) == 1


def test_what_is_private_or_inside_is_left_alone() -> None:
    text = 'def a() -> None:\n    """A."""\n    def b(x): return x\ndef _c(x): return x'
    assert list(untold([made_up("domain/count.py", text)])) == []
