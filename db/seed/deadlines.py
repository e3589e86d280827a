"""The classes of deadline with which every deployment starts."""

from db.accounts import put_setting
from db.deadlines import list_classes
from db.engine import Session
from db.seed.content import content
from db.tables import DeadlineClass


def seed_classes(db: Session) -> None:
    """Write the classes, and which new matters get, unless there are some."""
    if list_classes(db):
        return
    for position, row in enumerate(content("deadlines")["classes"]):
        db.add(DeadlineClass(**row, position=position))
    for source, code in content("deadlines")["usual"].items():
        put_setting(db, f"deadline.{source}", code)
    db.flush()
