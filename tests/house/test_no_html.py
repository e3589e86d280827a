"""User text is never HTML: nothing lets HTML through, except a style sheet of our own."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import Source, assert_none, calls, made_up, product


def html_let_through(sources: Iterable[Source]) -> Iterator[str]:
    """Every place where text could reach a page as HTML."""
    for source in sources:
        for name, call in calls(source):
            if any(word.arg == "unsafe_allow_html" for word in call.keywords):
                yield f"{source.at(call)}: unsafe_allow_html"
            if name in ("html", "iframe") and call.args and not _is_fixed(call.args[0]):
                yield f"{source.at(call)}: {name}({ast.unparse(call.args[0])}) is not fixed text"


def _is_fixed(argument: ast.expr) -> bool:
    """A literal, a file of ours (`HERE / "look.css"`), or a CAPITAL name given either."""
    if isinstance(argument, ast.Constant):
        return True
    if isinstance(argument, ast.BinOp):
        return isinstance(argument.op, ast.Div)
    named = argument.id if isinstance(argument, ast.Name) else ""
    return named.isupper()


def test_no_html_is_let_through() -> None:
    assert_none(html_let_through(product()))


@pytest.mark.parametrize(
    "line",
    [
        "st.markdown(title, unsafe_allow_html=True)",
        "st.write(title, unsafe_allow_html=False)",
        'st.html(f"<b>{title}</b>")',
        "st.html(title)",
        'st.html("<b>" + title)',
        "components.html(page.format(title))",
    ],
)
def test_html_that_could_hold_user_text_is_found(line: str) -> None:
    assert len(list(html_let_through([made_up("pages/ballot.py", line)]))) == 1


@pytest.mark.parametrize(
    "line", ['st.html("<style></style>")', "st.html(STYLE)", 'st.html(HERE / "a.css")']
)
def test_a_style_sheet_of_our_own_is_not(line: str) -> None:
    assert list(html_let_through([made_up("components/look.py", line)])) == []
