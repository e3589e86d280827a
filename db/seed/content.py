"""The demonstration's texts, read from `db/demo/`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

DEMO = Path(__file__).parent.parent / "demo"


@cache
def content(name: str) -> Any:
    """The parsed content of `db/demo/<name>.json`."""
    return json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))
