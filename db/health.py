"""Whether the database answers, and whether its schema is this code's."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from db.engine import reading
from db.migrate import is_current

_known = {"current": False}


def is_reachable() -> bool:
    """Whether a query comes back."""
    try:
        with reading() as db:
            db.connection().execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def is_schema_current() -> bool:
    """Whether every migration has run; asked until it is so, and not again in this process."""
    try:
        _known["current"] = _known["current"] or is_current()
    except SQLAlchemyError:
        return False
    return _known["current"]
