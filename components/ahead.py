"""What takes a second or more the first time, done before the first person asks for it.

Modules are imported here where they are needed: importing them is part of what takes long.
"""

import logging
from collections.abc import Callable
from importlib import import_module

from components.start import advance_rounds

MOST_ROUNDS = 3
"""So many of the newest rounds are compared ahead; older ones are looked at seldom."""

log = logging.getLogger(__name__)


def work_ahead() -> None:
    """Once, beside serving: what fails here is done when someone asks, as if it was never tried."""
    for part in (_load, advance_rounds, _group_concerns, _compare_budgets):
        _try(part)


def _try(part: Callable[[], object]) -> None:
    try:
        part()
    except Exception:
        log.exception("%s could not be done ahead", part)


def _load() -> None:
    for name in ("components.charts.outcomes", "sklearn.cluster", "sklearn.decomposition"):
        import_module(name)


def _group_concerns() -> None:
    from services import concerns

    concerns.group_ahead()


def _compare_budgets() -> None:
    from components.kept import keep_ahead
    from services import comparisons

    for entry in comparisons.list_compared(None)[:MOST_ROUNDS]:
        shown = comparisons.get_compared_round(None, entry.round_id)
        found = comparisons.compare_budgets(None, shown.round_id, lambda _: None)
        keep_ahead(("budgets", *shown.state), found)
