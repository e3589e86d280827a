"""Whatever a person reads stands in the catalogues, in both languages, and never in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import (
    Source,
    around_the_product,
    assert_none,
    calls,
    has_han,
    literals,
    made_up,
    product,
)

NAME = "议事厅"  # a name is the same in every language
DRAWING = frozenset(
    {
        "title", "header", "subheader", "write", "markdown", "caption", "text", "info", "error",
        "warning", "success", "toast", "badge", "button", "link_button", "download_button",
        "form_submit_button", "page_link", "menu_button", "checkbox", "toggle", "radio",
        "selectbox", "multiselect", "pills", "segmented_control", "select_slider", "slider",
        "text_input", "text_area", "number_input", "date_input", "time_input", "file_uploader",
        "camera_input", "metric", "tabs", "expander", "popover", "status", "spinner", "dialog",
        "progress", "feedback", "chat_input",
    }
)  # fmt: skip
SPEAKING_KEYWORDS = frozenset({"label", "help", "placeholder", "caption", "page_title", "alt"})
_ICON = re.compile(r":material/\w+:")


def chinese_strings(sources: Iterable[Source]) -> Iterator[str]:
    """Every string with Chinese in it; docstrings and comments may use the words of the domain."""
    for source in sources:
        for node in literals(source):
            if has_han(str(node.value).replace(NAME, "")):
                yield f"{source.at(node)}: {node.value!r} belongs in locales/"


def spoken_strings(sources: Iterable[Source]) -> Iterator[str]:
    """Every string with letters that is handed straight to something that draws it."""
    for source in sources:
        if source.room not in ("app", "pages", "components"):
            continue
        for name, call in calls(source):
            for argument in _spoken_arguments(name, call):
                if _has_words(argument):
                    yield f"{source.at(call)}: {name}({ast.unparse(argument)}) belongs in locales/"


def _spoken_arguments(name: str, call: ast.Call) -> Iterator[ast.expr]:
    if name in DRAWING and _is_drawn_on(call.func):
        yield from call.args[:1]
    yield from (word.value for word in call.keywords if word.arg in SPEAKING_KEYWORDS)


def _is_drawn_on(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute):
        return False
    drawn_on = function.value
    is_log = isinstance(drawn_on, ast.Name) and drawn_on.id in ("log", "logger", "logging")
    return isinstance(drawn_on, ast.Name | ast.Subscript) and not is_log


def _has_words(argument: ast.expr) -> bool:
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    said = "".join(
        str(part.value)
        for part in parts
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )
    return bool(re.search(r"[^\W\d_]{2,}", _ICON.sub("", said)))


def test_no_code_holds_chinese_text() -> None:
    benchmarks = [one for one in around_the_product() if one.room == "benchmarks"]
    assert_none(chinese_strings([*product(), *benchmarks]))


def test_nothing_is_drawn_from_a_string_in_code() -> None:
    assert_none(spoken_strings(product()))


def test_a_chinese_string_is_found_and_a_docstring_is_not() -> None:
    guilty = made_up("pages/ballot.py", '"""投票"""\nx = "已保存"\ny = f"第{x}轮"')
    assert {line.split(":")[1] for line in chinese_strings([guilty])} == {"2", "3"}


@pytest.mark.parametrize(
    "line",
    [
        'st.button("Vote")',
        'left.metric(f"Turnout {n}", n)',
        'columns[0].caption(":material/check: Saved")',
        'st.text_input(t("a"), placeholder="Your name")',
    ],
)
def test_a_drawn_string_is_found(line: str) -> None:
    assert len(list(spoken_strings([made_up("pages/ballot.py", line)]))) == 1


@pytest.mark.parametrize(
    "line",
    [
        'st.button(t("ballot.done"))',
        'st.markdown(":material/check:")',
        'st.caption(f"{a} · {b}")',
        'st.text_input(t("a"), key="name")',
        'log.info("refused")',
    ],
)
def test_a_key_an_icon_or_a_log_line_is_not(line: str) -> None:
    assert list(spoken_strings([made_up("pages/ballot.py", line)])) == []
