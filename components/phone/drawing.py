"""Templates of the light page, filled in: every value is escaped, every sentence a key."""

import hashlib
import re
import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.clock import local
from locales import translate

HERE = Path(__file__).parent
_CONFIG = HERE.parents[1] / ".streamlit" / "config.toml"
LARGEST_PAGE_BYTES = 60_000
"""Of a page with its style and its script, uncompressed: a phone in a crowded hall loads it."""


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clock"] = lambda instant: local(instant).strftime("%H:%M")
    environment.filters["minutes"] = minutes
    environment.filters["epoch"] = lambda instant: int(instant.timestamp())
    return environment


def render(template: str, language: str, **values: Any) -> str:
    """The template as HTML in the reader's language."""
    return (
        _templates()
        .get_template(template)
        .render(
            t=_speaker(language),
            language=language,
            other_language="en" if language == "zh_CN" else "zh",
            style=f"/m/phone.css?v={_mark(style_sheet())}",
            script=f"/m/phone.js?v={_mark(script())}",
            **values,
        )
    )


@cache
def style_sheet() -> str:
    """The look, in the colours of the app."""
    theme = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))["theme"]
    text = (HERE / "phone.css").read_text(encoding="utf-8")
    colours = {name: value for name, value in theme.items() if isinstance(value, str)}
    return _without_comments(re.sub(r"\$(\w+)", lambda found: colours[found[1]], text))


@cache
def script() -> str:
    """What makes the page lively where there is JavaScript."""
    return _without_comments((HERE / "phone.js").read_text(encoding="utf-8"))


def minutes(seconds: int) -> str:
    """Seconds as `m:ss`, the way a clock on a wall counts."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def seconds_since(instant: datetime | None, now: datetime) -> int:
    """Whole seconds from an instant until now; 0 where there is none."""
    return 0 if instant is None else max(0, int((now - instant).total_seconds()))


@cache
def _speaker(language: str) -> Callable[..., str]:
    return lambda key, **facts: translate(language, key, **facts)


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _without_comments(text: str) -> str:
    return re.sub(r"(?m)^\s*(//.*|/\*.*\*/)?\n", "", text)
