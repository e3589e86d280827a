"""No key, password or token is written down anywhere: every deployment makes its own."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import ROOT, Source, assert_none, made_up, product

_SECRET_NAME = re.compile(
    r"(^|_)(secret|password|passwd|token|(api|cookie|signing|secret|private)_key)$", re.IGNORECASE
)
KNOWN_DEFAULTS = {"some_key", "random_signature_key", "changeme", "admin", "password123"}
NEVER_TRACKED = re.compile(r"(^|/)(secrets\.toml|\.env|.*\.(pem|key|db|sqlite3?))$")


def written_secrets(sources: Iterable[Source]) -> Iterator[str]:
    """Every literal given to something named like a secret, and every well-known default."""
    for source in sources:
        for node in ast.walk(source.tree):
            for name, value in _named_values(node):
                if _SECRET_NAME.search(name) and _is_text(value):
                    yield f"{source.at(node)}: {name} is written down"
            if isinstance(node, ast.Constant) and node.value in KNOWN_DEFAULTS:
                yield f"{source.at(node)}: {node.value!r} is a default that everybody knows"


def _named_values(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield from (
            (target.id, node.value) for target in node.targets if isinstance(target, ast.Name)
        )
    elif isinstance(node, ast.AnnAssign) and node.value and isinstance(node.target, ast.Name):
        yield node.target.id, node.value
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg, node.value
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value, value
    elif isinstance(node, ast.Call) and len(node.args) > 1:
        asked = ast.unparse(node.func)
        name = node.args[0]
        if asked.endswith(("environ.get", "getenv")) and isinstance(name, ast.Constant):
            yield str(name.value), node.args[1]


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and bool(value.value)


def test_no_secret_is_written_in_code() -> None:
    assert_none(written_secrets(product()))


def test_the_server_keeps_no_secret_in_its_configuration() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert "cookieSecret" not in config["server"]


def test_no_secret_and_no_database_is_tracked() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [path for path in listed.stdout.splitlines() if NEVER_TRACKED.search(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        'COOKIE_KEY = "5f4dcc3b5aa765d61d8327deb882cf99"',
        'password: str = "letmein"',
        'Cookies(secret="abc")',
        'row = {"password": "letmein"}',
        'os.environ.get("SECRET_KEY", "dev")',
        'sign("some_key")',
    ],
)
def test_a_secret_written_down_is_found(line: str) -> None:
    assert len(list(written_secrets([made_up("services/accounts.py", line)]))) == 1


@pytest.mark.parametrize(
    "line",
    [
        'st.text_input(label, type="password", key="name")',
        "password = secrets.token_urlsafe(32)",
        'os.environ.get("COOKIE_KEY", "")',
    ],
)
def test_a_made_or_missing_secret_is_not(line: str) -> None:
    assert list(written_secrets([made_up("services/accounts.py", line)])) == []
