"""What became of a press is told where it always is: a place that comes and goes closes forms."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import Source, assert_none, made_up, product

PLACES = ("tell", "tell_at")
WHERE_IT_IS_WRITTEN = ("components/telling.py", "components/proposal_words.py")
ENDS = (ast.Return, ast.Raise)


def told_now_and_then(sources: Iterable[Source]) -> Iterator[str]:
    """Every place of telling that is drawn under a condition, where the page goes on below it."""
    for source in sources:
        if source.room not in ("pages", "components") or source.path in WHERE_IT_IS_WRITTEN:
            continue
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.If):
                continue
            for branch in (node.body, node.orelse):
                if not _ends(branch):
                    yield from (f"{source.at(call)}: {what}" for call, what in _told(branch))
            if _is_a_refusal_of_its_own(node):
                yield f"{source.at(node)}: a refusal of its own; use tell_lacking"


def _is_a_refusal_of_its_own(node: ast.If) -> bool:
    shown = (ast.unparse(one) for one in node.body)
    is_shown = any(one.startswith(("st.error", "st.warning")) for one in shown)
    return is_shown and "session_state.pop" in ast.unparse(node.test)


def _told(branch: list[ast.stmt]) -> Iterator[tuple[ast.AST, str]]:
    for one in branch:
        if isinstance(one, ast.With):
            # In a form of its own the place comes and goes with the form.
            if "st.expander" not in ast.unparse(one.items[0]):
                yield from _told(one.body)
        elif isinstance(one, ast.Expr) and isinstance(one.value, ast.Call):
            name = ast.unparse(one.value.func)
            if name in PLACES:
                yield one, name


def _ends(branch: list[ast.stmt]) -> bool:
    """Whether nothing is drawn behind it: it is another page then."""
    last = branch[-1] if branch else None
    return isinstance(last, ENDS) or (last is not None and ast.unparse(last) == "st.stop()")


def test_what_is_told_keeps_its_place() -> None:
    assert_none(told_now_and_then(product()))


@pytest.mark.parametrize(
    "line",
    [
        "if found:\n    tell()\nst.expander('')",
        "if found:\n    draw()\nelse:\n    tell_at('top')\nst.expander('')",
        "if st.session_state.pop('lacks', False):\n    st.error('')",
    ],
)
def test_a_place_that_comes_and_goes_is_found(line: str) -> None:
    assert list(told_now_and_then([made_up("pages/made_up.py", line)]))


def test_a_page_that_ends_there_may_tell() -> None:
    line = "if not found:\n    tell()\n    st.stop()"
    assert not list(told_now_and_then([made_up("pages/made_up.py", line)]))
