"""The five fields of the citizens' committee, with which every deployment starts."""

from db.engine import Session
from db.rounds import list_fields
from db.seed.content import content
from db.tables import FieldOfWork


def seed_fields(db: Session) -> None:
    """Write the fields in the order shown, unless there are some."""
    if list_fields(db):
        return
    for position, row in enumerate(content("fields")):
        db.add(FieldOfWork(**row, position=position))
