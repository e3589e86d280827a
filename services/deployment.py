"""Getting a deployment ready: schema, and the demonstration unless `DEMO=0`."""

import os

from db.engine import transaction
from db.migrate import migrate
from db.seed import is_seeded, seed_demonstration


def wants_demonstration() -> bool:
    """`DEMO` is on unless it is `0`."""
    return os.environ.get("DEMO", "1") != "0"


def prepare() -> None:
    """Migrate, and seed the demonstration once; both do nothing when they are done already."""
    migrate()
    if not wants_demonstration():
        return
    with transaction() as db:
        if not is_seeded(db):
            seed_demonstration(db)
