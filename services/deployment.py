"""Getting a deployment ready: schema, fields, and the demonstration unless `DEMO=0`."""

import os

from db.engine import one_at_a_time, transaction
from db.migrate import migrate
from db.seed import is_seeded, seed_demonstration
from services.deadlines import ensure_deadlines
from services.places import ensure_fields


def wants_demonstration() -> bool:
    """`DEMO` is on unless it is `0`."""
    return os.environ.get("DEMO", "1") != "0"


def prepare() -> None:
    """Migrate; seed fields, deadlines, the demonstration; what is there already is left alone."""
    with one_at_a_time():
        migrate()
        ensure_fields()
        ensure_deadlines()
        if wants_demonstration():
            with transaction() as db:
                if not is_seeded(db):
                    seed_demonstration(db)
