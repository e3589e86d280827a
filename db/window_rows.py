"""The columns that everything public is brought to before it is put into one list."""

from typing import Any

from sqlalchemy import Date, Integer, String, cast, literal, null
from sqlmodel import col, select

from db.base import UtcDateTime
from domain.windows import WindowKind

COLUMNS = (
    "kind",
    "id",
    "leads_to",
    "title",
    "text",
    "state",
    "is_over",
    "at",
    "due_at",
    "due_on",
    "community_id",
    "subdistrict_id",
    "field_code",
    "who",
    "who_en",
)


def public_row(kind: WindowKind, **given: Any) -> Any:
    """A selection of the shared columns; what a table has not is empty, of the right type."""
    empty: dict[str, Any] = {
        "due_at": cast(null(), UtcDateTime),
        "due_on": cast(null(), Date),
        "community_id": cast(null(), Integer),
        "subdistrict_id": cast(null(), Integer),
        "field_code": cast(null(), String),
        "who": literal("", String),
        "who_en": literal("", String),
        "kind": literal(kind.value, String),
        "is_over": literal(0),
    }
    parts = empty | {"leads_to": given["id"]} | given
    of_many: Any = select
    return of_many(*(parts[name].label(name) for name in COLUMNS))


def is_over(column: Any, *states: str) -> Any:
    """1 where the state is one of these, else 0."""
    return cast(col(column).in_(states), Integer)
